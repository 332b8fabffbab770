"""The timeline dock: tool row, canvas, scroll bars, right-click menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from lestalk_studio.ui.session import Session
from lestalk_studio.ui.timeline.canvas import TimelineCanvas
from lestalk_studio.ui.timeline.menus import TimelineMenus
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, TOP
from lestalk_studio.ui.timeline.tool_strip import ToolStrip

_MS = 1000


class TimelinePanel(QWidget):
    """`canvas` and what is around it; `use` puts actions of the window into the tool row."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.canvas = TimelineCanvas(session, self)
        self.menus = TimelineMenus(self.canvas)
        self.canvas.menu_asked.connect(self._menu)
        self._tools = ToolStrip(self)
        self._horizontal = QScrollBar(Qt.Orientation.Horizontal, self)
        self._vertical = QScrollBar(Qt.Orientation.Vertical, self)
        self._horizontal.valueChanged.connect(self._scrolled_time)
        self._vertical.valueChanged.connect(self.canvas.set_scroll)
        self.canvas.view_changed.connect(self._place_bars)
        session.document_changed.connect(self._place_bars)
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.addWidget(self.canvas, 0, 0)
        grid.addWidget(self._vertical, 0, 1)
        below = QHBoxLayout()
        below.setContentsMargins(HEADER_WIDTH, 0, 0, 0)  # it moves what stands right of the names
        below.addWidget(self._horizontal)
        grid.addLayout(below, 1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools)
        column.addLayout(grid, 1)

    def use(self, actions: list[QAction | None]) -> None:
        """Show these actions as tool buttons; None is a gap, the last gap takes the room left."""
        self._tools.add(actions)

    def add_tool(self, widget: QWidget) -> None:
        """Something else at the right end of the tool row."""
        self._tools.add_widget(widget)

    def _menu(self, under: object, where: QPoint) -> None:
        menu = self.menus.menu(under)
        if menu.actions():
            menu.popup(where)

    def _place_bars(self, *_) -> None:
        view, canvas = self.canvas.view, self.canvas
        seen = view.width / view.scale
        last = max(self.session.duration + 0.25 * seen, view.end)
        with QSignalBlocker(self._horizontal):
            self._horizontal.setRange(0, round((last - seen) * _MS))
            self._horizontal.setPageStep(max(1, round(seen * _MS)))
            self._horizontal.setSingleStep(max(1, round(seen * _MS / 20)))
            self._horizontal.setValue(round(view.start * _MS))
        with QSignalBlocker(self._vertical):
            self._vertical.setRange(0, canvas.most_scroll())
            self._vertical.setPageStep(max(1, canvas.height() - TOP))
            self._vertical.setSingleStep(22)
            self._vertical.setValue(canvas.scroll)

    def _scrolled_time(self, milliseconds: int) -> None:
        view = self.canvas.view
        self.canvas.set_view(view.panned((milliseconds / _MS - view.start) * view.scale))
