"""The dark line between closed lips, found in the picture itself to a part of a pixel."""

from __future__ import annotations

import numpy as np

_REACH = 0.035  # inter-ocular distances searched on each side of the landmarks' line
_STEPS = 29  # samples across
_BEND = 6.0  # cost of leaving the neighbour offset, in contrasts per reach squared
_STRAY = 0.5  # cost of the full reach away from the landmarks, in contrasts


def refine_lip_line(rgb: np.ndarray, points: np.ndarray, iod: float) -> np.ndarray:
    """`points` (n, 2) along the mouth, right corner to left in pixels, moved onto the valley of shadow there.

    The path through the valley is the cheapest one (Viterbi) over darkness, bending and distance; it is taken
    as far as the valley is clear, and the corners stay.
    """
    normal = _normals(points)
    offsets = np.linspace(-_REACH, _REACH, _STEPS) * iod
    dark = _profiles(rgb, points, normal, offsets, iod)
    contrast = _contrast(dark)
    clear = np.clip((contrast - 4.0) / 8.0, 0, 1)  # grey levels: from nothing to see, to plain
    if clear.mean() < 0.15:
        return points
    steepness = float(np.median(contrast[clear > 0.2])) if (clear > 0.2).any() else 8.0
    cost = dark / max(steepness, 4.0) + _STRAY * (offsets / offsets[-1]) ** 2
    offset = _cheapest_path(cost, offsets)
    ends = np.minimum(np.arange(len(points)), np.arange(len(points))[::-1]) / (0.12 * len(points))
    offset = offset * np.clip(ends, 0, 1)
    smooth = np.array([1, 4, 6, 4, 1]) / 16.0
    sure = np.convolve(np.pad(clear, 2, mode="edge"), smooth, mode="valid")
    weighted = np.convolve(np.pad(offset * clear, 2, mode="edge"), smooth, mode="valid")
    offset = np.where(sure > 1e-3, weighted / np.maximum(sure, 1e-3), 0.0) * np.clip(sure * 1.5, 0, 1)
    offset[[0, -1]] = 0.0
    return points + offset[:, None] * normal


def _normals(points: np.ndarray) -> np.ndarray:
    """(n, 2) unit normals, downward across the mouth; those of the smoothed line, steady at the corners."""
    chord = points[-1] - points[0]
    tangent = np.gradient(points, axis=0)
    tangent = 0.5 * tangent / np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    tangent += 0.5 * chord / max(np.hypot(*chord), 1e-9)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    return normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)


def _profiles(rgb, points, normal, offsets, iod) -> np.ndarray:
    """(n, steps) brightness across the line, each profile about its own mean."""
    import cv2

    where = points[:, None] + offsets[None, :, None] * normal[:, None]
    low = np.maximum(np.floor(where.min(axis=(0, 1))).astype(int) - 8, 0)
    high = np.minimum(np.ceil(where.max(axis=(0, 1))).astype(int) + 9, rgb.shape[1::-1])
    if (high - low).min() < 2:
        return np.zeros(where.shape[:2])
    # lips differ from their shadow in green and blue; red is nearly the same in all
    part = rgb[low[1] : high[1], low[0] : high[0]].astype(np.float32) @ np.array([0.2, 0.5, 0.3], np.float32)
    part = cv2.GaussianBlur(part, (0, 0), max(0.6, 0.006 * iod))
    local = (where - low - 0.5).astype(np.float32)
    values = cv2.remap(part, local[..., 0], local[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return values.astype(np.float64) - values.mean(axis=1, keepdims=True)


def _contrast(dark: np.ndarray) -> np.ndarray:
    """(n,) how much darker the valley is than the lower of its two shoulders."""
    deepest = dark.argmin(axis=1)
    rows = np.arange(len(dark))
    left = np.maximum.accumulate(dark, axis=1)[rows, deepest]
    right = np.maximum.accumulate(dark[:, ::-1], axis=1)[:, ::-1][rows, deepest]
    return np.minimum(left, right) - dark[rows, deepest]


def _cheapest_path(cost: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """(n,) offsets of the cheapest path, between the samples by a parabola."""
    step = (np.arange(len(offsets))[:, None] - np.arange(len(offsets))[None]) / len(offsets) * 2
    bend = _BEND * step**2
    total, back = cost[0].copy(), []
    for row in cost[1:]:
        ways = total[:, None] + bend
        back.append(ways.argmin(axis=0))
        total = ways.min(axis=0) + row
    path = [int(total.argmin())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    path = np.clip(np.array(path[::-1]), 1, len(offsets) - 2)
    rows = np.arange(len(cost))
    before, here, after = cost[rows, path - 1], cost[rows, path], cost[rows, path + 1]
    bowl = before - 2 * here + after
    part = np.where(bowl > 1e-9, 0.5 * (before - after) / np.maximum(bowl, 1e-9), 0.0)
    return offsets[path] + np.clip(part, -0.5, 0.5) * (offsets[1] - offsets[0])
