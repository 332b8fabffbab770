"""Edits of keys selected over several tracks, and the clipboard between projects."""

import pytest

from lestalk_studio.document import selection as sel
from lestalk_studio.document.clipboard import copy_keys, paste_keys, read_clip
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import HOLD, LINEAR, cubic
from lestalk_studio.errors import StudioError


@pytest.fixture
def project():
    return Project(
        tracks=(
            Track("happy", (Keyframe(1, 1.0, LINEAR), Keyframe(2, 3.0, cubic(0.1, 1, 0.9, 0)))),
            Track("AU12", (Keyframe(1.5, -0.5, HOLD), Keyframe(2, 0.5))),
        )
    )


def pairs(project, name):
    return [(k.time, k.value) for k in project.track(name).keys]


def test_selecting_between_times(project):
    assert sel.keys_between(project, ["happy", "AU12", "sad"], 1.5, 2.0) == {
        "happy": {2.0},
        "AU12": {1.5, 2.0},
    }


def test_moving_a_selection_carries_it_along(project):
    moved, selected = sel.move_selection(project, sel.selection_of([("happy", 2), ("AU12", 1.5)]), 1.0)
    assert pairs(moved, "happy") == [(1, 1), (3, 3)]
    assert pairs(moved, "AU12") == [(2, 0.5), (2.5, -0.5)]
    assert selected == {"happy": {3.0}, "AU12": {2.5}}
    back, _ = sel.move_selection(moved, selected, -1.0)
    assert back == project


def test_a_selection_stops_at_the_start_without_losing_its_shape(project):
    everything = sel.keys_between(project, ["happy", "AU12"], 0, 9)
    moved, _ = sel.move_selection(project, everything, -5.0)
    assert pairs(moved, "happy") == [(0, 1), (1, 3)]
    assert pairs(moved, "AU12") == [(0.5, -0.5), (1, 0.5)]
    assert sel.nudge_selection(moved, {"happy": frozenset([0.0])}, -1)[0] == moved


def test_nudging_by_frames(project):
    nudged, selected = sel.nudge_selection(project, sel.selection_of([("happy", 1)]), 2)
    assert pairs(nudged, "happy")[0] == (1.08, 1)
    assert selected == {"happy": {1.08}}


def test_scaling_duplicating_and_removing(project):
    happy = sel.keys_between(project, ["happy"], 0, 9)
    scaled, selected = sel.scale_selection(project, happy, 1.0, 3.0)
    assert pairs(scaled, "happy") == [(1, 1), (4, 3)]
    assert selected == {"happy": {1.0, 4.0}}
    doubled, selected = sel.duplicate_selection(project, happy, 5.0)
    assert pairs(doubled, "happy") == [(1, 1), (2, 3), (6, 1), (7, 3)]
    assert selected == {"happy": {6.0, 7.0}}
    emptied, selected = sel.remove_selection(project, happy)
    assert emptied.track("happy").keys == () and selected == {}
    assert emptied.track("AU12") is project.track("AU12")


def test_transitions_of_a_selection(project):
    changed, _ = sel.transition_selection(project, {"AU12": frozenset([1.5, 2.0])}, LINEAR)
    assert {k.transition for k in changed.track("AU12").keys} == {LINEAR}


def test_copied_keys_go_to_another_project(project):
    text = copy_keys(project, sel.keys_between(project, ["happy", "AU12"], 1.5, 9))
    other, selected = paste_keys(Project(fps=30.0), read_clip(text), 10.0)
    assert pairs(other, "AU12") == [(10, -0.5), (10.5, 0.5)]
    assert pairs(other, "happy") == [(10.5, 3)]
    assert other.track("happy").keys[0].transition == cubic(0.1, 1, 0.9, 0)
    assert selected == {"happy": {10.5}, "AU12": {10.0, 10.5}}


def test_one_lane_may_be_pasted_into_another(project):
    clip = read_clip(copy_keys(project, sel.keys_between(project, ["AU12"], 0, 9)))
    other, _ = paste_keys(project, clip, 0.0, into="sad")
    assert pairs(other, "sad") == [(0, 0.0), (0.5, 0.5)]  # a level is not negative
    both = read_clip(copy_keys(project, sel.keys_between(project, ["AU12", "happy"], 0, 9)))
    with pytest.raises(ValueError, match="several lanes"):
        paste_keys(project, both, 0.0, into="sad")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "[1]",
        '{"format": "lestalk-keys", "version": 2, "tracks": {}}',
        '{"format": "lestalk-keys", "version": 1, "tracks": {"happy": 3}}',
        '{"format": "lestalk-keys", "version": 1, "tracks": {"joy": []}}',
        '{"format": "lestalk-keys", "version": 1, "tracks": {"happy": [{"time": NaN, "value": 1}]}}',
        '{"format": "lestalk-keys", "version": 1, "tracks": {"happy": [{"time": 0, "value": "x"}]}}',
        "[" * 100_000,
    ],
)
def test_other_text_is_not_pasted(text):
    with pytest.raises(StudioError, match="copy keys in a timeline first"):
        read_clip(text)


def test_nothing_selected_is_not_copied(project):
    with pytest.raises(ValueError, match="no key is selected"):
        copy_keys(project, {})


def test_setting_several_values_at_once(project):
    changed = sel.set_values(project, 1.5, {"happy": 1.0, "sad": 2.0})
    assert sel.values_at(changed, 1.5, ["happy", "sad", "AU12"]) == {"happy": 1.0, "sad": 2.0, "AU12": -0.5}
