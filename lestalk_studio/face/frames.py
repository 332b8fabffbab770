"""The pictures of a video at a constant rate, decoded one by one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError

LONGEST = 1800.0  # seconds
_LARGEST_SIDE = 1280  # px; the nets look at 256, more only takes time


class VideoFrames:
    """Frames of the video at `path`, uint8 (H, W, 3), upright; a context manager to iterate over once.

    fps: constant; frames of a video with a varying rate are repeated or left out to hold it. expected: about
    how many frames will come. size: (width, height) of the frames given out, known after the first.

    Raises StudioError, on opening or on the way, for files that are missing, no video, damaged, or too long.
    """

    def __init__(self, path: str | Path):
        self._path = Path(path)
        self.size = (0, 0)

    def __enter__(self) -> VideoFrames:
        import av

        if not self._path.exists():
            raise StudioError(f"The video {self._path} does not exist; check the file name.")
        if self._path.is_dir():
            raise StudioError(f"The video {self._path} is a folder; choose a video file.")
        try:
            self._container = av.open(str(self._path))
        except (av.error.FFmpegError, OSError, ValueError):
            raise StudioError(f"{self._path.name} cannot be read as a video; choose another file.") from None
        try:
            self._look()
        except BaseException:
            self._container.close()
            raise
        return self

    def _look(self) -> None:
        streams = [s for s in self._container.streams.video if not _is_cover(s)]
        if not streams:
            raise StudioError(
                f"{self._path.name} has no pictures, only sound; choose a video of a talking face."
            )
        if self._container.format.name.endswith("_pipe") or self._container.format.name in ("image2", "tty"):
            raise StudioError(f"{self._path.name} is no video; choose a video of a talking face.")
        self._stream = streams[0]
        self._stream.thread_type = "AUTO"
        rate = self._stream.average_rate or self._stream.guessed_rate or 25
        self.fps = float(np.clip(float(rate), 1.0, 120.0))
        seconds = self._duration()
        if seconds > LONGEST:
            raise StudioError(
                f"{self._path.name} lasts {seconds / 60:.0f} minutes; cut it to {LONGEST / 60:.0f} minutes or less."
            )
        self.expected = max(1, round(seconds * self.fps))

    def _duration(self) -> float:
        if self._stream.duration is not None and self._stream.time_base is not None:
            return float(self._stream.duration * self._stream.time_base)
        return (self._container.duration or 0) / 1e6

    def __exit__(self, *_) -> None:
        with contextlib.suppress(Exception):
            self._container.close()

    def __iter__(self) -> Iterator[np.ndarray]:
        import av

        given, start = 0, None
        picture = None
        try:
            for frame in self._container.decode(self._stream):
                time = frame.time if frame.time is not None else given / self.fps
                start = time if start is None else start
                due = round((time - start) * self.fps)
                if due > LONGEST * self.fps:
                    raise StudioError(
                        f"{self._path.name} lasts longer than {LONGEST / 60:.0f} minutes; cut it shorter."
                    )
                while picture is not None and given < due:  # the last picture stays until this one is due
                    yield picture
                    given += 1
                picture = self._upright(frame)
            if picture is not None:
                yield picture
                given += 1
        except (av.error.FFmpegError, ValueError) as error:
            if isinstance(error, av.error.EOFError) and given:
                return
            where = f" after {given / self.fps:.1f} s" if given else ""
            raise StudioError(f"{self._path.name} is damaged{where}; choose another copy of it.") from None
        if not given:
            raise StudioError(f"{self._path.name} has no pictures that can be read; choose another video.")

    def _upright(self, frame) -> np.ndarray:
        longest = max(frame.width, frame.height)
        if longest > _LARGEST_SIDE:
            scale = _LARGEST_SIDE / longest
            frame = frame.reformat(
                width=max(2, round(frame.width * scale)),
                height=max(2, round(frame.height * scale)),
                format="rgb24",
            )
        rgb = frame.to_ndarray(format="rgb24")
        shape = self._stream.sample_aspect_ratio
        if shape and abs(float(shape) - 1) > 0.01:
            rgb = _squared(rgb, float(shape))
        turns = round(getattr(frame, "rotation", 0) / 90) % 4
        rgb = np.ascontiguousarray(np.rot90(rgb, turns))
        self.size = rgb.shape[1], rgb.shape[0]
        return rgb


def _is_cover(stream) -> bool:
    """Whether a video stream is only the cover picture of a sound file."""
    return bool(int(stream.disposition) & 0x0400)


def _squared(rgb: np.ndarray, aspect: float) -> np.ndarray:
    """The picture with square pixels, where one of the source's is `aspect` times as wide as high."""
    import cv2

    return cv2.resize(
        rgb, (max(2, round(rgb.shape[1] * aspect)), rgb.shape[0]), interpolation=cv2.INTER_LINEAR
    )
