"""Where each place of a sheet that was moved comes from: the inverse of a displacement given on a grid.

Drawn forward, cell by cell, and not solved for backward, so that it is exact where the sheet is stretched and clean
where it folds over itself.
"""

from __future__ import annotations

import numpy as np

from lestalk_studio.render.raster import rasterise

_BEYOND = 100.0  # nodes past the sheet's border to which it goes on as at the border


class Sheet:
    """order: (rows, columns) float32, of the nodes: where the sheet lies over itself, what has more of it is in front.

    scale: (2,) nodes a pixel, x and y; fine: places a node for which it is told where they come from.
    """

    def __init__(self, order: np.ndarray, scale: np.ndarray, fine: int):
        rows, columns = order.shape
        self._scale = (fine * np.asarray(scale)).astype(np.float32)
        at = [np.append(-_BEYOND, np.append(np.arange(side), side - 1 + _BEYOND)) for side in (columns, rows)]
        x, y = np.meshgrid(*at)
        self._rest = fine * np.stack((x, y), -1).astype(np.float32)
        self._points = np.empty((*x.shape, 3), np.float32)
        self._points[..., 2] = np.pad(order, 1, mode="edge")
        node = np.arange(x.size).reshape(x.shape)
        a, b, c, d = (part.ravel() for part in (node[:-1, :-1], node[:-1, 1:], node[1:, :-1], node[1:, 1:]))
        self._triangles = np.stack((a, b, c, b, d, c), 1).reshape(-1, 3).astype(np.int32)
        shape = tuple((side - 1) * fine + 1 for side in order.shape)
        self._back, self._depth = np.empty((*shape, 2), np.float32), np.empty(shape, np.float32)

    def inverse(self, forward: np.ndarray) -> np.ndarray:
        """Backward displacement (h, w, 2) float32 of the forward one (rows, columns, 2), both in pixels; the array is
        used again by the next call. Exactly nothing where nothing moves."""
        moved = np.pad(forward, ((1, 1), (1, 1), (0, 0)), mode="edge").astype(np.float32)
        self._points[..., :2] = self._rest + moved * self._scale
        self._back[:] = 0.0
        points, back = self._points.reshape(-1, 3), -moved.reshape(-1, 2)
        rasterise(points, self._triangles, back, self._back, self._depth)
        return self._back
