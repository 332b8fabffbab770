"""The radar shows document and analysis at once, and its spokes are dragged."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.les.space import INDEX
from lestalk_studio.ui.radar_feed import Reading
from lestalk_studio.ui.radar_layout import spoke_point
from tests.e2e.editor.mouse import double_click, drag, move, press, release


@pytest.fixture
def view(window):
    return window.radar.view


def spoke(view, name, part) -> tuple[float, float]:
    """Where a part of a spoke is drawn."""
    index = view.names.index(name)
    point = spoke_point(view.centre(), view.radius(), index, len(view.names), part)
    return point.x(), point.y()


def pick(window, text):
    next(b for b in window.radar.choice.buttons() if b.text() == text).click()


def level(window, name, time=0.0):
    return window.session.project.track(name).value_at(time)


def test_a_spoke_is_dragged_live_in_one_step(window, view):
    seen = []
    window.session.document_changed.connect(lambda what: seen.append(level(window, "happy")))
    drag(view, spoke(view, "happy", 0.1), spoke(view, "happy", 0.5))
    assert level(window, "happy") == pytest.approx(1.5, abs=0.05)
    assert len(seen) > 2 and seen == sorted(seen)
    assert window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    assert not window.session.project.track("happy").keys


def test_a_click_changes_nothing(window, view):
    press(view, *spoke(view, "sad", 0.8))
    release(view, *spoke(view, "sad", 0.8))
    assert window.session.undo_stack.count() == 0


def test_a_unit_is_taken_away_by_dragging_inward(window, view):
    pick(window, "Action units")
    drag(view, spoke(view, "AU12", 0.5), spoke(view, "AU12", 0.2))
    assert level(window, "AU12") == pytest.approx(-0.6, abs=0.03)
    pick(window, "Isolation")
    drag(view, spoke(view, "L14", 0.5), spoke(view, "L14", 0.9))
    assert level(window, "L14") == pytest.approx(0.8, abs=0.03)


def test_near_zero_it_is_zero_and_beyond_the_rim_the_most(window, view):
    pick(window, "Action units")
    drag(view, spoke(view, "AU04", 0.3), spoke(view, "AU04", 0.505))
    assert level(window, "AU04") == 0.0
    drag(view, spoke(view, "AU04", 0.5), spoke(view, "AU04", 1.2))
    assert level(window, "AU04") == 1.0


def test_escape_takes_the_drag_back(window, view, qtbot):
    press(view, *spoke(view, "happy", 0.1))
    move(view, *spoke(view, "happy", 0.6))
    assert level(window, "happy") > 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    move(view, *spoke(view, "happy", 0.9))
    release(view, *spoke(view, "happy", 0.9))
    assert not window.session.project.track("happy").keys


def test_a_double_click_sets_the_default(window, view):
    drag(view, spoke(view, "fear", 0.1), spoke(view, "fear", 0.6))
    double_click(view, *spoke(view, "fear", 0.6))
    assert level(window, "fear") == 0.0


def test_without_auto_key_a_frame_between_keys_is_left_alone(window, view):
    keys = (Keyframe(0.0, 1.0), Keyframe(2.0, 2.0))
    window.session.open(Project(tracks=(Track("happy", keys),)))
    window.actions_by_name["auto_key"].trigger()
    window.session.seek(1.0)
    drag(view, spoke(view, "happy", 0.5), spoke(view, "happy", 0.9))
    assert window.session.project.track("happy").keys == keys
    assert "no key at this frame" in window.statusBar().currentMessage()
    window.session.seek(2.0)
    drag(view, spoke(view, "happy", 0.5), spoke(view, "happy", 1.0))
    assert level(window, "happy", 2.0) == 3.0


def test_it_follows_an_edit_without_any_frame(window, view, qtbot):
    """No portrait, so nothing is rendered."""
    window.session.seek(0.4)
    window.inspector.rows["AU12"].spin.setValue(0.5)
    pick(window, "Action units")
    qtbot.waitUntil(lambda: view._reading is not None)
    assert view._reading.result[INDEX["AU12"]] == pytest.approx(0.5, abs=0.05)
    assert view._reading.base[INDEX["AU12"]] == 0.0
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: view._reading is None)


def test_with_a_portrait_the_result_is_that_of_the_frame(window, view, portrait, voice, qtbot):
    frames = []
    window.preview.frame_ready.connect(frames.append)
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    window.inspector.rows["happy"].spin.setValue(2.0)
    window.session.seek(0.4)
    qtbot.waitUntil(lambda: window.preview.up_to_date and frames[-1] is not None)
    qtbot.waitUntil(lambda: view._reading is not None and view._reading.time == 0.4)
    assert np.allclose(view._reading.result, frames[-1].result)
    assert view._reading.result_levels[5] > 1


def test_hovering_names_unit_and_muscle(window, view, qtbot):
    pick(window, "Action units")
    move(view, *spoke(view, "AU12", 0.8), button=Qt.MouseButton.NoButton)
    assert QToolTip.text().splitlines()[:3] == ["AU12 lip corner puller", "zygomaticus major", "Edit 0.00"]
    box = view.layout_now.boxes[view.names.index("AU20")].center()
    move(view, box.x(), box.y(), button=Qt.MouseButton.NoButton)
    assert QToolTip.text().startswith("AU20 lip stretcher")
    QToolTip.hideText()


def test_it_is_worked_by_keys_once_the_focus_is_there(window, view, qtbot):
    window.session.seek(1.0)
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.session.frame == 26, "without the focus the keys are the timeline's"
    view.setFocus(Qt.FocusReason.TabFocusReason)
    names = view.names
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.frame == 26
    assert level(window, names[1], 1.04) == pytest.approx(0.11)
    assert view.accessibleDescription().startswith("Angry")
    assert window.session.undo_stack.count() == 2
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert level(window, names[1], 1.04) == 0.0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert level(window, names[1], 1.04) == 0.0, "a level is not negative"


def test_the_trail_is_the_last_second_and_dissolves(window, view):
    now = [0.0]
    view._clock = lambda: now[0]
    z, levels = np.zeros(41), np.zeros(8)
    for i in range(31):
        now[0] = i * 0.1
        view.show_reading(Reading(i / 25, z, z, levels, levels + i))
    ages = [age for age, _ in view.trail]
    assert len(ages) == 10 and ages == sorted(ages, reverse=True)
    assert [values[0] for _, values in view.trail] == list(range(20, 30))
    view.show_reading(Reading(30 / 25, z, z, levels, levels))
    assert len(view.trail) == 10, "an edit at the same moment leaves no trail"
    now[0] += 1.1
    view._fade()
    assert view.trail == [] and not view._fading.isActive()


def test_a_muted_lane_is_told_by_a_hollow_dot(window, view):
    window.session.open(Project(tracks=(Track("happy", (Keyframe(0.0, 2.0),), muted=True),)))
    assert [name for name, silent in zip(view.names, view._silent(), strict=True) if silent] == ["happy"]
    at = QPoint(*(round(v) for v in spoke(view, "happy", 2 / 3)))
    hollow = view.grab().toImage().pixelColor(at)
    window.session.open(Project(tracks=(Track("happy", (Keyframe(0.0, 2.0),)),)))
    assert view.grab().toImage().pixelColor(at) != hollow
