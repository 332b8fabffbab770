"""One line of the inspector: key dot, name, slider, typed value."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.ui.commands.keys import InsertKeys, RemoveKeys
from lestalk_studio.ui.inspector.keydot import KeyDot
from lestalk_studio.ui.inspector.menu import value_menu
from lestalk_studio.ui.inspector.slider import ValueSlider
from lestalk_studio.ui.inspector.spin import ValueSpin
from lestalk_studio.ui.put_value import put_value
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.texts import lane_title

NAME_SHARE, SLIDER_SHARE = 2, 1
"""How the room of a row is divided between name and slider."""
INDENT = 14
WIDEST_VALUE = "−88.88°"


class ElidedLabel(QLabel):
    """A text that ends in … where it has no room."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class ValueRow(QWidget):
    """One channel at the playhead. hovered(name): '' when the mouse leaves; lane_asked(name): to be shown.

    sides: a button after the name, `self.sides`, shows and hides the unit's left and right. indented: it is
    such a side itself.
    """

    hovered = Signal(str)
    lane_asked = Signal(str)

    def __init__(
        self,
        session: Session,
        name: str,
        sides: bool = False,
        indented: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name, self._session = name, session
        self.channel = CHANNELS[name]
        self._gesture = session.begin_gesture()
        # Each with its parent from the start: taking a widget over later costs as much as making it.
        self.dot, self.slider, self.spin = (
            KeyDot(self.channel, self),
            ValueSlider(self.channel, self),
            ValueSpin(self.channel, self),
        )
        self._indented = indented
        self._shown: tuple[float, bool, bool] | None = None
        self._in_widgets = (0.0, 0.0)
        named = self._named = QWidget(self)
        self.label = ElidedLabel(lane_title(name), named)
        self.label.setToolTip(lane_title(name))
        self.sides = _sides_button(name, named) if sides else None
        line = QHBoxLayout(self)
        line.setContentsMargins(6 + INDENT * indented, 1, 6, 1)
        line.setSpacing(5)
        named.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inner = QHBoxLayout(named)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(3)
        inner.addWidget(self.label, 1)
        if self.sides is not None:
            inner.addWidget(self.sides)
        line.addWidget(self.dot)
        line.addWidget(named, NAME_SHARE)
        line.addWidget(self.slider, SLIDER_SHARE)
        line.addWidget(self.spin)
        self.slider.drag_began.connect(self._begin)
        self.slider.changed.connect(self._put)
        self.slider.reset.connect(self.reset)
        self.spin.valueChanged.connect(self._typed)
        self.dot.clicked.connect(self.toggle_key)
        self._set_width()
        self.refresh()

    def name_fully(self, fully: bool) -> None:
        """Below its unit a side needs no more than 'L12 left'."""
        side = tr("left") if self.name.startswith("L") else tr("right")
        short = self._indented and not fully
        self.label.setText(f"{self.name} {side}" if short else lane_title(self.name))

    def room_for_name(self) -> int:
        """Pixels in which the name, and the button of its sides, stand whole."""
        self.label.ensurePolished()
        room = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 2
        if self.sides is not None:
            room += self.sides.sizeHint().width() + 3
        return room + INDENT * self._indented

    def give_name(self, room: int) -> None:
        """So many pixels for the name at most; the slider has what is left."""
        self._named.setMaximumWidth(room - INDENT * self._indented)

    def _set_width(self) -> None:
        self.spin.ensurePolished()
        self.spin.setFixedWidth(self.spin.fontMetrics().horizontalAdvance(WIDEST_VALUE) + 12)

    def changeEvent(self, event) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_width()
        super().changeEvent(event)

    def refresh(self) -> None:
        """Show the value at the playhead."""
        track, time = self._session.project.track(self.name), self._session.playhead
        value, here = track.value_at(time), track.key_at(time) is not None
        shown = (value, here, bool(track.keys))
        if shown == self._shown and (self.slider.value, self.spin.value()) == self._in_widgets:
            return  # most rows stay the same from one frame to the next
        self.slider.set_value(value)
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)
        self._shown, self._in_widgets = shown, (self.slider.value, self.spin.value())
        self.dot.set_state(here, bool(track.keys))
        # A role follows the theme; a colour would stay.
        role = QPalette.ColorRole.WindowText if track.keys else QPalette.ColorRole.PlaceholderText
        self.label.setForegroundRole(role)

    def _begin(self) -> None:
        self._gesture = self._session.begin_gesture()

    def _typed(self, value: float) -> None:
        self._begin()
        self._put(value)

    def _put(self, value: float) -> None:
        if not put_value(self._session, self.name, value, self._gesture):
            self.refresh()

    def reset(self) -> None:
        """Back to the channel's default."""
        self._begin()
        self._put(self.channel.default)

    def toggle_key(self) -> None:
        """Set a key with the present value, or remove the one here."""
        session = self._session
        key = session.project.track(self.name).key_at(session.playhead)
        if key is None:
            session.attempt(InsertKeys, session.playhead, (self.name,))
        else:
            session.attempt(RemoveKeys, {self.name: frozenset({key.time})})

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes by, in the order it stands."""
        return [self.dot, *([self.sides] if self.sides is not None else []), self.slider, self.spin]

    def contextMenuEvent(self, event) -> None:
        value_menu(self, self._session).popup(event.globalPos())

    def enterEvent(self, event) -> None:
        self.hovered.emit(self.name)

    def leaveEvent(self, event) -> None:
        self.hovered.emit("")


def _sides_button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName("sides")
    button.setText(tr("L R"))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tr("Left and right of this unit"))
    button.setAccessibleName(tr("Left and right of {unit}").format(unit=lane_title(name)))
    return button
