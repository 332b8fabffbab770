"""Keys are picked one by one, copied by dragging, scaled in value, raised and set by numbers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import LINEAR, cubic
from lestalk_studio.ui.commands.keys import SetTransition
from lestalk_studio.ui.timeline.key_dialogs import ScaleDialog, ValueDialog
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, TOP
from tests.e2e.editor.dialogs import none_open, opened
from tests.e2e.editor.mouse import drag, key_at, move, press, release

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def canvas(window):
    happy = Track("happy", (Keyframe(1.0, 1.0, LINEAR), Keyframe(2.0, 3.0)))
    sad = Track("sad", (Keyframe(1.0, 1.0),))
    window.session.open(Project(tracks=(happy, sad)))
    window.session.set_media_seconds(6.0)
    window.canvas.fit()
    return window.canvas


def keys(window, lane):
    return [(key.time, pytest.approx(key.value)) for key in window.session.project.track(lane).keys]


def click(canvas, where, modifiers=Qt.KeyboardModifier.NoModifier):
    press(canvas, *where, modifiers)
    release(canvas, *where, modifiers)


@pytest.mark.parametrize("modifier", [CTRL, SHIFT])
def test_a_click_with_ctrl_or_shift_adds_a_key_and_takes_it_away(window, canvas, modifier):
    click(canvas, key_at(canvas, "happy", 1.0))
    click(canvas, key_at(canvas, "sad", 1.0), modifier)
    assert window.session.selection == {"happy": {1.0}, "sad": {1.0}}
    click(canvas, key_at(canvas, "happy", 1.0), modifier)
    assert window.session.selection == {"sad": {1.0}}


def test_all_selected_keys_move_together(window, canvas):
    window.session.select_all()
    x, y = key_at(canvas, "happy", 2.0)
    drag(canvas, (x, y), (canvas.scene().x(2.4), y))
    assert window.session.project.track("happy").times == (1.4, 2.4)
    assert window.session.project.track("sad").times == (1.4,)
    assert window.session.undo_stack.count() == 1


def test_a_drag_with_alt_leaves_the_originals_in_one_step(window, canvas):
    window.session.select_all()
    x, y = key_at(canvas, "happy", 2.0)
    drag(canvas, (x, y), (canvas.scene().x(4.0), y), ALT)
    assert window.session.project.track("happy").times == (1.0, 2.0, 3.0, 4.0)
    assert window.session.project.track("sad").times == (1.0, 3.0)
    assert window.session.selection == {"happy": {3.0, 4.0}, "sad": {3.0}}
    assert window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    assert window.session.project.key_count == 3


def test_escape_takes_dragged_copies_back(window, canvas, qtbot):
    x, y = key_at(canvas, "happy", 2.0)
    press(canvas, x, y, ALT)
    move(canvas, x + 80, y, ALT)
    assert window.session.project.key_count == 4
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    release(canvas, x + 80, y)
    assert window.session.project.key_count == 3 and window.session.undo_stack.count() == 0


def test_scaling_in_time_snaps_to_the_keys_that_stay(window, canvas):
    window.session.select({"happy": frozenset({1.0, 2.0})})
    window.session.seek(4.0)
    drag(canvas, (canvas.scene().x(2.0), TOP - 4), (canvas.scene().x(4.0) + 3, TOP - 4))
    assert window.session.project.track("happy").times == (1.0, 4.0)


def test_the_bracket_of_the_curve_editor_scales_values(window, canvas, qtbot):
    window.actions_by_name["curves"].trigger()
    canvas.set_active({"happy"})
    window.session.select({"happy": frozenset({1.0, 2.0})})
    scene = canvas.scene()
    x = canvas.width() - 4
    drag(canvas, (x, scene.axis.y(3.0)), (x, scene.axis.y(2.0)))
    assert keys(window, "happy") == [(1.0, 1.0), (2.0, 2.0)]
    assert window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    scene = canvas.scene()
    drag(canvas, (x, scene.axis.y(3.0)), (x, scene.axis.y(1.5)), SHIFT)  # about 0
    assert keys(window, "happy") == [(1.0, 0.5), (2.0, 1.5)]


def test_a_handle_is_dragged_in_one_step_and_never_runs_back_in_time(window, canvas):
    window.actions_by_name["curves"].trigger()
    canvas.set_active({"happy"})
    window.session.select({"happy": frozenset({1.0})})
    _, which, x, y = next(canvas.scene().handles(window.session.project.track("happy")))
    assert which == 1
    drag(canvas, (x, y), (x - 400, y - 30))
    transition = window.session.project.track("happy").keys[0].transition
    assert transition.kind == "cubic" and transition.handles[0] == 0.0
    assert window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    assert window.session.project.track("happy").keys[0].transition == LINEAR


def test_a_handle_stays_within_the_channel_and_takes_the_other_one_into_the_span(window, canvas):
    window.actions_by_name["curves"].trigger()
    canvas.set_active({"happy"})
    track = window.session.project.track("happy")
    # As half of a split curve may be: its second handle lies before its first key.
    outside = cubic(0.6, 0.5, -0.05, 0.0)
    window.session.select({"happy": frozenset({1.0})})
    window.session.attempt(SetTransition, outside)
    _, which, x, y = next(canvas.scene().handles(window.session.project.track("happy")))
    assert which == 1
    drag(canvas, (x, y), (canvas.scene().x(2.0) + 50, -4000))
    out, high, into, _ = window.session.project.track("happy").keys[0].transition.handles
    assert (out, into) == (1.0, 0.0)
    assert track.keys[0].value + high == track.channel.high


def test_keys_are_raised_and_lowered_by_keys(window, canvas, qtbot):
    window.session.select_all()
    qtbot.keyClick(window, Qt.Key.Key_Up, ALT)
    assert keys(window, "happy") == [(1.0, 1.1), (2.0, 3.1)] and keys(window, "sad") == [(1.0, 1.1)]
    qtbot.keyClick(window, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Down, ALT)
    assert keys(window, "sad") == [(1.0, 0.9)]


def test_keys_are_nudged_by_frames(window, canvas, qtbot):
    window.session.select({"happy": frozenset({2.0})})
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.session.project.track("happy").times == (1.0, 2.04)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.session.project.track("happy").times == (1.0, 2.0)


def test_keys_are_scaled_by_numbers(window, canvas):
    window.session.select({"happy": frozenset({1.0, 2.0})})
    window.actions_by_name["scale_keys"].trigger()
    dialog = opened(window, ScaleDialog)
    dialog.time.setValue(200)
    dialog.value.setValue(50)
    dialog.accept()
    assert keys(window, "happy") == [(1.0, 0.5), (3.0, 1.5)] and window.session.undo_stack.count() == 1


def test_with_one_key_there_is_nothing_to_scale(window, canvas):
    window.session.select({"sad": frozenset({1.0})})
    window.actions_by_name["scale_keys"].trigger()
    assert none_open(window) and "two times" in window.statusBar().currentMessage()


def test_a_value_is_typed_for_all_selected_keys(window, canvas):
    window.session.select_all()
    window.timeline.menus.set_value()
    dialog = opened(window, ValueDialog)
    dialog.value.setValue(2.5)
    dialog.accept()
    assert {key.value for t in window.session.project.tracks for key in t.keys} == {2.5}
    assert window.session.undo_stack.count() == 1


def test_cut_keys_are_pasted_into_another_lane(window, canvas, qtbot):
    window.session.select({"sad": frozenset({1.0})})
    qtbot.keyClick(window, Qt.Key.Key_X, CTRL)
    assert not window.session.project.track("sad").keys
    canvas.set_active({"fear"})
    window.session.seek(3.0)
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    assert keys(window, "fear") == [(3.0, 1.0)]
    QGuiApplication.clipboard().clear()


def test_a_clipboard_without_keys_is_told(window, canvas, qtbot):
    QGuiApplication.clipboard().setText("hello")
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    assert "no keys to paste" in window.statusBar().currentMessage()
    assert window.session.undo_stack.count() == 0
    QGuiApplication.clipboard().clear()


def test_dragged_beyond_the_edge_the_view_goes_on_and_the_key_with_it(window, canvas, qtbot):
    canvas.set_view(canvas.view.fitted(0.0, 3.0))
    x, y = key_at(canvas, "happy", 2.0)
    press(canvas, x, y)
    move(canvas, canvas.width() + 40, y)
    qtbot.waitUntil(lambda: canvas.view.start > 1.0)
    assert window.session.project.track("happy").times[-1] > canvas.view.end - 0.5
    release(canvas, canvas.width() + 40, y)
    start = canvas.view.start
    qtbot.wait(100)
    assert canvas.view.start == start  # it stands still then
    assert window.session.undo_stack.count() == 1


def test_dragged_back_over_the_left_edge_a_key_stops_at_zero(window, canvas, qtbot):
    canvas.set_view(canvas.view.fitted(1.5, 3.0))
    x, y = key_at(canvas, "happy", 2.0)
    press(canvas, x, y)
    move(canvas, HEADER_WIDTH - 60, y)
    qtbot.waitUntil(lambda: canvas.view.start == 0.0)
    qtbot.waitUntil(lambda: window.session.project.track("happy").times[0] == 0.0)
    release(canvas, HEADER_WIDTH - 60, y)
