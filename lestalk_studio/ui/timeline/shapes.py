"""Curves as points to draw."""

from __future__ import annotations

import numpy as np

from lestalk_studio.document.track import Track
from lestalk_studio.ui.timeline.view import TimeView, ValueAxis

PIXELS_A_POINT = 2.0


def curve_points(track: Track, view: TimeView, axis: ValueAxis) -> np.ndarray:
    """(N, 2) float64 canvas points of the track's curve over the view, x relative to the view's left edge.

    Keys and jumps are met exactly; where a curve is level there are no points between.
    """
    grid = np.arange(0.0, view.width + PIXELS_A_POINT, PIXELS_A_POINT)
    times = view.time(grid)
    keys = np.array([t for t in track.times if view.start <= t <= view.end])
    if len(keys):
        # Just before each key, too, so that a hold steps upright.
        times = np.unique(np.concatenate((times, keys, np.maximum(keys - 2e-6, view.start))))
    values = track.sample(times)
    level = np.zeros(len(times), bool)
    level[1:-1] = (values[1:-1] == values[:-2]) & (values[1:-1] == values[2:])
    keep = ~level
    return np.column_stack((view.x(times[keep]), axis.y(values[keep])))


def lane_axis(track: Track, top: float, bottom: float) -> ValueAxis:
    """The value axis of a lane: its slider's range, widened to its keys."""
    channel = track.channel
    values = [key.value for key in track.keys]
    return ValueAxis(
        min([channel.soft_low, *values]), max([channel.soft_high, *values]), top, max(bottom, top + 1)
    )


def nearest_on_curve(tracks: list[Track], time: float, y: float, axis: ValueAxis, reach: float) -> str | None:
    """Name of the track whose curve passes within `reach` pixels of y at `time`; the nearest one."""
    away = {track.name: abs(axis.y(track.value_at(time)) - y) for track in tracks}
    name = min(away, key=away.__getitem__, default=None)
    return name if name is not None and away[name] <= reach else None
