"""The emotion latent space: an emotion's type is the orientation of its edit vector, its intensity the norm.

After the third paper's frame-wise intensity (arXiv 2409.19501). A point is a vector of levels (8,); its metric counts
the seven emotions' directions at equal length, so that a pure emotion at level l has the intensity l, and what two
emotions share counts in a mixture. All directions of les.emotions are made of intensities >= 0 and any two of them
are less than a right angle apart: ways between emotions stay among the faces that they span, and never pass through
the neutral face.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX, EMOTIONS


def _metric() -> np.ndarray:
    length = np.linalg.norm(DIRECTIONS.astype(np.float64), axis=1, keepdims=True)
    unit = np.divide(DIRECTIONS, length, out=np.zeros_like(DIRECTIONS, np.float64), where=length > 0)
    return unit @ unit.T


METRIC: np.ndarray = _metric()
"""(8, 8) float64: cosines between the emotions' directions; neutral's row is 0."""


def intensity(levels: np.ndarray) -> np.ndarray:
    """Norm (...,) float64 of levels (..., 8)."""
    levels = np.asarray(levels, np.float64)
    return np.sqrt(np.maximum(np.einsum("...i,ij,...j->...", levels, METRIC, levels), 0.0))


def orientation(levels: np.ndarray) -> np.ndarray:
    """Levels (..., 8) float64 of the same type at intensity 1; zero for neutral, which has no orientation."""
    levels = np.array(levels, np.float64)
    levels[..., EMOTION_INDEX["neutral"]] = 0.0
    norm = intensity(levels)[..., None]
    return np.divide(levels, norm, out=np.zeros_like(levels), where=norm > 1e-9)


def mixture(weights: Mapping[str, float], strength: float) -> np.ndarray:
    """Levels (8,) float64 of the emotions in `weights` (name: share >= 0), mixed to the intensity `strength`.

    Neutral has no direction: its share lowers the intensity, as a point on the way to neutral.
    Raises ValueError for an unknown name, a negative share, or no share above 0.
    """
    levels = np.zeros(len(EMOTIONS))
    for name, share in weights.items():
        if name not in EMOTION_INDEX:
            raise ValueError(f"no emotion '{name}'")
        if not (np.isfinite(share) and share >= 0):
            raise ValueError(f"a share is a number from 0 up, not {share}")
        levels[EMOTION_INDEX[name]] += share
    total = levels.sum()
    if total <= 0:
        raise ValueError("a mixture needs a share above 0")
    felt = 1.0 - levels[EMOTION_INDEX["neutral"]] / total
    return orientation(levels) * (strength * felt)


def between(first: np.ndarray, second: np.ndarray, part: float | np.ndarray) -> np.ndarray:
    """Levels (..., 8) float64 on the way from `first` (8,) to `second` (8,), part 0..1 (...).

    The type turns at an even pace along the great circle (slerp, Shoemake 1985) and the intensity goes straight
    from one to the other, where mixing the levels would weaken the face half-way. From or to neutral, which has no
    type, the intensity alone changes.
    """
    part = np.asarray(part, np.float64)[..., None]
    one, other = orientation(first), orientation(second)
    if not one.any() or not other.any():
        one = other = one if one.any() else other
    strength = (1 - part) * intensity(first) + part * intensity(second)
    angle = np.arccos(np.clip(one @ METRIC @ other, -1.0, 1.0))
    if angle < 1e-6:
        return strength * one
    turned = (np.sin((1 - part) * angle) * one + np.sin(part * angle) * other) / np.sin(angle)
    return strength * turned
