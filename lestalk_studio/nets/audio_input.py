"""What the audio net is given: log-mel bands freed of loudness and of the recording's own colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CHANNELS = 81
_LOWEST = -14.0
"""Natural log of power below the voice's loudest; what is fainter is not heard."""
_PRIOR_FRAMES = 100.0
_PRIOR_MEAN = -9.0
"""What a band of a voice has on average, taken for so many frames: a single word has no telling mean."""
SPREAD = 2.5
"""Natural log of power that becomes 1 in the net's input."""


@dataclass(frozen=True)
class Recording:
    """What is the same throughout a recording, natural log of power: how loud its voice gets, and the mean of each
    band below that (80,), its colour."""

    loudest: float
    colour: np.ndarray


def _energy(log_mel: np.ndarray) -> np.ndarray:
    peak = log_mel.max(axis=1, initial=-30.0)
    return np.log(np.exp(log_mel - peak[:, None]).sum(axis=1)) + peak


def recording(log_mel: np.ndarray, speech: np.ndarray) -> Recording:
    """Gain and colour of (T, 80) natural log of power; speech: (T,) 0..1, the frames that they are taken from."""
    spoken = speech > 0.5
    if spoken.sum() < 10:
        spoken = np.ones(len(log_mel), bool)
    loudest = np.percentile(_energy(log_mel[spoken]), 90)
    bands = np.maximum(log_mel[spoken] - loudest, _LOWEST)
    mean = (bands.sum(axis=0) + _PRIOR_FRAMES * _PRIOR_MEAN) / (len(bands) + _PRIOR_FRAMES)
    return Recording(float(loudest), mean)


def net_input(log_mel: np.ndarray, speech: np.ndarray, heard: Recording | None = None) -> np.ndarray:
    """(T, 81) float32: 80 normalised bands and the level below the loudest, frame by frame.

    log_mel: (T, 80) natural log of power; speech: (T,) 0..1, the frames that the normalisation is taken from, where it
    is not known as `heard` already. Neither gain nor a fixed equaliser changes the result, but for what falls below
    the floor.
    """
    heard = heard or recording(log_mel, speech)
    bands = np.maximum(log_mel - heard.loudest, _LOWEST)
    relative = np.clip((_energy(log_mel) - heard.loudest) / 4.0, -2.5, 1.0)
    return np.column_stack([(bands - heard.colour) / SPREAD, relative]).astype(np.float32)
