"""The LES radar: its spokes can be dragged, or changed by keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QToolTip, QVBoxLayout, QWidget

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.ui.put_value import put_value
from lestalk_studio.ui.radar_layout import LEGEND, RINGS, nearest_spoke, part_along
from lestalk_studio.ui.radar_picture import RadarPicture
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr

REACH, TREMBLE = 30.0, 3.0
"""Pixels: how far from the rim a spoke is still pointed at, and what a click may tremble."""
ZERO_PART = 0.02
STEP, FINE = 0.1, 0.01
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home)


class RadarView(RadarPicture):
    """A spoke is dragged by the mouse; Escape takes the drag back, a double click sets the default.

    With the focus, left and right choose a spoke, up and down change it (Shift: finely), Home sets the default.
    """

    def __init__(self, session: Session, parent: QWidget | None = None, **options) -> None:
        super().__init__(session, parent, **options)
        self._pressed: QPointF | None = None
        self._dragging = False
        self._gesture = self._began = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # --- mouse

    def _under(self, point: QPointF) -> int | None:
        layout, count = self.layout_now, len(self.names)
        away = point - layout.centre
        if math.hypot(away.x(), away.y()) < layout.radius + REACH and point.y() < self.height() - LEGEND:
            return nearest_spoke(layout.centre, point, count)
        hit = [i for i, box in enumerate(layout.boxes) if box.contains(point)]
        return hit[0] if hit else None

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._spoke = self._under(event.position())
            self._pressed, self._dragging = event.position(), False
            self._gesture, self._began = self._session.begin_gesture(), self._session.undo_stack.index()
            self.update()

    def mouseMoveEvent(self, event) -> None:
        point = event.position()
        if self._pressed is not None:
            if event.buttons() & Qt.MouseButton.LeftButton and self._spoke is not None:
                self._drag(point, event)
            return
        self._spoke = self._under(point)
        if self._spoke is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.hover_text(self._spoke), self)
        else:
            QToolTip.hideText()
        self.update()

    def _drag(self, point: QPointF, event) -> None:
        moved = point - self._pressed
        if not self._dragging and math.hypot(moved.x(), moved.y()) <= TREMBLE:
            return
        if not self._dragging:
            self._dragging = True
            self.grabKeyboard()  # for Escape
        layout = self.layout_now
        part = part_along(layout.centre, layout.radius, self._spoke, len(self.names), point)
        low, high = RINGS[self.group]
        value = round(low + min(part, 1.0) * (high - low), 2)
        self._put(0.0 if abs(value) < ZERO_PART * (high - low) else value)
        QToolTip.showText(event.globalPosition().toPoint(), self.hover_text(self._spoke), self)

    def _put(self, value: float) -> None:
        put_value(self._session, self.names[self._spoke], value, self._gesture)

    def mouseReleaseEvent(self, event) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if self._dragging:
            self.releaseKeyboard()
        self._pressed, self._dragging = None, False
        self.update()

    def mouseDoubleClickEvent(self, event) -> None:
        self._spoke = self._under(event.position())
        if self._spoke is not None:
            self._reset()

    def _reset(self) -> None:
        self._gesture = self._session.begin_gesture()
        self._put(CHANNELS[self.names[self._spoke]].default)

    def leaveEvent(self, event) -> None:
        if self._pressed is None and not self.hasFocus():
            self._spoke = None
            self.update()

    # --- keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (
            (event.key() in _KEYS and self.hasFocus())
            or (event.key() == Qt.Key.Key_Escape and self._dragging)
        ):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event) -> None:
        self._choose(self._spoke or 0)

    def focusOutEvent(self, event) -> None:
        self._spoke = None
        self.update()

    def keyPressEvent(self, event) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._dragging:
            self._cancel()
        elif key not in _KEYS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._choose(((self._spoke or 0) + (1 if key == Qt.Key.Key_Right else -1)) % len(self.names))
        else:
            self._spoke = self._spoke or 0
            if key == Qt.Key.Key_Home:
                self._reset()
            else:
                self._nudge(1 if key == Qt.Key.Key_Up else -1, event)
            self._choose(self._spoke)

    def _nudge(self, direction: int, event) -> None:
        if not event.isAutoRepeat():
            self._gesture = self._session.begin_gesture()
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        value = self.edit_values()[self._spoke] + direction * (FINE if fine else STEP)
        self._put(round(CHANNELS[self.names[self._spoke]].limited(value), 2))

    def _choose(self, spoke: int) -> None:
        self._spoke = spoke
        self.setAccessibleDescription(self.hover_text(spoke))
        self.update()

    def _cancel(self) -> None:
        """Take back what the drag did so far."""
        stack = self._session.undo_stack
        if self._began != stack.index():
            stack.undo()
        self._let_go()


class RadarPanel(QWidget):
    """The radar and the choice of its spokes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = RadarView(session)
        row = QHBoxLayout()
        row.setContentsMargins(6, 4, 6, 0)
        self.choice = QButtonGroup(self)
        for group, text in (
            ("emotion", tr("Emotions")),
            ("action", tr("Action units")),
            ("isolation", tr("Isolation")),
        ):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(group == "emotion")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, chosen=group: self.view.set_group(chosen))
            self.choice.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
