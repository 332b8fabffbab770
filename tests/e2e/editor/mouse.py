"""The mouse on the timeline, in its own coordinates."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def send(widget: QWidget, kind: QEvent.Type, x: float, y: float, button, buttons, modifiers=NONE) -> None:
    point = QPointF(x, y)
    event = QMouseEvent(kind, point, widget.mapToGlobal(point), button, buttons, modifiers)
    QApplication.sendEvent(widget, event)


def press(widget, x, y, modifiers=NONE, button=LEFT):
    send(widget, QEvent.Type.MouseButtonPress, x, y, button, button, modifiers)


def move(widget, x, y, modifiers=NONE, button=LEFT):
    send(widget, QEvent.Type.MouseMove, x, y, NO_BUTTON, button, modifiers)


def release(widget, x, y, modifiers=NONE, button=LEFT):
    send(widget, QEvent.Type.MouseButtonRelease, x, y, button, NO_BUTTON, modifiers)


def double_click(widget, x, y):
    send(widget, QEvent.Type.MouseButtonDblClick, x, y, LEFT, LEFT)


def drag(widget, start, end, modifiers=NONE, button=LEFT, steps=5):
    press(widget, *start, modifiers, button)
    for i in range(1, steps + 1):
        part = i / steps
        move(widget, *(a + (b - a) * part for a, b in zip(start, end, strict=True)), modifiers, button)
    release(widget, *end, modifiers, button)


def key_at(canvas, lane: str, time: float) -> tuple[float, float]:
    """Where a key of the dope sheet is drawn."""
    scene = canvas.scene()
    row = scene.lane(lane)
    return scene.x(time), scene.y(row) + row.height / 2
