"""What MediaPipe's blendshape scores say about the units, and how far to believe it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lestalk_studio.face.landmarkmodel import AUX_USED, SIGNED
from lestalk_studio.les.space import DIM, INDEX, NAMES

# (unit, scores averaged, gain, score at rest): measured on neutral faces, paintings and talkers. Scores that
# stay near 0 whatever the face does (cheekSquint, noseSneer, mouthDimple, mouthFrown, cheekPuff) are not
# listed.
_SCORED = (
    ("AU12", ("mouthSmileLeft", "mouthSmileRight"), 1.0, 0.03),
    ("AU26", ("jawOpen",), 1.0, 0.03),
    ("AU18", ("mouthPucker",), 0.45, 0.75),
    ("AU22", ("mouthFunnel",), 0.7, 0.08),
    ("AU10", ("mouthUpperUpLeft", "mouthUpperUpRight"), 0.5, 0.10),
    ("AU16", ("mouthLowerDownLeft", "mouthLowerDownRight"), 0.5, 0.10),
    ("AU01", ("browInnerUp",), 0.8, 0.45),
    ("AU02", ("browOuterUpLeft", "browOuterUpRight"), 0.8, 0.45),
    ("AU04", ("browDownLeft", "browDownRight"), 0.9, 0.35),
    ("AU05", ("eyeWideLeft", "eyeWideRight"), 1.2, 0.10),
    ("AU07", ("eyeSquintLeft", "eyeSquintRight"), 0.7, 0.60),
    ("AU17", ("mouthShrugLower",), 0.7, 0.20),
    ("AU24", ("mouthPressLeft", "mouthPressRight"), 0.5, 0.30),
    ("AU23", ("mouthRollLower", "mouthRollUpper"), 0.6, 0.20),
    ("AU20", ("mouthStretchLeft", "mouthStretchRight"), 1.0, 0.05),
)
_SIDED = (
    ("L12", "R12", "mouthSmile", 1.0),
    ("L02", "R02", "browOuterUp", 0.7),
    ("L04", "R04", "browDown", 0.7),
    ("L10", "R10", "mouthUpperUp", 0.5),
)


def score_prior(scores: Mapping[str, np.ndarray], relative: bool = False) -> np.ndarray:
    """Expected coefficients (T, 41 + len(AUX_USED)) from scores {name: (T,)}.

    relative: the scores are differences to the person's own rest; then nothing is taken off for what scores
    show at rest in general.
    """
    length = len(next(iter(scores.values())))
    out = np.zeros((length, DIM + len(AUX_USED)))

    def score(name: str) -> np.ndarray:
        return np.asarray(scores.get(name, np.zeros(length)), np.float64)

    for unit, names, gain, rest in _SCORED:
        pair = [score(name) for name in names]
        level = np.mean(pair, axis=0)
        if relative:
            out[:, INDEX[unit]] = gain * np.maximum(level - 0.02, 0)
        else:
            out[:, INDEX[unit]] = gain * np.maximum(level - rest, 0) / (1 - rest)
    smile = out[:, INDEX["AU12"]]
    squint = (score("eyeSquintLeft") + score("eyeSquintRight")) / 2
    # The cheeks' own score is dead; a smile that narrows the eyes raises them (Duchenne).
    out[:, INDEX["AU06"]] = np.clip(smile * (0.35 + np.maximum(squint, 0)), 0, 1)
    for left, right, stem, gain in _SIDED:
        more = gain * (score(stem + "Left") - score(stem + "Right"))
        out[:, INDEX[left]] = np.maximum(more - 0.15, 0)
        out[:, INDEX[right]] = np.maximum(-more - 0.15, 0)
    for name, left in (("blink_l", "eyeBlinkLeft"), ("blink_r", "eyeBlinkRight")):
        out[:, DIM + AUX_USED.index(name)] = blink_of(score(left), 0.0 if relative else 0.12)
    for name, plus, minus in (("jaw_side", "jawLeft", "jawRight"), ("mouth_side", "mouthLeft", "mouthRight")):
        out[:, DIM + AUX_USED.index(name)] = score(plus) - score(minus)
    return out


def blink_of(score: np.ndarray, rest: float | np.ndarray) -> np.ndarray:
    """How far an eye is closed, 0..1, from eyeBlink: the score of a closed eye lies at 0.6-0.8, not at 1."""
    return np.clip((score - rest - 0.05) / (0.68 - np.minimum(rest, 0.4)), 0, 1)


def tolerances(portrait: bool) -> np.ndarray:
    """(41 + len(AUX_USED),) how far a coefficient usually is from its prior, as a standard deviation.

    portrait: one picture, whose person at rest is unknown; else differences to a known rest.
    """
    sigma = dict.fromkeys(NAMES, 0.12 if portrait else 0.30)
    for name in ("AU12", "AU26", "AU25", "AU18", "AU22", "AU10", "AU16"):
        sigma[name] = 0.22 if portrait else 0.40
    sigma["AU25"] = 0.5
    for name in ("AU01", "AU02"):  # brows also seem to move when the head nods
        sigma[name] = 0.12 if portrait else 0.2
    sigma["AU26"] = 0.25 if portrait else 0.40
    for name in ("AU27", "AU19", "AU32", "AU38", "AU39", "AU11", "AU13"):
        sigma[name] = 0.05 if portrait else 0.08
    for name in ("AU06", "AU09"):
        sigma[name] = 0.12 if portrait else 0.2
    for name in NAMES:
        if name[0] in "LR":
            sigma[name] = 0.06 if portrait else 0.12
    aux = dict.fromkeys(AUX_USED, 0.05 if portrait else 0.12)
    aux |= {"blink_l": 0.15, "blink_r": 0.15}
    aux |= dict.fromkeys(SIGNED, 0.1 if portrait else 0.2)
    return np.array([sigma[name] for name in NAMES] + [aux[name] for name in AUX_USED])
