"""One line of the inspector: key dot, name, slider, typed value."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.ui.commands.keys import InsertKeys, RemoveKeys, SetValues
from lestalk_studio.ui.inspector.slider import ValueSlider
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour, colour
from lestalk_studio.ui.timeline.texts import lane_title


class KeyDot(QAbstractButton):
    """Filled: a key at this frame. Hollow: keys elsewhere. Faint: none. A click sets or removes one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channel = CHANNELS[name]
        self.here = self.keyed = False
        self.setFixedSize(18, 18)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("Set or remove a key at this frame"))

    def set_state(self, here: bool, keyed: bool) -> None:
        """A key at this frame; any key."""
        if (here, keyed) != (self.here, self.keyed):
            self.here, self.keyed = here, keyed
            self.update()

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = (
            QColor(channel_colour(self._channel.name, self._channel.group))
            if self.keyed
            else colour("control")
        )
        if self.underMouse():
            tint = tint.lighter(130)
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(tint if self.here else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([QPointF(9, 4), QPointF(14, 9), QPointF(9, 14), QPointF(4, 9)]))
        painter.end()


class ValueRow(QWidget):
    """One channel at the playhead. hovered(name): '' when the mouse leaves."""

    hovered = Signal(str)

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._session = name, session
        self.channel = CHANNELS[name]
        self._gesture = session.begin_gesture()
        self.dot, self.slider = KeyDot(name), ValueSlider(self.channel)
        self.label = QLabel(lane_title(name))
        self.label.setFixedWidth(172)
        self.label.setToolTip(lane_title(name))
        self.spin = QDoubleSpinBox()
        self.spin.setRange(self.channel.low, self.channel.high)
        self.spin.setDecimals(2)
        self.spin.setSingleStep(0.05)
        self.spin.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.spin.setFixedWidth(52)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.setSuffix("°" if self.channel.unit == "°" else "")
        self.spin.setKeyboardTracking(False)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 1, 6, 1)
        line.setSpacing(5)
        for widget in (self.dot, self.label, self.slider, self.spin):
            line.addWidget(widget)
        self.slider.drag_began.connect(self._begin)
        self.slider.changed.connect(self._put)
        self.slider.reset.connect(self.reset)
        self.spin.valueChanged.connect(self._typed)
        self.dot.clicked.connect(self.toggle_key)
        self.refresh()

    def refresh(self) -> None:
        """Show the value at the playhead."""
        track, time = self._session.project.track(self.name), self._session.playhead
        value = track.value_at(time)
        self.slider.set_value(value)
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)
        self.dot.set_state(track.key_at(time) is not None, bool(track.keys))
        # A role follows the theme; a colour would stay.
        role = QPalette.ColorRole.WindowText if track.keys else QPalette.ColorRole.PlaceholderText
        self.label.setForegroundRole(role)

    def _begin(self) -> None:
        self._gesture = self._session.begin_gesture()

    def _typed(self, value: float) -> None:
        self._begin()
        self._put(value)

    def _put(self, value: float) -> None:
        session = self._session
        track = session.project.track(self.name)
        time = session.playhead
        if not session.auto_key and track.key_at(time) is None:
            if track.keys:
                session.refused.emit(
                    tr("There is no key at this frame; click the diamond, or turn auto-key on.")
                )
                self.refresh()
                return
            time = 0.0
        session.attempt(SetValues, time, {self.name: value}, gesture=self._gesture)

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

    def enterEvent(self, event) -> None:
        self.hovered.emit(self.name)

    def leaveEvent(self, event) -> None:
        self.hovered.emit("")
