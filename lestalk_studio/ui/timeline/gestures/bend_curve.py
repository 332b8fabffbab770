"""A Bezier handle follows the mouse."""

from __future__ import annotations

from lestalk_studio.document.transition import Transition, is_monotone
from lestalk_studio.ui.commands.keys import BendCurve
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers


class BendCurveGesture(Gesture):
    """The span's transition becomes a custom cubic; time never runs back."""

    def begin(self) -> None:
        track = self.session.project.track(self.hit.name)
        place = track.place(self.hit.time)
        self.key, self.after = track.keys[place], track.keys[place + 1]
        channel = track.channel
        self.control = self.key.transition.control(
            self.key.value, self.after.value, channel.low, channel.high
        )
        self.number = self.session.begin_gesture()

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        x1, value1, x2, value2 = self.control
        part = (self.scene.time(x) - self.key.time) / (self.after.time - self.key.time)
        part, value = min(max(part, 0.0), 1.0), self.scene.axis.value(y)
        if self.hit.which == 1:
            x1, value1 = part, value
        else:
            x2, value2 = part, value
        if is_monotone(x1, x2):
            handles = (x1, value1 - self.key.value, x2, value2 - self.after.value)
            self._put(Transition("cubic", handles))

    def _put(self, transition: Transition) -> None:
        self.session.attempt(BendCurve, self.hit.name, self.key.time, transition, gesture=self.number)

    def cancel(self) -> None:
        if self.moved:
            self._put(self.key.transition)
