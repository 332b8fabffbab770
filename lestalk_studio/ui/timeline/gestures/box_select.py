"""A rectangle selects the keys inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from lestalk_studio.document.selection import selection_of
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.hit import keys_within
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, TOP


class BoxSelect(Gesture):
    """On empty ground. Shift adds to the selection, Ctrl takes away from it; a click selects nothing."""

    def begin(self) -> None:
        self.before = self.session.selection
        self.end = (self.x0, self.y0)

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        self.end = (max(x, HEADER_WIDTH), max(y, TOP))
        inside = set(keys_within(self.canvas.scene(), self.x0, self.y0, *self.end))
        held = {(name, time) for name, times in self.before.items() for time in times}
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            inside |= held
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            inside = held - inside
        self.session.select(selection_of(inside))

    def release(self) -> None:
        if not self.moved:
            if not self.modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.session.select({})
            if self.hit.kind == "lane":
                self.canvas.activate(self.hit.name, self.modifiers)

    def cancel(self) -> None:
        self.session.select(self.before)

    def paint(self, painter: QPainter) -> None:
        if self.moved:
            (x0, x1), (y0, y1) = sorted((self.x0, self.end[0])), sorted((self.y0, self.end[1]))
            painter.setPen(colour("accent"))
            painter.setBrush(colour("accent", 40))
            painter.drawRect(QRectF(x0, y0, x1 - x0, y1 - y0))
