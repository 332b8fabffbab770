"""The drawn part of the head: facial skin with openings for eyes and mouth, laid over the portrait."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from lestalk_studio.render.lids import rings_around

FEATHER_RINGS = 4
_APRON_PIXELS = 3.0
_APRON_DEPTH = 1e3  # behind every skin, in pixels


@dataclass(frozen=True)
class Opening:
    """Edge of a mouth or eye: upper and lower loops (vertex indices, same direction), apart or touching."""

    upper: np.ndarray
    lower: np.ndarray


class FaceMesh:
    """Triangles, feathering and aprons of the drawn skin.

    An apron is a strip of a few pixels past an opening's edge that repeats the edge's own colour, so that
    soft-edged openings always have skin to blend with. Vertices 0..V-1 are the head's own; the aprons'
    vertices follow.
    """

    def __init__(self, vertex_count: int, triangles: np.ndarray, drawn: np.ndarray, openings: list[Opening]):
        self.skin = triangles[np.all(drawn[triangles], axis=1)].astype(np.int32)
        self.vertex_count = vertex_count
        self.openings = openings
        self._edges = [loop for opening in openings for loop in (opening.upper, opening.lower)]
        self._edge = np.concatenate(self._edges)
        self._starts = np.concatenate(((0,), np.cumsum([len(loop) for loop in self._edges])))
        self.triangles = np.vstack((self.skin, *self._apron_triangles())).astype(np.int32)
        self.feather = self._feather()

    def _apron_triangles(self):
        start = self.vertex_count
        for loop in self._edges:
            n = len(loop)
            apron = np.arange(start, start + n)
            start += n
            yield np.column_stack((loop[:-1], loop[1:], apron[:-1]))
            yield np.column_stack((loop[1:], apron[1:], apron[:-1]))

    def _outline(self) -> np.ndarray:
        """Vertices on the skin's outer border: edges with one triangle that belong to no opening."""
        edges = np.vstack((self.skin[:, [0, 1]], self.skin[:, [1, 2]], self.skin[:, [2, 0]]))
        keys, counts = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
        border = np.unique(keys[counts == 1])
        return np.setdiff1d(border, np.concatenate(self._edges))

    def _feather(self) -> np.ndarray:
        """1 inside the face, falling to 0 at its outline: (V + aprons,) float32."""
        ring = rings_around(
            self._outline(), self.skin, self.vertex_count, FEATHER_RINGS, np.ones(self.vertex_count, bool)
        )
        t = np.where(ring < 0, 1.0, ring / FEATHER_RINGS)
        own = t * t * (3 - 2 * t)
        return np.concatenate((own, *(own[loop] for loop in self._edges))).astype(np.float32)

    def with_aprons(self, points: np.ndarray) -> np.ndarray:
        """Current positions (V, 3) plus the aprons', for drawing."""
        out = np.empty((self.vertex_count + len(self._edge), 3), np.float32)
        out[: self.vertex_count] = points
        _place_aprons(out, self.vertex_count, self._edge, self._starts)
        return out

    def extend(self, values: np.ndarray) -> np.ndarray:
        """Per-vertex values (V, K), each apron repeating its edge's."""
        return np.concatenate((values, values[self._edge]), dtype=np.float32)


@numba.njit(cache=True, nogil=True)
def _place_aprons(out, count, edge, starts):
    for loop in range(len(starts) - 1):
        first, n = starts[loop], starts[loop + 1] - starts[loop]
        normals = np.empty((n, 2), np.float64)
        for k in range(n):
            # As np.gradient: central inside, one-sided at the ends.
            before, after = edge[first + max(k - 1, 0)], edge[first + min(k + 1, n - 1)]
            share = 1.0 if k == 0 or k == n - 1 else 0.5
            x, y = share * (out[after, 0] - out[before, 0]), share * (out[after, 1] - out[before, 1])
            length = max(np.sqrt(x * x + y * y), 1e-6)
            normals[k, 0], normals[k, 1] = -y / length, x / length
        # Past the edge means down from an upper edge and up from a lower one, whatever its direction.
        side = 1.0 if normals[:, 1].mean() > 0 else -1.0
        if loop % 2 == 1:
            side = -side
        for k in range(n):
            at, own = count + first + k, edge[first + k]
            out[at, 0] = out[own, 0] + side * _APRON_PIXELS * normals[k, 0]
            out[at, 1] = out[own, 1] + side * _APRON_PIXELS * normals[k, 1]
            out[at, 2] = out[own, 2] - _APRON_DEPTH
