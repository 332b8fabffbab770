"""What dragging does in the preview: one class a gesture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lestalk_studio.ui.viewport_geometry import divider_x

if TYPE_CHECKING:
    from lestalk_studio.ui.viewport import Viewport

SLACK = 4.0
"""Screen units a press may slip without being a drag of a fitted picture."""


class PanPicture:
    """Moves the picture under the mouse."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, viewport: Viewport, at: QPointF) -> None:
        self._viewport, self._at = viewport, at

    def move_to(self, at: QPointF) -> None:
        """Follow the mouse."""
        moved = at - self._at
        if self._viewport.view.zoom is None and moved.manhattanLength() < SLACK:
            return
        self._at = at
        self._viewport.pan(moved)


class DragDivider:
    """Moves the line between source and result."""

    cursor = Qt.CursorShape.SplitHCursor

    def __init__(self, viewport: Viewport, at: QPointF) -> None:
        picture = viewport.picture_rect()
        self._viewport = viewport
        self._offset = divider_x(viewport.divider, picture, viewport.area()) - at.x()

    def move_to(self, at: QPointF) -> None:
        """Follow the mouse."""
        picture = self._viewport.picture_rect()
        self._viewport.set_divider((at.x() + self._offset - picture.left()) / picture.width())
