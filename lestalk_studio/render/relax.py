"""Skin that would fold over itself is spread instead.

Summed units can squeeze a triangle of skin to nothing or turn it over; a photograph has no fold to show
there, only a tear. Where a triangle loses most of its area its vertices share their displacement with
their neighbours, smoothly in the amount of squeeze, so nothing pops in motion.
"""

from __future__ import annotations

import numba
import numpy as np

from lestalk_studio.render.neighbours import neighbours_of

ROUNDS = 12
SQUEEZED = 0.60  # area left, of the portrait's, below which skin starts to spread
_RIGID = 0.1  # freedom below which a vertex is part of something that does not bend


@numba.njit(cache=True, nogil=True)
def _relax(points, displacement, triangles, area, movable, starts, neighbours, rounds, limit):
    count = points.shape[0]
    squeeze, moved = np.empty(count, np.float32), np.ones(count, np.bool_)
    squeezed = np.zeros(triangles.shape[0], np.float32)
    for _ in range(rounds):
        squeeze[:] = 0.0
        worst = 0.0
        for t in range(triangles.shape[0]):
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            if moved[a] or moved[b] or moved[c]:
                ax, ay = points[a, 0] + displacement[a, 0], points[a, 1] + displacement[a, 1]
                ux, uy = points[b, 0] + displacement[b, 0] - ax, points[b, 1] + displacement[b, 1] - ay
                vx, vy = points[c, 0] + displacement[c, 0] - ax, points[c, 1] + displacement[c, 1] - ay
                left = (ux * vy - uy * vx) / area[t]
                squeezed[t] = min((limit - left) / limit, 1.0) if left < limit else 0.0
            w = squeezed[t]
            if w > 0.0:
                worst = max(worst, w)
                for k in (a, b, c):
                    squeeze[k] = max(squeeze[k], w)
        if worst == 0.0:
            return
        moved[:] = False
        for i in movable:
            w = squeeze[i]
            if w > 0.0:
                mx, my, n = 0.0, 0.0, starts[i + 1] - starts[i]
                for j in range(starts[i], starts[i + 1]):
                    mx += displacement[neighbours[j], 0]
                    my += displacement[neighbours[j], 1]
                displacement[i, 0] += w * (mx / n - displacement[i, 0])
                displacement[i, 1] += w * (my / n - displacement[i, 1])
                moved[i] = True


class FoldRelaxer:
    """For one portrait: points (V, 3) pixels at rest, triangles (F, 3) of skin, fixed: vertices held; free: None, or
    (V,) 0..1, how far each vertex may be moved at all: what is part of something rigid is held, too."""

    def __init__(
        self, points: np.ndarray, triangles: np.ndarray, fixed: np.ndarray, free: np.ndarray | None = None
    ):
        a, b, c = (points[triangles[:, k], :2].astype(np.float64) for k in range(3))
        u, v = b - a, c - a
        area = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
        # Skin seen edge-on or from behind has no area to keep.
        facing = np.sign(np.median(area))
        length = np.maximum((u**2).sum(1), (v**2).sum(1))
        seen = area * facing > 0.15 * length
        self._area = area[seen].astype(np.float32)
        self._triangles, self._points = np.ascontiguousarray(triangles[seen]), points
        self._starts, self._neighbours = neighbours_of(triangles, len(points))
        movable = np.zeros(len(points), bool)
        movable[self._triangles] = True
        movable[fixed] = False
        self._movable = np.flatnonzero(movable if free is None else movable & (free > _RIGID))

    def apply(self, displacement: np.ndarray) -> None:
        """Spread folds in displacement (V, 3) float32, in place."""
        _relax(
            self._points,
            displacement,
            self._triangles,
            self._area,
            self._movable,
            self._starts,
            self._neighbours,
            ROUNDS,
            SQUEEZED,
        )
