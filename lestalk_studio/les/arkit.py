"""Apple ARKit's 52 blendshapes and the table between them and LES + aux, both ways.

The way back splits left and right into what both sides share (the symmetric unit) and what one side has
beyond it. ARKit -> LES + aux -> ARKit gives any weights back. LES -> ARKit -> LES gives every unit back that
ARKit can show; where ARKit sees one face in two mixtures it comes back in the shared form: L12 + R12 as AU12,
AU10 + AU16 as AU25, AU23 + both lip rolls as AU23.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.names import resolve
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX, NAMES, RESIDUAL_SHAPES

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
# A lip tightener (AU23) rolls both lips in; what one lip rolls further is an aux channel.
LIP_TIGHTENER = {"mouthRollUpper": 1.0, "mouthRollLower": 1.0}
# Lips that part without the jaw (AU25) are both lips leaving each other: AU10 and AU16 at once, which FACS
# scores as 25 too. A jaw stretched open (AU27) slides forward on its joint, a dropped one (AU26) does not.
LIPS_PART = {"mouthUpperUp": 0.3, "mouthLowerDown": 0.6}
MOUTH_STRETCH = {"jawOpen": 1.0, "jawForward": 0.2}

NOT_SHOWN: tuple[str, ...] = ("AU11", "AU13", "AU32", "AU38", "AU39")
"""Units ARKit has no shape for: they are lost on the way."""
SIDES_NOT_SHOWN: tuple[str, ...] = ("L01", "R01")
"""ARKit raises both inner brows together: their mean comes back as AU01."""


def _both(shape: str) -> tuple[str, str]:
    return f"{shape}Left", f"{shape}Right"


def unit_weights() -> dict[str, dict[str, float]]:
    """ARKit weights of each unit at intensity 1; empty for the units of NOT_SHOWN."""
    weights: dict[str, dict[str, float]] = {name: {} for name in NAMES}
    for unit, shape in SINGLES.items():
        weights[unit] = {shape: 1.0}
    for unit, shape in PAIRS.items():
        weights[unit] = dict.fromkeys(_both(shape), 1.0)
        for side, sided in zip("LR", _both(shape), strict=True):
            if f"{side}{unit[2:]}" in INDEX:
                weights[f"{side}{unit[2:]}"] = {sided: 1.0}
    for side in "LR":
        weights[f"{side}01"] = {"browInnerUp": 0.5}
    weights["AU23"] = dict(LIP_TIGHTENER)
    weights["AU25"] = {sided: w for shape, w in LIPS_PART.items() for sided in _both(shape)}
    weights["AU27"] = dict(MOUTH_STRETCH)
    return weights


def _unit_matrix() -> np.ndarray:
    matrix = np.zeros((DIM, len(SHAPES)))
    for unit, weights in unit_weights().items():
        for shape, weight in weights.items():
            matrix[INDEX[unit], SHAPE_INDEX[shape]] = weight
    return matrix


UNIT_MATRIX: np.ndarray = _unit_matrix()
"""(41, 52) float64: weights = z @ UNIT_MATRIX, before the aux channels."""


def _named_aux_to_weights(aux: np.ndarray) -> np.ndarray:
    weights = np.zeros((*aux.shape[:-1], len(SHAPES)))
    for channel, shape in AUX_SINGLES.items():
        weights[..., SHAPE_INDEX[shape]] += aux[..., AUX_INDEX[channel]]
    for channel, (plus, minus, unit) in AUX_SIGNED.items():
        value = aux[..., AUX_INDEX[channel]] / unit
        for shapes, part in ((plus, np.maximum(value, 0)), (minus, np.maximum(-value, 0))):
            for shape in shapes:
                weights[..., SHAPE_INDEX[shape]] += part
    return weights


_RESIDUAL_AUX = [AUX_INDEX[f"arkit_{shape}"] for shape in RESIDUAL_SHAPES]
_RESIDUAL_WEIGHTS = [SHAPE_INDEX[shape] for shape in RESIDUAL_SHAPES]


def les_to_arkit(z: np.ndarray, aux: np.ndarray | None = None, clip: bool = False) -> np.ndarray:
    """ARKit weights (..., 52) float32 in the order of SHAPES, of z (..., 41) and aux (..., len(AUX)).

    Head pose is no weight and is left out. With `clip` the weights are held to ARKit's 0..1, which loses
    caricature and whatever is below the portrait's own expression.
    """
    z = np.asarray(z, np.float64)
    weights = z @ UNIT_MATRIX
    if aux is not None:
        aux = np.asarray(aux, np.float64)
        weights = weights + _named_aux_to_weights(aux)
        weights[..., _RESIDUAL_WEIGHTS] += aux[..., _RESIDUAL_AUX]
    if clip:
        weights = np.clip(weights, 0.0, 1.0)
    return weights.astype(np.float32)


def _shared(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """What two sides have in common: the smaller one when their signs agree, else nothing."""
    smaller = np.where(np.abs(left) < np.abs(right), left, right)
    return np.where(left * right > 0, smaller, 0.0)


def _take_out(weights: np.ndarray, pattern: Mapping[str, float]) -> np.ndarray:
    """Intensity at which `pattern` fits into the weights; it is subtracted from them."""
    intensity: np.ndarray | None = None
    for shape, weight in pattern.items():
        fits = weights[..., SHAPE_INDEX[shape]] / weight
        intensity = fits if intensity is None else _shared(intensity, fits)
    for shape, weight in pattern.items():
        weights[..., SHAPE_INDEX[shape]] -= intensity * weight
    return intensity


def arkit_to_les(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """z (..., 41) and aux (..., len(AUX)), float32, of ARKit weights (..., 52) in the order of SHAPES.

    Head pose channels are zero. Raises ValueError on another number of weights.
    """
    weights = np.asarray(weights, np.float64)
    if weights.shape[-1] != len(SHAPES):
        raise ValueError(f"ARKit has {len(SHAPES)} weights a frame, not {weights.shape[-1]}")
    left_over = weights.copy()
    z = np.zeros((*weights.shape[:-1], DIM))
    aux = np.zeros((*weights.shape[:-1], len(AUX)))
    units = unit_weights()
    # Units of several shapes first; what they leave is the single shapes' own.
    several = ("AU23", "AU25", "AU27")
    alone = (*SINGLES, *PAIRS, *(name for name in NAMES if name[0] in "LR" and name not in SIDES_NOT_SHOWN))
    for unit in (*several, *alone):
        z[..., INDEX[unit]] = _take_out(left_over, units[unit])
    for channel, shape in AUX_SINGLES.items():
        aux[..., AUX_INDEX[channel]] = left_over[..., SHAPE_INDEX[shape]]
    for channel, (plus, minus, unit) in AUX_SIGNED.items():
        ahead = left_over[..., [SHAPE_INDEX[s] for s in plus]].mean(-1)
        back = left_over[..., [SHAPE_INDEX[s] for s in minus]].mean(-1)
        aux[..., AUX_INDEX[channel]] = (ahead - back) * unit
    missing = left_over - _named_aux_to_weights(aux)
    aux[..., _RESIDUAL_AUX] = missing[..., _RESIDUAL_WEIGHTS]
    return z.astype(np.float32), aux.astype(np.float32)


def parse_arkit(text: str) -> tuple[str, float]:
    """('jawOpen', 0.5) of 'jawOpen:0.5'.

    Raises StudioError on an unknown shape (with the nearest one), or a weight that is not a number >= 0.
    """
    name, colon, number = text.partition(":")
    if not colon:
        raise StudioError(f"'{text}' is no ARKit weight; write it as jawOpen:0.5.")
    shape = resolve("ARKit blendshape", name, SHAPES)
    try:
        weight = float(number)
    except ValueError:
        raise StudioError(f"'{number}' in '{text}' is no number; write it as {shape}:0.5.") from None
    if not math.isfinite(weight) or weight < 0:
        raise StudioError(f"The weight of {shape} must be a number from 0 to 1, not {number}.")
    return shape, weight


def weights_vector(weights: Mapping[str, float]) -> np.ndarray:
    """(52,) float32 in the order of SHAPES; shapes not named are 0. Raises KeyError on an unknown shape."""
    vector = np.zeros(len(SHAPES), np.float32)
    for shape, weight in weights.items():
        vector[SHAPE_INDEX[shape]] = weight
    return vector
