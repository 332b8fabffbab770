"""A Bezier handle follows the mouse, and the handle across its key goes along where the curve is smooth."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import Transition, is_monotone
from lestalk_studio.ui.commands.keys import BendCurve
from lestalk_studio.ui.timeline.gestures.base import Gesture, Modifiers
from lestalk_studio.ui.timeline.texts import short_title, value_of

_SAME_SLOPE = 1e-3
"""Slopes that differ by less are no kink: a thousandth, of them or of a unit a second."""


@dataclass(frozen=True)
class _Span:
    """From a key to its next, with the absolute values of its handles, as Transition.control has them."""

    key: Keyframe
    after: Keyframe
    control: tuple[float, float, float, float]

    @classmethod
    def of(cls, track: Track, place: int) -> _Span | None:
        """The span that begins with a track's key; None where there is none, and where the key holds."""
        if not 0 <= place < len(track.keys) - 1 or track.keys[place].transition.kind == "hold":
            return None
        key, after, channel = track.keys[place], track.keys[place + 1], track.channel
        control = key.transition.control(key.value, after.value, channel.low, channel.high)
        return cls(key, after, control)

    def reach(self, which: int) -> tuple[float, float]:
        """Seconds and value from the key a handle belongs to towards later times, both signed."""
        x1, v1, x2, v2 = self.control
        span = self.after.time - self.key.time
        return (x1 * span, v1 - self.key.value) if which == 1 else ((1 - x2) * span, self.after.value - v2)

    def bent(self, which: int, part: float, value: float) -> Transition:
        """The transition with a handle at `part` of the span and `value`.

        The other one stays where it is, unless time ran back with it: then it comes into the span, too.
        """
        x1, v1, x2, v2 = self.control
        if which == 1:
            x1, v1 = part, value
        else:
            x2, v2 = part, value
        if not is_monotone(x1, x2):
            x1, x2 = min(x1, 1.0), max(x2, 0.0)  # within the span every pair is
        return Transition("cubic", (x1, v1 - self.key.value, x2, v2 - self.after.value))


class BendCurveGesture(Gesture):
    """The span's transition becomes a custom cubic; time never runs back.

    A curve that runs smoothly through the key goes on to do so: the handle at its other side keeps its length
    in time and turns, too. With Alt it stays, and the curve gets a kink.
    """

    def begin(self) -> None:
        self.track = track = self.session.project.track(self.hit.name)
        place = track.place(self.hit.time)
        self.span = _Span.of(track, place)
        across = _Span.of(track, place - 1 if self.hit.which == 1 else place + 1)
        self.across = across if across is not None and self._is_smooth(across) else None
        self.number = self.session.begin_gesture()
        self.at: tuple[float, float] | None = None

    def _is_smooth(self, across: _Span) -> bool:
        (time, rise), (other, risen) = self.span.reach(self.hit.which), across.reach(3 - self.hit.which)
        if min(time, other) < 1e-6:
            return False
        slope, beyond = rise / time, risen / other
        return abs(slope - beyond) <= _SAME_SLOPE * max(1.0, abs(slope))

    def drag(self, x: float, y: float, modifiers: Modifiers) -> None:
        span, which = self.span, self.hit.which
        length = span.after.time - span.key.time
        part = min(max((self.scene.time(x) - span.key.time) / length, 0.0), 1.0)
        value = self.track.channel.limited(self.scene.axis.value(y))
        bent = span.bent(which, part, value)
        also = None
        if self.across is not None and not modifiers & Qt.KeyboardModifier.AltModifier:
            turned = self._turned(part * length if which == 1 else (1 - part) * length, value)
            also = None if turned is None else (self.across.key.time, turned)
        self.at = part, value
        self._put(bent, also)

    def _turned(self, time: float, value: float) -> Transition | None:
        """The way at the other side of the key, its handle in line with one so many seconds away."""
        across, which = self.across, 3 - self.hit.which
        if time < 1e-6:
            return None
        joint = self.span.key if self.hit.which == 1 else self.span.after
        reach, _ = across.reach(which)
        opposite = self.track.channel.limited(joint.value - (value - joint.value) * reach / time)
        return across.bent(which, across.control[0 if which == 1 else 2], opposite)

    def _put(self, bent: Transition, also: tuple[float, Transition] | None) -> None:
        command = (BendCurve, self.track, self.span.key.time, bent, also)
        self.session.attempt(*command, gesture=self.number)

    def cancel(self) -> None:
        if self.moved:
            self.session.attempt(BendCurve, self.track, gesture=self.number)

    def hint(self) -> str:
        if self.at is None:
            return ""
        part, value = self.at
        return f"{short_title(self.track.name)} {value_of(self.track.name, value)} · {100 * part:.0f} %"
