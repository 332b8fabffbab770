"""Lid skin that stretches as a whole.

A portrait with open eyes shows a few pixels of upper lid; sampling a closed lid from these alone smears
them. Instead the skin from the lid's margin to the brow (and to the cheek) shares the stretch: the margins
move as the head model says, and what lies between them and the surrounding skin follows as a membrane.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from lestalk_studio.render.compose import spread

LASH_BAND = 0.03  # inter-ocular distances


def rings_around(
    start: np.ndarray, triangles: np.ndarray, count: int, rings: int, allowed: np.ndarray
) -> np.ndarray:
    """Ring number (V,) of each vertex around `start` (0), over allowed vertices only; -1 beyond `rings`."""
    edges = np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]))
    graph = sp.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    graph = (graph + graph.T).tocsr()
    ring = np.full(count, -1)
    ring[start] = 0
    for number in range(1, rings + 1):
        touched = (graph @ (ring >= 0).astype(float)) > 0
        ring[touched & (ring < 0) & allowed] = number
    return ring


class LidMembrane:
    """Displacement of the skin around one eye from that of its margin and its surroundings.

    points: (V, 3) portrait positions; rest: (V, 3) head space; triangles: (F, 3); margin: vertex indices of
    the lid margin; skin: (V,) bool, skin the membrane may take; reach: how far it spans, in head units.
    """

    def __init__(self, points, rest, triangles, margin, skin, reach: float):
        distance, nearest = cKDTree(rest[margin]).query(rest, distance_upper_bound=reach)
        around = np.isfinite(distance) & skin
        around[margin] = False
        # Lashes stand on the margin and must not be stretched: a narrow band goes with it as it is.
        self._band = np.flatnonzero(around & (distance < LASH_BAND))
        self._leader = margin[nearest[self._band]]
        free = around.copy()
        free[self._band] = False
        edges = np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]))
        near = np.zeros(len(points), bool)
        near[edges[free[edges[:, 0]], 1]] = True
        near[edges[free[edges[:, 1]], 0]] = True
        near[margin] = True
        near[self._band] = True
        self.free, self.fixed = np.flatnonzero(free), np.flatnonzero(near & ~free)
        taken = free | near
        inside = triangles[np.all(taken[triangles], axis=1)]
        laplacian = _cotangent_laplacian(points, inside, len(points))
        system = laplacian[self.free][:, self.free].tocsc() + 1e-9 * sp.identity(len(self.free), format="csc")
        right = -laplacian[self.free][:, self.fixed].toarray()
        self._operator = np.ascontiguousarray(splu(system).solve(right), np.float32)

    def apply(self, displacement: np.ndarray) -> None:
        """Replace, in place, the free vertices' displacement (V, 3) by the membrane's."""
        displacement[self._band] = displacement[self._leader]
        displacement[self.free] = spread(self._operator, displacement[self.fixed])


def _cotangent_laplacian(points, triangles, count):
    rows, columns, values = [], [], []
    for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        a, b, c = (points[triangles[:, n]].astype(np.float64) for n in (i, j, k))
        u, v = a - c, b - c
        cross = np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0])
        # Folded lids project to slivers: bounded weights keep the membrane a membrane.
        weight = np.clip((u * v).sum(1) / np.maximum(cross, 1e-9), 0.05, 20.0) / 2
        rows += [triangles[:, i], triangles[:, j]]
        columns += [triangles[:, j], triangles[:, i]]
        values += [weight, weight]
    off = sp.coo_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), (count, count)
    )
    off = off.tocsr()
    return (sp.diags(np.asarray(off.sum(1)).ravel()) - off).tocsr()
