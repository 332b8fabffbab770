"""Edge rings, loops and neighbourhoods of a quad mesh: how the lips, lids and neck are found."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree


class QuadMesh:
    """Connectivity of quads (n, 4) over positions (V, 3)."""

    def __init__(self, positions: np.ndarray, quads: np.ndarray):
        self.positions = positions
        self.quads = quads
        self.neighbours: dict[int, set[int]] = defaultdict(set)
        self._faces_of_edge: dict[frozenset[int], set[int]] = defaultdict(set)
        for face, quad in enumerate(quads.tolist()):
            for a, b in zip(quad, quad[1:] + quad[:1], strict=True):
                self.neighbours[a].add(b)
                self.neighbours[b].add(a)
                self._faces_of_edge[frozenset((a, b))].add(face)

    def ring(self, start: int, second: int) -> list[int]:
        """The closed edge ring through the edge start -> second, walking straight over 4-valent vertices.

        Raises ValueError where the walk meets a pole or the border.
        """
        ring = [start, second]
        while len(ring) < 1000:
            before, here = ring[-2:]
            used = self._faces_of_edge[frozenset((before, here))]
            onward = [
                v
                for v in self.neighbours[here]
                if v != before and not used & self._faces_of_edge[frozenset((here, v))]
            ]
            if len(self.neighbours[here]) != 4 or len(onward) != 1:
                break
            if onward[0] == start:
                return ring
            ring.append(onward[0])
        raise ValueError(f"no closed edge ring through {start} and {second}")

    def ring_from(self, start: int, side: float = 1.0) -> list[int]:
        """The ring that leaves `start` towards the subject's left (side 1) or right (-1)."""
        x = self.positions[:, 0]
        second = max(self.neighbours[start], key=lambda v: side * (x[v] - x[start]))
        return self.ring(start, second)

    def enclosed(self, seed: int, border: list[int]) -> np.ndarray:
        """Vertices (n,) reached from `seed` without crossing `border` (border not included)."""
        barred, found, front = set(border), {seed}, [seed]
        while front:
            for v in self.neighbours[front.pop()]:
                if v not in found and v not in barred:
                    found.add(v)
                    front.append(v)
        return np.array(sorted(found))


def triangulate(quads: np.ndarray) -> np.ndarray:
    """(n, 4) quads to (2n, 3) triangles of the same winding."""
    return (
        np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        .reshape(2, -1, 3)
        .transpose(1, 0, 2)
        .reshape(-1, 3)
    )


def mirror_map(positions: np.ndarray, tolerance: float = 2e-3) -> np.ndarray:
    """Index (V,) of each vertex's mirror image over x = 0; ValueError where there is none."""
    distance, mirror = cKDTree(positions).query(positions * [-1, 1, 1])
    if distance.max() > tolerance or not np.array_equal(mirror[mirror], np.arange(len(mirror))):
        raise ValueError(f"the mesh is not symmetric: {distance.max():.4f} at vertex {distance.argmax()}")
    return mirror


def adjacency(faces: np.ndarray, count: int) -> sparse.csr_matrix:
    """Row-normalised neighbour average (V, V) of a triangle mesh; rows of lone vertices are empty."""
    a = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    rows, columns = np.concatenate([a[:, 0], a[:, 1]]), np.concatenate([a[:, 1], a[:, 0]])
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    matrix.data[:] = 1
    degree = np.maximum(np.asarray(matrix.sum(1)).ravel(), 1)
    return (sparse.diags(1 / degree) @ matrix).tocsr()


def vertex_normals(positions: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Area-weighted unit normals (V, 3)."""
    a, b, c = (positions[faces[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    normals = np.zeros_like(positions)
    for k in range(3):
        np.add.at(normals, faces[:, k], face)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
