"""Which vertices of a mesh lie beside which, and values evened out among them."""

from __future__ import annotations

import numba
import numpy as np


def neighbours_of(triangles: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(starts (count + 1,), neighbours) int32: vertex i's are neighbours[starts[i]:starts[i + 1]]."""
    edges = np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]))
    edges = np.unique(np.vstack((edges, edges[:, ::-1])), axis=0)
    starts = np.searchsorted(edges[:, 0], np.arange(count + 1)).astype(np.int32)
    return starts, np.ascontiguousarray(edges[:, 1], np.int32)


@numba.njit(cache=True, nogil=True)
def _even(values, starts, neighbours, rounds):
    current = values.copy()
    for _ in range(rounds):
        previous = current.copy()
        for i in range(len(values)):
            n = starts[i + 1] - starts[i]
            if n > 0:
                total = np.float32(0.0)
                for j in range(starts[i], starts[i + 1]):
                    total += previous[neighbours[j]]
                current[i] = 0.5 * previous[i] + 0.5 * total / n
    return current


class Evener:
    """Evens per-vertex values out over a mesh: triangles (F, 3) among `count` vertices."""

    def __init__(self, triangles: np.ndarray, count: int):
        self._starts, self._neighbours = neighbours_of(triangles, count)

    def __call__(self, values: np.ndarray, rounds: int) -> np.ndarray:
        """values (V,) float32, each `rounds` times averaged half with its neighbours."""
        return _even(values, self._starts, self._neighbours, rounds)
