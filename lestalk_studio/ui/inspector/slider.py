"""A slider that is also its value's bar: drag, wheel, keys; double click resets, Shift is fine."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lestalk_studio.document.channels import Channel
from lestalk_studio.ui.theme import channel_colour, colour
from lestalk_studio.ui.timeline.texts import lane_title

MARGIN = 6
"""Room for the knob at both ends, in pixels."""
STEP, FINE = 0.05, 0.1
"""A wheel step as a share of the range, and how much smaller everything is with Shift."""
ONE_TURN_MS = 800
"""Wheel steps no further apart are one change."""


class ValueSlider(QWidget):
    """changed(value): by the user. drag_began: what changes from now on is one undo step."""

    changed = Signal(float)
    drag_began = Signal()
    reset = Signal()

    def __init__(self, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.channel, self.value = channel, channel.default
        self._grip: tuple[float, float] | None = None
        self._wheeled: int | None = None  # when the wheel was turned last, in ms
        self.setMinimumWidth(60)
        self.setFixedHeight(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(lane_title(channel.name))

    def set_value(self, value: float) -> None:
        """Show a value; nothing is told."""
        if value != self.value:
            self.value, self._wheeled = value, None
            self.update()

    @property
    def _span(self) -> float:
        return self.channel.soft_high - self.channel.soft_low

    @property
    def _room(self) -> int:
        return max(self.width() - 2 * MARGIN, 1)

    def x_of(self, value: float) -> float:
        """Pixel of a value; beyond the slider's range it stays at the edge."""
        part = (value - self.channel.soft_low) / self._span
        return MARGIN + min(max(part, 0.0), 1.0) * self._room

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("groove"))
        painter.drawRoundedRect(QRectF(MARGIN - 3, middle - 4, self._room + 6, 8), 4, 4)
        tint = QColor(channel_colour(self.channel.name, self.channel.group))
        zero, at = (
            self.x_of(min(max(0.0, self.channel.soft_low), self.channel.soft_high)),
            self.x_of(self.value),
        )
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(min(zero, at), middle - 3, abs(at - zero), 6), 3, 3)
        if self.channel.soft_low < 0:
            painter.fillRect(QRectF(zero - 0.5, middle - 5, 1, 10), colour("dim_text"))
        painter.setPen(QPen(colour("accent") if self.hasFocus() else colour("edge"), 1.4))
        painter.setBrush(colour("text"))
        painter.drawEllipse(QRectF(at - 5, middle - 5, 10, 10))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _put(self, value: float) -> None:
        value = round(self.channel.limited(value), 4)
        if value != self.value:
            self.value = value
            self.update()
            self.changed.emit(value)

    def mousePressEvent(self, event) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._grip, self._wheeled = (event.position().x(), self.value), None
        self.drag_began.emit()
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if not fine and abs(event.position().x() - self.x_of(self.value)) > 8:
            self._grip = (event.position().x(), self._value_at(event.position().x()))
            self._put(self._grip[1])

    def _value_at(self, x: float) -> float:
        return self.channel.soft_low + (x - MARGIN) / self._room * self._span

    def mouseMoveEvent(self, event) -> None:
        if self._grip is None:
            return
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        x, start = self._grip
        moved = (event.position().x() - x) / self._room * self._span * fine
        low, high = self.channel.soft_low, self.channel.soft_high
        value = min(max(start + moved, min(low, self.value)), max(high, self.value))
        self._grip = (event.position().x(), start + moved)
        self._put(value)

    def mouseReleaseEvent(self, event) -> None:
        self._grip = None

    def mouseDoubleClickEvent(self, event) -> None:
        self._grip = None
        self.reset.emit()

    def wheelEvent(self, event) -> None:
        # Over a slider that was not chosen the wheel scrolls the list, so that nothing changes by accident.
        if not self.hasFocus() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        turned = event.timestamp()
        if self._wheeled is None or turned - self._wheeled > ONE_TURN_MS:
            self.drag_began.emit()
        self._put(self.value + steps * STEP * self._span * fine)
        self._wheeled = turned
        event.accept()

    def keyPressEvent(self, event) -> None:
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        ways = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        if event.key() in ways:
            self.drag_began.emit()
            self._put(self.value + ways[event.key()] * STEP * self._span * fine)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        self.update()

    focusOutEvent = focusInEvent
