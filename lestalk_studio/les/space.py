"""The 41 components of the Linear Emotion Space (LES) and the aux channels that travel beside them.

A vector of the space is written z: one FACS intensity a component, 0 = absent, 1 = level E (the maximum).
41 = 27 main action units + 14 one-sided ones, the hybrid coding of OpenGraphAU (Luo et al., IJCAI 2022); the
split into 17 + 24 is this project's reading of the action and isolation subspaces of LES-Talker
(arXiv 2411.09268), whose own list is unpublished.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["both", "left", "right"]  # always the subject's own left and right


@dataclass(frozen=True)
class Unit:
    """One component: its name ('AU12', 'L12'), FACS label, subspace and side of the face."""

    name: str
    label: str
    subspace: Literal["A", "I"]
    side: Side = "both"

    @property
    def number(self) -> int:
        """FACS number of the action unit."""
        return int(self.name[-2:])


_ACTION = (
    ("AU01", "inner brow raiser"),
    ("AU02", "outer brow raiser"),
    ("AU04", "brow lowerer"),
    ("AU05", "upper lid raiser"),
    ("AU06", "cheek raiser"),
    ("AU07", "lid tightener"),
    ("AU09", "nose wrinkler"),
    ("AU10", "upper lip raiser"),
    ("AU12", "lip corner puller"),
    ("AU14", "dimpler"),
    ("AU15", "lip corner depressor"),
    ("AU17", "chin raiser"),
    ("AU20", "lip stretcher"),
    ("AU23", "lip tightener"),
    ("AU24", "lip pressor"),
    ("AU25", "lips part"),
    ("AU26", "jaw drop"),
)
_RARE = (
    ("AU11", "nasolabial deepener"),
    ("AU13", "sharp lip puller"),
    ("AU16", "lower lip depressor"),
    ("AU18", "lip pucker"),
    ("AU19", "tongue show"),
    ("AU22", "lip funneler"),
    ("AU27", "mouth stretch"),
    ("AU32", "lip bite"),
    ("AU38", "nostril dilator"),
    ("AU39", "nostril compressor"),
)
SIDED_NUMBERS = (1, 2, 4, 6, 10, 12, 14)
_LABELS = {int(name[2:]): label for name, label in _ACTION + _RARE}

UNITS: tuple[Unit, ...] = (
    *(Unit(name, label, "A") for name, label in _ACTION),
    *(Unit(name, label, "I") for name, label in _RARE),
    *(
        Unit(f"{side[0].upper()}{number:02d}", f"{side} {_LABELS[number]}", "I", side)
        for number in SIDED_NUMBERS
        for side in ("left", "right")
    ),
)
NAMES: tuple[str, ...] = tuple(unit.name for unit in UNITS)
DIM = len(UNITS)
INDEX: dict[str, int] = {name: i for i, name in enumerate(NAMES)}
ACTION = slice(0, 17)
ISOLATION = slice(17, DIM)

SIDED: tuple[tuple[int, int, int], ...] = tuple(
    (INDEX[f"AU{n:02d}"], INDEX[f"L{n:02d}"], INDEX[f"R{n:02d}"]) for n in SIDED_NUMBERS
)
"""(symmetric, left, right) indices. Left intensity of AU12 = z[AU12] + z[L12]."""

_AUX_CHANNELS = (
    ("blink_l", "left eye closed, 0..1 (AU45)"),
    ("blink_r", "right eye closed, 0..1 (AU45)"),
    ("gaze_yaw", "degrees, + to the subject's left"),
    ("gaze_pitch", "degrees, + up"),
    ("head_yaw", "degrees from the portrait's pose, + turns to the subject's left"),
    ("head_pitch", "degrees, + looks up"),
    ("head_roll", "degrees, + tilts to the subject's left shoulder"),
    ("head_x", "inter-ocular distances from the portrait's place, + to the subject's left"),
    ("head_y", "inter-ocular distances, + up"),
    ("head_z", "inter-ocular distances, + toward the camera: the head grows"),
    ("jaw_side", "-1..1, + to the subject's left"),
    ("mouth_side", "-1..1, + to the subject's left"),
    ("cheek_puff", "0..1"),
    ("jaw_forward", "0..1"),
    ("mouth_close", "0..1, lips kept together while the jaw is open"),
    ("mouth_roll_upper", "0..1, upper lip sucked in, beyond AU23"),
    ("mouth_roll_lower", "0..1, lower lip sucked in, beyond AU23"),
    ("shrug_upper", "0..1, upper lip pushed up"),
)
# ARKit has these a side (or a direction) each; what differs from the symmetric unit or from the signed
# channel above is kept as the weight still missing on that very shape.
RESIDUAL_SHAPES: tuple[str, ...] = (
    *(f"eye{what}{side}" for what in ("Wide", "Squint") for side in ("Left", "Right")),
    *(f"noseSneer{side}" for side in ("Left", "Right")),
    *(f"mouth{w}{side}" for w in ("Frown", "LowerDown", "Stretch", "Press") for side in ("Left", "Right")),
    *(f"jaw{side}" for side in ("Left", "Right")),
    *(f"mouth{side}" for side in ("Left", "Right")),
    *(f"eyeLook{way}{side}" for side in ("Left", "Right") for way in ("Down", "In", "Out", "Up")),
)

AUX: tuple[str, ...] = (*(name for name, _ in _AUX_CHANNELS), *(f"arkit_{s}" for s in RESIDUAL_SHAPES))
"""Channels beside z, a frame: blink, gaze, head pose, and the residual the space cannot say."""
AUX_LABELS: dict[str, str] = dict(_AUX_CHANNELS) | {
    f"arkit_{s}": f"weight of ARKit's {s} that z and the channels above leave over" for s in RESIDUAL_SHAPES
}
AUX_INDEX: dict[str, int] = {name: i for i, name in enumerate(AUX)}
