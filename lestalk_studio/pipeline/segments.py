"""Videos in segments: a stopped export goes on where it was and gives the same bytes; a failed one keeps its part."""

from __future__ import annotations

import contextlib
import itertools
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline.encoder import KEYFRAME_S, exact_rate, join
from lestalk_studio.pipeline.export import Exported, Progress, encoding_told, export, measured, write_clip
from lestalk_studio.pipeline.quality import least_bytes_per_pixel
from lestalk_studio.pipeline.resume import PartKept, Stopped, Unfinished, part_path
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import Target, has_room, told, written_aside

log = logging.getLogger(__name__)

SEGMENT_S = 5 * KEYFRAME_S
"""Seconds of a segment: whole keyframe intervals."""
LEAST_PART_S = 0.5
"""A shorter part of a failed export is of no use to anybody."""

FramesFrom = Callable[[int], Iterator[np.ndarray]]
"""The frames of a clip from a given one on, (H, W, 3) uint8 RGB."""


def export_resumable(
    frames_from: FramesFrom,
    target: Target,
    fps: float,
    total: int,
    sound: Soundtrack | None,
    unfinished: Unfinished,
    progress: Progress | None = None,
    first_number: int = 0,
) -> Exported:
    """Like `export`; what was finished is kept when it is stopped, and used by the next export of that name.

    Raises as `export` does; Stopped saying how much is kept; PartKept when it failed on the way and what was
    finished can be looked at. A home that cannot be written, or has no room, keeps nothing.
    """
    if not _begun(unfinished):
        return export(frames_from(0), target, fps, total, sound, progress, first_number)
    try:
        if target.kind == "folder":
            from lestalk_studio.pipeline.pictures import export_pictures

            return export_pictures(frames_from, target, fps, total, unfinished, progress, first_number)
        return _Segments(target, fps, total, sound, unfinished).export(frames_from, progress)
    finally:
        unfinished.end()


class _Segments:
    def __init__(
        self, target: Target, fps: float, total: int, sound: Soundtrack | None, unfinished: Unfinished
    ) -> None:
        self._target, self._fps, self._total, self._sound = target, fps, total, sound
        self._unfinished = unfinished
        self._length = round(SEGMENT_S * exact_rate(fps))
        self._count = -(-total // self._length)
        self._shape: tuple[int, int] = (0, 0)

    def export(self, frames_from: FramesFrom, progress: Progress | None) -> Exported:
        target, total = self._target, self._total
        # One is always rendered: it tells the size of the frames.
        done = min(self._unfinished.finished(target.kind), self._count - 1)
        resumed = done * self._length
        frames, self._shape = measured(frames_from(resumed), target, self._fps, total)
        needed = int(total * np.prod(self._shape) * least_bytes_per_pixel(target.kind, target.quality))
        if not has_room(self._unfinished.folder, needed):
            self._unfinished.discard()
            rest = itertools.chain(frames_from(0)) if resumed else frames
            return export(rest, target, self._fps, total, self._sound, progress)
        try:
            for index in range(done, self._count):
                self._segment(index, frames, progress)
            size = self._join(target.path, self._whole(self._count), self._sound)
        except (KeyboardInterrupt, Cancelled) as stop:
            kept = min(self._unfinished.finished(target.kind) * self._length, total)
            if not kept:
                self._unfinished.discard()
                raise
            raise Stopped(kept, total) from stop
        except Exception as error:
            raise self._saved(error) from error
        self._unfinished.discard()
        return Exported(target.path, total, self._shape[1], self._shape[0], size, resumed)

    def _segment(self, index: int, frames: Iterator[np.ndarray], progress: Progress | None) -> None:
        first = index * self._length
        wanted = min(self._length, self._total - first)
        piece = _Guarded(itertools.islice(frames, wanted), first, self._total, progress)
        place = self._unfinished.segment(index, self._target.kind)
        try:
            with written_aside(place) as aside:
                count = write_clip(piece, aside, self._target, self._fps, self._shape, None)
                if count != wanted:
                    aside.replace(self._unfinished.broken(count, self._target.kind))
                    raise _CutOff
        except _CutOff:
            told_were = ValueError(f"{first + count} frames came, {self._total} were told")
            raise piece.error or told_were from None

    def _whole(self, segments: int) -> list[tuple[Path, int]]:
        return [
            (
                self._unfinished.segment(n, self._target.kind),
                min(self._length, self._total - n * self._length),
            )
            for n in range(segments)
        ]

    def _join(self, path: Path, parts: list[tuple[Path, int]], sound: Soundtrack | None) -> int:
        with written_aside(path) as aside:
            with encoding_told(replace(self._target, path=path)):
                join(parts, aside, self._target.kind, self._fps, sound)
            return aside.stat().st_size

    def _saved(self, error: Exception) -> Exception:
        """What to raise for `error`: with the frames that are finished put where they can be looked at."""
        parts = self._whole(self._unfinished.finished(self._target.kind))
        broken = self._unfinished.take_broken(self._target.kind)
        parts += [] if broken is None else [broken]
        frames = sum(count for _, count in parts)
        if frames < LEAST_PART_S * self._fps:
            return error
        place = part_path(self._target.path)
        sound = self._sound and replace(self._sound, end=self._sound.start + frames / self._fps)
        try:
            self._join(place, parts, sound)
        except (StudioError, OSError) as second:  # the same full disk, mostly
            log.warning("the finished part stays in pieces: %s", second)
            place = self._unfinished.folder
        return PartKept(error, place, frames, self._total)


class _CutOff(Exception):
    """A segment has not all of its frames."""


class _Guarded:
    """Frames with their progress; an error among them ends them and is kept for later, a stop goes through."""

    def __init__(
        self, frames: Iterator[np.ndarray], first: int, total: int, progress: Progress | None
    ) -> None:
        self._frames, self._first, self._total, self._progress = frames, first, total, progress
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[np.ndarray]:
        try:
            for done, frame in enumerate(self._frames, self._first + 1):
                yield frame
                if self._progress is not None:
                    self._progress(done, self._total)
        except Cancelled:
            raise
        except Exception as error:  # noqa: BLE001 - raised by whoever holds this, once the clip is closed
            self.error = error


def _begun(unfinished: Unfinished) -> bool:
    try:
        unfinished.begin()
    except OSError as error:
        log.warning("this export cannot be resumed: %s", told(error, unfinished.folder))
        with contextlib.suppress(OSError):
            unfinished.folder.rmdir()
        return False
    return True
