"""Keys are added, dragged, boxed, copied and undone by mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.document.track import Track
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, RULER_HEIGHT, TOP
from tests.e2e.editor.mouse import double_click, drag, key_at, move, press, release

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def canvas(window):
    happy = Track("happy", (Keyframe(1.0, 0.0), Keyframe(2.0, 3.0)))
    sad = Track("sad", (Keyframe(1.0, 1.0),))
    window.session.open(Project(tracks=(happy, sad), markers=(Marker(3.0, "turn"),)))
    window.session.set_media_seconds(6.0)
    window.canvas.fit()
    return window.canvas


def times(window, lane):
    return window.session.project.track(lane).times


def test_a_key_is_dragged_and_the_drag_undone(window, canvas, qtbot):
    x, y = key_at(canvas, "happy", 2.0)
    drag(canvas, (x, y), (canvas.scene().x(2.52), y))
    assert times(window, "happy") == (1.0, 2.52)
    assert window.session.undo_stack.count() == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert times(window, "happy") == (1.0, 2.0)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert times(window, "happy") == (1.0, 2.52)


def test_keys_snap_to_markers_and_ctrl_lets_them_go(window, canvas):
    x, y = key_at(canvas, "happy", 2.0)
    near = canvas.scene().x(3.0) + 4
    drag(canvas, (x, y), (near, y))
    assert times(window, "happy")[-1] == 3.0
    window.session.undo_stack.undo()
    drag(canvas, (x, y), (near, y), CTRL)
    assert times(window, "happy")[-1] == pytest.approx(canvas.scene().time(near), abs=1e-6)


def test_escape_takes_a_drag_back(window, canvas, qtbot):
    x, y = key_at(canvas, "happy", 2.0)
    press(canvas, x, y)
    move(canvas, x + 60, y)
    assert times(window, "happy") != (1.0, 2.0)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert times(window, "happy") == (1.0, 2.0) and window.session.undo_stack.count() == 0
    release(canvas, x + 60, y)


def test_a_box_selects_and_delete_removes(window, canvas, qtbot):
    canvas.set_scroll(60)  # both lanes are in view then, however high the dock is
    scene = canvas.scene()
    bottom = scene.y(scene.lane("sad")) + 28
    drag(canvas, (scene.x(1.5), TOP + 4), (scene.x(0.5), bottom))
    assert window.session.selection == {"happy": {1.0}, "sad": {1.0}}
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert window.session.project.key_count == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.session.project.key_count == 3


def test_the_bracket_scales_the_selection(window, canvas, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_A, CTRL)
    drag(canvas, (canvas.scene().x(2.0), TOP - 4), (canvas.scene().x(3.0), TOP - 4))
    assert times(window, "happy") == (1.0, 3.0) and times(window, "sad") == (1.0,)


def test_copy_and_paste_at_the_playhead_also_into_another_project(window, canvas, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL)
    window.session.open(Project())
    window.session.seek(2.0)
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    assert times(window, "happy") == (2.0, 3.0) and times(window, "sad") == (2.0,)
    QGuiApplication.clipboard().clear()


def test_duplicating_leaves_the_originals(window, canvas, qtbot):
    x, y = key_at(canvas, "happy", 2.0)
    press(canvas, x, y)
    release(canvas, x, y)
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    assert times(window, "happy") == (1.0, 2.0, 2.2)


def test_a_double_click_adds_a_key_that_changes_nothing(window, canvas):
    before = window.session.project.track("happy").value_at(1.3)
    x, y = key_at(canvas, "happy", 1.6)
    double_click(canvas, x, y)
    assert times(window, "happy") == (1.0, 1.6, 2.0)
    assert window.session.project.track("happy").value_at(1.3) == pytest.approx(before, abs=1e-9)


def test_the_ruler_scrubs_to_frames(window, canvas):
    drag(canvas, (canvas.scene().x(0.5), 8), (canvas.scene().x(2.01), 8))
    assert window.session.playhead == 2.0


def test_in_and_out_by_keys_and_by_mouse(window, canvas, qtbot):
    window.session.seek(1.0)
    qtbot.keyClick(window, Qt.Key.Key_I)
    window.session.seek(3.0)
    qtbot.keyClick(window, Qt.Key.Key_O)
    assert (window.session.project.start, window.session.project.end) == (1.0, 3.04)
    drag(canvas, (canvas.scene().x(1.0), 4), (canvas.scene().x(2.0), 4))
    assert window.session.project.start == 2.0


def test_a_marker_is_dragged(window, canvas):
    drag(canvas, (canvas.scene().x(3.0), RULER_HEIGHT - 5), (canvas.scene().x(4.0), RULER_HEIGHT - 5))
    assert window.session.project.markers == (Marker(4.0, "turn"),)


def test_mute_and_solo_by_button_and_key(window, canvas, qtbot):
    scene = canvas.scene()
    row = scene.lane("happy")
    y = scene.y(row) + 15
    press(canvas, HEADER_WIDTH - 32, y)
    release(canvas, HEADER_WIDTH - 32, y)
    assert window.session.project.track("happy").muted
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert not window.session.project.track("happy").muted
    qtbot.keyClick(window, Qt.Key.Key_S)
    assert window.session.project.track("happy").soloed


def test_the_wheel_zooms_about_the_cursor_and_pans(window, canvas):
    x = canvas.scene().x(2.0)
    turn(canvas, x, 120, CTRL)
    assert canvas.scene().x(2.0) == pytest.approx(x, abs=0.5)
    start = canvas.view.start
    turn(canvas, x, -120, SHIFT)
    assert canvas.view.start > start


def turn(canvas, x, angle, modifiers):
    point = QPointF(x, TOP + 20)
    no_button, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    where = canvas.mapToGlobal(point)
    event = QWheelEvent(point, where, QPoint(), QPoint(0, angle), no_button, modifiers, phase, False)
    QApplication.sendEvent(canvas, event)


def test_the_curve_editor_moves_values_and_bends_curves(window, canvas, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    canvas.set_active({"happy"})
    scene = canvas.scene()
    start = (scene.x(1.0), scene.axis.y(0.0))
    drag(canvas, start, (start[0], scene.axis.y(1.0)))
    assert window.session.project.track("happy").keys[0].value == pytest.approx(1.0, abs=0.03)
    scene = canvas.scene()
    _, _, x, y = next(scene.handles(scene.project.track("happy")))
    drag(canvas, (x, y), (x + 30, y - 60))
    assert window.session.project.track("happy").keys[0].transition.kind == "cubic"
    assert window.session.undo_stack.count() == 2


def test_hovering_tells_value_and_time(window, canvas):
    from lestalk_studio.ui.timeline.hover import hover_text

    text = hover_text(canvas.scene(), QPointF(*key_at(canvas, "happy", 2.0)))
    assert text == "Happy 3.00 · Ease in and out\n00:02:00 (frame 50)"


def test_a_right_click_changes_the_transition(window, canvas):
    from lestalk_studio.ui.timeline.hit import hit

    x, y = key_at(canvas, "happy", 1.0)
    press(canvas, x, y)
    release(canvas, x, y)
    menu = window.timeline.menus.menu(hit(canvas.scene(), x, y))
    next(action for action in menu.actions() if action.text() == "Hold").trigger()
    assert window.session.project.track("happy").keys[0].transition.kind == "hold"
    menu.deleteLater()
