"""Finding the dialog that is open, and dropping files."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


def opened(window: QWidget, kind: type[AnyDialog]) -> AnyDialog:
    """The one dialog of this kind that is shown."""
    (found,) = (dialog for dialog in window.findChildren(kind) if dialog.isVisible())
    return found


def none_open(window: QWidget) -> bool:
    """Whether no dialog is shown."""
    return not any(dialog.isVisible() for dialog in window.findChildren(QDialog))


def drop(widget: QWidget, *paths: Path) -> None:
    """Let files fall on the middle of a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where = QPointF(widget.rect().center())
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), action, mime, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(where, action, mime, left, none))
