"""Everything can be reached and worked with the keyboard, has a name, and shows when it has the focus."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from lestalk_studio.ui import preferences
from lestalk_studio.ui.theme import DARK, LIGHT
from tests.e2e.editor.snapshot import grab

SIGNS = set("+-−‹›|◀▶◆⋯…▾▸<> ")


def focusable(root: QWidget) -> list[QWidget]:
    """Visible widgets that Tab stops at."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox)
        stops = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if (
            stops
            and widget.isVisibleTo(root)
            and widget.isEnabled()
            and not inner
            and not widget.focusProxy()
        ):
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()


def walk(window: QWidget, most: int = 600) -> list[QWidget]:
    """The widgets that Tab comes by, until it is round."""
    seen: list[QWidget] = []
    while len(seen) < most:
        window.focusNextPrevChild(True)
        now = window.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    return seen


def test_tab_comes_by_every_control(window):
    window.activateWindow()
    window.presets.list.setCurrentRow(0)
    window.inspector.search.setFocus()
    reached = {id(widget) for widget in walk(window)}
    left_out = [widget for widget in focusable(window) if id(widget) not in reached]
    assert not left_out, [(type(w).__name__, name_of(w)) for w in left_out]


def test_tab_goes_down_the_inspector_row_by_row(window):
    window.activateWindow()
    window.inspector.search.setFocus()
    order = walk(window)[:40]
    row = window.inspector.rows["angry"]
    at = [order.index(part) for part in (row.dot, row.slider, row.spin)]
    assert at == [at[0], at[0] + 1, at[0] + 2]
    after = window.inspector.rows["contempt"]
    assert order.index(after.dot) == at[2] + 1
    middles = [w.mapTo(window, w.rect().center()).y() for w in order if window.inspector.isAncestorOf(w)]
    assert all(b > a - 3 for a, b in pairwise(middles))


def test_the_tab_key_itself_walks(window, qtbot):
    row = window.inspector.rows["happy"]
    window.activateWindow()
    row.slider.setFocus()
    qtbot.keyClick(row.slider, Qt.Key.Key_Tab)
    assert window.focusWidget() is row.spin
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
    assert window.focusWidget() is not window.canvas


def test_every_control_has_a_name_that_can_be_read_aloud(window):
    window.presets.list.setCurrentRow(0)
    for widget in focusable(window):
        if isinstance(widget, QScrollBar):
            continue
        name = name_of(widget)
        assert name.strip() and not set(name) <= SIGNS, (type(widget).__name__, name, widget.objectName())


def dialogs(window):
    """Every dialog that opens without a question first."""
    yield window.exporting, window.exporting.show_again
    yield None, window.show_shortcuts
    yield None, lambda: preferences.show_preferences(window)


def test_dialogs_are_named_and_reached_too(window):
    for dialog, show in dialogs(window):
        before = set(map(id, window.findChildren(QDialog)))
        show()
        QApplication.processEvents()
        opened = dialog or next(
            d for d in window.findChildren(QDialog) if id(d) not in before and d.isVisible()
        )
        for widget in focusable(opened):
            label = next((w for w in opened.findChildren(QLabel) if w.buddy() is widget), None)
            name = name_of(widget) or (label.text() if label else "")
            assert name.strip() and not set(name) <= SIGNS, (opened.windowTitle(), type(widget).__name__)
        opened.close()
        QApplication.processEvents()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_what_has_the_focus_shows_it(dressed, window, theme):
    dressed(theme)
    QApplication.processEvents()
    window.activateWindow()
    row = window.inspector.rows["AU12"]
    kinds = [row.dot, row.slider, row.spin, row.sides, window.inspector.search, window.presets.list]
    kinds += [window.presets.save, *window.findChildren(QAbstractButton, "heading")[:1]]
    kinds += [w for w in focusable(window.timeline) if isinstance(w, QAbstractButton)][:1]
    window.presets.list.setCurrentRow(0)
    kinds.append(window.presets.blend)
    for widget in kinds:
        window.setFocus()
        QApplication.processEvents()
        without = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        changed = np.abs(picture(widget).astype(int) - without).max(axis=2) > 40
        assert changed.sum() >= 12, (type(widget).__name__, widget.objectName())


def picture(widget: QWidget) -> np.ndarray:
    image = grab(widget)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def test_keys_go_to_the_control_with_the_focus(window, qtbot):
    window.session.set_media_seconds(4.0)
    panel = window.presets
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_Right)
    assert panel.list.currentRow() == 1 and window.session.playhead == 0.0
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.session.project.track("happy").value_at(0.0) == 3.0
    heading = window.inspector.sections[0]._head
    heading.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert not window.playback.playing and not window.inspector.rows["happy"].isVisible()


def test_elsewhere_keys_go_to_the_window(window, qtbot):
    window.session.set_media_seconds(4.0)
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    assert window.session.frame == 1
    window.inspector.rows["happy"].slider.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.keyClick(window.inspector.rows["happy"].slider, Qt.Key.Key_Right)
    assert window.session.frame == 2, "after a drag the arrows step frames"
    window.presets.list.setFocus()
    qtbot.keyClick(window.presets.list, Qt.Key.Key_Space)
    assert window.playback.playing
    window.playback.pause()


def test_docks_can_be_shown_from_the_menu(window):
    docks = window.findChildren(QDockWidget)
    entries = [a for menu in window.menuBar().actions() for a in menu.menu().actions()]
    for dock in docks:
        assert dock.toggleViewAction() in entries, dock.windowTitle()


def test_every_entry_of_the_menu_bar_has_an_access_key(window):
    keys = [a.text()[a.text().index("&") + 1].casefold() for a in window.menuBar().actions()]
    assert len(set(keys)) == len(keys)
