"""The parts of a project beside its tracks: markers and export settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from lestalk_studio.document.checks import flag, integer, moment, number, one_of, text

FORMATS = ("mp4", "webm", "mov", "folder")
QUALITIES = ("draft", "good", "best")
RANGES = ("in_out", "all")
SMALLEST_SIZE, LARGEST_SIZE = 64, 8192
LOWEST_FPS, HIGHEST_FPS = 1.0, 120.0

BUILTIN = "builtin:"
MediaPath = Path | str | None
"""A file, 'builtin:NAME' for what the program ships, or nothing."""


def frame_rate(value: object) -> float:
    """`value` as frames a second. Raises ValueError for one no film has."""
    return number(value, "the frame rate", LOWEST_FPS, HIGHEST_FPS)


def media_path(value: object, what: str) -> MediaPath:
    """`value` as an absolute path (links are not followed), or as it is when it is None or 'builtin:NAME'.

    Raises ValueError for other types.
    """
    if value is None or (isinstance(value, str) and value.startswith(BUILTIN)):
        return value
    if not isinstance(value, str | os.PathLike) or not str(value) or "\0" in str(value):
        raise ValueError(f"{what} must be the path of a file, not {value!r}")
    return Path(os.path.abspath(value))


@dataclass(frozen=True, slots=True)
class Marker:
    """A named moment, in seconds. Raises ValueError for a bad time or name."""

    time: float
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "time", moment(self.time, "a marker's time"))
        text(self.name, "a marker's name")


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How the project was last exported.

    format: 'mp4', 'webm', 'mov' (ProRes) or 'folder' (of PNG). size: pixels of the longer side, or 'source'.
    fps: None = the project's. range: 'in_out' (everything where no point is set) or 'all'. path: where to, or
    None.

    Raises ValueError for anything else.
    """

    format: str = "mp4"
    size: int | str = "source"
    fps: float | None = None
    quality: str = "good"
    sound: bool = True
    range: str = "in_out"
    path: Path | None = None

    def __post_init__(self) -> None:
        one_of(self.format, "the export's format", FORMATS)
        if self.size != "source":
            integer(self.size, "the export's size", SMALLEST_SIZE, LARGEST_SIZE)
        if self.fps is not None:
            object.__setattr__(self, "fps", frame_rate(self.fps))
        one_of(self.quality, "the export's quality", QUALITIES)
        flag(self.sound, "the export's sound")
        one_of(self.range, "the export's range", RANGES)
        object.__setattr__(self, "path", media_path(self.path, "the export's path"))


DEFAULT_EXPORT = ExportSettings()
