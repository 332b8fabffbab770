"""All that the timeline shows, as one value: what painting and hit-testing both read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lestalk_studio.document.joining import handle_points
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import Selection
from lestalk_studio.document.track import Track
from lestalk_studio.ui.timeline.lanes import Row, row_at
from lestalk_studio.ui.timeline.view import TimeView, ValueAxis

HEADER_WIDTH = 212
RULER_HEIGHT, WAVE_HEIGHT = 28, 44
TOP = RULER_HEIGHT + WAVE_HEIGHT
DOPE, CURVES = "dope", "curves"


@dataclass(frozen=True)
class Scene:
    """In pixels of the canvas: names at x < HEADER_WIDTH, ruler and waveform at y < TOP, lanes below.

    mode: DOPE shows keys in their lanes, CURVES the curves of the lanes `active` over one value axis.
    """

    project: Project
    selection: Selection
    view: TimeView
    rows: tuple[Row, ...]
    width: int
    height: int
    scroll: int = 0
    mode: str = DOPE
    active: tuple[str, ...] = ()
    playhead: float = 0.0
    duration: float = 0.0

    def x(self, time: float) -> float:
        """Canvas pixel of a time."""
        return HEADER_WIDTH + self.view.x(time)

    def time(self, x: float) -> float:
        """Time at a canvas pixel, never before 0."""
        return max(self.view.time(x - HEADER_WIDTH), 0.0)

    def y(self, row: Row) -> float:
        """Canvas pixel of the top of a row."""
        return TOP + row.top - self.scroll

    def row_at(self, y: float) -> Row | None:
        """The row under a canvas pixel, None above and below all."""
        return row_at(self.rows, y - TOP + self.scroll) if y >= TOP else None

    def lane(self, name: str) -> Row | None:
        """The row of a channel, None while it is folded away."""
        return self._lanes.get(name)

    @cached_property
    def _lanes(self) -> dict[str, Row]:
        return {row.name: row for row in self.rows if not row.is_group}

    def visible_rows(self) -> Iterator[Row]:
        """The rows that are not scrolled away."""
        for row in self.rows:
            if self.y(row) < self.height and self.y(row) + row.height > TOP:
                yield row

    @cached_property
    def axis(self) -> ValueAxis:
        """The value axis of the curve editor: it has all keys of the active lanes, and their sliders' range."""
        lows, highs = [0.0], [1.0]
        for name in self.active:
            track = self.project.track(name)
            lows += [track.channel.soft_low, *(key.value for key in track.keys)]
            highs += [track.channel.soft_high, *(key.value for key in track.keys)]
        low, high = min(lows), max(highs)
        room = 0.06 * (high - low)
        return ValueAxis(low - room, high + room, TOP + 8, max(self.height - 8, TOP + 60))

    def keyed_lanes(self) -> Iterator[tuple[Track, Row | None]]:
        """The tracks whose keys can be seen and touched now, topmost last."""
        if self.mode == CURVES:
            for name in self.active:
                yield self.project.track(name), None
            return
        for row in self.visible_rows():
            if not row.is_group and row.keys:
                yield self.project.track(row.name), row

    def visible_keys(self, track: Track, margin: float = 8.0) -> tuple[Keyframe, ...]:
        """Keys of `track` within the view."""
        return self.keys_between(track, HEADER_WIDTH - margin, HEADER_WIDTH + self.view.width + margin)

    def keys_between(self, track: Track, x0: float, x1: float) -> tuple[Keyframe, ...]:
        """Keys of `track` from canvas pixel x0 to x1."""
        first = bisect_left(track.times, self.view.time(x0 - HEADER_WIDTH))
        last = bisect_right(track.times, self.view.time(x1 - HEADER_WIDTH))
        return track.keys[first:last]

    def key_point(self, key: Keyframe, row: Row | None) -> tuple[float, float]:
        """Canvas pixel of a key."""
        if row is None:
            return self.x(key.time), self.axis.y(key.value)
        return self.x(key.time), self.y(row) + row.height / 2

    def selected_span(self) -> tuple[float, float] | None:
        """First and last time of the selected keys, None unless they are apart."""
        times = [time for lane in self.selection.values() for time in lane]
        if len(times) < 2 or max(times) - min(times) < 1e-6:
            return None
        return min(times), max(times)

    def selected_values(self) -> tuple[float, float] | None:
        """Least and greatest value of the active lanes' selected keys, None unless they differ."""
        return self._selected_values

    @cached_property
    def _selected_values(self) -> tuple[float, float] | None:
        values = [
            key.value
            for name in self.active
            for time in self.selection.get(name, ())
            if (key := self.project.track(name).key_at(time)) is not None
        ]
        if len(values) < 2 or max(values) - min(values) < 1e-6:
            return None
        return min(values), max(values)

    def handles(self, track: Track) -> Iterator[tuple[Keyframe, int, float, float]]:
        """Bezier handles of selected keys in the curve editor: (key, which: 1 or 2, x, y) in canvas pixels.

        The first handle goes out of the key, the second into its next.
        """
        times = self.selection.get(track.name, frozenset())
        if not times:
            return
        points = handle_points(track).tolist()
        for key, after, ends in zip(track.keys, track.keys[1:], points, strict=False):
            if key.transition.kind == "hold":
                continue
            for which, (end, (time, value)) in enumerate(zip((key, after), ends, strict=True), 1):
                if end.time in times:
                    yield key, which, self.x(time), self.axis.y(value)
