"""Everything around the face: hair, ears, neck and background follow the face smoothly, tearing nothing.

The face's displacement at its outline is extended over the rest of the crop as a harmonic field (a
membrane pulled at the face and held at the border), so a jaw that drops compresses the neck instead of
leaving a ghost of itself, and the crop's border never moves. The head's own motion is carried by a
rigid motion that fades from the head to the border (`stiffness`).
"""

from __future__ import annotations

import cv2
import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu

from lestalk_studio.render.compose import spread
from lestalk_studio.render.raster import rasterise
from lestalk_studio.render.sheet import Sheet
from lestalk_studio.render.stiffness import rigid_weight

NODES = 72
_FINE = 2  # places a node for which it is told where they come from


class Surround:
    """Backward displacement of a crop, driven by the vertices of the face mesh inside it.

    points: (V, 3) float32 source positions of the face's vertices in crop pixels; triangles: (F, 3) int32;
    crop: (H, W, 3) uint8; person: (H, W) 0..1, what of it is not background, None where that is not known; cut: whether
    its left, upper and right edge are the picture's own.
    """

    def __init__(
        self,
        points: np.ndarray,
        triangles: np.ndarray,
        crop: np.ndarray,
        person=None,
        cut=(False, False, False),
    ):
        height, width = shape = crop.shape[:2]
        step = max(height, width) / (NODES - 1)
        rows, columns = max(8, round((height - 1) / step) + 1), max(8, round((width - 1) / step) + 1)
        self.shape = shape
        self.grid_shape = (rows, columns)
        self._to_grid = np.array(((columns - 1) / (width - 1), (rows - 1) / (height - 1)), np.float32)
        face, corners, weights = self._face_nodes(points, triangles)
        inner = face & (cv2.erode(face.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0)
        self._rim = np.flatnonzero(inner.ravel()[face.ravel()])
        self._face = np.flatnonzero(face.ravel())
        self._corners, self._weights = corners, weights
        self._outside, self._extend = self._membrane(face, inner)
        depth = self._weights * points[:, 2][self._corners]
        self._depth = self._spread(depth.sum(1)[:, None].astype(np.float32))[..., 0]
        self._rigid = rigid_weight(face, crop, person, cut)
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        self._nodes = np.dstack((x, y))
        # Where the head comes before neck and shoulders it hides them.
        self._sheet = Sheet(self._rigid, self._to_grid, _FINE)

    def _face_nodes(self, points, triangles):
        """Which grid nodes the face covers, and for these their triangle's vertices and weights."""
        rows, columns = self.grid_shape
        scaled = points.copy()
        scaled[:, :2] *= self._to_grid
        soup = scaled[triangles.ravel()]
        faces = np.arange(len(soup), dtype=np.int32).reshape(-1, 3)
        attributes = np.zeros((len(soup), 4), np.float32)
        attributes[:, 0] = np.repeat(np.arange(len(triangles)), 3)
        attributes[0::3, 1], attributes[1::3, 2], attributes[2::3, 3] = 1, 1, 1
        out = np.full((rows, columns, 4), -1, np.float32)
        rasterise(soup, faces, attributes, out, np.empty((rows, columns), np.float32))
        face = out[..., 0] >= 0
        # Holes (mouth, eyes) belong to the face region for the surround; the nearest triangle drives them.
        hit = out[face]
        return face, triangles[np.rint(hit[:, 0]).astype(int)], hit[:, 1:].astype(np.float32)

    def _membrane(self, face, rim):
        """Dense operator from rim displacements to all nodes that are not face; zero on the crop's border."""
        free = ~face
        free[0], free[-1], free[:, 0], free[:, -1] = False, False, False, False
        index = np.full(face.shape, -1)
        index[free] = np.arange(free.sum())
        rim_index = np.full(face.shape, -1)
        rim_index[face] = np.arange(face.sum())
        rim_position = np.full(face.sum(), -1)
        rim_position[self._rim] = np.arange(len(self._rim))
        row, column, value, right = [], [], [], sp.lil_matrix((free.sum(), len(self._rim)))
        ys, xs = np.nonzero(free)
        for n, (y, x) in enumerate(zip(ys, xs, strict=True)):
            row.append(n), column.append(n), value.append(4.0)
            for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
                yy, xx = y + dy, x + dx
                if index[yy, xx] >= 0:
                    row.append(n), column.append(index[yy, xx]), value.append(-1.0)
                elif face[yy, xx]:
                    k = rim_position[rim_index[yy, xx]]
                    if k >= 0:
                        right[n, k] = 1.0
        matrix = sp.csc_matrix((value, (row, column)), (free.sum(), free.sum()))
        extend = np.ascontiguousarray(splu(matrix).solve(right.toarray()), np.float32)
        return np.flatnonzero(free.ravel()), extend

    def _spread(self, at_face: np.ndarray) -> np.ndarray:
        """Values at the face's nodes (n, K) -> field (rows, columns, K), harmonic outside the face."""
        rows, columns = self.grid_shape
        field = np.zeros((rows * columns, at_face.shape[1]), np.float32)
        field[self._face] = at_face
        field[self._outside] = spread(self._extend, at_face[self._rim])
        return field.reshape(rows, columns, -1)

    def backward(self, displacement: np.ndarray, rigid=None) -> np.ndarray:
        """How far from it each place of the crop comes from: (h, w, 2) float32 pixels, places evenly from border to
        border. The array is used again by the next call.

        displacement: (V, 2) float32 of the face's vertices, expression only, in crop pixels.
        rigid: None, or a function from (N, 3) source points to their (N, 2) displacement by head pose.
        """
        at_face = np.einsum("nk,nkc->nc", self._weights, displacement[self._corners])
        forward = self._spread(at_face.astype(np.float32))
        if rigid is not None:
            rows, columns = self.grid_shape
            source = np.dstack((self._nodes / self._to_grid, self._depth)).reshape(-1, 3)
            moved = rigid(source.astype(np.float32)).reshape(rows, columns, 2)
            forward += moved * self._rigid[..., None]
        return self._sheet.inverse(forward)
