"""What a few seconds of a voice are like as a whole: its usual spectrum, pitch and liveliness, whatever is said."""

from __future__ import annotations

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.nets.intensity_input import SHAPE_BANDS

WINDOW, STEP = 320, 40
"""Feature frames (100 Hz) that one profile is of, and between two profiles: 3.2 s and 0.4 s."""
VALUES = SHAPE_BANDS + 12
FEWEST = 15
"""Voiced frames under which a window says nothing of the voice."""
_RELATIVE, _VOICING, _OCTAVES, _SPEECH = SHAPE_BANDS, SHAPE_BANDS + 1, SHAPE_BANDS + 2, SHAPE_BANDS + 4


def window_starts(frames: int) -> np.ndarray:
    """First frames of the windows that cover so many; one window where there are no more than WINDOW."""
    last = max(0, frames - WINDOW)
    return np.unique(np.append(np.arange(0, last + 1, STEP), last))


def voice_profile(given: np.ndarray) -> np.ndarray | None:
    """(52,) of intensity_input's (T, 45); None where hardly anything is voiced.

    40 bands of the loud vowels beside their own energy: where the formants lie tells the length of the vocal tract,
    and with it what pitch and what balance of high and low are that voice's usual ones. Then pitch (octaves beside
    160 Hz: median, spread, range, highest, lowest), how periodic it is, share and length of what is voiced, how much
    the level moves, vowels over consonants, how fast the pitch moves.
    """
    speech = given[:, _SPEECH]
    tone = given / np.maximum(speech, 0.1)[:, None]
    spoken = speech > 0.5
    voiced = spoken & (tone[:, _VOICING] > 0.5)
    if voiced.sum() < FEWEST:
        return None
    level = tone[:, _RELATIVE]
    usual, loud = np.percentile(level[voiced], (50, 90))
    weight = voiced * 10 ** np.clip(level - loud, -1.5, 0.0)
    pitch = tone[voiced, _OCTAVES]
    low, middle, high = np.percentile(pitch, (10, 50, 90))
    other = spoken & ~voiced
    return np.concatenate(
        [
            weight @ tone[:, :SHAPE_BANDS] / weight.sum(),
            (middle, pitch.std(), high - low, high, low),
            (tone[voiced, _VOICING].mean(), voiced.sum() / spoken.sum()),
            (np.abs(np.diff(voiced.astype(np.int8))).sum() / spoken.sum(),),
            (level[voiced].std(), level[voiced].mean() - (level[other].mean() if other.sum() > 3 else -0.75)),
            (loud - usual, np.abs(np.diff(pitch)).mean()),
        ]
    ).astype(np.float32)


def profiles(given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(windows (W,): first frames of those with a voice in them, their profiles (W, 52)) of (T, 45); W may be 0."""
    starts, found = [], []
    for start in window_starts(len(given)):
        checkpoint()
        profile = voice_profile(given[start : start + WINDOW])
        if profile is not None:
            starts.append(start)
            found.append(profile)
    return np.array(starts, int), np.array(found, np.float32).reshape(-1, VALUES)


def between(starts: np.ndarray, values: np.ndarray, frames: int) -> np.ndarray:
    """(frames,) from one value (W,) for each window, taken at its middle and interpolated; W > 0."""
    return np.interp(np.arange(frames), starts + min(WINDOW, frames) / 2, values)


def window_means(curve: np.ndarray, weight: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """(W,) means of curve (T,) by weight (T,) in each window."""
    total, mass = (np.append(0.0, np.cumsum(values)) for values in (curve * weight, weight))
    stops = np.minimum(starts + WINDOW, len(curve))
    return (total[stops] - total[starts]) / np.maximum(mass[stops] - mass[starts], 1e-9)
