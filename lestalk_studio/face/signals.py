"""Filters over time for tracked faces; none of them moves anything in time."""

from __future__ import annotations

import numpy as np


def window(fps: float, seconds: float = 0.2) -> int:
    """Odd number of frames nearest to `seconds`, at least 3."""
    return max(3, 2 * round(seconds * fps / 2) + 1)


def smoothed(values: np.ndarray, frames: int) -> np.ndarray:
    """Savitzky-Golay, second order, along the first axis of `values`: zero phase, peaks kept."""
    frames = min(frames, len(values) - 1 + len(values) % 2)
    if frames < 4:  # a parabola through three points is those points
        return values
    from scipy.signal import savgol_filter

    return savgol_filter(values, frames, 2, axis=0, mode="interp")


def bridged(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """`values` (T, ...) with the frames that are not valid (T,) interpolated from their neighbours, in time."""
    if valid.all() or not valid.any():
        return values
    lost, good = np.flatnonzero(~valid), np.flatnonzero(valid)
    after = np.clip(np.searchsorted(good, lost), 0, len(good) - 1)
    before = np.clip(np.searchsorted(good, lost) - 1, 0, len(good) - 1)
    left, right = good[before], good[after]
    part = np.where(right > left, (lost - left) / np.maximum(right - left, 1), 0.0).clip(0, 1)
    part = part.astype(values.dtype).reshape(-1, *[1] * (values.ndim - 1))
    out = values.copy()  # only the lost frames are touched: a long clip's landmarks are not copied twice
    out[lost] = values[left] * (1 - part) + values[right] * part
    return out


def longest_gap(valid: np.ndarray) -> tuple[int, int]:
    """(start, length) in frames of the longest run that is not valid (T,); length 0 where there is none."""
    best, start, length = (0, 0), 0, 0
    for i, good in enumerate(valid):
        if good:
            length = 0
            continue
        start = start if length else i
        length += 1
        if length > best[1]:
            best = (start, length)
    return best
