"""Files dragged onto the window from outside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of this machine that are dragged or dropped; links to the web are none."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def accept_files(event: QDropEvent) -> bool:
    """Let the drag in if it brings a file; returns whether it does."""
    if not dropped_files(event):
        return False
    event.acceptProposedAction()
    return True
