"""What the canvas and its gestures agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from lestalk_studio.ui.timeline.hit import Hit

if TYPE_CHECKING:
    from lestalk_studio.ui.timeline.canvas import TimelineCanvas

Modifiers = Qt.KeyboardModifier
THRESHOLD = 3.0
"""Pixels the mouse may tremble in a click."""


class Gesture:
    """From press to release, in pixels of the canvas."""

    cursor: Qt.CursorShape | None = None
    follows = False
    """Whether the view goes on when the mouse leaves it sideways."""
    follows_lanes = False
    """Whether the lanes scroll when the mouse leaves them upward or downward."""
    in_scene = True
    """Whether pixels are counted in the scene of the press, else in what is shown now."""

    def __init__(self, canvas: TimelineCanvas, hit: Hit, x: float, y: float, modifiers: Modifiers) -> None:
        self.canvas, self.session, self.hit = canvas, canvas.session, hit
        self.x0, self.y0, self.modifiers = x, y, modifiers
        self.scene = canvas.scene()  # as it was at the press
        self.moved = False

    def begin(self) -> None:
        """The press itself."""

    def move_to(self, x: float, y: float, modifiers: Modifiers) -> None:
        """The mouse moved; tremble is swallowed."""
        if not self.moved and abs(x - self.x0) <= THRESHOLD and abs(y - self.y0) <= THRESHOLD:
            return
        self.moved = True
        self.drag(x, y, modifiers)

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        """The mouse is at (x, y), beyond the threshold."""

    def release(self) -> None:
        """The button went up."""

    def cancel(self) -> None:
        """Escape: as if nothing had been done."""

    def hint(self) -> str:
        """What a tooltip says meanwhile; '' for none."""
        return ""

    def paint(self, painter: QPainter) -> None:
        """Draw what only the gesture shows."""
