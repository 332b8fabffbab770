"""The selection's ends follow the mouse, and the keys between spread."""

from __future__ import annotations

from PySide6.QtCore import Qt

from lestalk_studio.ui.commands.keys import ScaleKeys
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.snap import snap, targets

_LEAST = 0.01


class ScaleKeysGesture(Gesture):
    """By the bracket above the lanes; the other end stays."""

    follows = True
    cursor = Qt.CursorShape.SizeHorCursor

    def begin(self) -> None:
        self.start = (self.session.project, self.session.selection)
        first, last = self.scene.selected_span()
        self.pivot, self.edge = (last, first) if self.hit.kind == "scale_start" else (first, last)
        self.number = self.session.begin_gesture()
        self.factor = 1.0

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        invert = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        wanted = self.edge + (x - self.x0) / self.scene.view.scale
        project, selection = self.start
        near = targets(project, selection, self.session.playhead, self.scene.view)
        time = snap(wanted, self.scene.view, project.fps, near, self.canvas.snapping != invert).time
        self.factor = max((time - self.pivot) / (self.edge - self.pivot), _LEAST)
        self.session.attempt(ScaleKeys, self.start, self.pivot, self.factor, gesture=self.number)

    def cancel(self) -> None:
        if self.moved:
            self.session.attempt(ScaleKeys, self.start, self.pivot, 1.0, gesture=self.number)

    def hint(self) -> str:
        return f"{self.factor:.0%}" if self.moved else ""
