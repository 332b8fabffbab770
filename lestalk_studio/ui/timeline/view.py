"""Time to pixels and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

SMALLEST_SCALE, LARGEST_SCALE = 0.02, 20_000.0
"""Pixels a second: an hour in 72 pixels, a frame at 120 fps in 166."""


@dataclass(frozen=True)
class TimeView:
    """What part of time is seen: from `start` [s] at x = 0, `scale` pixels a second, `width` pixels."""

    start: float = 0.0
    scale: float = 100.0
    width: float = 1000.0

    @property
    def end(self) -> float:
        """Time at the right edge."""
        return self.start + self.width / self.scale

    def x(self, time: float) -> float:
        """Pixel of a time; arrays work, too."""
        return (time - self.start) * self.scale

    def time(self, x: float) -> float:
        """Time of a pixel; arrays work, too."""
        return self.start + x / self.scale

    def zoomed(self, x: float, factor: float) -> TimeView:
        """`factor` times larger, with the time at pixel `x` staying there unless 0 would come inside."""
        scale = min(max(self.scale * factor, SMALLEST_SCALE), LARGEST_SCALE)
        start = self.time(x) - x / scale
        return replace(self, start=max(start, 0.0), scale=scale)

    def panned(self, pixels: float) -> TimeView:
        """Moved to later times by `pixels`; never before 0."""
        return replace(self, start=max(self.start + pixels / self.scale, 0.0))

    def fitted(self, start: float, end: float, margin: float = 16.0) -> TimeView:
        """Showing start..end [s] with `margin` pixels beside it."""
        span = max(end - start, 1e-3)
        room = max(self.width - 2 * margin, 10.0)
        scale = min(max(room / span, SMALLEST_SCALE), LARGEST_SCALE)
        return replace(self, start=max(start - margin / scale, 0.0), scale=scale)

    def showing(self, time: float, margin: float = 40.0) -> TimeView:
        """The same scale, paged so that `time` is inside; unchanged when it is already."""
        x = self.x(time)
        if 0 <= x <= self.width - margin:
            return self
        return replace(self, start=max(time - margin / self.scale, 0.0))


@dataclass(frozen=True)
class ValueAxis:
    """Values to pixels: `low` at y = bottom, `high` at y = top."""

    low: float
    high: float
    top: float
    bottom: float

    def y(self, value: float) -> float:
        """Pixel of a value; arrays work, too."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def value(self, y: float) -> float:
        """Value of a pixel."""
        return self.low + (self.bottom - y) / (self.bottom - self.top) * (self.high - self.low)
