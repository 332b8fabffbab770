"""Where each place of a sheet that was moved comes from: the inverse of a displacement given on a grid.

Drawn forward, cell by cell, and not solved for backward, so that it is exact where the sheet is stretched and clean
where it folds over itself.
"""

from __future__ import annotations

import numba
import numpy as np

_BEYOND = np.float32(100.0)  # nodes past the sheet's border to which it goes on as at the border


@numba.njit(cache=True, nogil=True)
def _node(forward, scale, fine, order, j, i, out):
    rows, columns = forward.shape[:2]
    at_j, at_i = min(max(j, 0), rows - 1), min(max(i, 0), columns - 1)
    x, y = np.float32(i), np.float32(j)
    if i != at_i:
        x = np.float32(at_i) + (_BEYOND if i > at_i else -_BEYOND)
    if j != at_j:
        y = np.float32(at_j) + (_BEYOND if j > at_j else -_BEYOND)
    u, v = forward[at_j, at_i, 0], forward[at_j, at_i, 1]
    out[0], out[1] = fine * (x + u * scale[0]), fine * (y + v * scale[1])
    out[2], out[3], out[4] = u, v, order[at_j, at_i]


@numba.njit(cache=True, nogil=True)
def _triangle(a, b, c, back, depth):
    height, width = depth.shape
    x0 = max(0, int(np.ceil(min(a[0], b[0], c[0]))))
    x1 = min(width - 1, int(np.floor(max(a[0], b[0], c[0]))))
    y0 = max(0, int(np.ceil(min(a[1], b[1], c[1]))))
    y1 = min(height - 1, int(np.floor(max(a[1], b[1], c[1]))))
    if x1 < x0 or y1 < y0:
        return
    bx, by, cx, cy = b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]
    area = bx * cy - cx * by
    if abs(area) < np.float32(1e-6):
        return
    slack, over = np.float32(-1e-4), np.float32(1.0) / area  # the slack closes cracks between neighbours
    bx, by, cx, cy = bx * over, by * over, cx * over, cy * over
    for y in range(y0, y1 + 1):
        for x in range(x0, x1 + 1):
            dx, dy = np.float32(x) - a[0], np.float32(y) - a[1]
            wb, wc = dx * cy - dy * cx, dy * bx - dx * by
            wa = np.float32(1.0) - wb - wc
            if wa >= slack and wb >= slack and wc >= slack:
                order = wa * a[4] + wb * b[4] + wc * c[4]
                if order > depth[y, x]:
                    depth[y, x] = order
                    back[y, x, 0] = -(wa * a[2] + wb * b[2] + wc * c[2])
                    back[y, x, 1] = -(wa * a[3] + wb * b[3] + wc * c[3])


@numba.njit(cache=True, nogil=True)
def _inverse(forward, scale, fine, order, back, depth):
    rows, columns = forward.shape[:2]
    back[:] = 0.0
    depth[:] = -np.inf
    above, below = np.empty((columns + 2, 5), np.float32), np.empty((columns + 2, 5), np.float32)
    for i in range(columns + 2):
        _node(forward, scale, fine, order, -1, i - 1, above[i])
    for j in range(rows + 1):
        for i in range(columns + 2):
            _node(forward, scale, fine, order, j, i - 1, below[i])
        for i in range(columns + 1):
            _triangle(above[i], above[i + 1], below[i], back, depth)
            _triangle(above[i + 1], below[i + 1], below[i], back, depth)
        above, below = below, above


class Sheet:
    """order: (rows, columns) float32, of the nodes: where the sheet lies over itself, what has more of it is in front.

    scale: (2,) nodes a pixel, x and y; fine: places a node for which it is told where they come from.
    """

    def __init__(self, order: np.ndarray, scale: np.ndarray, fine: int):
        self._order = np.ascontiguousarray(order, np.float32)
        self._scale, self._fine = np.asarray(scale, np.float32), np.float32(fine)
        shape = tuple((side - 1) * fine + 1 for side in order.shape)
        self._back, self._depth = np.empty((*shape, 2), np.float32), np.empty(shape, np.float32)

    def inverse(self, forward: np.ndarray) -> np.ndarray:
        """Backward displacement (h, w, 2) float32 of the forward one (rows, columns, 2), both in pixels; the array is
        used again by the next call. Exactly nothing where nothing moves."""
        _inverse(
            np.ascontiguousarray(forward, np.float32),
            self._scale,
            self._fine,
            self._order,
            self._back,
            self._depth,
        )
        return self._back
