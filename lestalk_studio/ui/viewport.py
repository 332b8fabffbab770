"""The preview: the face at the playhead, fitted, zoomed or panned, alone or beside its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from lestalk_studio.ui.drops import accept_files, dropped_files
from lestalk_studio.ui.media_kinds import kind_of
from lestalk_studio.ui.picture_area import PictureArea
from lestalk_studio.ui.viewport_geometry import SPLIT, divider_x
from lestalk_studio.ui.viewport_gestures import DragDivider, PanPicture

if TYPE_CHECKING:
    from lestalk_studio.ui.brush_tool import BrushTool

WHEEL_ZOOM = 1.2
DIVIDER_REACH = 7.0
_ORDER = ("project", "picture", "sound", "video", "table", "")


class Viewport(PictureArea):
    """dropped(path): a file was dropped. menu_asked(where): a right click.

    Wheel zooms about the cursor, dragging pans, double click fits the picture, and from there the face; the
    divider of a split is dragged.
    """

    dropped = Signal(Path)
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gesture: PanPicture | DragDivider | None = None
        self.setAcceptDrops(True)
        self.setMouseTracking(True)

    def _over_divider(self, at: QPointF) -> bool:
        if (
            self.tool is not None
            or self.comparison != SPLIT
            or self.source_image is None
            or self._image is None
        ):
            return False
        return abs(divider_x(self.divider, self.picture_rect(), self.area()) - at.x()) <= DIVIDER_REACH

    def wheelEvent(self, event) -> None:
        steps = event.angleDelta().y() / 120
        if self.tool is not None and self.tool.wheel(event):
            pass
        elif steps:
            self.zoom_by(WHEEL_ZOOM**steps, event.position())
        event.accept()

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_asked.emit(event.globalPosition().toPoint())
        elif self.tool is not None and self._gesture is None and self.tool.press(event):
            return
        elif self._image is not None and self._gesture is None:
            at = event.position()
            split = event.button() == Qt.MouseButton.LeftButton and self._over_divider(at)
            self._gesture = DragDivider(self, at) if split else PanPicture(self, at)
            self.setCursor(self._gesture.cursor)

    def mouseMoveEvent(self, event) -> None:
        if self._gesture is not None:
            self._gesture.move_to(event.position())
        elif self.tool is not None:
            self.tool.move(event)
            self._show_tool()
        elif self._over_divider(event.position()):
            self.setCursor(DragDivider.cursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event) -> None:
        if self.tool is not None and event.button() == Qt.MouseButton.LeftButton and self.tool.release(event):
            return
        self._gesture = None
        self.unsetCursor()
        self._show_tool()

    def leaveEvent(self, event) -> None:
        if self.tool is not None:
            self.tool.leave()

    def take_tool(self, tool: BrushTool | None) -> None:
        """Work with the brush from now on, or without."""
        self.tool, self._gesture = tool, None
        self.unsetCursor()
        self.update()

    def _show_tool(self) -> None:
        if self.tool is not None:  # its ring is the cursor
            self.setCursor(Qt.CursorShape.BlankCursor if self.tool.hovers else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event) -> None:
        if self.tool is not None:
            self.mousePressEvent(event)  # two dabs in quick succession
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._over_divider(event.position()):
            self.set_divider(0.5)
        elif self.view.zoom is None:
            self.fit_face()
        else:
            self.fit()

    def dragEnterEvent(self, event) -> None:
        if accept_files(event):
            self._mark_drop(True)

    def dragLeaveEvent(self, event) -> None:
        self._mark_drop(False)

    def dropEvent(self, event) -> None:
        self._mark_drop(False)
        event.acceptProposedAction()
        # A project first: what is dropped with it goes into it.
        for path in sorted(dropped_files(event), key=lambda path: _ORDER.index(kind_of(path))):
            self.dropped.emit(path)

    def _mark_drop(self, over: bool) -> None:
        self.marked = over
        self.update()
