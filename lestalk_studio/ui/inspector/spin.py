"""The field of a value: typed with a comma or a point, stepped finely with Shift, and quiet under the wheel."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSizePolicy, QWidget

from lestalk_studio.document.channels import Channel
from lestalk_studio.ui.timeline.texts import lane_title

STEP, FINE_STEP = 0.05, 0.01
"""Of plain intensities; degrees go in steps of 1 and 0.1."""
_STEPPING = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ValueSpin(QDoubleSpinBox):
    """Return takes the value and hands the keys back to the window; so does Escape, without it."""

    def __init__(self, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = (1.0, 0.1) if channel.unit == "°" else (STEP, FINE_STEP)
        self.setRange(channel.low, channel.high)
        self.setDecimals(2)
        self.setSingleStep(self._steps[0])
        self.setSuffix("°" if channel.unit == "°" else "")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(lane_title(channel.name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event) -> None:
        # Over a field that was not chosen the wheel scrolls the list, so that nothing changes by accident.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def stepBy(self, steps: int) -> None:
        modifiers = QGuiApplication.queryKeyboardModifiers() | QGuiApplication.keyboardModifiers()
        fine = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self.setSingleStep(self._steps[fine])
        super().stepBy(steps)
        self.setSingleStep(self._steps[0])

    def validate(self, text: str, position: int) -> object:
        text = self._local(text)
        if (number := self._number(text)) is not None and not self.minimum() <= number <= self.maximum():
            # Refused, a key would be swallowed, and 40 stand there for who typed 400: it is limited at the end.
            return QValidator.State.Intermediate, text, position
        return super().validate(text, position)

    def fixup(self, text: str) -> str:
        number = self._number(self._local(text))
        if number is None:
            return super().fixup(text)
        return self.textFromValue(min(max(number, self.minimum()), self.maximum())) + self.suffix()

    def _number(self, text: str) -> float | None:
        number, whole = self.locale().toDouble(text.removesuffix(self.suffix()).strip())
        return number if whole and isfinite(number) else None

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(self._local(text))

    def _local(self, text: str) -> str:
        """`text` with the decimal sign of this locale: people type what their keyboard has."""
        point = self.locale().decimalPoint()
        other = "," if point == "." else "."
        if point not in text and text.count(other) == 1:
            text = text.replace(other, point)
        return text.replace("−", "-")

    def event(self, event) -> bool:
        # These step the value here, whatever they do in the window.
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _STEPPING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self.textFromValue(self.value()) + self.suffix())
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()
