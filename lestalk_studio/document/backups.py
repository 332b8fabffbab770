"""The last versions of a project file: NAME.1~ is the newest, NAME.5~ the oldest."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

KEPT = 5


def backup_path(path: Path, age: int) -> Path:
    """Where the version `age` saves ago lies, 1..KEPT."""
    return path.with_name(f"{path.name}.{age}~")


def backups(path: Path) -> tuple[Path, ...]:
    """The older versions of `path` that are there, newest first."""
    path = Path(os.path.realpath(path))
    candidates = (backup_path(path, age) for age in range(1, KEPT + 1))
    return tuple(candidate for candidate in candidates if candidate.is_file())


def original_of(path: Path) -> Path | None:
    """The project file whose backup `path` is, None when it is none; saving a backup goes there."""
    name, _, age = path.name.rpartition(".")
    if name and age.endswith("~") and age[:-1].isdigit():
        return path.with_name(name)
    return None


def keep_version(path: Path) -> None:
    """Make what `path` holds its newest backup and let the oldest go; `path` itself stays in place.

    Stopped in the middle it leaves a gap in the numbers at worst. Raises OSError.
    """
    if not path.is_file():
        return
    free = next((age for age in range(1, KEPT + 1) if not backup_path(path, age).exists()), KEPT)
    for age in range(free, 1, -1):
        with contextlib.suppress(FileNotFoundError):
            os.replace(backup_path(path, age - 1), backup_path(path, age))
    newest = backup_path(path, 1)
    newest.unlink(missing_ok=True)
    try:
        os.link(path, newest)
    except OSError:  # a file system without hard links
        shutil.copy2(path, newest)
