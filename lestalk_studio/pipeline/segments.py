"""Long exports in segments: a stopped one goes on where it was, and gives the same bytes."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator

import numpy as np

from lestalk_studio.errors import Cancelled
from lestalk_studio.pipeline.encoder import KEYFRAME_S, exact_rate, join
from lestalk_studio.pipeline.export import Exported, Progress, encoding_told, export, measured, write_clip
from lestalk_studio.pipeline.resume import Unfinished
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import Target, written_aside

log = logging.getLogger(__name__)

SEGMENT_S = 5 * KEYFRAME_S
"""Seconds of a segment: whole keyframe intervals."""

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
    """Like `export`; a video longer than a segment keeps its finished segments when it is stopped.

    Raises as `export` does, and Cancelled saying how much is kept. Folders of pictures, short clips and homes
    that cannot be written go straight.
    """
    length = round(SEGMENT_S * exact_rate(fps))
    if target.kind == "folder" or total <= length or not _begun(unfinished):
        return export(frames_from(0), target, fps, total, sound, progress, first_number)
    try:
        return _in_segments(frames_from, target, fps, total, length, sound, unfinished, progress)
    finally:
        unfinished.end()


def _in_segments(
    frames_from: FramesFrom,
    target: Target,
    fps: float,
    total: int,
    length: int,
    sound: Soundtrack | None,
    unfinished: Unfinished,
    progress: Progress | None,
) -> Exported:
    suffix = target.kind
    count = -(-total // length)
    done = min(
        unfinished.finished(suffix), count - 1
    )  # one is always rendered: it tells the size of the frames
    resumed = done * length
    frames, shape = measured(frames_from(resumed), target, fps, total)
    try:
        for index in range(done, count):
            first = index * length
            piece = _told(itertools.islice(frames, min(length, total - first)), first, total, progress)
            with written_aside(unfinished.segment(index, suffix)) as aside:
                write_clip(piece, aside, target, fps, shape, None)
    except (KeyboardInterrupt, Cancelled) as stop:
        kept = min(unfinished.finished(suffix) * length, total)
        if not kept:
            raise
        raise Cancelled(
            f"{kept} of {total} frames are kept, and the same command goes on from there"
        ) from stop
    parts = [(unfinished.segment(n, suffix), min(length, total - n * length)) for n in range(count)]
    with written_aside(target.path) as aside:
        with encoding_told(target):
            join(parts, aside, suffix, fps, sound)
        size = aside.stat().st_size
    unfinished.discard()
    return Exported(target.path, total, shape[1], shape[0], size, resumed)


def _begun(unfinished: Unfinished) -> bool:
    try:
        unfinished.begin()
    except OSError as error:
        log.warning("this export cannot be resumed: %s", error)
        return False
    return True


def _told(
    frames: Iterator[np.ndarray], first: int, total: int, progress: Progress | None
) -> Iterator[np.ndarray]:
    for done, frame in enumerate(frames, first + 1):
        yield frame
        if progress is not None:
            progress(done, total)
