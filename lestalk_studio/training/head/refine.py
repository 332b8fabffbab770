"""Splits the quads that are too coarse for brows, cheeks and chin; a linear operator, so shapes follow."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from .topology import QuadMesh, triangulate

EdgePoints = dict[frozenset[int], int]


def split(
    positions: np.ndarray, quads: np.ndarray, chosen: np.ndarray
) -> tuple[sparse.csr_matrix, list[list[int]], EdgePoints]:
    """Splits the chosen quads (n,) bool in four.

    Returns the operator (V + new, V) that gives old and new vertices from the old ones, the polygons (an
    unsplit quad has a new vertex on each edge it shares with a split one) and the new vertex of each split
    edge. New edge points follow the four-point scheme (-1, 9, 9, -1) / 16 along the edge's line where the
    mesh is regular (Kobbelt 1996), so that a coarse surface stays round; old vertices stay where they are.
    """
    mesh = QuadMesh(positions, quads)
    faces_of = mesh._faces_of_edge
    count = len(positions)
    rows: list[dict[int, float]] = []
    edge_point: EdgePoints = {}

    def beyond(a: int, b: int) -> int | None:
        """The vertex after b when walking a -> b straight on."""
        if len(mesh.neighbours[b]) != 4:
            return None
        used = faces_of[frozenset((a, b))]
        onward = [v for v in mesh.neighbours[b] if v != a and not used & faces_of[frozenset((b, v))]]
        return onward[0] if len(onward) == 1 else None

    def point_on(a: int, b: int) -> int:
        key = frozenset((a, b))
        if key not in edge_point:
            before, after = beyond(b, a), beyond(a, b)
            weights = {a: 0.5, b: 0.5}
            if before is not None and after is not None and before != after:
                weights = {before: -1 / 16, a: 9 / 16, b: 9 / 16, after: -1 / 16}
            edge_point[key] = count + len(rows)
            rows.append(weights)
        return edge_point[key]

    polygons: list[list[int]] = []
    for quad in quads[chosen].tolist():
        middles = [point_on(a, b) for a, b in zip(quad, quad[1:] + quad[:1], strict=True)]
        centre: dict[int, float] = {}
        for middle in middles:
            for v, w in rows[middle - count].items():
                centre[v] = centre.get(v, 0.0) + w / 2
        # Both pairs of opposite edge points, less the bilinear part counted twice.
        for v in quad:
            centre[v] -= 0.25
        rows.append(centre)
        c = count + len(rows) - 1
        polygons += [[quad[k], middles[k], c, middles[k - 1]] for k in range(4)]
    polygons += [with_edge_points(quad, edge_point) for quad in quads[~chosen].tolist()]
    matrix = sparse.lil_matrix((count + len(rows), count))
    matrix.setdiag(1.0)
    for k, weights in enumerate(rows):
        for v, w in weights.items():
            matrix[count + k, v] = w
    return matrix.tocsr(), polygons, edge_point


def with_edge_points(polygon: list[int], edge_point: EdgePoints) -> list[int]:
    """The polygon's outline with the new vertices on its edges."""
    outline: list[int] = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        outline.append(a)
        if frozenset((a, b)) in edge_point:
            outline.append(edge_point[frozenset((a, b))])
    return outline


def fan(polygon: list[int]) -> list[list[int]]:
    """Triangles of a convex polygon, from its youngest vertex: one on an edge where there is such."""
    k = polygon.index(max(polygon))
    turned = polygon[k:] + polygon[:k]
    return [[turned[0], turned[i], turned[i + 1]] for i in range(1, len(turned) - 1)]


def _corners(quads: np.ndarray) -> set[int]:
    return set(np.unique(quads).tolist())


def refined(
    base: np.ndarray, middle: np.ndarray, unit: float, origin: np.ndarray, quads: np.ndarray, fine: np.ndarray
) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Blend (V, 19158) and triangles of the head with its coarse face quads split (twice on brow and
    forehead).
    """
    blend = sparse.csr_matrix(
        (np.ones(len(origin)), (np.arange(len(origin)), origin)), shape=(len(origin), len(base))
    )
    triangles: list[list[int]] = []
    for longest in (0.075, 0.085):
        at = (blend @ base - middle) / unit
        corners = at[quads]
        edges = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(1)
        mean = corners.mean(1)
        x, y, z = np.abs(mean[:, 0]), mean[:, 1], mean[:, 2]
        face = (y > -1.95) & (y < 1.0) & (z > -0.45) & (x < 1.3) & ((z > 0.0) | (y > -1.3))
        # Nothing of the mouth's cavity or the eye sockets is split: what is hidden stays coarse.
        hidden = (z < 0.30) & (x < 0.75) & (y < 0.3) & (y > -1.75)
        operator, polygons, edge_point = split(at, quads, (edges > longest) & face & ~hidden & ~fine)
        blend = operator @ blend
        triangles = [t for old in triangles for t in fan(with_edge_points(old, edge_point))]
        triangles += [t for p in polygons if len(p) > 4 for t in fan(p)]
        fine = np.array([set(p) <= kept for kept in [_corners(quads[fine])] for p in polygons if len(p) == 4])
        quads = np.array([p for p in polygons if len(p) == 4])
    return blend.tocsr(), np.concatenate([triangulate(quads), np.array(triangles)])
