"""Handles in the curve editor: a smooth curve stays smooth, Alt breaks it, Escape leaves no trace."""

import pytest
from PySide6.QtCore import Qt

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import EASE_BOTH, HOLD, LINEAR
from lestalk_studio.ui.timeline.scene import CURVES
from tests.e2e.editor.mouse import drag, move, press, release

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def canvas(window):
    window.session.set_media_seconds(6.0)
    return window.canvas


def curve(window, *transitions, auto=False):
    keys = [
        Keyframe(1.0 + i, value, t, auto)
        for i, (value, t) in enumerate(zip((1.0, 2.0, 1.0), transitions, strict=True))
    ]
    window.session.open(Project(tracks=(Track("AU12", tuple(keys)),)))
    window.canvas.fit()
    window.canvas.set_active({"AU12"})
    window.canvas.set_option("mode", CURVES)
    window.session.select({"AU12": frozenset({2.0})})


def handle(window, which, time):
    """Where a handle is drawn; time: of the key its span begins with."""
    scene = window.canvas.scene()
    track = window.session.project.track("AU12")
    return next((x, y) for key, found, x, y in scene.handles(track) if (found, key.time) == (which, time))


def slopes(window):
    """Units a second, just before and just after the middle key."""
    track, step = window.session.project.track("AU12"), 1e-4
    before, at, after = (track.value_at(2.0 + side) for side in (-step, 0.0, step))
    return (at - before) / step, (after - at) / step


@pytest.mark.parametrize(("which", "time"), [(1, 2.0), (2, 1.0)])
def test_a_smooth_key_stays_smooth_in_one_step(window, canvas, which, time):
    curve(window, EASE_BOTH, EASE_BOTH, EASE_BOTH)
    x, y = handle(window, which, time)
    drag(canvas, (x, y), (x + 10, y - 12))
    before, after = slopes(window)
    assert abs(before) > 0.2 and before == pytest.approx(after, abs=0.02)
    assert window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    assert {key.transition for key in window.session.project.track("AU12").keys} == {EASE_BOTH}


def test_alt_breaks_it_and_a_kink_stays_one(window, canvas):
    curve(window, EASE_BOTH, EASE_BOTH, EASE_BOTH)
    x, y = handle(window, 1, 2.0)
    drag(canvas, (x, y), (x + 10, y - 12), ALT)
    before, after = slopes(window)
    assert before == pytest.approx(0.0, abs=0.01) and after > 0.2
    assert window.session.project.track("AU12").keys[0].transition == EASE_BOTH
    x, y = handle(window, 1, 2.0)
    drag(canvas, (x, y), (x + 10, y - 12))
    assert slopes(window)[0] == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("beside", [HOLD, LINEAR])
def test_a_hold_or_a_straight_line_beside_it_is_left_alone(window, canvas, beside):
    curve(window, beside, EASE_BOTH, EASE_BOTH)
    x, y = handle(window, 1, 2.0)
    drag(canvas, (x, y), (x + 10, y - 12))
    assert window.session.project.track("AU12").keys[0].transition == beside
    assert window.session.project.track("AU12").keys[1].transition.kind == "cubic"


def test_escape_leaves_no_trace_even_of_keys_from_the_voice(window, canvas, qtbot):
    curve(window, EASE_BOTH, EASE_BOTH, EASE_BOTH, auto=True)
    before = window.session.project
    x, y = handle(window, 1, 2.0)
    press(canvas, x, y)
    move(canvas, x + 20, y - 20)
    assert window.session.project != before
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    release(canvas, x + 20, y - 20)
    assert window.session.project == before and not window.session.undo_stack.count()
