"""Values are slid, typed, reset and keyed."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.les.space import SIDED_NUMBERS
from lestalk_studio.ui.inspector.section import sections
from lestalk_studio.ui.timeline.scene import TOP
from tests.e2e.editor.mouse import double_click, drag

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_every_channel_has_one_row():
    shown = [name for contents in sections() for name in contents.names]
    assert sorted(shown) == sorted(CHANNELS)


def test_sliding_sets_a_key_in_one_step(window):
    window.session.seek(1.0)
    slider = window.inspector.rows["happy"].slider
    drag(slider, (slider.x_of(0.0), 9), (slider.x_of(1.5), 9))
    track = window.session.project.track("happy")
    assert track.times == (1.0,) and track.value_at(1.0) == pytest.approx(1.5, abs=0.1)
    assert window.session.undo_stack.count() == 1
    assert window.inspector.rows["happy"].dot.here


def test_shift_is_fine(window):
    slider = window.inspector.rows["happy"].slider
    drag(slider, (slider.x_of(0.0), 9), (slider.x_of(2.0), 9), SHIFT)
    assert window.session.project.track("happy").value_at(0.0) == pytest.approx(0.2, abs=0.05)


def test_a_typed_value_may_pass_the_slider(window):
    row = window.inspector.rows["angry"]
    row.spin.setValue(4.5)
    assert window.session.project.track("angry").value_at(0.0) == 4.5
    assert row.slider.x_of(4.5) == row.slider.x_of(3.0)


def test_a_double_click_resets(window):
    row = window.inspector.rows["AU12"]
    row.spin.setValue(0.7)
    double_click(row.slider, row.slider.x_of(0.7), 9)
    assert window.session.project.track("AU12").value_at(0.0) == 0.0


def test_the_dot_sets_and_removes_a_key(window):
    row = window.inspector.rows["sad"]
    row.dot.click()
    assert window.session.project.track("sad").times == (0.0,)
    row.dot.click()
    assert window.session.project.track("sad").times == ()


def test_without_auto_key_a_frame_between_keys_is_left_alone(window):
    keys = (Keyframe(0.0, 1.0), Keyframe(2.0, 2.0))
    window.session.open(Project(tracks=(Track("happy", keys),)))
    window.actions_by_name["auto_key"].trigger()
    window.session.seek(1.0)
    row = window.inspector.rows["happy"]
    row.spin.setValue(3.0)
    assert window.session.project.track("happy").keys == keys
    assert row.spin.value() == pytest.approx(1.5)
    assert "no key at this frame" in window.statusBar().currentMessage()


def test_values_follow_the_playhead(window):
    window.session.open(Project(tracks=(Track("happy", (Keyframe(0.0, 1.0), Keyframe(2.0, 2.0))),)))
    window.session.seek(2.0)
    assert window.inspector.rows["happy"].slider.value == 2.0


def test_searching_finds_units_by_name_and_code(window):
    window.inspector.search.setText("brow")
    shown = {name for name, row in window.inspector.rows.items() if row.isVisible()}
    assert {"AU01", "AU02", "AU04", "L01"} <= shown and "happy" not in shown
    window.inspector.search.setText("")
    assert window.inspector.rows["happy"].isVisible() and not window.inspector.rows["L01"].isVisible()


def wheel(widget, steps, modifiers=Qt.KeyboardModifier.NoModifier):
    """Turn the wheel over the middle of `widget`; whether the widget took it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def value(window, name, time=0.0):
    return window.session.project.track(name).value_at(time)


def type_into(qtbot, spin, text):
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, text)
    qtbot.keyClick(spin, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["0.75", "0,75"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_decimal_comma_is_as_good_as_a_point(window, qtbot, text, language):
    spin = window.inspector.rows["AU12"].spin
    spin.setLocale(QLocale(language))
    type_into(qtbot, spin, text)
    assert value(window, "AU12") == 0.75
    assert spin.text() == ("0.75" if language == "en" else "0,75")
    type_into(qtbot, spin, "-" + text)
    assert value(window, "AU12") == -0.75


@pytest.mark.parametrize(
    ("name", "typed", "becomes"),
    [("happy", "99", 10.0), ("happy", "-3", 0.0), ("head_yaw", "400", 90.0), ("head_yaw", "-400°", -90.0)],
)
def test_a_typed_value_beyond_the_range_becomes_its_end(window, qtbot, name, typed, becomes):
    spin = window.inspector.rows[name].spin
    type_into(qtbot, spin, "2")
    type_into(qtbot, spin, typed)
    assert value(window, name) == becomes == spin.value()


@pytest.mark.parametrize("typed", ["smile", "nan", "inf", "", "-", "1e999"])
def test_what_is_no_number_changes_nothing(window, qtbot, typed):
    spin = window.inspector.rows["happy"].spin
    type_into(qtbot, spin, "2")
    type_into(qtbot, spin, typed)
    assert 0 <= value(window, "happy") <= 10 and (typed == "1e999" or value(window, "happy") == 2.0)


def test_return_hands_the_keys_back_and_escape_forgets(window, qtbot):
    spin = window.inspector.rows["happy"].spin
    type_into(qtbot, spin, "1.5")
    assert not spin.hasFocus() and value(window, "happy") == 1.5
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "2.5")
    qtbot.keyClick(spin, Qt.Key.Key_Escape)
    assert not spin.hasFocus() and spin.value() == 1.5 and value(window, "happy") == 1.5


def test_the_wheel_scrolls_the_list_unless_the_value_was_chosen(window):
    row = window.inspector.rows["happy"]
    for widget in (row.slider, row.spin):
        widget.clearFocus()
        assert not wheel(widget, 1) and value(window, "happy") == 0.0
    row.slider.setFocus()
    assert wheel(row.slider, 2) and value(window, "happy") == pytest.approx(0.3)
    assert window.session.undo_stack.count() == 1
    wheel(row.slider, -1)
    assert value(window, "happy") == pytest.approx(0.15)
    assert window.session.undo_stack.count() == 1, "turning on is the same change"
    window.actions_by_name["undo"].trigger()
    assert value(window, "happy") == 0.0 and row.slider.value == 0.0


def test_shift_makes_every_way_fine(window, qtbot):
    row = window.inspector.rows["AU12"]
    row.slider.setFocus()
    wheel(row.slider, 1, SHIFT)
    assert value(window, "AU12") == pytest.approx(0.01)
    row.reset()
    qtbot.keyClick(row.slider, Qt.Key.Key_PageUp, SHIFT)
    assert value(window, "AU12") == pytest.approx(0.01)
    qtbot.keyClick(row.slider, Qt.Key.Key_PageUp)
    assert value(window, "AU12") == pytest.approx(0.11)
    row.spin.setFocus()
    qtbot.keyClick(row.spin, Qt.Key.Key_Up)
    assert value(window, "AU12") == pytest.approx(0.16)
    assert window.session.playhead == 0.0, "the arrow stepped the value, not the playhead"


def test_left_and_right_unfold_below_their_unit(window):
    rows = window.inspector.rows
    assert {f"AU{n:02d}" for n in SIDED_NUMBERS} == {n for n, row in rows.items() if row.sides is not None}
    assert not rows["L12"].isVisible()
    rows["AU12"].sides.click()
    assert rows["L12"].isVisible() and rows["R12"].isVisible() and not rows["L10"].isVisible()
    assert rows["AU12"].y() < rows["L12"].y() < rows["R12"].y() < rows["AU14"].y()
    rows["L12"].spin.setValue(0.4)
    assert value(window, "L12") == 0.4
    rows["AU12"].sides.click()
    assert not rows["L12"].isVisible()


def test_seventeen_units_and_eight_emotions_lie_open(window):
    shown = [name for name, row in window.inspector.rows.items() if row.isVisible()]
    assert len([n for n in shown if CHANNELS[n].group == "action"]) == 17
    assert len([n for n in shown if CHANNELS[n].group == "emotion"]) == 8
    assert not [n for n in shown if CHANNELS[n].group == "isolation"]


@pytest.fixture
def right_click(window):
    """Right click on a row; gives the entries of its menu."""
    menus = []

    def on(name):
        row = window.inspector.rows[name]
        point = row.label.rect().center()
        where = row.label.mapToGlobal(point)
        QApplication.sendEvent(row.label, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where))
        menus.append(QApplication.activePopupWidget())
        return {action.text(): action for action in menus[-1].actions() if action.text()}

    yield on
    for menu in menus:
        menu.close()


def test_a_right_click_keys_resets_and_walks(window, right_click):
    happy = Track("happy", (Keyframe(1.0, 0.5), Keyframe(2.0, 1.0)))
    window.session.open(Project(tracks=(happy,)))
    window.session.seek(1.52)
    entries = right_click("happy")
    entries["Next key"].trigger()
    assert window.session.playhead == 2.0
    entries = right_click("happy")
    assert "Remove key here" in entries and not entries["Next key"].isEnabled()
    entries["Reset"].trigger()
    assert window.session.project.track("happy").value_at(2.0) == 0.0
    right_click("happy")["Clear lane"].trigger()
    entries = right_click("happy")
    assert not window.session.project.track("happy").keys
    assert not entries["Clear lane"].isEnabled() and not entries["Reset"].isEnabled()
    entries["Set key here"].trigger()
    assert window.session.project.track("happy").times == (2.0,)


@pytest.mark.parametrize("name", ["head_z", "R12", "sad"])
def test_a_lane_is_found_from_its_value(window, right_click, name):
    window.actions_by_name["keyed_only"].trigger()
    window.canvas.set_folded({"emotion", "action", "mix", "aux", "isolation"})
    right_click(name)["Show in the timeline"].trigger()
    canvas = window.canvas
    row = canvas.scene().lane(name)
    assert canvas.active == (name,) and row is not None
    assert canvas.scene().y(row) >= TOP and canvas.scene().y(row) + row.height <= canvas.height()


def test_tab_goes_through_a_section_as_it_stands(window):
    inspector = window.inspector
    inspector.search.setFocus()
    seen = []
    for _ in range(60):
        window.focusNextPrevChild(True)
        widget = window.focusWidget()
        seen.append((widget.mapTo(inspector, QPoint(0, widget.height() // 2)), widget))
    for (above, _), (below, widget) in pairwise(seen):
        same_line = abs(above.y() - below.y()) < 8
        assert below.x() > above.x() if same_line else below.y() > above.y(), widget.accessibleName()
