"""Fused per-pixel steps of a frame, compiled: they run at the memory's speed."""

from __future__ import annotations

import numba
import numpy as np

_BEYOND = 2048.0  # pixels past the picture's border that are told apart


@numba.njit(cache=True, parallel=True, nogil=True)
def _merge(attributes, left, top, back, place, part):
    height, width = part.shape
    face_height, face_width = attributes.shape[:2]
    rows, columns = back.shape[:2]
    step_y = (rows - 1) / max(height - 1, 1)
    step_x = (columns - 1) / max(width - 1, 1)
    one, half, per_pixel = np.float32(1.0), np.float32(0.5), np.float32(32.0)
    least, apart = np.float32(-_BEYOND), np.float32(2 * _BEYOND)
    most_x, most_y = np.float32(width - 1 + _BEYOND), np.float32(height - 1 + _BEYOND)
    down = np.int32(2 * int(_BEYOND) * 32)
    # From node to node all is linear.
    cells, along = np.empty(width, np.uint32), np.empty(width, np.float32)
    for x in range(width):
        cells[x] = min(int(x * step_x), columns - 2)
        along[x] = np.float32(x * step_x - cells[x])
    for y in numba.prange(height):
        gy = y * step_y
        j = min(int(gy), rows - 2)
        fy = np.float32(gy - j)
        ax, ay = np.empty(columns, np.float32), np.empty(columns, np.float32)
        for i in range(columns):
            ax[i] = (one - fy) * back[j, i, 0] + fy * back[j + 1, i, 0]
            ay[i] = (one - fy) * back[j, i, 1] + fy * back[j + 1, i, 1]
        u, v = np.empty(width, np.float32), np.empty(width, np.float32)
        for x in range(width):
            i, f = cells[x], along[x]
            u[x] = np.float32(x) + ax[i] + f * (ax[i + np.uint32(1)] - ax[i])
            v[x] = np.float32(y) + ay[i] + f * (ay[i + np.uint32(1)] - ay[i])
        if 0 <= y - top < face_height:
            face = attributes[y - top]
            face_u, face_v = u[left : left + face_width], v[left : left + face_width]
            for k in range(face_width):
                w = face[k, 3]
                if w > 0.0:
                    face_u[k] = w * face[k, 0] + (one - w) * face_u[k]
                    face_v[k] = w * face[k, 1] + (one - w) * face_v[k]
                face[k, 0], face[k, 1] = face_u[k], face_v[k]
        places, parts = place[y].reshape(2 * width), part[y]
        for x in range(width):
            # OpenCV's own fixed point: whole pixels, and which of 32 x 32 places between them.
            fixed_x = np.int32((min(max(u[x], least), most_x) + apart) * per_pixel + half) - down
            fixed_y = np.int32((min(max(v[x], least), most_y) + apart) * per_pixel + half) - down
            places[2 * x], places[2 * x + 1] = np.int16(fixed_x >> 5), np.int16(fixed_y >> 5)
            parts[x] = np.uint16(((fixed_y & 31) << 5) | (fixed_x & 31))


def merge_maps(
    attributes: np.ndarray, corner: tuple[int, int], back: np.ndarray, maps: tuple[np.ndarray, np.ndarray]
) -> None:
    """Source positions of every crop pixel, face over surround, into maps.

    attributes: (h, w, 6) float32 of the face, at `corner` (x, y) of the crop: source x, y, shading ratio, coverage,
    toning, wrinkles, each 0..1; x and y become those of face and surround.
    back: (rows, columns, 2) float32 coarse backward displacement of the surround, in pixels.
    maps: (H, W, 2) int16 and (H, W) uint16, as cv2.convertMaps gives them.
    """
    _merge(attributes, *corner, back, *maps)


_NO_WRINKLES = np.zeros((1, 1), np.float32)


@numba.njit(cache=True, parallel=True, nogil=True)
def _relight(picture, attributes, left, right, hidden, origins, middle, wrinkles, wrinkled):
    height, width = picture.shape[:2]
    one, room = np.float32(1.0), np.float32(1.6 / 255.0)
    for y in numba.prange(height):
        for x in range(width):
            w = attributes[y, x, 3]
            if w <= 0.0:
                continue
            gain = one + w * (attributes[y, x, 2] - one)
            if wrinkled:
                gain *= one + w * attributes[y, x, 5] * wrinkles[y, x]
            tone = w * attributes[y, x, 4]
            if gain == one and tone == 0.0:
                continue
            toned = tone != 0.0
            if toned:
                # The subject's left eye is on the picture's right.
                side = 2 if tone < 0.0 else 0 if attributes[y, x, 0] >= middle else 1
                tone = abs(tone)
                skin = left if side == 0 else right if side == 1 else hidden
                at_x = min(max(x - origins[side, 0], np.float32(0.0)), np.float32(skin.shape[1] - 1.001))
                at_y = min(max(y - origins[side, 1], np.float32(0.0)), np.float32(skin.shape[0] - 1.001))
                i, j = int(at_x), int(at_y)
                fx, fy = at_x - np.float32(i), at_y - np.float32(j)
            for c in range(3):
                value = np.float32(picture[y, x, c])
                if toned:
                    above = skin[j, i, c] + fx * (skin[j, i + 1, c] - skin[j, i, c])
                    below = skin[j + 1, i, c] + fx * (skin[j + 1, i + 1, c] - skin[j + 1, i, c])
                    value += tone * (above + fy * (below - above) - value)
                if gain <= one:
                    value *= gain
                else:
                    # Light skin has little room above: brighten toward white without burning out.
                    value += (gain - one) * value * (np.float32(255.0) - value) * room
                picture[y, x, c] = np.uint8(min(max(value, np.float32(0.0)), np.float32(255.0)) + 0.5)


def relight(
    picture: np.ndarray,
    attributes: np.ndarray,
    skins: tuple[np.ndarray, np.ndarray, np.ndarray],
    origins: np.ndarray,
    middle: float,
    wrinkles: np.ndarray | None = None,
) -> None:
    """Bring picture (h, w, 3) uint8 under the face's shading ratio and tone it to skin that it does not show, in place.

    attributes: (h, w, 6), as `merge_maps` leaves them; skins: three pictures (n, m, 3) float32, 0..255, at origins
    (3, 2), x and y in `picture`: of the lids, for what comes from the right of the column `middle` of the portrait's
    crop and from its left, and of the hidden side, for toning below 0;
    wrinkles: (h, w) float32, what full wrinkles add to the light, or None.
    """
    given = _NO_WRINKLES if wrinkles is None else wrinkles
    _relight(picture, attributes, *skins, origins, np.float32(middle), given, wrinkles is not None)


@numba.njit(cache=True, nogil=True)
def lay(picture, colour, cover):
    """Lay colour (h, w, 3) float32, 0..255, over picture (h, w, 3) uint8 by cover (h, w) float32, in place."""
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            m = cover[y, x]
            if m > 0.0:
                for c in range(3):
                    own = np.float32(picture[y, x, c])
                    value = own + (colour[y, x, c] - own) * m
                    picture[y, x, c] = np.uint8(min(max(value, np.float32(0.0)), np.float32(255.0)) + 0.5)


@numba.njit(cache=True, nogil=True)
def mix(canvas, colour, cover):
    """Lay colour (h, w, 3) over canvas (h, w, 3) by cover (h, w), all float32, in place."""
    for y in range(canvas.shape[0]):
        for x in range(canvas.shape[1]):
            for c in range(3):
                canvas[y, x, c] += (colour[y, x, c] - canvas[y, x, c]) * cover[y, x]


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
    """operator (N, K) @ values (K, C), float32 and row by row in memory, on one core."""
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
