"""Where an export goes: checked before the work, written under a temporary name, put in place at the end."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lestalk_studio.errors import StudioError

Kind = Literal["mp4", "webm", "mov", "png", "folder", "table"]

_NUMBER = re.compile(r"%0?\d*d|#+")


@dataclass(frozen=True)
class Target:
    """A place to export to, and how well.

    pattern: names a picture of a folder, with one field for the frame's number. quality: as in
    pipeline.quality, of videos; pictures lose nothing anyway.
    """

    path: Path
    kind: Kind
    pattern: str = "frame_%05d.png"
    quality: str = "good"

    @property
    def parent(self) -> Path:
        """The folder that must exist."""
        return self.path.parent


def video_target(out: str, quality: str = "good") -> Target:
    """Target of a clip: .mp4, .webm, .mov, or PNGs in a folder ('name/', an existing folder, 'name/f_%04d.png').

    Raises ValueError for any other name.
    """
    path = Path(out)
    if out.endswith(("/", os.sep)) or os.path.isdir(out):
        return Target(path, "folder", quality=quality)
    suffix = path.suffix.lower()
    kinds = {".mp4": "mp4", ".m4v": "mp4", ".webm": "webm", ".mov": "mov"}
    if suffix in kinds:
        return Target(path, kinds[suffix], quality=quality)
    if suffix == ".png":
        found = _NUMBER.search(path.name)
        if found is None:
            raise ValueError(
                f"{out} is one picture, and a clip has many: name a folder ({path.stem}/) "
                f"or a pattern ({path.stem}_%05d.png)"
            )
        field = found.group()
        number = field if field.startswith("%") else f"%0{len(field)}d"
        pattern = path.name.replace("%", "%%").replace(field.replace("%", "%%"), number, 1)
        return Target(path.parent, "folder", pattern, quality)
    raise ValueError(f"{out} ends with none of .mp4, .webm, .mov, .png, / (a folder of PNGs)")


def picture_target(out: str) -> Target:
    """Target of one picture. Raises ValueError unless the name ends with .png."""
    path = Path(out)
    if path.suffix.lower() != ".png":
        raise ValueError(f"{out} does not end with .png")
    return Target(path, "png")


def check_writable(target: Target) -> None:
    """Refuse a target that cannot be written, before any work.

    Raises StudioError when the folder is missing or not writable, or the path is something else than a file.
    """
    path = target.path
    try:
        if target.kind == "folder":
            folder = path if path.is_dir() else _existing_parent(path)
            if path.exists() and not path.is_dir():
                raise StudioError(f"{path} is a file, not a folder; name another folder for the pictures.")
        else:
            folder = _existing_parent(path)
            if path.is_dir():
                raise StudioError(f"{path} is a folder; name a file in it.")
            # Replacing a device such as /dev/full by a file would destroy it.
            if path.exists() and not stat.S_ISREG(path.stat().st_mode):
                raise StudioError(
                    f"{path} is not an ordinary file and cannot be replaced; name another file."
                )
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".lestalk-") as probe:
            probe.write(b"\0" * 4096)
    except OSError as error:
        raise told(error, path) from error


def _existing_parent(path: Path) -> Path:
    parent = path.parent
    if not parent.exists():
        raise StudioError(
            f"The folder {parent} does not exist; make it first, or name another for {path.name}."
        )
    if not parent.is_dir():
        raise StudioError(f"{parent} is not a folder; name another place for {path.name}.")
    return parent


def check_apart(target: Target, *sources: Path | None) -> None:
    """Refuse to write over a file that is read. Raises StudioError."""
    if not target.path.is_file():
        return
    for source in sources:
        if source is not None and source.exists() and source.samefile(target.path):
            raise StudioError(f"{target.path} is what is read; name another file for the result.")


def has_room(folder: Path, needed: int) -> bool:
    """Whether the disk of `folder` has `needed` bytes free."""
    return shutil.disk_usage(folder).free >= needed


def check_room(target: Target, needed: int) -> None:
    """Raise StudioError when the disk has less than `needed` bytes free."""
    free = shutil.disk_usage(target.path if target.path.is_dir() else target.parent).free
    if free < needed:
        raise StudioError(
            f"{target.path} needs about {_size(needed)} and its disk has {_size(free)} free; "
            "make room or name another disk."
        )


def _size(count: int) -> str:
    if count >= 1_000_000_000:
        return f"{count / 1e9:.1f} GB"
    return f"{max(count, 1_000_000) / 1e6:.0f} MB" if count else "0 MB"


def told(error: OSError, path: Path) -> StudioError:
    """The sentence for an operating system's error while writing `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StudioError(
            f"{path} could not be written because the disk is full; make room or name another disk."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StudioError(f"{path} may not be written by you; name another place or change its permissions.")
    if error.errno == errno.ENAMETOOLONG:
        return StudioError(f"The name {path.name[:40]}... is too long for this disk; choose a shorter one.")
    return StudioError(f"{path} could not be written ({error.strerror or error}); name another place.")


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`; moved onto it when the block ends well, removed when it does not."""
    place = Path(os.path.realpath(path))  # a link stays, and what it points to is written
    try:
        handle, name = tempfile.mkstemp(
            dir=place.parent, prefix=f".{place.stem[:40]}.", suffix=f".part{place.suffix}"
        )
        os.close(handle)
        aside = Path(name)
        try:
            yield aside
            # mkstemp makes files private; the export shall be as readable as any new file, or as the older one.
            os.chmod(aside, stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask())
            os.replace(aside, place)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise told(error, path) from error


@contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """A temporary folder beside `path`; its files are moved into `path` when the block ends well."""
    try:
        within = path if path.is_dir() else path.parent
        aside = Path(tempfile.mkdtemp(dir=within, prefix=".lestalk-part-"))
        try:
            yield aside
            if path.is_dir():
                for file in sorted(aside.iterdir()):
                    os.replace(file, path / file.name)
            else:
                set_mode(aside, 0o777)
                os.replace(aside, path)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise told(error, path) from error


def set_mode(path: Path, mode: int) -> None:
    """Give `path` the mode that a new file or folder has. Raises OSError."""
    os.chmod(path, mode & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
