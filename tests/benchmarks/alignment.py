"""Displacement of facial landmarks between two pictures of one face."""

from __future__ import annotations

import numpy as np

# Points that no expression moves: eye corners, nose bridge, hairline and temples.
RIGID = np.array([33, 133, 362, 263, 168, 6, 197, 10, 109, 338, 127, 356])
RIGHT_IRIS, LEFT_IRIS = 468, 473


def inter_ocular(landmarks: np.ndarray) -> float:
    """Return the distance between the irises in the unit of `landmarks`, (478, 2 or 3)."""
    return float(np.linalg.norm(landmarks[LEFT_IRIS, :2] - landmarks[RIGHT_IRIS, :2]))


def similarity(source: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (A (2, 2), t (2,)): the least-squares similarity x A^T + t from source (N, 2) to target."""
    a, b = source - source.mean(0), target - target.mean(0)
    norm = float((a * a).sum())
    cosine = float((a * b).sum()) / norm
    sine = float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()) / norm
    matrix = np.array([[cosine, -sine], [sine, cosine]])
    return matrix, target.mean(0) - matrix @ source.mean(0)


def displacement(before: np.ndarray, after: np.ndarray, aligned: bool = False) -> np.ndarray:
    """Return how far each landmark moved, (478, 2), in inter-ocular distances, x right and y down.

    Args:
        before, after: (478, 2 or 3) pixels.
        aligned: lay `after` on `before` by the similarity of the rigid points first. Needed where the head
            may have moved; where it is rendered still, it adds the detector's error at a dozen points to all
            of them (0.008 inter-ocular distances, as much as a lid moves).
    """
    before, after = before[:, :2].astype(np.float64), after[:, :2].astype(np.float64)
    if aligned:
        matrix, shift = similarity(after[RIGID], before[RIGID])
        after = after @ matrix.T + shift
    return (after - before) / inter_ocular(before)


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """Return the cosine of the angle between two fields of equal shape; 0 where one is nil."""
    norms = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float((a * b).sum()) / norms if norms > 0 else 0.0


def line_fit(x: np.ndarray, y: np.ndarray) -> float:
    """Return R2 of the straight line through (x, y), (N,) each."""
    slope, offset = np.polyfit(x, y, 1)
    residual = y - (slope * x + offset)
    total = float(((y - y.mean()) ** 2).sum())
    return 1.0 - float((residual**2).sum()) / total if total > 0 else 0.0
