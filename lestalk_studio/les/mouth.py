"""How emotions share the mouth with speech: which units threaten which sounds, and when speech sounds.

Speech needs lips and jaw most: P, B, M close the lips, F and V lay the lower one at the teeth, U and O round
them, open vowels drop the jaw. Corners and cheeks are nearly free, which is why a smile survives speech. Lips that
speech closes must stay closed; how wide an open mouth is may carry the emotion (docs/decisions/0002).
"""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.space import DIM, INDEX

# How much of an emotion's pull on a unit goes at mouth_preservation 1 while speech sounds.
THREAT: dict[str, float] = {
    "AU10": 0.05,
    "AU12": 0.10,
    "AU13": 0.20,
    "AU14": 0.10,
    "AU15": 0.10,
    "AU16": 0.20,
    "AU17": 0.15,
    "AU18": 0.90,
    "AU19": 1.00,
    "AU20": 0.20,
    "AU22": 0.90,
    "AU23": 0.40,
    "AU24": 0.90,
    "AU25": 0.35,
    "AU26": 0.25,
    "AU27": 0.90,
    "AU32": 1.00,
    "L10": 0.05,
    "R10": 0.05,
    "L12": 0.10,
    "R12": 0.10,
    "L14": 0.10,
    "R14": 0.10,
}
# How much of the pull goes while speech holds the lips closed, whatever THREAT leaves.
PARTS_LIPS: dict[str, float] = {
    "AU09": 0.40,
    "AU10": 1.00,
    "AU16": 0.90,
    "AU20": 0.40,
    "AU22": 0.90,
    "AU25": 1.00,
    "AU26": 1.00,
    "AU27": 1.00,
    "L10": 1.00,
    "R10": 1.00,
}
# How much of the portrait's own unit goes while speech sounds: sounds start from a resting mouth, so that a
# portrait that shows its teeth closes its lips for P, B and M, and keeps its smile.
OWN_YIELDS: dict[str, float] = {
    "AU10": 0.50,
    "AU16": 0.80,
    "AU18": 0.60,
    "AU22": 0.60,
    "AU24": 0.80,
    "AU25": 1.00,
    "AU26": 1.00,
    "AU27": 1.00,
    "AU32": 1.00,
    "L10": 0.50,
    "R10": 0.50,
}
CLOSED, OPEN = (
    0.07,
    0.22,
)  # opening, as the sum of what parts the lips, of lips that speech closes, and does not

_LEAD = 0.12  # s: the mouth is free this long before speech sounds, and this long after
_FADE = 0.28  # s: width of the smoothing window


def unit_vector(table: dict[str, float]) -> np.ndarray:
    """(41,) float64 of a table by unit name; 0 where the table says nothing."""
    vector = np.zeros(DIM)
    for unit, value in table.items():
        vector[INDEX[unit]] = value
    return vector


def sounding(speech: np.ndarray, fps: float) -> np.ndarray:
    """(T,) float64, 0..1: speech (T,) widened by a lead and smoothed, so that nothing pops at its edges."""
    speech = np.clip(np.asarray(speech, np.float64), 0.0, 1.0)
    lead = round(_LEAD * fps)
    if lead and len(speech):
        padded = np.pad(speech, lead)
        speech = np.lib.stride_tricks.sliding_window_view(padded, 2 * lead + 1).max(-1)
    return _smoothed(speech, fps, _FADE)


def closure(z: np.ndarray, sounds: np.ndarray) -> np.ndarray:
    """(T,) float64, 0..1: how far speech holds the lips closed in the frames of z (T, 41)."""
    opening = sum(z[:, INDEX[unit]] for unit in ("AU25", "AU26", "AU27", "AU16")) - z[:, INDEX["AU24"]]
    part = np.clip((opening - CLOSED) / (OPEN - CLOSED), 0.0, 1.0)
    return sounds * (1 - part * part * (3 - 2 * part))


def lip_motion(z: np.ndarray, fps: float) -> np.ndarray:
    """(T,) float32, 0..1: how much the lips of z (T, 41) move as in speech, for sources without sound.

    The opening's spread within half a second; a spread of 0.08 of full intensity counts as speaking.
    """
    opening = z[:, INDEX["AU25"]] + z[:, INDEX["AU26"]] + z[:, INDEX["AU27"]]
    mean = _smoothed(opening, fps, 0.5)
    spread = np.sqrt(np.maximum(_smoothed((opening - mean) ** 2, fps, 0.5), 0.0))
    part = np.clip(spread / 0.08, 0.0, 1.0)
    return (part * part * (3 - 2 * part)).astype(np.float32)


def _smoothed(values: np.ndarray, fps: float, width: float) -> np.ndarray:
    """`values` (T,) under a Hann window of `width` seconds; the ends are held."""
    reach = round(width * fps / 2)
    if reach < 1 or not len(values):
        return np.asarray(values, np.float64)
    window = np.hanning(2 * reach + 3)[1:-1]
    padded = np.pad(np.asarray(values, np.float64), reach, mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid")
