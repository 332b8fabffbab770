"""Media of a project: paths relative to its file, which are missing, and finding them again."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from os.path import isfile
from pathlib import Path, PurePosixPath
from typing import Any

from lestalk_studio.document.project import MEDIA, Project
from lestalk_studio.document.settings import BUILTIN, MediaPath, media_path

MOST_SEARCHED = 50_000


@dataclass(frozen=True, slots=True)
class MissingMedia:
    """A file the project names and the disk does not have; role: 'portrait', 'audio' or 'au_source'."""

    role: str
    path: Path


def to_file(path: MediaPath, folder: Path | None) -> str | None:
    """`path` as a project file in `folder` writes it: relative, with forward slashes, if it can be."""
    if path is None or isinstance(path, str):
        return path
    if folder is not None:
        try:
            return Path(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # another drive of Windows: there is no relative way
            pass
    return path.as_posix()


def to_memory(value: Any, folder: Path | None, what: str) -> MediaPath:
    """The inverse of to_file. Raises ValueError for anything but text or None."""
    if isinstance(value, str) and value and not value.startswith(BUILTIN) and folder is not None:
        return media_path(folder / PurePosixPath(value), what)
    return media_path(value, what)


def missing_media(project: Project) -> tuple[MissingMedia, ...]:
    """The files the project names that are not there now."""
    named = ((role, getattr(project, role)) for role in MEDIA)
    return tuple(
        MissingMedia(role, path) for role, path in named if isinstance(path, Path) and not isfile(path)
    )


def relink(project: Project, folder: Path) -> tuple[Project, tuple[MissingMedia, ...]]:
    """The project with its missing media found in `folder` or below, and what is still missing.

    A file is known by its name; of several the one whose folders agree most with the old path is taken, then
    the one nearest to the top. Only an exact name counts while there is one, then one in other letter case.
    """
    missing = missing_media(project)
    found = {}
    if missing:
        candidates = _files_named({item.path.name.casefold() for item in missing}, Path(folder))
        for item in missing:
            best = min(candidates, key=lambda path, old=item.path: _distance(path, old), default=None)
            if best is not None and best.name.casefold() == item.path.name.casefold():
                found[item.role] = best
    project = replace(project, **found)
    return project, missing_media(project)


def relink_one(project: Project, role: str, path: Path) -> tuple[Project, tuple[MissingMedia, ...]]:
    """The project with `role` at `path`, and its other missing media looked for beside that file."""
    if role not in MEDIA:
        raise ValueError(f"there is no medium called {role!r}")
    return relink(replace(project, **{role: path}), Path(path).parent)


def _files_named(names: set[str], folder: Path) -> list[Path]:
    """Files below `folder` whose names, in small letters, are in `names`; hidden folders are left out."""
    found: list[Path] = []
    seen = 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(here) / name for name in sorted(files) if name.casefold() in names]
        seen += len(files)
        if seen > MOST_SEARCHED:
            break
    return found


def _distance(path: Path, old: Path) -> tuple[bool, bool, int, int]:
    """How unlike the old path a candidate is; smaller is better."""
    agreeing = 0
    for new_part, old_part in zip(reversed(path.parts), reversed(old.parts), strict=False):
        if new_part.casefold() != old_part.casefold():
            break
        agreeing += 1
    wrong_name = path.name.casefold() != old.name.casefold()
    return wrong_name, path.name != old.name, -agreeing, len(path.parts)
