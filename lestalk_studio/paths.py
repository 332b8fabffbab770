"""Where the program finds what it ships, and where it keeps what it makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def _shipped(folder: str) -> Path:
    """Folder `folder` of a frozen app, a checkout, or a wheel, in that order."""
    package = Path(__file__).resolve().parent
    candidates = [package.parent / folder, package / "_shipped" / folder]
    if getattr(sys, "frozen", False):
        candidates.insert(0, Path(getattr(sys, "_MEIPASS", package.parent)) / folder)
    for candidate in candidates:
        if (candidate / ".lestalk").exists():
            return candidate
    raise FileNotFoundError(f"the program's {folder} folder is missing; install LES Talker Studio again")


def resources_dir() -> Path:
    """Icons, theme, demo speech, translations."""
    return _shipped("resources")


def models_dir() -> Path:
    """Weights, the head model and their cards."""
    return _shipped("models")


def _xdg(variable: str, fallback: str) -> Path:
    root = os.environ.get(variable)
    base = Path(root) if root else Path.home() / fallback
    return base / "lestalk-studio"


def state_dir() -> Path:
    """Autosaves, recent projects, unfinished exports (XDG_STATE_HOME)."""
    return _xdg("XDG_STATE_HOME", ".local/state")


def cache_dir() -> Path:
    """What can be made again: analyses, preview frames (XDG_CACHE_HOME)."""
    return _xdg("XDG_CACHE_HOME", ".cache")
