"""The preview on the whole screen, with every key at work, and everything as before afterwards."""

import pytest
from PySide6.QtCore import Qt


@pytest.fixture
def full(window, portrait, qtbot):
    """A window that shows a face on the whole screen."""
    window.resize(780, 700)  # the screen of the tests is 800 by 800
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    window.before = looks(window)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.isFullScreen())
    return window


def looks(window) -> dict:
    """What should be the same before and after."""
    return {
        "size": window.size(),
        "docks": {name: (dock.isVisible(), dock.size()) for name, dock in window._docks.items()},
        "bars": [
            window.menuBar().isVisible(),
            window.statusBar().isVisible(),
            window.view_panel.bar.isVisible(),
        ],
        "viewport": window.viewport.size(),
    }


def test_nothing_but_the_preview_is_seen(full):
    assert full.viewport.size() == full.size()
    assert not any(dock.isVisible() for dock in full._docks.values())
    assert not full.menuBar().isVisible() and not full.statusBar().isVisible()
    assert full.actions_by_name["full_screen"].isChecked()


def test_keys_of_playing_and_looking_go_on_working(full, qtbot):
    qtbot.keyClick(full, Qt.Key.Key_Space)
    assert full.playback.playing
    qtbot.keyClick(full, Qt.Key.Key_Space)
    assert not full.playback.playing
    full.session.seek(1.0)
    qtbot.keyClick(full, Qt.Key.Key_Period)
    assert full.session.frame == 26
    qtbot.keyClick(full, Qt.Key.Key_3)
    assert full.viewport.comparison == "side_by_side"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_escape_and_the_same_key_bring_everything_back(full, qtbot, key):
    qtbot.keyClick(full, key)
    qtbot.waitUntil(lambda: not full.isFullScreen())
    qtbot.waitUntil(lambda: looks(full) == full.before)
    assert not full.actions_by_name["full_screen"].isChecked()


def test_a_dock_that_was_closed_stays_closed(window, qtbot):
    window._docks["history"].close()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window._docks["history"].isVisible() and window._docks["timeline"].isVisible()


def test_escape_belongs_to_others_again_afterwards(full, qtbot):
    qtbot.keyClick(full, Qt.Key.Key_Escape)
    full.editing.add_key()
    full.editing.select_all()
    assert full.session.selection
    full.canvas.setFocus()
    qtbot.keyClick(full.canvas, Qt.Key.Key_Escape)
    assert not full.session.selection


def test_the_mouse_is_hidden_when_it_rests(full, qtbot):
    full.viewing.full_screen._idle.timeout.emit()
    assert full.viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    qtbot.mouseMove(full.viewport)
    qtbot.waitUntil(lambda: full.viewport.cursor().shape() != Qt.CursorShape.BlankCursor)


def test_the_window_can_be_closed_from_there(full, qtbot):
    full.session.undo_stack.setClean()
    assert full.close()
