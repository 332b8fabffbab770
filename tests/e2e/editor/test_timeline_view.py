"""What the timeline shows, and moving about in it."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.timeline.scene import CURVES, DOPE, HEADER_WIDTH, RULER_HEIGHT, TOP
from lestalk_studio.ui.timeline.ticks import ticks
from tests.e2e.editor.mouse import drag, key_at, press, release

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def canvas(window):
    happy = Track("happy", (Keyframe(1.0, 0.0), Keyframe(2.0, 3.0)))
    window.session.open(Project(tracks=(happy, Track("angry", (Keyframe(1.5, 0.5),)))))
    window.session.set_media_seconds(6.0)
    window.canvas.fit()
    return window.canvas


def hover(canvas, x, y):
    """The tooltip at a place."""
    QToolTip.hideText()
    point = QPoint(round(x), round(y))
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, point, canvas.mapToGlobal(point)))
    return QToolTip.text()


def names(canvas):
    return {row.name for row in canvas.scene().rows if not row.is_group}


def pixel(canvas, x, y):
    return canvas.grab().toImage().pixelColor(QPoint(round(x * canvas.devicePixelRatioF()), round(y)))


def test_hovering_tells_value_and_time_of_keys_lanes_and_ruler(window, canvas):
    assert "Happy 3.00" in hover(canvas, *key_at(canvas, "happy", 2.0))
    _, y = key_at(canvas, "happy", 1.0)
    assert hover(canvas, canvas.scene().x(1.52), y).startswith("Happy 1.6")
    assert hover(canvas, canvas.scene().x(1.0), 14) == "00:01:00 (frame 25)"


def test_hovering_in_the_curve_editor_tells_the_active_lanes(window, canvas):
    window.actions_by_name["curves"].trigger()
    canvas.set_active({"happy", "angry"})
    text = hover(canvas, canvas.scene().x(1.52), TOP + 10)
    assert "00:01:13" in text and "Happy 1.6" in text and "Angry 0.50" in text


def test_the_24_isolation_components_are_folded_away_and_unfold_by_a_click(window, canvas):
    folded = names(canvas)
    assert "AU27" not in folded and {"happy", "angry"} <= folded
    row = next(row for row in canvas.scene().rows if row.name == "isolation")
    canvas.set_scroll(canvas.most_scroll())
    y = canvas.scene().y(row) + 5
    press(canvas, 30, y)
    release(canvas, 30, y)
    assert len(names(canvas) - folded) == 24


def test_only_lanes_with_keys_when_wanted(window, canvas, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_U, CTRL)
    assert names(canvas) == {"happy", "angry"}


def test_the_ruler_counts_in_timecode_or_frames(window, canvas):
    labels = [tick.label for tick in ticks(canvas.view, 25.0, canvas.frames) if tick.label]
    assert labels[0] == "00:00:00"
    window.actions_by_name["frames"].trigger()
    labels = [tick.label for tick in ticks(canvas.view, 25.0, canvas.frames) if tick.label]
    assert canvas.frames and labels[0] == "0" and all(label.isdigit() for label in labels)


def test_dope_sheet_and_curve_editor_take_turns(window, canvas):
    assert canvas.mode == DOPE
    window.actions_by_name["curves"].trigger()
    assert canvas.mode == CURVES
    window.actions_by_name["curves"].trigger()
    assert canvas.mode == DOPE


def test_an_emotion_is_a_filled_curve_in_its_colour(window, canvas):
    row = canvas.scene().lane("happy")
    y = canvas.scene().y(row) + row.height - 6
    under, before = pixel(canvas, canvas.scene().x(1.9), y), pixel(canvas, canvas.scene().x(0.5), y)
    assert under.saturation() > before.saturation() + 30


def test_an_hour_of_voice_is_drawn_at_every_scale(window, canvas):
    rate = 1000
    samples = np.zeros(3600 * rate, np.float32)
    samples[1800 * rate :] = 0.5
    window.session.set_media_seconds(3600.0)
    canvas.set_wave(Pyramid(samples, rate))
    canvas.fit()
    middle = RULER_HEIGHT + 10

    def drawn(time):
        return pixel(canvas, canvas.scene().x(time), middle)

    assert drawn(2700.0) != drawn(900.0)
    canvas.set_view(canvas.view.fitted(1799.9, 1800.1))
    assert drawn(1800.05) != drawn(1799.95)


def test_zooming_by_keys_keeps_the_playhead_and_fit_shows_all(window, canvas, qtbot):
    window.session.seek(2.0)
    x, scale = canvas.scene().x(2.0), canvas.view.scale
    qtbot.keyClick(window, Qt.Key.Key_Plus)
    assert canvas.view.scale > scale and canvas.scene().x(2.0) == pytest.approx(x, abs=0.5)
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert canvas.view.start <= 0.0 and canvas.view.end >= 6.0
    window.session.select_all()
    qtbot.keyClick(window, Qt.Key.Key_F, SHIFT)
    assert canvas.view.start == pytest.approx(1.0, abs=0.1) and canvas.view.end == pytest.approx(2.0, abs=0.1)


def test_the_middle_button_pans(window, canvas):
    canvas.zoom(4.0, HEADER_WIDTH + 10)
    start = canvas.view.start
    drag(canvas, (600, TOP + 20), (400, TOP + 20), button=Qt.MouseButton.MiddleButton)
    assert canvas.view.start == pytest.approx(start + 200 / canvas.view.scale)
    assert window.session.undo_stack.count() == 0


def test_snapping_is_switched_off_and_ctrl_turns_it_round(window, canvas, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_X, CTRL | SHIFT)
    assert not canvas.snapping
    x, y = key_at(canvas, "angry", 1.5)
    near = canvas.scene().x(2.0) + 3
    drag(canvas, (x, y), (near, y))
    free = window.session.project.track("angry").times[0]
    assert free != 2.0 and free == pytest.approx(canvas.scene().time(near), abs=1e-6)
    window.session.undo_stack.undo()
    drag(canvas, (x, y), (near, y), CTRL)
    assert window.session.project.track("angry").times[0] == 2.0


def test_keys_snap_to_the_playhead(window, canvas):
    window.session.seek(4.0)
    x, y = key_at(canvas, "angry", 1.5)
    drag(canvas, (x, y), (canvas.scene().x(4.0) - 5, y))
    assert window.session.project.track("angry").times == (4.0,)


def test_an_empty_timeline_says_what_to_do(window, canvas):
    middle = ((canvas.width() + HEADER_WIDTH) / 2, (canvas.height() + TOP) / 2 + 9)
    window.session.open(Project())
    told = pixel(canvas, *middle)
    window.session.open(Project(tracks=(Track("AU27", (Keyframe(99.0, 0.0),)),)))  # in a folded group
    assert pixel(canvas, *middle) != told
