"""What the audio net is given: log-mel bands freed of loudness and of the recording's own colour."""

from __future__ import annotations

import numpy as np

CHANNELS = 81
_LOWEST = -14.0
"""Natural log of power below the voice's loudest; what is fainter is not heard."""
_PRIOR_FRAMES = 100.0
_PRIOR_MEAN = -9.0
"""What a band of a voice has on average, taken for so many frames: a single word has no telling mean."""
_SPREAD = 2.5


def net_input(log_mel: np.ndarray, speech: np.ndarray) -> np.ndarray:
    """(T, 81) float32: 80 normalised bands and the level below the loudest.

    log_mel: (T, 80) natural log of power; speech: (T,) 0..1, the frames that the normalisation is taken from.
    Neither gain nor a fixed equaliser changes the result, but for what falls below the floor.
    """
    spoken = speech > 0.5
    if spoken.sum() < 10:
        spoken = np.ones(len(log_mel), bool)
    peak = log_mel.max(initial=-30.0)
    energy = np.log(np.exp(log_mel - peak).sum(axis=1)) + peak
    loudest = np.percentile(energy[spoken], 90)
    bands = np.maximum(log_mel - loudest, _LOWEST)
    count = float(spoken.sum())
    mean = (bands[spoken].sum(axis=0) + _PRIOR_FRAMES * _PRIOR_MEAN) / (count + _PRIOR_FRAMES)
    relative = np.clip((energy - loudest) / 4.0, -2.5, 1.0)
    return np.column_stack([(bands - mean) / _SPREAD, relative]).astype(np.float32)
