"""Pictures worked on a few rows at a time: what lies between the steps stays in the processor's cache, and no large
picture is ever there five times over."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_PIXELS = 1 << 16


def bands(shape: tuple[int, ...]) -> Iterator[slice]:
    """The rows of a picture of `shape` (height, width, ...), from the first to the last, in slices."""
    height, width = shape[:2]
    rows = max(1, _PIXELS // max(width, 1))
    for top in range(0, height, rows):
        yield slice(top, min(height, top + rows))


def largest_channel(picture: np.ndarray) -> np.ndarray:
    """(h, w): the largest of the three values of each pixel of picture (h, w, 3)."""
    return np.maximum(np.maximum(picture[..., 0], picture[..., 1]), picture[..., 2])
