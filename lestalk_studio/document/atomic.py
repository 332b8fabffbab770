"""Writing a file so that its name always holds a whole one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import uuid
from collections.abc import Callable
from pathlib import Path

from lestalk_studio.errors import StudioError


def write_atomically(path: Path, text: str, before: Callable[[Path], None] | None = None) -> None:
    """`text` as UTF-8 at `path`: written aside, flushed to the disk, then put in place in one step.

    A link is followed, the mode of an older file is kept. before: called with the real path just before the
    new file takes its place. Raises StudioError when the disk or the folder refuses; the older file is then
    as it was.
    """
    target = Path(os.path.realpath(path))
    aside: Path | None = None
    try:
        name = target.parent / f".{target.name[:100]}.{uuid.uuid4().hex}.part"
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        aside = name
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(aside, stat.S_IMODE(target.stat().st_mode))
        if before is not None:
            before(target)
        os.replace(aside, target)
        aside = None
        _flush_folder(target.parent)
    except OSError as error:
        raise refused(error, path) from error
    finally:
        if aside is not None:
            with contextlib.suppress(OSError):
                os.unlink(aside)


def refused(error: OSError, path: Path) -> StudioError:
    """What to tell of a write to `path` that the system refused."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            why = "the disk is full; make room or save elsewhere"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            why = "its folder may not be written to; save elsewhere"
        case errno.ENOENT | errno.ENOTDIR:
            why = "its folder does not exist; choose another"
        case errno.EISDIR | errno.ENOTEMPTY:
            why = "a folder has that name; choose another"
        case errno.ENAMETOOLONG:
            why = "its name is too long; choose a shorter one"
        case _:
            why = f"{error.strerror or error}; save elsewhere"
    return StudioError(f"{path} could not be saved: {why}.")


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable; systems that cannot open folders do without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
