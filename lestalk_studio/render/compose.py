"""Fused per-pixel steps of a frame, compiled: they run at the memory's speed."""

from __future__ import annotations

import numba
import numpy as np


@numba.njit(cache=True, parallel=True, nogil=True)
def _merge(attributes, back, map_x, map_y):
    height, width = map_x.shape
    rows, columns = back.shape[:2]
    step_y = (rows - 1) / max(height - 1, 1)
    step_x = (columns - 1) / max(width - 1, 1)
    for y in numba.prange(height):
        gy = y * step_y
        j = min(int(gy), rows - 2)
        fy = gy - j
        for x in range(width):
            w = attributes[y, x, 3]
            u, v = attributes[y, x, 0], attributes[y, x, 1]
            if w < 1.0:
                gx = x * step_x
                i = min(int(gx), columns - 2)
                fx = gx - i
                a = (1 - fy) * (1 - fx)
                b = (1 - fy) * fx
                c = fy * (1 - fx)
                d = fy * fx
                bx = (
                    a * back[j, i, 0]
                    + b * back[j, i + 1, 0]
                    + c * back[j + 1, i, 0]
                    + d * back[j + 1, i + 1, 0]
                )
                by = (
                    a * back[j, i, 1]
                    + b * back[j, i + 1, 1]
                    + c * back[j + 1, i, 1]
                    + d * back[j + 1, i + 1, 1]
                )
                u = w * u + (1 - w) * (x + bx)
                v = w * v + (1 - w) * (y + by)
            map_x[y, x] = u
            map_y[y, x] = v


def merge_maps(attributes: np.ndarray, back: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Source positions of every crop pixel, face over surround.

    attributes: (H, W, 6) float32 of the face: source x, y, shading ratio, coverage, toning, wrinkles, each 0..1.
    back: (rows, columns, 2) float32 coarse backward displacement of the surround, in pixels.
    Returns map_x, map_y, each (H, W) float32.
    """
    map_x = np.empty(attributes.shape[:2], np.float32)
    map_y = np.empty_like(map_x)
    _merge(attributes, back, map_x, map_y)
    return map_x, map_y


_NO_WRINKLES = np.zeros((1, 1), np.float32)


@numba.njit(cache=True, parallel=True, nogil=True)
def _relight(picture, attributes, skins, middle, wrinkles, wrinkled, out):
    height, width = picture.shape[:2]
    for y in numba.prange(height):
        for x in range(width):
            skin = skins[0] if attributes[y, x, 0] >= middle else skins[1]
            w = attributes[y, x, 3]
            gain = 1.0 + w * (attributes[y, x, 2] - 1.0)
            if wrinkled:
                gain *= 1.0 + w * attributes[y, x, 5] * wrinkles[y, x]
            tone = w * attributes[y, x, 4]
            for c in range(3):
                value = np.float32(picture[y, x, c])
                value += tone * (skin[c] - value)
                if gain <= 1.0:
                    out[y, x, c] = value * gain
                else:
                    # Light skin has little room above: brighten toward white without burning out.
                    out[y, x, c] = value + (gain - 1.0) * value * (255.0 - value) * (1.6 / 255.0)


def relight(
    picture: np.ndarray,
    attributes: np.ndarray,
    skins: np.ndarray,
    middle: float,
    wrinkles: np.ndarray | None = None,
) -> np.ndarray:
    """picture (H, W, 3) uint8 under the face's shading ratio and toned to skins, float32 in 0..255.

    skins: (2, 3), for what comes from the right of the column `middle` of the portrait's crop, and from its left.
    wrinkles: (H, W) float32, what full wrinkles add to the light, or None.
    """
    out = np.empty(picture.shape, np.float32)
    given = _NO_WRINKLES if wrinkles is None else wrinkles
    _relight(picture, attributes, skins, np.float32(middle), given, wrinkles is not None, out)
    return out


@numba.njit(cache=True, fastmath=True, nogil=True)
def combine(weights, rows):
    """weights (K,) @ rows (K, N), float32, on one core: BLAS would wake all for a product this small."""
    out = np.zeros(rows.shape[1], np.float32)
    for k in range(rows.shape[0]):
        w = weights[k]
        if w != 0.0:
            for n in range(rows.shape[1]):
                out[n] += w * rows[k, n]
    return out


@numba.njit(cache=True, fastmath=True, nogil=True)
def spread(operator, values):
    """operator (N, K) @ values (K, C), float32, on one core."""
    out = np.empty((operator.shape[0], values.shape[1]), np.float32)
    columns = np.ascontiguousarray(values.T)
    for n in range(operator.shape[0]):
        row = operator[n]
        for c in range(columns.shape[0]):
            column = columns[c]
            total = np.float32(0.0)
            for k in range(row.shape[0]):
                total += row[k] * column[k]
            out[n, c] = total
    return out
