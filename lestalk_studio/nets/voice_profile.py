"""What a few seconds of a voice are like as a whole: its usual spectrum, pitch and liveliness, whatever is said."""

from __future__ import annotations

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.nets.intensity_input import SHAPE_BANDS

WINDOW, STEP = 320, 40
"""Feature frames (100 Hz) that one profile is of, and between two profiles: 3.2 s and 0.4 s."""
VALUES = 2 * SHAPE_BANDS + 24
FEWEST = 15
"""Voiced frames under which a window says nothing of the voice."""
_RELATIVE, _VOICING, _OCTAVES, _SPEECH = SHAPE_BANDS, SHAPE_BANDS + 1, SHAPE_BANDS + 2, SHAPE_BANDS + 4


def window_starts(frames: int) -> np.ndarray:
    """First frames of the windows that cover so many; one window where there are no more than WINDOW."""
    last = max(0, frames - WINDOW)
    return np.unique(np.append(np.arange(0, last + 1, STEP), last))


def voice_profile(given: np.ndarray) -> np.ndarray | None:
    """(104,) of intensity_input's (T, 45); None where hardly anything is voiced.

    40 bands of the loud vowels beside their own energy: where the formants lie tells the length of the vocal tract,
    and with it what pitch and what balance of high and low are that voice's usual ones. 40 bands of the consonants
    beside those of the vowels: a microphone, a room and much of a timbre colour both alike, effort does not. Then
    `_pitch` and `_liveliness`.
    """
    speech = given[:, _SPEECH]
    tone = given / np.maximum(speech, 0.1)[:, None]
    spoken = speech > 0.5
    voiced = spoken & (tone[:, _VOICING] > 0.5)
    if voiced.sum() < FEWEST:
        return None
    shape, level = tone[:, :SHAPE_BANDS], tone[:, _RELATIVE]
    weight = voiced * 10 ** np.clip(level - np.percentile(level[voiced], 90), -1.5, 0.0)
    vowels = weight @ shape / weight.sum()
    other = spoken & ~voiced
    consonants = shape[other].mean(axis=0) if other.sum() > 3 else np.zeros(SHAPE_BANDS)
    parts = vowels, consonants - vowels, _pitch(tone, voiced), _liveliness(tone, spoken, voiced)
    return np.concatenate(parts).astype(np.float32)


def _pitch(tone: np.ndarray, voiced: np.ndarray) -> np.ndarray:
    """(11,) octaves beside 160 Hz: median, deviation, range, highest, lowest; how far it goes up and down at the most;
    how fast it moves (mean, root mean square, median), and whether it falls over the window."""
    octaves = tone[:, _OCTAVES]
    heard = octaves[voiced]
    lowest, low, middle, high, highest = np.percentile(heard, (2, 10, 50, 90, 98))
    steps = np.abs(np.diff(octaves)[voiced[1:] & voiced[:-1]])
    moves = (steps.mean(), np.sqrt(np.square(steps).mean()), np.median(steps)) if len(steps) else (0.0,) * 3
    fall = np.polyfit(np.linspace(0.0, 1.0, len(heard)), heard, 1)[0]
    return np.array(
        (middle, heard.std(), high - low, high, low, highest - middle, middle - lowest, *moves, fall)
    )


def _liveliness(tone: np.ndarray, spoken: np.ndarray, voiced: np.ndarray) -> np.ndarray:
    """(13,) how periodic the voice is (mean, least, most); share and lengths of what is voiced, and how often that
    changes; the level of vowels: its deviation, above consonants, loud and soft ones; whether pitch and level go
    together; how fast the spectrum moves."""
    level, periodic = tone[:, _RELATIVE], tone[voiced, _VOICING]
    soft, usual, loud = np.percentile(level[voiced], (10, 50, 90))
    other = spoken & ~voiced
    edges = np.flatnonzero(np.diff(np.concatenate(([0], voiced.astype(np.int8), [0]))))
    lengths = (edges[1::2] - edges[::2]) / 100.0
    octaves, own = tone[voiced, _OCTAVES], level[voiced]
    spread = octaves.std() * own.std()
    together = np.mean((octaves - octaves.mean()) * (own - own.mean())) / spread if spread > 1e-6 else 0.0
    flux = np.abs(np.diff(tone[:, :SHAPE_BANDS], axis=0))[voiced[1:] & voiced[:-1]]
    return np.array(
        [
            *(periodic.mean(), *np.percentile(periodic, (10, 90))),
            *(voiced.sum() / spoken.sum(), np.median(lengths), np.percentile(lengths, 90)),
            len(edges) / spoken.sum(),
            *(own.std(), own.mean() - (level[other].mean() if other.sum() > 3 else -0.75)),
            *(loud - usual, soft - usual, together, flux.mean() if len(flux) else 0.0),
        ]
    )


def profiles(given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(windows (W,): first frames of those with a voice in them, their profiles (W, 104)) of (T, 45); W may be 0."""
    starts, found = [], []
    for start in window_starts(len(given)):
        checkpoint()
        profile = voice_profile(given[start : start + WINDOW])
        if profile is not None:
            starts.append(start)
            found.append(profile)
    return np.array(starts, int), np.array(found, np.float32).reshape(-1, VALUES)


def padded(window: np.ndarray) -> np.ndarray:
    """(320, 45) of the frames of a window (T, 45), T <= 320, blank after their end."""
    return np.pad(window, ((0, WINDOW - len(window)), (0, 0)))


def between(starts: np.ndarray, values: np.ndarray, frames: int) -> np.ndarray:
    """(frames,) from one value (W,) for each window, taken at its middle and interpolated; W > 0."""
    return np.interp(np.arange(frames), starts + min(WINDOW, frames) / 2, values)


def window_means(curve: np.ndarray, weight: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """(W,) means of curve (T,) by weight (T,) in each window."""
    total, mass = (np.append(0.0, np.cumsum(values)) for values in (curve * weight, weight))
    stops = np.minimum(starts + WINDOW, len(curve))
    return (total[stops] - total[starts]) / np.maximum(mass[stops] - mass[starts], 1e-9)
