"""Soft-edged masks of closed outlines, drawn only where they are."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np

_SUPERSAMPLE = 4
_EVENLY = np.linspace(0, 1, 65)


def smooth_curve(points: np.ndarray, per_span: int = 6) -> np.ndarray:
    """Centripetal-free Catmull-Rom through points (N, 2); returns ((N - 1) * per_span + 1, 2) float32."""
    padded = np.vstack((2 * points[0] - points[1], points, 2 * points[-1] - points[-2]))
    spans = np.stack((padded[:-3], padded[1:-2], padded[2:-1], padded[3:]))
    curve = (_catmull_rom(per_span) @ spans.reshape(4, -1)).reshape(per_span, -1, 2)
    return np.vstack((curve.transpose(1, 0, 2).reshape(-1, 2), points[-1:])).astype(np.float32)


@lru_cache(maxsize=4)
def _catmull_rom(per_span: int) -> np.ndarray:
    """(per_span, 4): what the four points around a span count for at its own points."""
    t = np.arange(per_span, dtype=np.float32) / np.float32(per_span)
    weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
    return np.float32(0.5) * np.stack(weights, 1)


def bounding_box(points: np.ndarray, margin: float, shape: tuple[int, int]) -> tuple[int, int, int, int]:
    """Integer box (x0, y0, x1, y1), end exclusive, around points (N, 2), clipped to shape (H, W)."""
    x, y = points[:, 0], points[:, 1]
    x0, y0 = (max(math.floor(float(side.min()) - margin), 0) for side in (x, y))
    x1, y1 = (
        min(math.ceil(float(side.max()) + margin) + 1, end) for side, end in ((x, shape[1]), (y, shape[0]))
    )
    return x0, y0, max(x1, x0), max(y1, y0)


def opening_mask(upper: np.ndarray, lower: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    """Coverage 0..1 (float32) inside `box` of the opening between an upper and a lower edge.

    upper, lower: (N, 2) curves between the same two corners, in the same direction. Both are read as
    heights over the line from corner to corner; where they cross, the opening is closed.
    """
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    if width <= 0 or height <= 0:
        return np.zeros((max(height, 0), max(width, 0)), np.float32)
    origin = (upper[0] + lower[0]) / 2
    along = (upper[-1] + lower[-1]) / 2 - origin
    along = along / max(float(np.linalg.norm(along)), 1e-6)
    across = np.array((-along[1], along[0]), np.float32)
    ends = np.array((upper[0] - origin, lower[0] - origin, upper[-1] - origin, lower[-1] - origin)) @ along
    first, last = min(ends[0], ends[1]), max(ends[2], ends[3])
    stations = (first + _EVENLY * (last - first)).astype(np.float32)
    if across[1] < 0:
        across = -across
    top, bottom = (_heights(curve - origin, along, across, stations) for curve in (upper, lower))
    middle = (top + bottom) / 2
    closed = bottom < top
    top, bottom = np.where(closed, middle, top), np.where(closed, middle, bottom)
    base = origin + stations[:, None] * along
    outline = np.vstack((base + top[:, None] * across, (base + bottom[:, None] * across)[::-1]))
    scaled = (outline - (x0, y0) + 0.5) * _SUPERSAMPLE - 0.5
    canvas = np.zeros((height * _SUPERSAMPLE, width * _SUPERSAMPLE), np.uint8)
    cv2.fillPoly(canvas, [np.rint(scaled * 16).astype(np.int32)], 255, lineType=cv2.LINE_8, shift=4)
    mask = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255.0
    # fillPoly paints the outline's own pixels too: a closed opening must vanish.
    x, y = np.arange(x0, x1, dtype=np.float32), np.arange(y0, y1, dtype=np.float32)
    station = (x - origin[0])[None] * along[0] + (y - origin[1])[:, None] * along[1]
    step = max(float(stations[1] - stations[0]), 1e-6)
    gap = np.clip(bottom - top, 0.0, 1.0).astype(np.float32)
    index = np.clip((station - stations[0]) / step, 0, 64)
    return mask * gap[np.rint(index).astype(np.intp)]


def _heights(curve: np.ndarray, along: np.ndarray, across: np.ndarray, stations: np.ndarray) -> np.ndarray:
    return np.interp(stations, np.maximum.accumulate(curve @ along), curve @ across).astype(np.float32)


def disc(radius: float) -> np.ndarray:
    """A round structuring element; radius in pixels, at least 1."""
    size = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
