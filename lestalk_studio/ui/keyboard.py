"""Keys that belong to the control with the focus, although the window has a shortcut on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QTabBar, QWidget

_K = Qt.Key
_ACROSS, _UPRIGHT = {_K.Key_Left, _K.Key_Right}, {_K.Key_Up, _K.Key_Down}
_JUMPS = {_K.Key_Home, _K.Key_End, _K.Key_PageUp, _K.Key_PageDown}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def own_keys(widget: QWidget | None) -> set[Qt.Key]:
    """Keys without modifiers that `widget` is worked with."""
    if isinstance(widget, QAbstractItemView):
        return _ACROSS | _UPRIGHT | _JUMPS | {_K.Key_Return, _K.Key_Enter}
    if isinstance(widget, QAbstractSlider):
        return _ACROSS | _UPRIGHT | _JUMPS
    if isinstance(widget, QTabBar):
        return _ACROSS | {_K.Key_Home, _K.Key_End}
    if isinstance(widget, QComboBox):
        return _UPRIGHT | {_K.Key_Space}
    if isinstance(widget, QAbstractButton):
        # Only who walked there by Tab has the focus on a button: Space presses it, and does not play.
        return {_K.Key_Space} | (_ACROSS | _UPRIGHT if widget.group() is not None else set())
    return set()


def is_for_focus(event: QEvent, focus: QWidget | None) -> bool:
    """Whether `event` asks if a key is wanted before the window's shortcut gets it, and `focus` wants it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and event.modifiers() in _PLAIN
        and event.key() in own_keys(focus)
    )
