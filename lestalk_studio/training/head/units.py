"""One displacement per LES unit at FACS level E, and one per aux channel."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX, UNITS

from .assembly import Assembly
from .lids import blink, follow_gaze, narrowed
from .shapes import (
    Triple,
    arkit,
    bump,
    clear_eyes,
    clear_teeth,
    expression,
    follow_lids,
    mirrored,
    one_sided,
    open_jaw,
    sealed,
    smoothed,
    symmetric,
    uncross_lips,
)

# Turn of the jaw where the mouth is stretched open (AU27 at 1); lips and chin go a little further than the
# teeth.
JAW_DEGREES = 25.0
# Degrees over which the lids' follow is made straight.
GAZE_STEP = 15.0
# Units that leave a closed mouth closed.
CLOSED = ("AU06", "AU11", "AU12", "AU13", "AU14", "AU15", "AU17", "AU18", "AU20", "AU23", "AU24")
CLOSED_AUX = ("jaw_side", "mouth_side", "cheek_puff", "jaw_forward", "mouth_roll_upper", "mouth_roll_lower")


def symmetric_units(head: Assembly) -> dict[str, np.ndarray]:
    """The 27 main units, (V, 3) each, before finishing."""
    jaw = {
        open_: open_jaw(head, arkit(head, jawOpen=open_), JAW_DEGREES * open_) for open_ in (0.25, 0.68, 1.0)
    }
    return {
        "AU01": smoothed(head, arkit(head, browInnerUp=1.6), 4),
        "AU02": smoothed(head, arkit(head, browOuterUp=1.2), 12),
        "AU04": _brow_lowerer(head),
        "AU05": arkit(head, eyeWide=0.95),
        "AU06": _cheek_raiser(head),
        "AU07": _lids(head, 0.05, 0.40)
        + _push(head, (0.52, -0.20, 0.3), (0.40, 0.20, 0.5), (0.0, 0.036, 0.036)),
        "AU09": arkit(head, noseSneer=1.3, browDown=0.2, mouthUpperUp=0.3),
        "AU10": arkit(head, mouthUpperUp=1.3, noseSneer=0.15),
        "AU12": arkit(head, mouthSmile=0.85),
        "AU14": clear_teeth(head, arkit(head, mouthDimple=1.0)),
        "AU15": arkit(head, mouthFrown=1.2),
        "AU17": smoothed(head, arkit(head, mouthShrugLower=1.0, mouthShrugUpper=0.5), 5)
        + _push(head, (0.0, -1.60, 0.5), (0.42, 0.32, 0.6), (0.0, 0.075, 0.015)),
        "AU20": clear_teeth(head, arkit(head, mouthStretch=1.2)),
        "AU23": clear_teeth(head, arkit(head, mouthRollLower=0.6, mouthRollUpper=0.45, mouthPucker=0.55)),
        "AU24": clear_teeth(head, arkit(head, mouthRollLower=0.8, mouthRollUpper=0.6, mouthPress=0.1))
        + _push(head, (0.0, -1.45, 0.5), (0.40, 0.14, 0.5), (0.0, 0.02, 0.02))
        + _push(head, (0.0, -0.90, 0.5), (0.40, 0.14, 0.5), (0.0, -0.008, 0.02)),
        "AU25": arkit(head, mouthLowerDown=1.0) + expression(head, mouth_parling=0.6),
        "AU26": jaw[0.68],
        "AU11": arkit(head, noseSneer=0.35, mouthUpperUp=0.3, cheekSquint=0.15)
        + _push(head, (0.36, -0.75, 0.35), (0.22, 0.30, 0.5), (0.008, 0.035, 0.02)),
        "AU13": smoothed(head, expression(head, mouth_corner_puller=0.75), 3)
        + _push(head, (0.52, -0.75, 0.25), (0.28, 0.30, 0.5), (0.0, 0.05, 0.04)),
        "AU16": arkit(head, mouthLowerDown=1.6),
        "AU18": arkit(head, mouthPucker=1.0),
        "AU19": jaw[0.25] + arkit(head, tongueOut=1.0),
        "AU22": arkit(head, mouthFunnel=1.0),
        "AU27": jaw[1.0] + arkit(head, mouthStretch=0.2),
        "AU32": arkit(head, mouthRollLower=1.1, mouthUpperUp=0.45)
        + smoothed(head, _push(head, (0.0, -1.27, 0.5), (0.46, 0.26, 0.5), (0.0, 0.0, -0.12), True), 2),
        "AU38": smoothed(head, expression(head, nose_left_dilatation=2.6, nose_right_dilatation=2.6), 3),
        "AU39": smoothed(head, expression(head, nose_compression=2.0), 1),
    }


def _push(
    head: Assembly,
    centre: Triple,
    radius: Triple,
    move: Triple,
    within_mouth: bool = False,
) -> np.ndarray:
    """Skin about `centre` (x >= 0; both sides) moved by `move`, x away from the midline."""
    outward = np.sign(head.neutral[:, 0])[:, None] * [1, 0, 0] + [0, 1, 1]
    return bump(head, centre, radius, within_mouth)[:, None] * outward * np.array(move)


def _lids(head: Assembly, upper: float, lower: float) -> np.ndarray:
    """Both eyes' lids moved towards each other by shares of the opening."""
    left = narrowed(head, "l", upper, lower)
    return left + mirrored(head, left)


def _brow_lowerer(head: Assembly) -> np.ndarray:
    """Brows down and drawn together, the skin between them gathered into two furrows.

    The shape's own pull inwards is taken up evenly from the brow to the midline: skin is gathered, not removed.
    """
    x = head.neutral[:, 0]
    delta = smoothed(head, arkit(head, browDown=1.25), 6)
    delta[:, 0] *= np.clip(np.abs(x) / 0.26, 0, 1)
    ridge = bump(head, (0.0, 0.26, 0.6), (0.26, 0.36, 0.9))
    furrow = np.exp(-(((np.abs(x) - 0.105) / 0.038) ** 2))
    delta[:, 2] += ridge * (0.028 - 0.034 * furrow)
    return delta


def _cheek_raiser(head: Assembly) -> np.ndarray:
    """Orbicularis oculi, outer part: cheek up and full, lower lid pushed up, outer corner bunched."""
    cheek = _push(head, (0.62, -0.48, 0.2), (0.52, 0.42, 0.7), (0.0, 0.11, 0.055))
    corner = _push(head, (0.92, -0.02, 0.0), (0.30, 0.34, 0.5), (-0.035, 0.0, 0.02))
    brow = _push(head, (0.80, 0.32, 0.1), (0.34, 0.22, 0.6), (0.0, -0.035, 0.0))
    return _lids(head, 0.05, 0.20) + smoothed(head, arkit(head, cheekSquint=0.45), 10) + cheek + corner + brow


def finish(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """Lids off the eyeballs, lips off each other, lashes with their lids."""
    return follow_lids(head, uncross_lips(head, clear_eyes(head, delta)))


def build_units(head: Assembly) -> np.ndarray:
    """(41, V, 3) in the order of les.space.UNITS."""
    main = {}
    for name, delta in symmetric_units(head).items():
        delta = symmetric(head, delta)
        main[name] = finish(head, sealed(head, delta) if name in CLOSED else delta)
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

    # Looking down the upper lid sinks with the eye, looking up it rises almost as far; the lower follows
    # less.
    up = follow_gaze(head, "l", 0.75 * GAZE_STEP, 0.3 * GAZE_STEP)
    sideways = {
        way: arkit(head, **{f"eyeLook{way}": 1.0}) for way in ("OutLeft", "InRight", "OutRight", "InLeft")
    }
    toward_left = (sideways["OutLeft"] + sideways["InRight"] - sideways["OutRight"] - sideways["InLeft"]) / 2
    known = {
        "blink_l": blink(head, "l"),
        "blink_r": mirrored(head, blink(head, "l")),
        "gaze_yaw": toward_left / 30,
        "gaze_pitch": (up + mirrored(head, up)) / GAZE_STEP,
        "jaw_side": antisymmetric("jaw"),
        "mouth_side": antisymmetric("mouth"),
        "cheek_puff": smoothed(head, sym(cheekPuff=1.0), 5),
        "jaw_forward": sym(jawForward=1.0),
        "mouth_close": sym(mouthClose=0.68),
        "mouth_roll_upper": clear_teeth(head, sym(mouthRollUpper=1.0)),
        "mouth_roll_lower": clear_teeth(head, sym(mouthRollLower=1.0)),
        "shrug_upper": sym(mouthShrugUpper=1.0),
    }
    shapes = []
    for name in AUX:
        if name in ("blink_l", "blink_r"):
            shapes.append(known[name])
        elif name in known:
            # Of signed or closing channels only a multiple or a sum is ever seen.
            if name in CLOSED_AUX:
                known[name] = sealed(head, known[name])
            keep_signed = name in ("gaze_yaw", "gaze_pitch", "mouth_close")
            shapes.append(follow_lids(head, known[name]) if keep_signed else finish(head, known[name]))
        elif name.startswith("arkit_"):
            shapes.append(finish(head, _residual(head, name.removeprefix("arkit_"))))
        else:
            shapes.append(np.zeros_like(head.neutral))
    return np.stack(shapes)


def _residual(head: Assembly, shape: str) -> np.ndarray:
    delta = arkit(head, **{shape: 1.0})
    return sealed(head, delta) if shape.startswith(("mouth", "jaw")) and "LowerDown" not in shape else delta
