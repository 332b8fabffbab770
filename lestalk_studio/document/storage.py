"""Project files: saved with the last versions kept, and loaded back, whatever has become of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lestalk_studio.document.atomic import write_atomically
from lestalk_studio.document.backups import backups, keep_version
from lestalk_studio.document.codec import project_from_dict, project_to_dict
from lestalk_studio.document.media import MissingMedia, missing_media
from lestalk_studio.document.migrations import SCHEMA, migrate
from lestalk_studio.document.project import Project
from lestalk_studio.document.readable import dump_json, encodable, load_json
from lestalk_studio.errors import StudioError

FORMAT = "lestalk-project"
SUFFIX = ".lestalk"
LARGEST_FILE = 100_000_000


class NewerProject(StudioError):
    """The file was written by a newer version of the program."""


class DamagedProject(StudioError):
    """The file is no project, or no longer a whole one. backup: the newest version that is, or None."""

    def __init__(self, message: str, backup: Path | None = None) -> None:
        super().__init__(message)
        self.backup = backup


@dataclass(frozen=True)
class Loaded:
    """A project as read; missing: its media that are not there; schema: of the file, before migration."""

    project: Project
    missing: tuple[MissingMedia, ...]
    schema: int

    @property
    def migrated(self) -> bool:
        """Whether the file is of an older version and will be rewritten by the next save."""
        return self.schema != SCHEMA


def save_project(project: Project, path: Path) -> None:
    """Write `project` to `path`, whole or not at all; the version that was there becomes its newest backup.

    Saving what the file already says changes nothing. Raises StudioError when the disk or folder refuses.
    """
    path = Path(path)
    text = dumps(project, path.parent)
    if _says(path, text):
        return
    write_atomically(path, text, before=keep_version)


def load_project(path: Path) -> Loaded:
    """The project in the file `path`. Missing media are listed, not refused.

    Raises DamagedProject, which names an intact older version where there is one, NewerProject, or
    StudioError when the file cannot be read.
    """
    path = Path(path)
    text = _read(path)
    try:
        project, schema = loads(text, path.parent)
    except _Newer as newer:
        raise NewerProject(
            f"{path} was written by a newer LES Talker Studio (file version {newer.schema}, this one reads up"
            f" to {SCHEMA}); update the program to open it."
        ) from newer
    except ValueError as error:
        raise _damaged(path, str(error)) from error
    return Loaded(project, missing_media(project), schema)


def dumps(project: Project, folder: Path | None) -> str:
    """The text of a project file in `folder`; None keeps media paths absolute."""
    folder = None if folder is None else Path(os.path.abspath(folder))
    body = {"format": FORMAT, "version": SCHEMA, **project_to_dict(project, folder)}
    return encodable(dump_json(body)) + "\n"


def loads(text: str, folder: Path | None) -> tuple[Project, int]:
    """The project that `text` says, and the version of its schema. Raises ValueError, readable."""
    folder = None if folder is None else Path(os.path.abspath(folder))
    data = load_json(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("it is no project of LES Talker Studio")
    schema = data.get("version")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        raise ValueError("its version is no whole number from 1 up")
    if schema > SCHEMA:
        raise _Newer(schema)
    body: dict[str, Any] = {name: entry for name, entry in data.items() if name not in ("format", "version")}
    return project_from_dict(migrate(body, schema), folder), schema


def newest_intact(path: Path) -> Path | None:
    """The newest backup of `path` that can be loaded, None when there is none."""
    for backup in backups(path):
        try:
            loads(_read(backup), backup.parent)
        except (StudioError, ValueError):
            continue
        return backup
    return None


class _Newer(ValueError):
    def __init__(self, schema: int) -> None:
        super().__init__(f"it is of the newer version {schema}")
        self.schema = schema


def _read(path: Path) -> str:
    try:
        if path.is_dir():
            raise StudioError(f"{path} is a folder; choose a project file (*{SUFFIX}).")
        if not path.is_file():
            raise StudioError(f"{path} does not exist; check its name or look for it elsewhere.")
        if path.stat().st_size > LARGEST_FILE:
            raise _damaged(path, f"it is larger than {LARGEST_FILE // 1_000_000} MB, which no project is")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _damaged(path, "it is not text") from error
    except PermissionError as error:
        raise StudioError(f"{path} may not be read; change its permissions and open it again.") from error
    except OSError as error:
        raise StudioError(f"{path} could not be read ({error.strerror}); try again.") from error


def _damaged(path: Path, why: str) -> DamagedProject:
    backup = newest_intact(path)
    advice = "there is no intact older version beside it"
    if backup is not None:
        advice = f"open its older version {backup.name} instead"
    return DamagedProject(f"{path} cannot be opened: {why}; {advice}.", backup)


def _says(path: Path, text: str) -> bool:
    try:
        return path.is_file() and path.read_bytes() == text.encode()
    except OSError:
        return False
