"""Single pictures of a video at given times, for looking at it beside a result."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.face.frames import VideoFrames

KEPT_BYTES = 96 * 1024 * 1024
_FORWARD = 1.0
"""Seconds that are decoded through rather than jumped over."""


class VideoStills(VideoFrames):
    """`at(seconds)` for a video; a context manager, as VideoFrames. Keeps the pictures seen last."""

    def __enter__(self) -> VideoStills:
        super().__enter__()
        self._kept: OrderedDict[int, np.ndarray] = OrderedDict()
        self._bytes = 0
        self._frames: Iterator | None = None
        self._last = -np.inf  # time of the picture decoded last
        self._pending = None  # decoded, but not due yet
        self._first: float | None = None
        return self

    def at(self, seconds: float) -> np.ndarray:
        """(H, W, 3) uint8: the picture shown at `seconds` after the first one; before it the first, after the
        end the last. Raises StudioError for a damaged video.
        """
        number = round(max(seconds, 0.0) * self.fps)
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        picture = self._decoded(number / self.fps)
        if picture is None:
            raise StudioError(f"{self._path.name} has no pictures that can be read; choose another video.")
        self._kept[number] = picture
        self._bytes += picture.nbytes
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return picture

    def _decoded(self, seconds: float) -> np.ndarray | None:
        import av

        try:
            if self._first is None:
                self._begin(0.0, from_start=True)
            due = self._first + seconds + 0.5 / self.fps
            if not self._last <= due <= self._last + _FORWARD:
                self._begin(due)
                if self._pending is not None and self._time(self._pending) > due:
                    self._begin(due, from_start=True)
            return self._forward(due)
        except (av.error.FFmpegError, ValueError):
            raise StudioError(f"{self._path.name} is damaged; choose another copy of it.") from None

    def _begin(self, due: float, from_start: bool = False) -> None:
        """Go to the last picture before `due` from which the video can be decoded."""
        target = 0.0 if from_start else max(due, 0.0)
        base = self._stream.time_base
        self._container.seek(int(target / base) if base else 0, stream=self._stream, backward=True)
        self._frames = self._container.decode(self._stream)
        self._pending = next(self._frames, None)
        self._last = -np.inf
        self._shown = None
        if self._pending is not None and self._first is None:
            self._first = self._time(self._pending)

    def _forward(self, due: float) -> np.ndarray | None:
        while self._pending is not None and (self._shown is None or self._time(self._pending) <= due):
            self._shown, self._last = self._pending, self._time(self._pending)
            self._pending = next(self._frames, None)
        return None if self._shown is None else self._upright(self._shown)

    @staticmethod
    def _time(frame) -> float:
        return float(frame.time) if frame.time is not None else 0.0
