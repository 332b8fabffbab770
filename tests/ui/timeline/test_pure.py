"""View, ticks, lanes, hits and snapping, without a window."""

import itertools

import numpy as np
import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import HOLD
from lestalk_studio.ui.timeline.hit import Hit, hit, keys_within
from lestalk_studio.ui.timeline.lanes import FOLDED_AT_FIRST, layout, row_at
from lestalk_studio.ui.timeline.scene import CURVES, HEADER_WIDTH, RULER_HEIGHT, TOP, Scene
from lestalk_studio.ui.timeline.shapes import curve_points, lane_axis
from lestalk_studio.ui.timeline.snap import snap, targets
from lestalk_studio.ui.timeline.ticks import steps, ticks
from lestalk_studio.ui.timeline.view import TimeView, ValueAxis


def project() -> Project:
    happy = Track("happy", (Keyframe(1.0, 0.0), Keyframe(2.0, 3.0)))
    brow = Track("AU01", (Keyframe(1.0, 0.5),))
    return Project(tracks=(happy, brow), markers=(Marker(3.0, "turn"),), start=0.5, end=4.0)


def scene(**other) -> Scene:
    p = project()
    rows = layout(p, FOLDED_AT_FIRST)
    return Scene(**({"project": p, "selection": {}, "view": TimeView(0, 100, 800), "rows": rows} | other),
                 width=HEADER_WIDTH + 800, height=600)  # fmt: skip


@pytest.mark.parametrize("x", [0.0, 123.0, 800.0])
@pytest.mark.parametrize("factor", [0.5, 1.25, 8.0])
def test_zooming_keeps_the_time_under_the_cursor(x, factor):
    view = TimeView(20.0, 100.0, 800.0)
    assert view.zoomed(x, factor).time(x) == pytest.approx(view.time(x))


def test_time_never_begins_before_zero():
    assert TimeView(1.0, 100, 800).panned(-1000).start == 0.0
    assert TimeView(0.0, 100, 800).zoomed(400, 0.5).start == 0.0


def test_fitting_shows_all_and_pages_follow_the_playhead():
    view = TimeView(width=800).fitted(2.0, 10.0)
    assert 0 < view.x(2.0) < view.x(10.0) < 800
    assert view.showing(5.0) is view
    assert 0 <= view.showing(99.0).x(99.0) <= 800


@pytest.mark.parametrize("fps", [24, 25, 29.97, 60])
@pytest.mark.parametrize("scale", [0.05, 1, 37, 400, 9000])
def test_labels_have_room_and_lines_divide_them(fps, scale):
    view = TimeView(3.0, scale, 900)
    major, minor = steps(view, fps)
    assert major % minor == 0
    assert major * scale / fps >= 80 or major >= 7200 * round(fps)
    marks = ticks(view, fps)
    assert 1 <= len(marks) <= 400
    assert all(a.time < b.time for a, b in itertools.pairwise(marks))


def test_labels_are_timecode_or_frames():
    view = TimeView(0.0, 100, 400)
    assert [t.label for t in ticks(view, 25) if t.label][:2] == ["00:00:00", "00:01:00"]
    assert [t.label for t in ticks(view, 25, frames=True) if t.label][:2] == ["0", "25"]


def test_rows_lie_below_one_another_and_are_found():
    rows = layout(project(), FOLDED_AT_FIRST)
    assert all(a.bottom == b.top for a, b in itertools.pairwise(rows))
    for row in rows:
        assert row_at(rows, row.top) is row and row_at(rows, row.bottom - 0.5) is row
    assert row_at(rows, -1) is None and row_at(rows, rows[-1].bottom) is None
    names = {row.name for row in rows}
    assert "happy" in names and "AU26" in names and "L12" not in names


def test_unfolding_shows_the_lanes_and_keyed_only_hides_the_rest():
    assert "L12" in {row.name for row in layout(project(), ())}
    lanes = [row.name for row in layout(project(), (), keyed_only=True) if not row.is_group]
    assert lanes == ["happy", "AU01"]


def test_keys_are_hit_within_reach_only():
    s = scene()
    y = s.y(s.lane("happy")) + 15
    assert hit(s, s.x(2.0) + 5, y) == Hit("key", "happy", 2.0)
    assert hit(s, s.x(2.0) + 12, y).kind == "lane"


def test_header_ruler_and_edges_are_hit():
    s = scene()
    row = s.lane("happy")
    y = s.y(row) + 5
    assert hit(s, 20, y) == Hit("name", "happy")
    assert hit(s, HEADER_WIDTH - 10, y).kind == "solo"
    assert hit(s, HEADER_WIDTH - 30, y).kind == "mute"
    assert hit(s, 20, TOP + 3) == Hit("group", "emotion")
    assert hit(s, s.x(3.0), RULER_HEIGHT - 4) == Hit("marker", "turn", 3.0)
    assert hit(s, s.x(0.5), 4).kind == "in" and hit(s, s.x(4.0), 4).kind == "out"
    assert hit(s, s.x(2.2), 4).kind == "range" and hit(s, s.x(2.2), 10).kind == "ruler"


def test_a_curve_editor_takes_keys_at_their_values():
    s = scene(mode=CURVES, active=("happy",), selection={"happy": frozenset({1.0})})
    x, y = s.x(2.0), s.axis.y(3.0)
    assert hit(s, x, y) == Hit("key", "happy", 2.0)
    assert hit(s, x, y + 40).kind == "graph"
    (key, which, hx, hy), *_ = s.handles(s.project.track("happy"))
    assert (key.time, which) == (1.0, 1)
    assert hit(s, hx, hy) == Hit("handle", "happy", 1.0, 1)


def test_the_ends_of_a_selection_can_be_taken_to_scale_it():
    s = scene(selection={"happy": frozenset({1.0, 2.0})})
    assert hit(s, s.x(2.0), TOP - 4) == Hit("scale_end", time=2.0)


def test_a_box_takes_what_is_inside_whatever_its_direction():
    s = scene()
    box = (s.x(1.5), TOP, s.x(0.5), s.height)
    assert sorted(keys_within(s, *box)) == [("AU01", 1.0), ("happy", 1.0)]


def test_snapping_prefers_things_near_to_frames_and_can_be_off():
    p, view = project(), TimeView(0, 100, 800)
    near = targets(p, {"happy": frozenset({2.0})}, 2.5, view)
    assert snap(2.97, view, 25, near).to == "marker"
    assert snap(2.52, view, 25, near) .to == "playhead"  # fmt: skip
    assert snap(1.05, view, 25, near).to == "key"
    assert snap(2.03, view, 25, near) == snap(2.04, view, 25, near)
    assert snap(2.03, view, 25, near).to == "frame"  # a dragged key does not hold itself
    assert snap(2.03, view, 25, near, enabled=False).time == 2.03
    assert snap(-1, view, 25, near).time == 0.0


def test_a_curve_meets_its_keys_and_holds_step_upright():
    track = Track("happy", (Keyframe(1.0, 0.0, HOLD), Keyframe(2.0, 3.0)))
    view, axis = TimeView(0, 100, 800), ValueAxis(0, 3, 0, 30)
    points = curve_points(track, view, axis)
    near = points[np.abs(points[:, 0] - 200) < 0.5]
    assert near[:, 1].min() == 0.0 and near[:, 1].max() == 30.0
    assert len(points) < 20  # level stretches need no points


def test_a_lane_grows_with_its_keys():
    axis = lane_axis(Track("happy", (Keyframe(0.0, 7.0),)), 0, 30)
    assert axis.high == 7.0 and axis.low == 0.0
