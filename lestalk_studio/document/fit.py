"""A measured curve, a value a frame, as few keys that draw it: what an analysis puts on a track."""

from __future__ import annotations

import numpy as np

from lestalk_studio.document.checks import number
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.transition import HOLD, cubic


def fit_keys(times: np.ndarray, values: np.ndarray, tolerance: float) -> tuple[Keyframe, ...]:
    """Automatic keys whose curve stays near `values` (T,) at `times` (T,) [s], ascending.

    Keys are set where straight lines between them would be off by more than `tolerance` (Ramer 1972,
    Douglas & Peucker 1973) and joined by cubics that never leave the range of their two keys (Fritsch &
    Carlson 1980): the curve has the extremes of the measurement and no others. Raises ValueError for shapes
    that disagree, NaN, or times that do not ascend.
    """
    times, values = np.asarray(times, np.float64), np.asarray(values, np.float64)
    if times.ndim != 1 or times.shape != values.shape:
        raise ValueError(f"times and values must be of one shape (T,), not {times.shape} and {values.shape}")
    if not (np.isfinite(times).all() and np.isfinite(values).all()):
        raise ValueError("a measured curve must be of finite numbers")
    if (np.diff(times) <= 0).any():
        raise ValueError("the times of a measured curve must ascend")
    number(tolerance, "the tolerance", 0.0)
    if len(times) == 0:
        return ()
    if np.ptp(values) <= tolerance:
        return (Keyframe(times[0], float(np.median(values)), auto=True),)
    picked = _corners(times, values, tolerance)
    t, v = times[picked], values[picked]
    span, rise = np.diff(t), np.diff(v)
    slopes = _slopes(span, rise / span)
    ways = [
        cubic(1 / 3, slopes[i] * span[i] / 3, 2 / 3, -slopes[i + 1] * span[i] / 3) for i in range(len(span))
    ]
    return tuple(Keyframe(*key, auto=True) for key in zip(t, v, [*ways, HOLD], strict=True))


def _corners(times: np.ndarray, values: np.ndarray, tolerance: float) -> np.ndarray:
    """Indices to keep, ascending: the ends, in each span the point that is farthest off, and so on."""
    kept = {0, len(times) - 1}
    spans = [(0, len(times) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        inner = slice(first + 1, last)
        line = np.interp(times[inner], times[[first, last]], values[[first, last]])
        off = np.abs(values[inner] - line)
        worst = int(off.argmax())
        if off[worst] > tolerance:
            middle = first + 1 + worst
            kept.add(middle)
            spans += [(first, middle), (middle, last)]
    return np.array(sorted(kept))


def _slopes(span: np.ndarray, steepness: np.ndarray) -> np.ndarray:
    """Slopes at the keys: weighted harmonic means of the spans beside them, 0 at extremes and at the ends."""
    before, after = steepness[:-1], steepness[1:]
    weight1, weight2 = 2 * span[1:] + span[:-1], span[1:] + 2 * span[:-1]
    same_way = before * after > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (weight1 + weight2) / (weight1 / before + weight2 / after)
    return np.concatenate([[0.0], np.where(same_way, mean, 0.0), [0.0]])
