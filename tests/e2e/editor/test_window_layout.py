"""The window is arranged once: it comes back as it was left, and the docks can be put back."""

import pytest
from PySide6.QtCore import QSettings

from lestalk_studio.ui.window_layout import DOCKS, PLACE, WindowLayout


@pytest.fixture
def layout(window):
    return WindowLayout(window)


def put_back(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    (action,) = (a for menu in menus for a in menu.actions() if a.text() == "Put the docks back")
    action.trigger()


def test_a_first_start_leaves_the_window_as_it_is(window, layout):
    assert all(dock.isVisible() or dock.visibleRegion().isEmpty() for dock in window._docks.values())
    assert not window._docks["inspector"].isFloating()


def test_what_was_closed_and_moved_stays_so_and_can_be_put_back(window, layout, qtbot):
    docks = window._docks
    docks["radar"].close()
    docks["inspector"].setFloating(True)
    docks["history"].raise_()
    layout.keep()
    put_back(window)
    qtbot.waitUntil(lambda: docks["radar"].isVisible() and not docks["inspector"].isFloating())
    layout.restore()
    qtbot.waitUntil(lambda: docks["radar"].isHidden() and docks["inspector"].isFloating())
    assert not docks["history"].visibleRegion().isEmpty()
    put_back(window)
    assert docks["radar"].isVisible() and not docks["inspector"].isFloating()
    assert not docks["presets"].visibleRegion().isEmpty()


def test_closing_keeps_it_but_not_from_the_full_screen(window, layout):
    window.actions_by_name["full_screen"].trigger()
    layout.eventFilter(window, _close())
    assert QSettings().value(DOCKS) is None
    window.actions_by_name["full_screen"].trigger()
    window._docks["radar"].close()
    window.close()
    assert QSettings().value(DOCKS) is not None and QSettings().value(PLACE) is not None


def test_rubbish_in_the_settings_harms_nothing(window):
    QSettings().setValue(PLACE, b"rubbish")
    QSettings().setValue(DOCKS, b"rubbish")
    WindowLayout(window)
    assert window.isVisible() and window._docks["timeline"].isVisible()


def _close():
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Close)
