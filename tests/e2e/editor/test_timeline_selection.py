"""What is selected is what the animator sees and meant, and what is done to nothing is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.commands.lanes import ClearLane
from tests.e2e.editor.mouse import drag, key_at, move, press, release

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def canvas(window):
    happy = Track("happy", (Keyframe(1.0, 0.0), Keyframe(2.0, 3.0)))
    angry = Track("angry", (Keyframe(1.0, 1.0), Keyframe(4.0, 0.5)))
    window.session.open(Project(tracks=(happy, angry)))
    window.session.set_media_seconds(6.0)
    window.canvas.fit()
    return window.canvas


def test_escape_in_a_drag_gives_back_the_selection_and_then_drops_it(window, canvas, qtbot):
    picked = {"happy": frozenset({1.0, 2.0})}
    window.session.select(picked)
    x, y = key_at(canvas, "happy", 2.0)
    press(canvas, x, y)
    move(canvas, x + 60, y)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    release(canvas, x + 60, y)
    assert window.session.selection == picked
    ground = canvas.scene().x(5.0)
    press(canvas, ground, y)
    move(canvas, canvas.scene().x(3.0), key_at(canvas, "angry", 1.0)[1])
    assert window.session.selection == {"angry": {4.0}}
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    release(canvas, ground, y)
    assert window.session.selection == picked
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not window.session.selection


def test_a_box_dragged_beyond_the_edges_goes_on_and_keeps_what_it_has(window, canvas, qtbot):
    late = Track("AU26", (Keyframe(5.5, 0.5),))
    window.session.open(window.session.project.with_track(late))
    window.session.set_media_seconds(6.0)
    canvas.set_view(canvas.view.fitted(0.5, 3.0))
    canvas.set_scroll(0)
    x, y = canvas.scene().x(0.6), key_at(canvas, "angry", 1.0)[1] - 10
    press(canvas, x, y)
    move(canvas, x + 40, y + 20)
    move(canvas, canvas.width() + 60, canvas.height() + 60)
    qtbot.waitUntil(lambda: canvas.view.end >= 6.0 and canvas.scroll == canvas.most_scroll())
    everything = {"happy": {1.0, 2.0}, "angry": {1.0, 4.0}, "AU26": {5.5}}
    qtbot.waitUntil(lambda: window.session.selection == everything)
    release(canvas, canvas.width() + 60, canvas.height() + 60)
    assert window.session.selection == everything, "what was left behind is in the box, too"


def test_the_curve_editor_opens_with_the_lanes_of_the_selected_keys(window, canvas):
    drag(
        canvas,
        (canvas.scene().x(3.5), key_at(canvas, "angry", 4.0)[1] - 9),
        (canvas.width() - 4, canvas.height() - 4),
    )
    assert window.session.selection == {"angry": {4.0}} and canvas.active == ("happy",)
    window.actions_by_name["curves"].trigger()
    assert canvas.active == ("angry",)


def test_all_keys_of_the_curve_editor_are_those_it_shows(window, canvas, qtbot):
    window.actions_by_name["curves"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert not window.session.project.track("happy").keys
    assert len(window.session.project.track("angry").keys) == 2, "these could not be seen"


def test_keys_that_leave_the_curve_editor_leave_the_selection(window, canvas, qtbot):
    window.actions_by_name["curves"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_A, CTRL)
    scene = canvas.scene()
    x, y = 60, scene.y(scene.lane("angry")) + 10
    press(canvas, x, y)
    release(canvas, x, y)
    assert canvas.active == ("angry",) and not window.session.selection


def test_a_right_click_pastes_into_the_lane_it_was_made_on(window, canvas, qtbot):
    window.session.select({"happy": frozenset({2.0})})
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL)
    window.session.seek(3.0)
    scene = canvas.scene()
    press(canvas, scene.x(5.0), scene.y(scene.lane("disgusted")) + 10, button=Qt.MouseButton.RightButton)
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "Paste keys").trigger()
    menu.close()
    assert window.session.project.track("disgusted").times == (3.0,)
    assert window.session.project.track("happy").times == (1.0, 2.0)
    QGuiApplication.clipboard().clear()


def test_a_folded_group_shows_where_its_keys_are(window, canvas):
    def pixels():
        row = next(row for row in canvas.scene().rows if row.name == "emotion")
        image, y = canvas.grab().toImage(), canvas.scene().y(row) + row.height / 2
        ratio = image.devicePixelRatio()
        return [
            image.pixelColor(round(canvas.scene().x(t) * ratio), round(y * ratio)) for t in (1.0, 4.0, 5.5)
        ]

    window.session.seek(5.0)
    canvas.set_folded(canvas.folded | {"emotion"})
    with_keys = pixels()
    for name in ("happy", "angry"):
        window.session.attempt(ClearLane, name)
    without = pixels()
    assert with_keys[0] != without[0] and with_keys[1] != without[1] and with_keys[2] == without[2]


@pytest.mark.parametrize("name", ["delete", "nudge_left", "raise_keys", "cut", "duplicate", "to_hold"])
def test_without_a_selection_it_is_said_what_to_do(window, canvas, name):
    window.actions_by_name[name].trigger()
    assert "No key is selected" in window.statusBar().currentMessage()
    assert not window.session.undo_stack.count()


def test_words_in_the_clipboard_are_refused_without_talk_of_their_format(window, canvas, qtbot):
    QGuiApplication.clipboard().setText("hello")
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    sentence = window.statusBar().currentMessage()
    assert "no keys to paste" in sentence and "char" not in sentence and "column" not in sentence
    QGuiApplication.clipboard().clear()


def test_steps_of_the_history_name_lanes_as_the_timeline_does(window, canvas):
    stack = window.session.undo_stack
    window.inspector.rows["head_yaw"].spin.setValue(5.0)
    assert stack.undoText() == "Set Head yaw"
    window.inspector.rows["AU12"].spin.setValue(0.5)
    assert stack.undoText() == "Set AU12"
    window.actions_by_name["mute"].trigger()
    assert stack.undoText() == "Mute Happy"
    canvas.set_active({"happy", "sad", "angry", "fear"})
    window.actions_by_name["solo"].trigger()
    assert stack.undoText() == "Solo 4 lanes"
