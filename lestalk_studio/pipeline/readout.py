"""Which emotions a vector of the space looks like."""

from __future__ import annotations

import numpy as np

from lestalk_studio.face.nonneg import solve_nonnegative
from lestalk_studio.les.emotions import DIRECTIONS

_RIDGE = 0.02


def emotion_readout(z: np.ndarray) -> np.ndarray:
    """Emotion levels (..., 8) >= 0 float32 whose directions come nearest to z (..., 41).

    Ridge-regularised non-negative least squares; 'neutral' has no direction and reads 0.
    """
    directions = np.asarray(DIRECTIONS, np.float64)
    matrix = directions @ directions.T
    matrix += _RIDGE * np.eye(len(matrix))
    rows = np.asarray(z, np.float64).reshape(-1, directions.shape[1])
    levels = solve_nonnegative(matrix, rows @ directions.T)
    levels[:, ~directions.any(axis=1)] = 0.0
    return levels.reshape(*np.shape(z)[:-1], len(directions)).astype(np.float32)
