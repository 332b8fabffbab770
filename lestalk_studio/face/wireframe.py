"""The head's mesh as lines that can be looked at: quads without their diagonals, and a coarser set of edge loops."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

SHORTEST_LOOP = 5
"""Edges that a loop of the coarse set has at least; shorter ones are stubs that tell nothing."""


class Wireframe:
    """Lines over triangles (F, 3): edges (E, 2) of the quads they were cut from; coarse (E,) bool: about half
    of the edge loops, none beside another.
    """

    def __init__(self, triangles: np.ndarray) -> None:
        self._quads = quads_of(triangles)
        self.edges, loop, self._of_quad = edge_loops(self._quads)
        self.coarse = _apart(loop, self._of_quad)

    def facing(self, points: np.ndarray) -> np.ndarray:
        """(E,) bool: the edges of quads that face the viewer; points (V, >=2), y down."""
        a, b, c, d = (points[self._quads[:, k], :2] for k in range(4))
        u, v = c - a, d - b
        front = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0] < 0
        seen = np.zeros(len(self.edges), bool)
        seen[self._of_quad[front]] = True
        return seen


def quads_of(triangles: np.ndarray) -> np.ndarray:
    """(Q, 4) int: the quads that `triangles` (F, 3) were cut from, corner by corner around.

    Two triangles that follow each other as (a, b, c), (a, c, d) are one quad; triangles alone are left out.
    """
    first, second = triangles[:-1], triangles[1:]
    same = (first[:, 0] == second[:, 0]) & (first[:, 2] == second[:, 1])
    starts: list[int] = []
    for i in np.flatnonzero(same).tolist():
        if not starts or i > starts[-1] + 1:
            starts.append(i)
    chosen = np.array(starts, int)
    return np.column_stack((triangles[chosen], triangles[chosen + 1, 2]))


def edge_loops(quads: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The quads' edges (E, 2), the number of each edge's loop (E,), and each quad's edges (Q, 4).

    A loop goes straight on through every vertex where four edges meet, and ends elsewhere.
    """
    sides = np.stack([quads[:, [k, (k + 1) % 4]] for k in range(4)], axis=1)
    edges, of_side = np.unique(np.sort(sides.reshape(-1, 2), axis=1), axis=0, return_inverse=True)
    of_quad = of_side.reshape(-1, 4)
    around: dict[int, set[int]] = {}
    for edge, ends in enumerate(edges.tolist()):
        for end in ends:
            around.setdefault(end, set()).add(edge)
    # Of a vertex' four edges, the one that bounds no quad with an edge is that edge's opposite.
    beside: dict[tuple[int, int], set[int]] = {}
    for corners, mine in zip(quads.tolist(), of_quad.tolist(), strict=True):
        for k, corner in enumerate(corners):
            before, after = mine[k - 1], mine[k]
            beside.setdefault((corner, before), {before}).add(after)
            beside.setdefault((corner, after), {after}).add(before)
    links = [
        (edge, *opposite)
        for vertex, four in around.items()
        if len(four) == 4
        for edge in four
        if len(opposite := four - beside[vertex, edge]) == 1
    ]
    rows, columns = np.array(links, int).reshape(-1, 2).T
    graph = sp.coo_matrix((np.ones(len(rows)), (rows, columns)), (len(edges), len(edges)))
    return edges, connected_components(graph, directed=False)[1], of_quad


def _apart(loop: np.ndarray, of_quad: np.ndarray) -> np.ndarray:
    """(E,) bool: edges of loops chosen by length so that no two share a strip of quads."""
    lengths = np.bincount(loop)
    pairs = np.vstack((loop[of_quad[:, [0, 2]]], loop[of_quad[:, [1, 3]]]))
    shape = len(lengths), len(lengths)
    beside = sp.coo_matrix((np.ones(len(pairs)), tuple(pairs.T)), shape)
    beside = (beside + beside.T).tocsr()
    kept, barred = np.zeros(len(lengths), bool), lengths < SHORTEST_LOOP
    for one in np.argsort(-lengths, kind="stable"):
        if not barred[one]:
            kept[one] = True
            barred[beside.indices[beside.indptr[one] : beside.indptr[one + 1]]] = True
    return kept[loop]
