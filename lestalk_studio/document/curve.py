"""The curve of a track: evaluated for many times at once, and split without changing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lestalk_studio.document.checks import SAME_TIME, TICKS_PER_SECOND
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.transition import HOLD, LINEAR, Transition, cubic, is_monotone

_THIRD, _TWO_THIRDS = 1 / 3, 2 / 3
_ROUNDS = 80


def on_grid(times: np.ndarray) -> np.ndarray:
    """`times` [s] on the grid of key times, so that frame times meet keys exactly. float64."""
    return np.rint(np.asarray(times, np.float64) * TICKS_PER_SECOND) / TICKS_PER_SECOND


@dataclass(frozen=True)
class Curve:
    """Keys as arrays: times [s], values (K,); handles (K-1, 4) as Transition.control gives; hold (K-1,)."""

    times: np.ndarray
    values: np.ndarray
    handles: np.ndarray
    hold: np.ndarray
    low: float
    high: float

    @classmethod
    def through(cls, keys: Sequence[Keyframe], low: float, high: float) -> Curve:
        """The curve through `keys` (sorted, at least one), kept in low..high."""
        handles = [key.transition.control(key.value, after.value, low, high) for key, after in pairwise(keys)]
        return cls(
            np.array([key.time for key in keys]),
            np.array([key.value for key in keys]),
            np.array(handles, np.float64).reshape(-1, 4),
            np.array([key.transition.kind == "hold" for key in keys[:-1]], bool),
            low,
            high,
        )

    def at(self, times: np.ndarray) -> np.ndarray:
        """Values at `times` [s], any shape, float64; the first and last key are held outward."""
        times = on_grid(times)
        if len(self.times) == 1:
            return np.full(times.shape, self.values[0])
        last = len(self.times) - 2
        span = np.clip(np.searchsorted(self.times, times, "right") - 1, 0, last)
        start, end = self.values[span], self.values[span + 1]
        part = np.clip((times - self.times[span]) / (self.times[span + 1] - self.times[span]), 0.0, 1.0)
        x1, value1, x2, value2 = np.moveaxis(self.handles[span], -1, 0)
        place = parameter(part, x1, x2)
        rest = 1.0 - place
        values = (
            start
            + 3.0 * rest * rest * place * (value1 - start)
            + 3.0 * rest * place * place * (value2 - start)
            + place**3 * (end - start)
        )
        # A jump is taken a hair early: a frame that odd rates round to just before the key shows it already.
        jumped = times >= self.times[span + 1] - SAME_TIME
        values = np.where(self.hold[span] & ~jumped, start, values)
        values = np.where((part >= 1.0) | (self.hold[span] & jumped), end, values)
        return np.clip(values, self.low, self.high)


def parameter(part: np.ndarray, x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
    """Where a Bezier with time handles x1, x2 is at the fraction `part` (0..1) of its span: 0..1, same shape.

    Newton's steps kept inside a shrinking bracket: time is monotone, so the bracket always holds the root,
    also where the curve stands still in time and Newton alone would leave.
    """
    place = np.array(part, np.float64)
    curved = np.abs(x1 - _THIRD) + np.abs(x2 - _TWO_THIRDS) > 1e-14
    if not curved.any():
        return place
    open_ones = np.flatnonzero(curved)
    s, a, b = place[curved], x1[curved], x2[curved]
    u, low, high = s.copy(), np.zeros_like(s), np.ones_like(s)
    c3, c2, c1 = 1.0 + 3.0 * (a - b), 3.0 * (b - 2.0 * a), 3.0 * a
    for _ in range(_ROUNDS):
        off = ((c3 * s + c2) * s + c1) * s - u
        high = np.where(off > 0, s, high)
        low = np.where(off < 0, s, low)
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = s - off / ((3.0 * c3 * s + 2.0 * c2) * s + c1)
        better = np.where((newton > low) & (newton < high), newton, 0.5 * (low + high))
        better = np.where(off == 0, s, better)
        moving = np.abs(better - s) > 1e-15
        place.flat[open_ones] = better
        if not moving.any():
            break
        open_ones, s = open_ones[moving], better[moving]
        u, low, high, c3, c2, c1 = (values[moving] for values in (u, low, high, c3, c2, c1))
    return place


def split(
    before: Keyframe, after: Keyframe, time: float, low: float, high: float
) -> tuple[Transition, float, Transition]:
    """Cut the span between two keys at `time`, strictly between them, by de Casteljau.

    Returns the transition of the first piece, the value at the cut and the transition of the second piece;
    together they draw what was drawn before.
    """
    kind = before.transition.kind
    if kind == "hold":
        return HOLD, before.value, HOLD
    part = (time - before.time) / (after.time - before.time)
    start, end = before.value, after.value
    if kind == "linear":
        return LINEAR, start + part * (end - start), LINEAR
    x1, value1, x2, value2 = before.transition.control(start, end, low, high)
    s = float(parameter(np.array([part]), np.array([x1]), np.array([x2]))[0])
    (_, x_in1, x_in2, x_cut), (x_out1, x_out2) = _casteljau(0.0, x1, x2, 1.0, s)
    (_, v_in1, v_in2, cut), (v_out1, v_out2) = _casteljau(start, value1, value2, end, s)
    cut = min(max(cut, low), high)
    rest = 1.0 - x_cut
    first = _piece(x_in1 / x_cut, v_in1 - start, x_in2 / x_cut, v_in2 - cut)
    second = _piece((x_out1 - x_cut) / rest, v_out1 - cut, (x_out2 - x_cut) / rest, v_out2 - end)
    return first, cut, second


def _piece(x1: float, rise1: float, x2: float, rise2: float) -> Transition:
    x1, x2 = max(x1, 0.0), min(x2, 1.0)
    if not is_monotone(x1, x2):  # by rounding alone, where the curve all but stands still in time
        x1, x2 = min(x1, 1.0), max(x2, 0.0)
    return cubic(x1, rise1, x2, rise2)


def _casteljau(
    p0: float, p1: float, p2: float, p3: float, s: float
) -> tuple[tuple[float, float, float, float], tuple[float, float]]:
    """The first piece's four points and the second piece's two inner ones, cut at the parameter s."""
    a, b, c = p0 + s * (p1 - p0), p1 + s * (p2 - p1), p2 + s * (p3 - p2)
    d, e = a + s * (b - a), b + s * (c - b)
    return (p0, a, d, d + s * (e - d)), (e, c)
