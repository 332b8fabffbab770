"""Every part of the timeline has its right-click menu, and its entries do what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.document.track import Track
from lestalk_studio.ui.timeline.lanes import GROUPS
from lestalk_studio.ui.timeline.scene import RULER_HEIGHT, TOP
from tests.e2e.editor.mouse import key_at, press, release


@pytest.fixture
def canvas(window):
    happy = Track("happy", (Keyframe(1.0, 0.0), Keyframe(2.0, 3.0)))
    window.session.open(Project(tracks=(happy,), markers=(Marker(3.0, "turn"),), start=0.5, end=5.0))
    window.session.set_media_seconds(6.0)
    window.canvas.fit()
    return window.canvas


@pytest.fixture
def right_click(window, canvas):
    """Right click at a place; gives the entries of the menu that opens."""
    shown = []

    def at(x, y):
        press(canvas, x, y, button=Qt.MouseButton.RightButton)
        release(canvas, x, y, button=Qt.MouseButton.RightButton)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu opened"
        shown.append(menu)
        return {action.text(): action for action in menu.actions() if action.text()}

    yield at
    for menu in shown:
        menu.close()


def test_on_a_key_it_selects_the_key_and_offers_transitions(window, canvas, right_click):
    entries = right_click(*key_at(canvas, "happy", 1.0))
    assert window.session.selection == {"happy": {1.0}}
    assert {"Hold", "Linear", "Ease in", "Ease out", "Ease in and out", "Overshoot"} <= set(entries)
    assert {"Value …", "Cut keys", "Copy keys", "Duplicate keys", "Delete keys"} <= set(entries)
    assert entries["Ease in and out"].isChecked()
    entries["Hold"].trigger()
    assert window.session.project.track("happy").keys[0].transition.kind == "hold"


def test_on_a_lane_a_key_is_added_where_it_was_clicked(window, canvas, right_click):
    _, y = key_at(canvas, "happy", 1.0)
    entries = right_click(canvas.scene().x(4.0), y)
    entries["Add key here"].trigger()
    assert window.session.project.track("happy").times == (1.0, 2.0, 4.0)
    entries = right_click(20, y)
    entries["Mute"].trigger()
    assert window.session.project.track("happy").muted
    right_click(20, y)["Clear lane"].trigger()
    assert not window.session.project.track("happy").keys


def test_on_the_ruler_in_and_out_are_set(window, canvas, right_click):
    entries = right_click(canvas.scene().x(2.0), 14)
    assert {"Add marker here …", "Loop", "Count in frames", "Fit all"} <= set(entries)
    entries["Set in point here"].trigger()
    assert window.session.project.start == 2.0
    right_click(canvas.scene().x(4.0), 14)["Clear in and out"].trigger()
    assert window.session.project.start is None


def test_on_a_marker(window, canvas, right_click):
    right_click(canvas.scene().x(3.0), RULER_HEIGHT - 5)["Go to marker"].trigger()
    assert window.session.playhead == 3.0


def test_on_a_group_its_lanes_are_folded_muted_and_selected(window, canvas, right_click):
    row = next(row for row in canvas.scene().rows if row.name == "emotion")
    y = canvas.scene().y(row) + 5
    right_click(20, y)["Select their keys"].trigger()
    assert window.session.selection == {"happy": {1.0, 2.0}}
    right_click(20, y)["Mute all of them"].trigger()
    assert all(window.session.project.track(name).muted for name in ("happy", "sad", "neutral"))
    assert window.session.undo_stack.count() == 1
    right_click(20, y)["Fold all"].trigger()
    assert canvas.folded == set(GROUPS)
    right_click(20, TOP + 5)["Unfold"].trigger()
    assert canvas.folded == set(GROUPS) - {"emotion"}


def test_on_empty_ground_keys_are_pasted(window, canvas, right_click, qtbot):
    canvas.set_folded(set(GROUPS))
    window.session.select_all()
    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    window.session.seek(4.0)
    below = TOP + canvas.scene().rows[-1].bottom + 10
    right_click(canvas.scene().x(4.0), below)["Paste keys"].trigger()
    assert window.session.project.track("happy").times == (1.0, 2.0, 4.0, 5.0)
    QGuiApplication.clipboard().clear()


def test_on_the_range_it_is_cleared_and_looped(window, canvas, right_click):
    entries = right_click(canvas.scene().x(1.5), 2)
    entries["Loop"].trigger()
    assert window.session.loop and window.actions_by_name["loop"].isChecked()
    right_click(canvas.scene().x(1.5), 2)["Clear in and out"].trigger()
    assert window.session.project.end is None
