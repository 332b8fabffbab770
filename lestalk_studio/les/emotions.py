"""The 8 emotions and the direction each one pulls z in: the table to calibrate.

Rows give the intensity of each unit at level 3, the strongest of MEAD (Wang et al., ECCV 2020). The units are
the FACS/EMFACS prototypes (Ekman & Friesen 1978; Ekman, Friesen & Hager 2002); secondary units (lid tightener
in happiness, disgust and sadness, upper lip raiser in anger) follow what OpenFace measures on the acted
emotions of RAVDESS against the same actors' neutral. One-sided contempt is on the subject's left.

Calibrated on rendered portraits, by eye and by the judges of `make bench`: anger bares its teeth and disgust
pulls the corners down, which keeps the two apart; fear stretches the lips more than it drops the jaw, which
keeps it apart from surprise.
"""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import DIM, INDEX

EMOTIONS: tuple[str, ...] = (
    "neutral",
    "angry",
    "contempt",
    "disgusted",
    "fear",
    "happy",
    "sad",
    "surprised",
)
EMOTION_INDEX: dict[str, int] = {name: i for i, name in enumerate(EMOTIONS)}
FULL_LEVEL = 3.0

AT_LEVEL_3: dict[str, dict[str, float]] = {
    "neutral": {},
    "angry": {
        "AU04": 0.90,
        "AU05": 0.75,
        "AU07": 0.90,
        "AU09": 0.50,
        "AU10": 0.50,
        "AU16": 0.40,
        "AU17": 0.20,
        "AU20": 0.30,
        "AU22": 0.10,
        "AU23": 0.50,
        "AU25": 0.45,
        "AU26": 0.20,
        "AU38": 0.40,
    },
    "contempt": {"L12": 0.55, "L14": 1.00, "L10": 0.20, "AU07": 0.15, "AU17": 0.15, "AU24": 0.15},
    "disgusted": {
        "AU04": 0.20,
        "AU06": 0.45,
        "AU07": 0.45,
        "AU09": 0.95,
        "AU10": 0.95,
        "AU11": 0.50,
        "AU15": 0.40,
        "AU16": 0.10,
        "AU17": 0.45,
        "AU20": 0.10,
    },
    "fear": {
        "AU01": 1.00,
        "AU02": 0.40,
        "AU04": 0.70,
        "AU05": 1.00,
        "AU07": 0.15,
        "AU10": 0.30,
        "AU16": 0.40,
        "AU20": 1.00,
        "AU25": 0.50,
        "AU26": 0.20,
        "AU38": 0.20,
    },
    "happy": {"AU06": 0.85, "AU07": 0.25, "AU10": 0.20, "AU12": 1.00, "AU25": 0.50, "AU26": 0.10},
    "sad": {
        "AU01": 1.00,
        "AU04": 0.65,
        "AU07": 0.25,
        "AU11": 0.20,
        "AU15": 1.00,
        "AU17": 0.60,
    },
    "surprised": {"AU01": 0.90, "AU02": 1.00, "AU05": 0.85, "AU25": 0.55, "AU26": 0.75},
}


def _directions() -> np.ndarray:
    directions = np.zeros((len(EMOTIONS), DIM), np.float32)
    for emotion, units in AT_LEVEL_3.items():
        for unit, intensity in units.items():
            directions[EMOTION_INDEX[emotion], INDEX[unit]] = intensity / FULL_LEVEL
    return directions


DIRECTIONS: np.ndarray = _directions()
"""(8, 41) float32: what one level of each emotion adds to z; levels mix by addition, levels @ DIRECTIONS."""
