"""One displacement per LES unit at FACS level E, and one per aux channel."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX, UNITS

from .assembly import LID_MARGIN, Assembly
from .lids import blink
from .shapes import (
    arkit,
    clear_eyes,
    expression,
    follow_lids,
    mirrored,
    one_sided,
    symmetric,
    uncross_lips,
)

SIDED = ("01", "02", "04", "06", "10", "12", "14")


def symmetric_units(head: Assembly) -> dict[str, np.ndarray]:
    """The 27 main units, (V, 3) each, before finishing."""
    return {
        "AU01": arkit(head, browInnerUp=1.3),
        "AU02": arkit(head, browOuterUp=1.0),
        "AU04": arkit(head, browDown=1.0),
        "AU05": arkit(head, eyeWide=1.0),
        "AU06": arkit(head, cheekSquint=1.2, eyeSquint=0.5),
        "AU07": arkit(head, eyeSquint=1.3),
        "AU09": arkit(head, noseSneer=1.3, browDown=0.2),
        "AU10": arkit(head, mouthUpperUp=1.3),
        "AU12": arkit(head, mouthSmile=0.85),
        "AU14": arkit(head, mouthDimple=1.0),
        "AU15": arkit(head, mouthFrown=1.2),
        "AU17": arkit(head, mouthShrugLower=1.0, mouthShrugUpper=0.5),
        "AU20": arkit(head, mouthStretch=1.2),
        "AU23": arkit(head, mouthRollLower=0.5, mouthRollUpper=0.4, mouthPucker=0.3),
        "AU24": arkit(head, mouthPress=0.7, mouthRollLower=0.3, mouthRollUpper=0.25),
        "AU25": arkit(head, mouthLowerDown=1.0) + expression(head, mouth_parling=0.6),
        "AU26": arkit(head, jawOpen=0.68),
        "AU11": arkit(head, noseSneer=0.4, mouthUpperUp=0.4),
        "AU13": expression(head, mouth_corner_puller=0.9),
        "AU16": arkit(head, mouthLowerDown=1.6),
        "AU18": arkit(head, mouthPucker=1.0),
        "AU19": arkit(head, tongueOut=1.0, jawOpen=0.25),
        "AU22": arkit(head, mouthFunnel=1.0),
        "AU27": arkit(head, jawOpen=1.0, mouthStretch=0.2),
        "AU32": arkit(head, mouthRollLower=1.0),
        "AU38": expression(head, nose_left_dilatation=2.0, nose_right_dilatation=2.0),
        "AU39": expression(head, nose_compression=1.5),
    }


def finish(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """Lids off the eyeballs, lips off each other, lashes with their lids."""
    return follow_lids(head, uncross_lips(head, clear_eyes(head, delta)))


def build_units(head: Assembly) -> np.ndarray:
    """(41, V, 3) in the order of les.space.UNITS."""
    main = {name: finish(head, symmetric(head, delta)) for name, delta in symmetric_units(head).items()}
    shapes = []
    for unit in UNITS:
        if unit.name in main:
            shapes.append(main[unit.name])
        else:
            shapes.append(one_sided(head, main[f"AU{unit.name[1:]}"], unit.name[0].lower()))
    return np.stack(shapes)


def build_aux(head: Assembly) -> np.ndarray:
    """(len(AUX), V, 3) per unit of each channel; head pose channels are zero (they move no skin).

    Gaze channels hold the lids' follow per degree, for both eyes; the eyeballs turn by rotation.
    """

    def sym(**weights: float) -> np.ndarray:
        return symmetric(head, arkit(head, **weights))

    def antisymmetric(name: str) -> np.ndarray:
        left = arkit(head, **{f"{name}Left": 1.0})
        right = mirrored(head, arkit(head, **{f"{name}Right": 1.0}))
        return (left + right) / 2

    look = {way: arkit(head, **{f"eyeLook{way}": 1.0}) for way in ("Up", "Down")}
    sideways = {
        way: arkit(head, **{f"eyeLook{way}": 1.0}) for way in ("OutLeft", "InRight", "OutRight", "InLeft")
    }
    toward_left = (sideways["OutLeft"] + sideways["InRight"] - sideways["OutRight"] - sideways["InLeft"]) / 2
    known = {
        "blink_l": blink(head, "l"),
        "blink_r": mirrored(head, blink(head, "l")),
        "gaze_yaw": toward_left / 30,
        "gaze_pitch": symmetric(head, look["Up"] - look["Down"]) / 60,
        "jaw_side": antisymmetric("jaw"),
        "mouth_side": antisymmetric("mouth"),
        "cheek_puff": sym(cheekPuff=1.0),
        "jaw_forward": sym(jawForward=1.0),
        "mouth_close": sym(mouthClose=0.68),
        "mouth_roll_upper": sym(mouthRollUpper=1.0),
        "mouth_roll_lower": sym(mouthRollLower=1.0),
        "shrug_upper": sym(mouthShrugUpper=1.0),
    }
    shapes = []
    for name in AUX:
        if name in ("blink_l", "blink_r"):
            shapes.append(known[name])
        elif name in known:
            # Of signed or closing channels only a multiple or a sum is ever seen.
            keep_signed = name in ("gaze_yaw", "gaze_pitch", "mouth_close")
            shapes.append(follow_lids(head, known[name]) if keep_signed else finish(head, known[name]))
        elif name.startswith("arkit_"):
            shapes.append(finish(head, arkit(head, **{name.removeprefix("arkit_"): 1.0})))
        else:
            shapes.append(np.zeros_like(head.neutral))
    return np.stack(shapes)


def lid_gap(head: Assembly, delta: np.ndarray, side: str) -> float:
    """Height of the eye opening at its middle, head space."""
    upper, lower = head.lids[side][LID_MARGIN]
    at = head.neutral + delta
    return float(at[upper[len(upper) // 2], 1] - at[lower[len(lower) // 2], 1])
