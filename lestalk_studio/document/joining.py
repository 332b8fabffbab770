"""Joining two spans when the key between them goes, and the handles as points of the curve editor."""

from __future__ import annotations

import numpy as np

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import cubic


def joined(track: Track, before: Keyframe, gone: Keyframe, after: Keyframe) -> Keyframe:
    """`before` with the transition that leads straight to `after` once `gone` is removed.

    Equal named transitions stay; of two different ones the outer handles are kept where they stand in time
    and value, so that both neighbours keep their slopes.
    """
    first, second = before.transition, gone.transition
    if "hold" in (first.kind, second.kind) or (first == second and first.kind != "cubic"):
        return before
    index = track.place(before.time)
    until = track.keys[index + 1]
    low, high = track.channel.low, track.channel.high
    x1, value1, _, _ = first.control(before.value, until.value, low, high)
    _, _, x2, value2 = second.control(gone.value, after.value, low, high)
    span = after.time - before.time
    out = x1 * (until.time - before.time) / span
    into = 1.0 - (1.0 - x2) * (after.time - gone.time) / span
    return before.going(cubic(min(out, 1.0), value1 - before.value, max(into, 0.0), value2 - after.value))


def handle_points(track: Track) -> np.ndarray:
    """Where the curve editor draws handles: (K-1, 2, 2) float64, [span, out or in, (time s, value)].

    A hold has none to drag; its rows hold those of a line.
    """
    if track.curve is None or len(track.keys) < 2:
        return np.zeros((0, 2, 2))
    times, handles = track.curve.times, track.curve.handles
    start, span = times[:-1], np.diff(times)
    points = np.empty((len(span), 2, 2))
    points[:, 0, 0], points[:, 0, 1] = start + handles[:, 0] * span, handles[:, 1]
    points[:, 1, 0], points[:, 1, 1] = start + handles[:, 2] * span, handles[:, 3]
    return points
