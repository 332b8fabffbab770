"""A z-buffered triangle rasteriser on the CPU, in horizontal bands over the machine's cores.

It draws vertex attributes, not colours: the portrait renderer asks it where in the portrait each output
pixel comes from. Projection is orthographic, so attributes interpolate affinely in the picture plane.
"""

from __future__ import annotations

from types import FunctionType

import numba
import numpy as np

BAND_ROWS = 32
SMALL = 200 * 200  # pixels


def _rasterise(points, triangles, attributes, out, depth, far):
    height, width, channels = out.shape
    bands = (height + BAND_ROWS - 1) // BAND_ROWS
    for band in numba.prange(bands):
        top = band * BAND_ROWS
        bottom = min(height, top + BAND_ROWS)
        for y in range(top, bottom):
            for x in range(width):
                depth[y, x] = far
        for t in range(triangles.shape[0]):
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            ay, by, cy = points[a, 1], points[b, 1], points[c, 1]
            low = min(ay, by, cy)
            high = max(ay, by, cy)
            if high < top or low > bottom - 1:
                continue
            ax, bx, cx = points[a, 0], points[b, 0], points[c, 0]
            area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
            if abs(area) < 1e-9:
                continue
            x0 = max(0, int(np.ceil(min(ax, bx, cx))))
            x1 = min(width - 1, int(np.floor(max(ax, bx, cx))))
            y0 = max(top, int(np.ceil(low)))
            y1 = min(bottom - 1, int(np.floor(high)))
            if x1 < x0 or y1 < y0:
                continue
            inverse = 1.0 / area
            az, bz, cz = points[a, 2], points[b, 2], points[c, 2]
            wb_x = (cy - ay) * inverse
            wc_x = -(by - ay) * inverse
            for y in range(y0, y1 + 1):
                dy = y - ay
                dx = x0 - ax
                wb = (dx * (cy - ay) - dy * (cx - ax)) * inverse
                wc = (dy * (bx - ax) - dx * (by - ay)) * inverse
                for x in range(x0, x1 + 1):
                    wa = 1.0 - wb - wc
                    # The small negative slack closes cracks between neighbours.
                    if wa >= -1e-6 and wb >= -1e-6 and wc >= -1e-6:
                        z = wa * az + wb * bz + wc * cz
                        if z > depth[y, x]:
                            depth[y, x] = z
                            for k in range(channels):
                                out[y, x, k] = (
                                    wa * attributes[a, k] + wb * attributes[b, k] + wc * attributes[c, k]
                                )
                    wb += wb_x
                    wc += wc_x


# numba tells the code it keeps apart by the function's name and not by how it was compiled: without names of their
# own one of these two would run as the other.
def _named(name: str) -> FunctionType:
    twin = FunctionType(_rasterise.__code__, globals(), name)
    twin.__qualname__ = name
    return twin


_in_bands = numba.njit(cache=True, parallel=True, nogil=True)(_named("_in_bands"))
# Waking the other cores costs more than a small picture does.
_at_once = numba.njit(cache=True, nogil=True)(_named("_at_once"))


def rasterise(
    points: np.ndarray,
    triangles: np.ndarray,
    attributes: np.ndarray,
    out: np.ndarray,
    depth: np.ndarray,
) -> None:
    """Draw `triangles` into `out`, nearest (largest z) first; pixels no triangle covers keep their value.

    points: (V, 3) float32, x right and y down in pixels (pixel centres at integers), z toward the viewer.
    triangles: (F, 3) int32. attributes: (V, K) float32. out: (H, W, K) float32, written in place.
    depth: (H, W) float32 scratch, overwritten; -inf where nothing was drawn.
    """
    draw = _in_bands if depth.size > SMALL else _at_once
    draw(points, triangles, attributes, out, depth, np.float32(-np.inf))


@numba.njit(cache=True, nogil=True)
def _vertex_normals(points, triangles, normals):
    normals[:] = 0.0
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ux, uy, uz = points[b, 0] - points[a, 0], points[b, 1] - points[a, 1], points[b, 2] - points[a, 2]
        vx, vy, vz = points[c, 0] - points[a, 0], points[c, 1] - points[a, 1], points[c, 2] - points[a, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for k in (a, b, c):
            normals[k, 0] += nx
            normals[k, 1] += ny
            normals[k, 2] += nz
    for i in range(points.shape[0]):
        length = np.sqrt(normals[i, 0] ** 2 + normals[i, 1] ** 2 + normals[i, 2] ** 2)
        if length > 1e-12:
            normals[i] /= length


def vertex_normals(points: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Area-weighted unit normals (V, 3) of a mesh: points (V, 3), triangles (F, 3) counter-clockwise."""
    normals = np.empty_like(points)
    _vertex_normals(points, triangles, normals)
    return normals
