"""The drawn part of the head: facial skin with openings for eyes and mouth, laid over the portrait."""

from __future__ import annotations

from dataclasses import dataclass

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
        strips = [points]
        for index, loop in enumerate(self._edges):
            strip = points[loop].copy()
            tangent = np.gradient(strip[:, :2], axis=0)
            normal = np.column_stack((-tangent[:, 1], tangent[:, 0]))
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
            # Past the edge means down from an upper edge and up from a lower one, whatever its direction.
            down = 1.0 if normal[:, 1].mean() > 0 else -1.0
            side = down if index % 2 == 0 else -down
            strip[:, :2] += side * normal * _APRON_PIXELS
            strip[:, 2] -= _APRON_DEPTH
            strips.append(strip)
        return np.vstack(strips).astype(np.float32)

    def extend(self, values: np.ndarray) -> np.ndarray:
        """Per-vertex values (V, K), each apron repeating its edge's."""
        return np.vstack((values, *(values[loop] for loop in self._edges))).astype(np.float32)
