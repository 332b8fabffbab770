"""Apple ARKit's 52 blendshapes and the table between them and LES + aux, both ways.

weights = table(z, aux) is linear but for the signed channels; the way back splits left and right into what
both sides share (the symmetric unit) and what one side has beyond it. LES -> ARKit -> LES is exact for every
unit ARKit can show in canonical form (`canonical`); ARKit -> LES + aux -> ARKit is exact for any weights.
"""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX, RESIDUAL_SHAPES

_EYE = ("Blink", "LookDown", "LookIn", "LookOut", "LookUp", "Squint", "Wide")
SHAPES: tuple[str, ...] = (  # in the order of Live Link Face
    *(f"eye{what}Left" for what in _EYE),
    *(f"eye{what}Right" for what in _EYE),
    *("jawForward", "jawRight", "jawLeft", "jawOpen"),
    *("mouthClose", "mouthFunnel", "mouthPucker", "mouthRight", "mouthLeft"),
    *(f"mouth{what}{side}" for what in ("Smile", "Frown", "Dimple", "Stretch") for side in ("Left", "Right")),
    *("mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper"),
    *(f"mouth{what}{side}" for what in ("Press", "LowerDown", "UpperUp") for side in ("Left", "Right")),
    *("browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
    *("cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft", "noseSneerRight", "tongueOut"),
)
SHAPE_INDEX: dict[str, int] = {name: i for i, name in enumerate(SHAPES)}

PAIRS: dict[str, str] = {  # unit: the shape that has a Left and a Right
    "AU02": "browOuterUp",
    "AU04": "browDown",
    "AU05": "eyeWide",
    "AU06": "cheekSquint",
    "AU07": "eyeSquint",
    "AU09": "noseSneer",
    "AU10": "mouthUpperUp",
    "AU12": "mouthSmile",
    "AU14": "mouthDimple",
    "AU15": "mouthFrown",
    "AU16": "mouthLowerDown",
    "AU20": "mouthStretch",
    "AU24": "mouthPress",
}
SINGLES: dict[str, str] = {
    "AU01": "browInnerUp",
    "AU17": "mouthShrugLower",
    "AU18": "mouthPucker",
    "AU19": "tongueOut",
    "AU22": "mouthFunnel",
    "AU26": "jawOpen",
}
AUX_SINGLES: dict[str, str] = {
    "blink_l": "eyeBlinkLeft",
    "blink_r": "eyeBlinkRight",
    "cheek_puff": "cheekPuff",
    "jaw_forward": "jawForward",
    "mouth_close": "mouthClose",
    "mouth_roll_upper": "mouthRollUpper",
    "mouth_roll_lower": "mouthRollLower",
    "shrug_upper": "mouthShrugUpper",
}
AUX_SIGNED: dict[str, tuple[tuple[str, ...], tuple[str, ...], float]] = {
    # channel: (shapes of its + side, shapes of its - side, channel units at weight 1)
    "jaw_side": (("jawLeft",), ("jawRight",), 1.0),
    "mouth_side": (("mouthLeft",), ("mouthRight",), 1.0),
    "gaze_yaw": (("eyeLookOutLeft", "eyeLookInRight"), ("eyeLookInLeft", "eyeLookOutRight"), 30.0),
    "gaze_pitch": (("eyeLookUpLeft", "eyeLookUpRight"), ("eyeLookDownLeft", "eyeLookDownRight"), 30.0),
}
# Lips that part without the jaw (AU25) are both lips leaving each other: AU10 and AU16 at once, which FACS
# scores as 25 too. A jaw stretched open (AU27) slides forward on its joint, a dropped one (AU26) does not.
LIPS_PART = {"mouthUpperUp": 0.3, "mouthLowerDown": 0.6}
MOUTH_STRETCH = {"jawOpen": 1.0, "jawForward": 0.2}

NOT_SHOWN: tuple[str, ...] = ("AU11", "AU13", "AU32", "AU38", "AU39")
"""Units ARKit has no shape for: they are lost on the way."""
SIDES_NOT_SHOWN: tuple[str, ...] = ("L01", "R01")
"""ARKit raises both inner brows together: their mean comes back as AU01."""
