"""A rectangle selects the keys inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from lestalk_studio.document.selection import selection_of
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.hit import keys_within
from lestalk_studio.ui.timeline.scene import CURVES, HEADER_WIDTH, TOP


class BoxSelect(Gesture):
    """On empty ground. Shift adds to the selection, Ctrl takes away from it; a click selects nothing."""

    follows, in_scene = True, False

    def begin(self) -> None:
        self.before = self.session.selection
        self.end = (self.x0, self.y0)
        self.follows_lanes = self.scene.mode != CURVES

    def _corner(self) -> tuple[float, float]:
        """Where the press lies now, when the view has gone on."""
        now, then = self.canvas.scene(), self.scene
        x = now.x(then.view.time(self.x0 - HEADER_WIDTH))
        return x, self.y0 + (then.scroll - now.scroll if self.follows_lanes else 0)

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        self.end = (
            min(max(x, HEADER_WIDTH), self.canvas.width()),
            min(max(y, TOP), self.canvas.height()),
        )
        inside = set(keys_within(self.canvas.scene(), *self._corner(), *self.end))
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
            (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(self._corner(), self.end, strict=True))
            painter.setClipRect(QRectF(HEADER_WIDTH, TOP, self.canvas.width(), self.canvas.height()))
            painter.setPen(colour("accent"))
            painter.setBrush(colour("accent", 40))
            painter.drawRect(QRectF(x0, y0, x1 - x0, y1 - y0))
