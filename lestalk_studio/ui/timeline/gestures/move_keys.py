"""Keys follow the mouse, or copies of them do."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from lestalk_studio.document.selection import selection_of
from lestalk_studio.ui.commands.keys import DragCopies, MoveKeys
from lestalk_studio.ui.texts import timecode
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.scene import CURVES, RULER_HEIGHT
from lestalk_studio.ui.timeline.snap import snap, targets
from lestalk_studio.ui.timeline.texts import short_title, value_of

_MANY = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class MoveKeysGesture(Gesture):
    """Press on a key: select it; Shift or Ctrl adds it, and a click with them takes it away again.

    Drag: move all selected, with Alt at the press copies of them; Ctrl inverts snapping. In the curve editor
    values move, too; Shift then keeps to the direction that leads.
    """

    follows = True

    def begin(self) -> None:
        self.before = self.session.selection
        here = (self.hit.name, self.hit.time)
        picked = {(name, time) for name, times in self.before.items() for time in times}
        self.was_selected = here in picked
        if not self.was_selected:
            picked = picked | {here} if self.modifiers & _MANY else {here}
        self.session.select(selection_of(picked))
        self.start = (self.session.project, self.session.selection)
        self.command = DragCopies if self.modifiers & Qt.KeyboardModifier.AltModifier else MoveKeys
        self.number = self.session.begin_gesture()
        self.snapped_to = ""
        self.at = self.hit.time
        self.canvas.activate(self.hit.name, self.modifiers)

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        project, selection = self.start
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
        stays = {} if self.command is DragCopies else selection
        near = targets(project, stays, self.session.playhead, self.canvas.view)
        result = snap(wanted, scene.view, project.fps, near, self.canvas.snapping != invert)
        self.at, self.snapped_to = result.time, result.to
        by = 0.0 if x == self.x0 else result.time - self.hit.time
        self.session.attempt(self.command, self.start, by, rise, gesture=self.number)

    def release(self) -> None:
        if self.moved or not self.was_selected:
            return
        here = (self.hit.name, self.hit.time)
        if self.modifiers & _MANY:
            picked = {(name, time) for name, times in self.before.items() for time in times}
            self.session.select(selection_of(picked - {here}))
        else:
            self.session.select(selection_of([here]))

    def cancel(self) -> None:
        if self.moved:
            self.session.attempt(self.command, self.start, 0.0, gesture=self.number)
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
