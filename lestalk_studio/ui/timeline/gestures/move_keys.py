"""Keys follow the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from lestalk_studio.document.selection import selection_of
from lestalk_studio.ui.commands.keys import MoveKeys
from lestalk_studio.ui.texts import timecode
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.scene import CURVES, RULER_HEIGHT
from lestalk_studio.ui.timeline.snap import snap, targets
from lestalk_studio.ui.timeline.texts import short_title, value_of


class MoveKeysGesture(Gesture):
    """Press on a key: select it, Shift adds or removes it. Drag: move all selected; Ctrl inverts snapping.

    In the curve editor values move, too; Shift then keeps to the direction that leads.
    """

    def begin(self) -> None:
        self.before = self.session.selection
        here = (self.hit.name, self.hit.time)
        picked = {(name, time) for name, times in self.before.items() for time in times}
        self.was_selected = here in picked
        if self.modifiers & Qt.KeyboardModifier.ShiftModifier:
            picked ^= {here}
        elif not self.was_selected:
            picked = {here}
        self.session.select(selection_of(picked))
        self.start = (self.session.project, self.session.selection)
        self.number = self.session.begin_gesture()
        self.snapped_to = ""
        self.at = self.hit.time
        self.canvas.activate(self.hit.name, self.modifiers)

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        project, selection = self.start
        if not selection:
            return
        scene = self.scene
        rise = 0.0
        if scene.mode == CURVES:
            rise = scene.axis.value(y) - scene.axis.value(self.y0)
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                if abs(x - self.x0) > abs(y - self.y0):
                    rise = 0.0
                else:
                    x = self.x0
        invert = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        wanted = self.hit.time + (x - self.x0) / scene.view.scale
        near = targets(project, selection, self.session.playhead, scene.view)
        result = snap(wanted, scene.view, project.fps, near, self.canvas.snapping != invert)
        self.at, self.snapped_to = result.time, result.to
        by = 0.0 if x == self.x0 else result.time - self.hit.time
        self.session.attempt(MoveKeys, self.start, by, rise, gesture=self.number)

    def release(self) -> None:
        alone = not self.modifiers & Qt.KeyboardModifier.ShiftModifier
        if not self.moved and self.was_selected and alone:
            self.session.select(selection_of([(self.hit.name, self.hit.time)]))

    def cancel(self) -> None:
        if self.moved:
            self.session.attempt(MoveKeys, self.start, 0.0, gesture=self.number)
        self.session.select(self.before)

    def hint(self) -> str:
        if not self.moved:
            return ""
        track = self.session.project.track(self.hit.name)
        key = track.key_near(self.at, 1e-5)
        value = f" · {value_of(track.name, key.value)}" if key else ""
        return f"{short_title(track.name)} {timecode(self.at, self.session.project.fps)}{value}"

    def paint(self, painter: QPainter) -> None:
        if self.moved and self.snapped_to not in ("", "frame"):
            x = self.canvas.scene().x(self.at)
            painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, RULER_HEIGHT), QPointF(x, self.canvas.height()))
