"""The values of the selected keys spread, in the curve editor."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.ui.commands.keys import ScaleKeys
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers


class ScaleValuesGesture(Gesture):
    """By the bracket at the right; the other end stays. Beyond it the curve is mirrored. Shift: about 0."""

    cursor = Qt.CursorShape.SizeVerCursor

    def begin(self) -> None:
        self.start = (self.session.project, self.session.selection)
        low, high = self.scene.selected_values()
        self.level, self.edge = (low, high) if self.hit.kind == "scale_top" else (high, low)
        self.number = self.session.begin_gesture()
        self.height = 1.0

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        axis = self.scene.axis
        value = self.edge + axis.value(y) - axis.value(self.y0)
        about_zero = modifiers & Qt.KeyboardModifier.ShiftModifier and self.edge
        level = 0.0 if about_zero else self.level
        self.height = (value - level) / (self.edge - level)
        self._put(self.height, level)

    def _put(self, height: float, level: float) -> None:
        self.session.attempt(ScaleKeys, self.start, 0.0, 1.0, height, level, gesture=self.number)

    def cancel(self) -> None:
        if self.moved:
            self._put(1.0, self.level)

    def hint(self) -> str:
        return f"{self.height:.0%}" if self.moved else ""
