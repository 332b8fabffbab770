"""A z-buffered triangle rasteriser on the CPU, in horizontal bands over the machine's cores.

It draws vertex attributes, not colours: the portrait renderer asks it where in the portrait each output
pixel comes from. Projection is orthographic, so attributes interpolate affinely in the picture plane.
"""

from __future__ import annotations

from types import FunctionType

import numba
import numpy as np

BAND_ROWS = 64
SMALL = 200 * 200  # pixels


def _rasterise(points, triangles, attributes, out, depth, far):
    height, width, channels = out.shape
    bands = (height + BAND_ROWS - 1) // BAND_ROWS
    none, one = np.float32(0.0), np.float32(1.0)
    slack = np.float32(-1e-5)  # closes cracks between neighbours
    for band in numba.prange(bands):
        top = band * BAND_ROWS
        bottom = min(height, top + BAND_ROWS)
        for y in range(top, bottom):
            for x in range(width):
                depth[y, x] = far
        for t in range(triangles.shape[0]):
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            ay, by, cy = points[a, 1], points[b, 1], points[c, 1]
            y0 = max(top, int(np.ceil(min(ay, by, cy))))
            y1 = min(bottom - 1, int(np.floor(max(ay, by, cy))))
            if y1 < y0:
                continue
            ax, bx, cx = points[a, 0], points[b, 0], points[c, 0]
            x0 = max(0, int(np.ceil(min(ax, bx, cx))))
            x1 = min(width - 1, int(np.floor(max(ax, bx, cx))))
            ux, uy, vx, vy = bx - ax, by - ay, cx - ax, cy - ay
            area = ux * vy - vx * uy
            if x1 < x0 or abs(area) < 1e-9:
                continue
            ux, uy, vx, vy = ux / area, uy / area, vx / area, vy / area
            az, bz, cz = points[a, 2], points[b, 2], points[c, 2]
            # By how much each corner's share grows from a pixel to the next, and in how many pixels it grows by one.
            da, db, dc = uy - vy, vy, -uy
            in_a = one / da if da != none else none
            in_b = one / db if db != none else none
            in_c = one / dc if dc != none else none
            dx, wide = np.float32(x0) - ax, np.float32(x1 - x0)
            for y in range(y0, y1 + 1):
                dy = np.float32(y) - ay
                wb, wc = dx * vy - dy * vx, dy * ux - dx * uy
                wa = one - wb - wc
                # From where to where the row is inside: no pixel is asked, which the processor would guess wrong.
                at_a, at_b, at_c = (slack - wa) * in_a, (slack - wb) * in_b, (slack - wc) * in_c
                first = max(none, at_a if da > none else none, at_b if db > none else none)
                first = min(max(first, at_c if dc > none else none), wide + one)
                last = min(wide, at_a if da < none else wide, at_b if db < none else wide)
                last = max(min(last, at_c if dc < none else wide), -one)
                for step in range(max(int(np.ceil(first)), 0), min(int(np.floor(last)), x1 - x0) + 1):
                    x, far_in = x0 + step, np.float32(step)
                    b_here, c_here = wb + far_in * db, wc + far_in * dc
                    a_here = one - b_here - c_here
                    z = a_here * az + b_here * bz + c_here * cz
                    if z > depth[y, x]:
                        depth[y, x] = z
                        for k in range(channels):
                            out[y, x, k] = (
                                a_here * attributes[a, k]
                                + b_here * attributes[b, k]
                                + c_here * attributes[c, k]
                            )


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
