"""Splits the quads that are too coarse for brows, cheeks and chin; a linear operator, so shapes follow."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from .topology import QuadMesh


def split(
    positions: np.ndarray, quads: np.ndarray, chosen: np.ndarray
) -> tuple[sparse.csr_matrix, list[list[int]]]:
    """Splits the chosen quads (n,) bool in four.

    Returns the operator (V + new, V) that gives old and new vertices from the old ones, and the polygons:
    quads first as they are, quads that got a new vertex on an edge as fans of triangles.
    New edge points follow the four-point scheme (-1, 9, 9, -1) / 16 along the edge's line where the mesh is
    regular (Kobbelt 1996), so that a coarse surface stays round; old vertices stay where they are.
    """
    mesh = QuadMesh(positions, quads)
    faces_of = mesh._faces_of_edge  # noqa: SLF001 - same package, the same mesh
    count = len(positions)
    rows: list[dict[int, float]] = []
    edge_point: dict[frozenset[int], int] = {}

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
    for quad in quads[~chosen].tolist():
        outline: list[int] = []
        for a, b in zip(quad, quad[1:] + quad[:1], strict=True):
            outline.append(a)
            if frozenset((a, b)) in edge_point:
                outline.append(edge_point[frozenset((a, b))])
        polygons.append(outline)
    matrix = sparse.lil_matrix((count + len(rows), count))
    matrix.setdiag(1.0)
    for k, weights in enumerate(rows):
        for v, w in weights.items():
            matrix[count + k, v] = w
    return matrix.tocsr(), polygons


def fan(polygon: list[int]) -> list[list[int]]:
    """Triangles of a convex polygon, from the new vertex on its edge when it has one (the highest index)."""
    k = polygon.index(max(polygon)) if len(polygon) > 4 else 0
    turned = polygon[k:] + polygon[:k]
    return [[turned[0], turned[i], turned[i + 1]] for i in range(1, len(turned) - 1)]
