"""The projects that were opened or saved last, kept in the program's settings."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSettings

MOST_RECENT = 6
SETTING = "recent"


def recent_projects() -> list[Path]:
    """Project files, the latest first; some may no longer be there."""
    try:
        names = json.loads(str(QSettings().value(SETTING, "[]")))
    except ValueError:
        return []
    names = names if isinstance(names, list) else []
    return [Path(name) for name in names if isinstance(name, str) and name][:MOST_RECENT]


def remember_project(path: Path) -> None:
    """Put a project file first."""
    _store([path, *(other for other in recent_projects() if other != path)])


def forget_project(path: Path) -> None:
    """Take a project file off the list; the file stays."""
    _store([other for other in recent_projects() if other != path])


def _store(paths: list[Path]) -> None:
    QSettings().setValue(SETTING, json.dumps([str(path) for path in paths[:MOST_RECENT]]))
