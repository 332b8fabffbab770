"""Values are slid, typed, reset and keyed."""

import pytest
from PySide6.QtCore import Qt

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.inspector.panel import sections
from tests.e2e.editor.mouse import double_click, drag, press, release

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_every_channel_has_one_row():
    shown = [name for _, main, more in sections() for name in (*main, *more)]
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


def test_a_spoke_of_the_radar_is_dragged_in_one_step(window):
    from lestalk_studio.ui.radar import spoke_point

    view = window.radar.view
    index = view.names.index("happy")
    ends = [spoke_point(view.centre(), view.radius(), index, 8, part) for part in (0.1, 0.5)]
    drag(view, *((p.x(), p.y()) for p in ends))
    assert window.session.project.track("happy").value_at(0.0) == pytest.approx(1.5, abs=0.05)
    assert window.session.undo_stack.count() == 1
    assert view.hover_text(index).startswith("Happy\nEdit 1.5")
    press(view, ends[0].x(), ends[0].y())
    release(view, ends[0].x(), ends[0].y())
