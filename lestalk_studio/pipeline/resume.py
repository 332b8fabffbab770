"""What an export had finished before it was stopped, so that the same export goes on from there."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import logging
import os
import shutil
from dataclasses import asdict
from pathlib import Path

from lestalk_studio import __version__
from lestalk_studio.errors import Cancelled, StudioError, in_a_sentence
from lestalk_studio.paths import models_dir, state_dir
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.job import RenderJob

log = logging.getLogger(__name__)

MOST_KEPT = 3
"""Unfinished exports that are kept; of more, those touched longest ago go."""


class Stopped(Cancelled):
    """An export was stopped, and `kept` of its `total` frames are there for the next time."""

    def __init__(self, kept: int, total: int) -> None:
        super().__init__(f"{kept} of {total} frames are kept, and the same command goes on from there")
        self.kept, self.total = kept, total


class PartKept(StudioError):
    """An export failed for `reason` when `frames` of `total` were finished; those can be looked at in `place`."""

    def __init__(self, reason: Exception, place: Path, frames: int, total: int) -> None:
        why = str(in_a_sentence(reason).args[0]).removesuffix(".")
        super().__init__(f"{why}; the first {frames} of {total} frames are in {place}.")
        self.reason, self.place, self.frames, self.total = reason, place, frames, total


def part_path(path: Path) -> Path:
    """Where the finished part of an export to `path` lies."""
    return path.with_name(f"{path.stem} (unfinished){path.suffix}")


class Unfinished:
    """The finished segments of one export, in a folder of their own; `key` says of which."""

    def __init__(self, key: str, root: Path | None = None) -> None:
        self._root = root if root is not None else state_dir() / "exports"
        self.folder = self._root / key
        self._lock: int | None = None

    def begin(self) -> None:
        """Make the folder, take it, and forget exports that were given up.

        Raises OSError, also while another process is at the same export.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        os.utime(self.folder)
        self._lock = _locked(self.folder)
        for path in self.folder.glob("broken_*"):
            path.unlink()
        others = [path for path in self._root.iterdir() if path.is_dir() and path != self.folder]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[MOST_KEPT - 1 :]:
            with contextlib.suppress(OSError):
                lock = _locked(path)
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)

    def end(self) -> None:
        """Let other processes take the folder."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def segment(self, index: int, suffix: str) -> Path:
        """File of segment `index`; there only when it is whole."""
        return self.folder / f"segment_{index:06d}.{suffix}"

    def broken(self, frames: int, suffix: str) -> Path:
        """File of the segment that was cut off by a failure after so many frames."""
        return self.folder / f"broken_{frames:06d}.{suffix}"

    def take_broken(self, suffix: str) -> tuple[Path, int] | None:
        """That file, if there is one, and its number of frames."""
        found = sorted(self.folder.glob(f"broken_*.{suffix}"), key=lambda path: path.stat().st_mtime)
        return (found[-1], int(found[-1].stem.removeprefix("broken_"))) if found else None

    def finished(self, suffix: str) -> int:
        """How many segments, from the first on, are whole."""
        count = 0
        while self.segment(count, suffix).exists():
            count += 1
        return count

    def discard(self) -> None:
        """Remove the segments: the export is finished."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _locked(folder: Path) -> int:
    """A handle that holds `folder` for this process until it is closed. Raises OSError while another does."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def job_key(job: RenderJob, kind: str) -> str:
    """A name for what `job` gives, by the contents of its files and of the models, not by their names."""
    files = [portrait_path(job.portrait), job.audio, job.au_source, job.front_mask]
    files += sorted(
        path for path in models_dir().iterdir() if path.suffix in (".npz", ".task", ".tflite", ".safetensors")
    )
    asked = asdict(job) | {
        "portrait": None,
        "audio": None,
        "au_source": None,
        "front_mask": None,
        "device": None,
    }
    digest = hashlib.sha256()
    digest.update(json.dumps([__version__, kind, asked], sort_keys=True, default=str).encode())
    for path in files:
        digest.update(b"\0" if path is None else _content(path))
    return digest.hexdigest()[:24]


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
