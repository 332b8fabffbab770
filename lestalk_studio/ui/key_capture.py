"""A field that waits for one key, with its modifiers, and tells which."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from lestalk_studio.ui.texts import tr

_ALONE = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
    Qt.Key(0),
}
_KEPT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.ShiftModifier
)


class KeyCapture(QLineEdit):
    """captured(portable text of the shortcut), or cancelled: Escape was pressed, or the focus went away."""

    captured = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText(tr("Press a key; Escape leaves it"))
        self.setAccessibleName(tr("New key"))
        self._done = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # or the key would do what it does now
            return True
        if event.type() == QEvent.Type.KeyPress:  # here, for Tab never comes to keyPressEvent
            self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish(None)

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ALONE:
            return
        modifiers = event.modifiers() & _KEPT
        if key == Qt.Key.Key_Escape and not modifiers:
            self._finish(None)
            return
        if key == Qt.Key.Key_Backtab:
            key = Qt.Key.Key_Tab
        elif modifiers & Qt.KeyboardModifier.ShiftModifier and _is_sign(event.text()):
            modifiers &= ~Qt.KeyboardModifier.ShiftModifier  # '?' is typed with Shift on most keyboards
        sequence = QKeySequence(QKeyCombination(modifiers, key))
        self._finish(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    def _finish(self, key: str | None) -> None:
        if self._done:
            return
        self._done = True
        if key:
            self.captured.emit(key)
        else:
            self.cancelled.emit()


def _is_sign(text: str) -> bool:
    return len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace()
