"""The view follows the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers


class Pan(Gesture):
    """With the middle button."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        self.canvas.set_view(self.scene.view.panned(self.x0 - x))
        self.canvas.set_scroll(round(self.scene.scroll + self.y0 - y))

    def cancel(self) -> None:
        self.canvas.set_view(self.scene.view)
        self.canvas.set_scroll(self.scene.scroll)
