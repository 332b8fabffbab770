"""In and out points, markers and the loop, by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.ui.timeline.hit import hit
from lestalk_studio.ui.timeline.scene import RULER_HEIGHT
from tests.e2e.editor.mouse import double_click, drag, move, press, release

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
BAR, FLAG = 2, RULER_HEIGHT - 5


@pytest.fixture
def canvas(window):
    window.session.open(Project(start=1.0, end=3.0, markers=(Marker(2.0, "turn"), Marker(5.0, "end"))))
    window.session.set_media_seconds(6.0)
    window.canvas.fit()
    return window.canvas


def points(window):
    return window.session.project.start, window.session.project.end


def test_the_bar_moves_both_points_in_one_step(window, canvas):
    scene = canvas.scene()
    drag(canvas, (scene.x(1.4), BAR), (scene.x(2.4), BAR))
    assert points(window) == (2.0, 4.0) and window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    assert points(window) == (1.0, 3.0)


def test_a_click_on_the_bar_goes_there(window, canvas):
    x = canvas.scene().x(1.4)
    press(canvas, x, BAR)
    release(canvas, x, BAR)
    assert window.session.playhead == pytest.approx(1.4) and points(window) == (1.0, 3.0)


def test_alt_on_the_ruler_drags_a_new_range(window, canvas):
    scene = canvas.scene()
    drag(canvas, (scene.x(4.6), 14), (scene.x(3.4), 14), ALT)
    assert points(window) == (3.4, 4.6) and window.session.undo_stack.count() == 1


@pytest.mark.parametrize(("where", "to"), [(1.4, 4.0), (3.0, 5.0)])
def test_escape_takes_a_dragged_range_back(window, canvas, qtbot, where, to):
    scene = canvas.scene()
    press(canvas, scene.x(where), BAR)
    move(canvas, scene.x(to), BAR)
    assert points(window) != (1.0, 3.0)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    release(canvas, scene.x(to), BAR)
    assert points(window) == (1.0, 3.0) and window.session.undo_stack.count() == 0


def test_the_out_point_never_crosses_the_in_point(window, canvas):
    scene = canvas.scene()
    drag(canvas, (scene.x(3.0), BAR), (scene.x(0.2), BAR))
    assert points(window) == (1.0, pytest.approx(1.04))


def test_markers_are_added_by_key_renamed_by_double_click_and_deleted(window, canvas, qtbot, monkeypatch):
    window.session.seek(4.0)
    qtbot.keyClick(window, Qt.Key.Key_M, SHIFT)
    assert Marker(4.0, "Marker 3") in window.session.project.markers
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("pause", True))
    double_click(canvas, canvas.scene().x(4.0), FLAG)
    assert Marker(4.0, "pause") in window.session.project.markers
    menu = window.timeline.menus.menu(hit(canvas.scene(), canvas.scene().x(4.0), FLAG))
    next(action for action in menu.actions() if action.text() == "Delete marker").trigger()
    menu.deleteLater()
    assert window.session.project.markers == (Marker(2.0, "turn"), Marker(5.0, "end"))
    assert window.session.undo_stack.count() == 3


def test_keys_go_from_marker_to_marker(window, canvas, qtbot):
    window.session.seek(1.0)
    qtbot.keyClick(window, Qt.Key.Key_Down, SHIFT)
    assert window.session.playhead == 2.0
    qtbot.keyClick(window, Qt.Key.Key_Down, SHIFT)
    assert window.session.playhead == 5.0
    qtbot.keyClick(window, Qt.Key.Key_Up, SHIFT)
    assert window.session.playhead == 2.0


def test_a_marker_dropped_on_another_takes_its_place_and_gives_it_back(window, canvas):
    scene = canvas.scene()
    drag(canvas, (scene.x(2.0), FLAG), (scene.x(5.0), FLAG))
    assert window.session.project.markers == (Marker(5.0, "turn"),)
    window.session.undo_stack.undo()
    assert len(window.session.project.markers) == 2


def test_clearing_the_range_by_its_key(window, canvas, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_X, ALT)
    assert points(window) == (None, None)


def test_scrubbing_beyond_the_edge_goes_on_to_the_end_of_the_clip_and_no_further(window, canvas, qtbot):
    canvas.set_view(canvas.view.fitted(0.0, 3.0))
    y = 14
    press(canvas, canvas.scene().x(3.0), y)
    move(canvas, canvas.width() + 60, y)
    qtbot.waitUntil(lambda: window.session.frame == window.session.last_frame)
    qtbot.wait(150)
    assert canvas.view.start < window.session.duration
    assert canvas.view.end < window.session.duration + 1.0
    release(canvas, canvas.width() + 60, y)
    assert window.session.undo_stack.count() == 0
