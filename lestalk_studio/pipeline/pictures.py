"""A folder of pictures that can be stopped and gone on with: they are collected beside the folder first."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import Cancelled
from lestalk_studio.pipeline.export import Exported, Progress, measured, write_png
from lestalk_studio.pipeline.resume import PartKept, Stopped, Unfinished, part_path
from lestalk_studio.pipeline.target import Target, set_mode, told

_OF = ".export"
"""File in the collecting folder that says of which export its pictures are."""


def export_pictures(
    frames_from,
    target: Target,
    fps: float,
    total: int,
    unfinished: Unfinished,
    progress: Progress | None = None,
    first_number: int = 0,
) -> Exported:
    """Write PNGs to the folder of `target`; arguments and what is raised as in segments.export_resumable.

    Pictures lie in 'NAME (unfinished)' until all are there. One that is there under its name is whole.
    """
    try:
        aside = _collecting(target, unfinished.folder.name)
        names = [target.pattern % (first_number + n) for n in range(total)]
        # The last one is always rendered: it tells the size of the frames.
        resumed = next((n for n, name in enumerate(names) if not (aside / name).exists()), total - 1)
        frames, shape = measured(frames_from(resumed), target, fps, total)
        try:
            _write(frames, aside, names, resumed, progress)
        except (KeyboardInterrupt, Cancelled) as stop:
            kept = _count(aside, names)
            if not kept:
                shutil.rmtree(aside, ignore_errors=True)
                raise
            raise Stopped(kept, total) from stop
        except Exception as error:
            kept = _count(aside, names)
            if not kept:
                shutil.rmtree(aside, ignore_errors=True)
                raise
            reason = told(error, target.path) if isinstance(error, OSError) else error
            raise PartKept(reason, aside, kept, total) from error
        size = sum((aside / name).stat().st_size for name in names)
        _put(aside, target.path, names)
    except OSError as error:
        raise told(error, target.path) from error
    unfinished.discard()
    return Exported(target.path, total, shape[1], shape[0], size, resumed)


def _write(
    frames: Iterator[np.ndarray], aside: Path, names: list[str], first: int, progress: Progress | None
) -> None:
    for number in range(first, len(names)):
        frame = next(frames, None)
        if frame is None:
            raise ValueError(f"{number} frames came, {len(names)} were told")
        checkpoint()
        part = aside / f".{names[number]}"
        write_png(frame, part)
        os.replace(part, aside / names[number])
        if progress is not None:
            progress(number + 1, len(names))


def _count(folder: Path, names: list[str]) -> int:
    return sum((folder / name).exists() for name in names)


def _collecting(target: Target, key: str) -> Path:
    """The folder for the pictures, emptied when those in it are of another export. Raises OSError."""
    aside = part_path(target.path)
    if not os.access(aside.parent, os.W_OK):
        aside = target.path / aside.name
    mark = aside / _OF
    if aside.is_dir() and (not mark.is_file() or mark.read_text("ascii", "replace") != key):
        if not mark.is_file() and any(aside.iterdir()):
            aside = aside.with_name(f"{aside.name} {key[:6]}")  # somebody else's folder of that name
            mark = aside / _OF
        else:
            shutil.rmtree(aside)
    aside.mkdir(exist_ok=True)
    mark.write_text(key, "ascii")
    return aside


def _put(aside: Path, place: Path, names: list[str]) -> None:
    """Move the pictures to where they belong. Raises OSError."""
    (aside / _OF).unlink()
    if place.is_dir():
        for name in names:
            os.replace(aside / name, place / name)
        with contextlib.suppress(OSError):
            aside.rmdir()
    else:
        set_mode(aside, 0o777)
        os.replace(aside, place)
