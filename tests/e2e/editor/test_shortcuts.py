"""Shortcuts are found, changed by pressing a key, kept, and never answer twice."""

import json

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication

from lestalk_studio.ui.actions import action_table
from lestalk_studio.ui.shortcut_sheet import ShortcutSheet
from lestalk_studio.ui.shortcut_store import default_keys, load_own_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    yield window.findChild(ShortcutSheet)
    for shown in window.findChildren(ShortcutSheet):
        shown.close()


def back_to(window, sheet, qtbot):
    sheet.close()
    window.activateWindow()  # a window manager does that
    qtbot.waitUntil(window.isActiveWindow)


def click_keys_of(sheet, name, qtbot):
    item = sheet._items[name]
    sheet.tree.scrollToItem(item)
    QApplication.processEvents()  # the rows are laid out late
    room = sheet.tree.visualItemRect(item)
    column = sheet.tree.columnViewportPosition(1)
    where = QPoint(column + 20, room.center().y())
    qtbot.mouseClick(sheet.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_sheet_lists_every_action_with_its_keys(window, sheet):
    for spec in action_table():
        item = sheet._items[spec.name]
        assert item.text(0) == spec.text.removesuffix(" …")
        assert item.text(1).count(",") >= len(spec.keys) - 1 and bool(item.text(1)) == bool(spec.keys)


@pytest.mark.parametrize(("words", "name"), [("add marker", "add_marker"), ("shift+m", "add_marker")])
def test_an_action_is_found_by_name_and_by_key(sheet, qtbot, words, name):
    qtbot.keyClicks(sheet.search, words)
    shown = [found for found, item in sheet._items.items() if not item.isHidden()]
    assert shown == [name]


def test_a_click_and_a_key_change_a_shortcut_at_once(window, sheet, qtbot):
    click_keys_of(sheet, "add_marker", qtbot)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_F7, SHIFT)
    back_to(window, sheet, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_M, SHIFT)
    assert not window.session.project.markers
    qtbot.keyClick(window, Qt.Key.Key_F7, SHIFT)
    assert len(window.session.project.markers) == 1
    assert "Shift+F7" in window.actions_by_name["add_marker"].toolTip()


def test_changed_keys_are_there_at_the_next_start(window, sheet, qtbot):
    click_keys_of(sheet, "add_marker", qtbot)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_F7)
    assert load_own_keys() == {"add_marker": ("F7",)}
    assert json.loads(QSettings().value("shortcuts")) == {"add_marker": ["F7"]}


def test_escape_leaves_a_key_as_it_was(sheet, qtbot):
    click_keys_of(sheet, "mute", qtbot)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_Escape)
    assert sheet.isVisible() and sheet._capture is None and sheet.keys == default_keys()


def test_a_key_that_is_taken_is_told_and_moved_when_wanted(window, sheet, qtbot):
    click_keys_of(sheet, "mute", qtbot)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_S)
    assert sheet.bar.isVisible() and "Solo lane" in sheet.question.text()
    assert sheet.keys == default_keys()  # nothing yet
    qtbot.mouseClick(sheet.leave, Qt.MouseButton.LeftButton)
    assert sheet.keys == default_keys() and not sheet.bar.isVisible()
    click_keys_of(sheet, "mute", qtbot)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_S)
    qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert sheet.keys["mute"] == ("S",) and sheet.keys["solo"] == ()
    back_to(window, sheet, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_S)
    assert window.session.project.track("happy").muted and not window.session.project.track("happy").soloed


def test_a_second_key_beside_the_first(window, sheet, qtbot):
    sheet.tree.setCurrentItem(sheet._items["loop"])
    qtbot.mouseClick(sheet.add, Qt.MouseButton.LeftButton)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_F8)
    assert sheet.keys["loop"] == ("Ctrl+L", "F8")


def test_resetting_one_takes_its_keys_back_from_others(sheet, qtbot):
    for name, key in (("mute", Qt.Key.Key_F6), ("solo", Qt.Key.Key_M)):
        click_keys_of(sheet, name, qtbot)
        qtbot.keyClick(sheet._capture, key)
    assert sheet.keys["solo"] == ("M",)
    sheet.tree.setCurrentItem(sheet._items["mute"])
    qtbot.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert sheet.keys["mute"] == ("M",) and sheet.keys["solo"] == ()


def test_resetting_all_brings_the_defaults_back(window, sheet, qtbot):
    click_keys_of(sheet, "mute", qtbot)
    qtbot.keyClick(sheet._capture, Qt.Key.Key_F6)
    sheet.tree.setCurrentItem(sheet._items["undo"])
    qtbot.mouseClick(sheet.clear, Qt.MouseButton.LeftButton)
    assert window.actions_by_name["undo"].shortcuts() == []
    qtbot.mouseClick(sheet.reset_all, Qt.MouseButton.LeftButton)
    assert sheet.keys == default_keys() and load_own_keys() == {}
    assert window.actions_by_name["undo"].shortcut().toString() == "Ctrl+Z"


@pytest.mark.parametrize(
    "stored", ["nonsense", "[1]", '{"undo": 3}', '{"nobody": ["F5"]}', '{"undo": ["blah"]}']
)
def test_damaged_settings_give_no_action_a_wrong_key(window, stored):
    QSettings().setValue("shortcuts", stored)
    assert all(key == () for key in load_own_keys().values())


def test_no_key_answers_twice_even_after_hand_editing():
    QSettings().setValue("shortcuts", json.dumps({"mute": ["S"], "loop": ["S"]}))
    keys = default_keys() | load_own_keys()
    held = [key for some in keys.values() for key in some]
    assert len(held) == len(set(held)) and keys["mute"] == ("S",)
