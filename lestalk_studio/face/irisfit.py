"""The iris' circle, sharpened on its edge against the white of the eye (after Daugman's operator, 1993)."""

from __future__ import annotations

import numpy as np

_REACH = 0.035  # inter-ocular distances the centre may move
_SMALLEST, _USUAL, _LARGEST = (
    0.078,
    0.094,
    0.112,
)  # iris radius in inter-ocular distances: people differ little
_ANGLES = np.radians(np.arange(0, 360, 6))
_LEAST_CONTRAST = 5.0  # grey levels


def refine_iris(
    rgb: np.ndarray, opening: np.ndarray, centre: np.ndarray, radius: float, iod: float, squeeze: float = 1.0
) -> tuple[np.ndarray, float]:
    """(centre (2,), radius) in pixels of the iris seen in `rgb` (H, W, 3).

    opening: (n, 2) outline of the lids; centre, radius: a first guess in pixels; iod: inter-ocular distance in pixels;
    squeeze: width of the circle over its height, below 1 on a turned head. Where no edge is clear the guess stays.
    """
    import cv2

    reach = max(3, round((_REACH + 1.4 * _LARGEST) * iod) + 2)
    low = np.maximum(np.floor(centre).astype(int) - reach, 0)
    high = np.minimum(np.floor(centre).astype(int) + reach + 1, rgb.shape[1::-1])
    if (high - low).min() < 6 or iod < 24:
        return centre, radius
    part = rgb[low[1] : high[1], low[0] : high[0]].astype(np.float32) @ np.array(
        [0.5, 0.35, 0.15], np.float32
    )
    part = cv2.GaussianBlur(part, (0, 0), max(0.5, 0.008 * iod))
    window = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(window, [np.round((opening - low - 0.5) * 16).astype(np.int32)], 1, shift=4)
    # the lids' edges and lashes are dark themselves: stay off them
    margin = max(1, round(0.012 * iod))
    window = cv2.erode(window, np.ones((2 * margin + 1, 1), np.uint8)).astype(np.float32)

    shifts = np.linspace(-_REACH, _REACH, 15) * iod
    radii = np.linspace(_SMALLEST, _LARGEST, 9) * iod
    score = _edge(part, window, centre - low, shifts, radii, iod, squeeze)
    away = (shifts[:, None] ** 2 + shifts[None] ** 2)[..., None] / (_REACH * iod) ** 2
    unusual = ((radii / iod - _USUAL) / 0.01) ** 2
    total = score - 0.25 * score.max() * away - 0.12 * score.max() * unusual
    best = np.unravel_index(int(total.argmax()), total.shape)
    if score[best] < _LEAST_CONTRAST:
        return centre, float(np.clip(radius, 0.9 * _USUAL * iod, 1.1 * _USUAL * iod))
    fine = [_peak(np.moveaxis(total, axis, 0)[(slice(None), *(b for k, b in enumerate(best) if k != axis))], best[axis])
            for axis in range(3)]  # fmt: skip
    found = centre + np.array([np.interp(fine[1], range(15), shifts), np.interp(fine[0], range(15), shifts)])
    return found, float(np.interp(fine[2], range(9), radii))


def _edge(part, window, middle, shifts, radii, iod, squeeze) -> np.ndarray:
    """(y, x, r) mean step from inside to outside along the visible part of each circle."""
    import cv2

    step = max(0.7, 0.016 * iod)
    circle = np.column_stack([squeeze * np.cos(_ANGLES), np.sin(_ANGLES)])
    values, seen = [], []
    for beside in (-step, step):
        ring = (radii[:, None, None] + beside) * circle  # (r, a, 2)
        x = middle[0] + shifts[None, :, None, None] + ring[None, None, ..., 0] - 0.5
        y = middle[1] + shifts[:, None, None, None] + ring[None, None, ..., 1] - 0.5
        shape = (len(shifts), len(shifts), *ring.shape[:2])
        x = np.broadcast_to(x, shape).reshape(len(shifts), -1).astype(np.float32)
        y = np.broadcast_to(y, shape).reshape(len(shifts), -1).astype(np.float32)
        values.append(cv2.remap(part, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).reshape(shape))
        seen.append(cv2.remap(window, x, y, cv2.INTER_LINEAR).reshape(shape))
    weight = seen[0] * seen[1]
    # both sides of the iris must show their edge: the weaker counts, and a sliver of arc is no witness
    sides = np.cos(_ANGLES) > 0
    steps = weight * (values[1] - values[0])
    enough = 0.06 * len(_ANGLES)
    left, right = (
        (steps[..., m].sum(axis=-1)) / (weight[..., m].sum(axis=-1) + enough) for m in (sides, ~sides)
    )
    return 0.5 * (left + right) - 0.25 * np.abs(left - right)


def _peak(line: np.ndarray, at: int) -> float:
    """Place of the maximum near index `at`, between the samples by a parabola."""
    if not 0 < at < len(line) - 1:
        return float(at)
    bowl = line[at - 1] - 2 * line[at] + line[at + 1]
    return (
        at + float(np.clip(0.5 * (line[at - 1] - line[at + 1]) / bowl, -0.5, 0.5))
        if bowl < -1e-9
        else float(at)
    )
