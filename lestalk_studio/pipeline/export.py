"""Frames to files: a video or a folder of pictures, streamed, and nothing half-done under the final name."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.encoder import VideoEncoder
from lestalk_studio.pipeline.metadata import picture_metadata
from lestalk_studio.pipeline.quality import least_bytes_per_pixel
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import Target, check_room, folder_aside, told, written_aside

Progress = Callable[[int, int], None]
"""Called with (frames done, frames in all) after each frame."""

_SOUND_BYTES_PER_S = 12_000


@dataclass(frozen=True)
class Exported:
    """What was written: `width` and `height` in pixels of the frames; `resumed`: frames found finished."""

    path: Path
    frames: int
    width: int
    height: int
    bytes: int
    resumed: int = 0


def export(
    frames: Iterable[np.ndarray],
    target: Target,
    fps: float,
    total: int,
    sound: Soundtrack | None = None,
    progress: Progress | None = None,
    first_number: int = 0,
) -> Exported:
    """Write `frames`, each (H, W, 3) uint8 RGB, all of one size, to `target`.

    total: how many frames will come, for the progress and the room on the disk. sound: ignored for pictures.
    first_number: of the first picture of a folder. The final name appears only when all is written.
    Raises StudioError when the disk is full or refuses, and lets through whatever `frames` raises, Cancelled
    and KeyboardInterrupt too; what was written so far is then removed and an older file stays as it was.
    """
    stream, (height, width) = measured(frames, target, fps, total)
    counted = _counted(stream, (height, width, 3), total, progress)
    if target.kind == "folder":
        count, size = _write_pictures(counted, target, first_number)
    else:
        with written_aside(target.path) as aside:
            count = write_clip(counted, aside, target, fps, (height, width), sound)
            size = aside.stat().st_size
    return Exported(target.path, count, width, height, size)


def measured(
    frames: Iterable[np.ndarray], target: Target, fps: float, total: int
) -> tuple[Iterator[np.ndarray], tuple[int, int]]:
    """`frames` and their (height, width), once it is sure that the disk has room for `total` of them.

    Raises StudioError when there is no frame, or no room.
    """
    stream = iter(frames)
    first = next(stream, None)
    if first is None:
        raise StudioError(f"There is no frame to write to {target.path}; the clip is empty.")
    height, width = first.shape[:2]
    a_pixel = least_bytes_per_pixel(target.kind, target.quality)
    check_room(target, int(total * (width * height * a_pixel + _SOUND_BYTES_PER_S / fps)))
    return itertools.chain([first], stream), (height, width)


def _counted(
    frames: Iterable[np.ndarray], shape: tuple[int, ...], total: int, progress: Progress | None
) -> Iterator[np.ndarray]:
    for done, frame in enumerate(frames):
        if frame.shape != shape:
            raise ValueError(f"frame {done} is {frame.shape}, the first was {shape}")
        yield frame
        if progress is not None:
            progress(done + 1, total)


def write_clip(
    frames: Iterable[np.ndarray],
    path: Path,
    target: Target,
    fps: float,
    shape: tuple[int, int],
    sound: Soundtrack | None,
) -> int:
    """Encode `frames` of `shape` (height, width) to `path`, as `target` wants it; returns their number."""
    count = 0
    with (
        encoding_told(target),
        VideoEncoder(path, target.kind, fps, *shape, sound, target.quality) as encoder,
    ):
        for frame in frames:
            checkpoint()
            encoder.write(frame)
            count += 1
    return count


@contextmanager
def encoding_told(target: Target) -> Iterator[None]:
    """Turn what FFmpeg raises into a StudioError about `target`."""
    import av

    try:
        yield
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            raise told(error, target.path) from error
        raise StudioError(f"{target.path} could not be encoded ({error}); try another size.") from error


def _write_pictures(frames: Iterable[np.ndarray], target: Target, first_number: int) -> tuple[int, int]:
    count = size = 0
    with folder_aside(target.path) as aside:
        for frame in frames:
            path = aside / (target.pattern % (first_number + count))
            write_png(frame, path)
            size += path.stat().st_size
            count += 1
    return count, size


def write_png(rgb: np.ndarray, path: Path) -> None:
    """Write (H, W, 3) uint8 RGB with the note that it is synthetic. Raises OSError."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    for name, text in picture_metadata().items():
        notes.add_text(name, text)
    Image.fromarray(np.ascontiguousarray(rgb)).save(path, format="PNG", pnginfo=notes, compress_level=3)


def export_picture(rgb: np.ndarray, target: Target) -> Exported:
    """Write one picture (H, W, 3) uint8 RGB to `target`. Raises StudioError when it cannot be written."""
    with written_aside(target.path) as aside:
        write_png(rgb, aside)
        size = aside.stat().st_size
    return Exported(target.path, 1, rgb.shape[1], rgb.shape[0], size)
