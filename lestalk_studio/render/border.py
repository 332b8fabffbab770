"""Whose a pixel at a person's border is, by what is like it nearby."""

from __future__ import annotations

import numba
import numpy as np

_STEPS = 6  # places to each side at which is looked for a like pixel
_ALIKE = 40.0  # levels, as a distance of colours, within which a pixel is like another
_RATHER = 0.6  # how much nearer in colour what it is rather like has to be


@numba.njit(cache=True, nogil=True)
def _belongs(crop, asked, own, other, places, alike, rather, out):
    height, width = asked.shape
    for y in range(height):
        for x in range(width):
            if not asked[y, x]:
                continue
            best, worst = np.float32(1e9), np.float32(1e9)
            for j in places:
                v = y + j
                if v < 0 or v >= height:
                    continue
                for i in places:
                    u = x + i
                    if u < 0 or u >= width or not (own[v, u] or other[v, u]):
                        continue
                    off = np.float32(0.0)
                    for c in range(3):
                        d = np.float32(crop[y, x, c]) - np.float32(crop[v, u, c])
                        off += d * d
                    if own[v, u]:
                        best = min(best, off)
                    if other[v, u]:
                        worst = min(worst, off)
            out[y, x] = best < alike and best < rather * worst


def belongs(
    crop: np.ndarray, asked: np.ndarray, own: np.ndarray, other: np.ndarray, reach: float
) -> np.ndarray:
    """(H, W) bool: which of the asked pixels of crop (H, W, 3) uint8 have one of their colour among own, within reach
    pixels, and none among other that is nearly as like. asked, own, other: (H, W) bool."""
    out = np.zeros(asked.shape, bool)
    # The nearer the denser, so that it costs the same in pictures of any size.
    away = np.rint(reach * (np.arange(1, _STEPS + 1) / _STEPS) ** 1.5).astype(np.int64)
    places = np.unique(np.concatenate((-away, (-1, 0, 1), away)))
    _belongs(crop, asked, own, other, places, np.float32(_ALIKE**2), np.float32(_RATHER**2), out)
    return out
