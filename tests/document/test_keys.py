"""Edits of one track's keys."""

import numpy as np
import pytest

from lestalk_studio.document import keys
from lestalk_studio.document.joining import handle_points
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import EASE_BOTH, HOLD, LINEAR, cubic


def lane(*pairs, name="AU12", way=LINEAR):
    return Track(name, tuple(Keyframe(t, v, way) for t, v in pairs))


def pairs(track):
    return [(k.time, k.value) for k in track.keys]


def test_setting_a_key_adds_it_or_changes_it():
    track = keys.set_key(Track("happy"), 1.0, 2.0)
    assert pairs(track) == [(1.0, 2.0)]
    assert track.keys[0].transition == EASE_BOTH
    assert pairs(keys.set_key(track, 1.0, 3.0)) == [(1.0, 3.0)]
    assert pairs(keys.set_key(track, 0.5, 1.0)) == [(0.5, 1.0), (1.0, 2.0)]
    assert keys.set_key(track, 1.0, 2.0, HOLD).keys[0].transition == HOLD


def test_tracks_are_values_and_share_what_did_not_change():
    track = lane((0, 0), (1, 1), (2, 0))
    changed = keys.set_key(track, 1.0, 0.5)
    assert pairs(track) == [(0, 0), (1, 1), (2, 0)]
    assert changed.keys[0] is track.keys[0] and changed.keys[2] is track.keys[2]
    assert keys.set_key(changed, 1.0, 1.0) == track


def test_a_key_beyond_the_ends_leaves_the_held_values():
    track = lane((1, 1), (2, 3))
    times = np.linspace(0, 6, 61)
    for time in (0.0, 5.0):
        np.testing.assert_array_equal(keys.insert_key(track, time).sample(times), track.sample(times))
    bent = Track("AU12", (Keyframe(1, 1.0, cubic(0.3, 2.0, 0.7, 0.0)),))
    np.testing.assert_array_equal(keys.insert_key(bent, 3.0).sample(times), bent.sample(times))


def test_a_moved_key_replaces_the_one_it_lands_on():
    assert pairs(keys.move_keys(lane((0, 0), (1, 1), (2, 2)), [0], 1.0)) == [(1, 0), (2, 2)]


def test_moving_many_keys_keeps_them_all():
    assert pairs(keys.move_keys(lane((0, 0), (1, 1), (2, 2)), [0, 1], 1.0)) == [(1, 0), (2, 1)]
    assert pairs(keys.move_keys(lane((0, 0), (1, 1), (2, 2)), [1], 5.0)) == [(0, 0), (2, 2), (6, 1)]


def test_moving_there_and_back_is_exact():
    track = lane(*((i / 30, i % 3) for i in range(50)))
    there = keys.move_keys(track, track.times, 7 / 30)
    assert pairs(keys.move_keys(there, there.times, -7 / 30)) == pairs(track)


def test_values_move_within_the_range():
    track = lane((0, 0.2), (1, 1), name="blink_l")
    assert pairs(keys.move_keys(track, [0, 1], 0.0, 0.5)) == [(0, 0.7), (1, 1)]


def test_a_key_cannot_be_moved_before_the_start():
    with pytest.raises(ValueError, match="from 0"):
        keys.move_keys(lane((0.5, 0)), [0.5], -1.0)


def test_scaling_in_time_and_value():
    track = lane((1, 1), (2, 2), (3, 3))
    assert pairs(keys.scale_keys(track, track.times, 1.0, 2.0)) == [(1, 1), (3, 2), (5, 3)]
    assert pairs(keys.scale_keys(track, [2, 3], 1.0, 1.0, 0.5, 1.0)) == [(1, 1), (2, 1.5), (3, 2)]
    bent = lane((0, 0), (1, 1), way=cubic(0.3, 0.5, 0.7, -0.2))
    times = np.linspace(0, 1, 101)
    np.testing.assert_allclose(
        keys.scale_keys(bent, [0, 1], 0, 1, 2.0).sample(times), 2 * bent.sample(times), atol=1e-12
    )


@pytest.mark.parametrize("fps", [24.0, 25.0, 30000 / 1001, 60.0])
def test_nudging_a_thousand_times_stays_on_the_frames(fps):
    track = lane((10 / fps, 1.0))
    for _ in range(1000):
        track = keys.nudge_keys(track, track.times, 1, fps)
    assert track.key_at(1010 / fps) is not None


def test_duplicates():
    assert pairs(keys.duplicate_keys(lane((0, 0), (1, 1)), [0, 1], 1.0)) == [(0, 0), (1, 0), (2, 1)]


def test_removing_keys_keeps_the_slopes_beside_them():
    track = lane((0, 0), (1, 1), (2, 0), way=EASE_BOTH)
    assert keys.remove_keys(track, [1]).keys[0].transition == EASE_BOTH
    mixed = Track("AU12", (Keyframe(0, 0, LINEAR), Keyframe(1, 1.0, EASE_BOTH), Keyframe(2, 3.0)))
    left = keys.remove_keys(mixed, [1])
    slope = (left.value_at(1e-4) - left.value_at(0)) / 1e-4
    assert slope == pytest.approx(1.0, abs=1e-2)
    assert left.value_at(2.0) - left.value_at(2.0 - 1e-4) == pytest.approx(0.0, abs=1e-6)
    assert keys.remove_keys(track, track.times).keys == ()


def test_removing_a_key_just_inserted_gives_the_curve_back():
    track = Track("AU12", (Keyframe(0, 0.0, EASE_BOTH), Keyframe(2, 1.0)))
    again = keys.remove_keys(keys.insert_key(track, 0.6), [0.6])
    assert [k.time for k in again.keys] == [0, 2]
    assert again.value_at(2.0) == 1.0 and again.value_at(0.0) == 0.0


def test_hand_made_keys_survive_an_analysis():
    auto = [Keyframe(t, 1.0, auto=True) for t in (0.0, 1.0, 2.0)]
    track = keys.set_key(keys.replace_auto(Track("happy"), auto), 1.0, 3.0)
    assert [k.auto for k in track.keys] == [True, False, True]
    again = keys.replace_auto(track, [Keyframe(t, 0.5) for t in (0.5, 0.9, 1.0, 1.6)])
    assert [(k.time, k.value, k.auto) for k in again.keys] == [
        (0.5, 0.5, True),
        (1.0, 3.0, False),
        (1.6, 0.5, True),
    ]


def test_keys_are_found_near_a_time():
    track = lane((1, 1), (1.1, 2), (3, 3))
    assert track.key_near(1.06, 0.1).time == 1.1
    assert track.key_near(2.0, 0.5) is None
    assert track.key_at(3.0).value == 3 and track.key_at(3.0001) is None


def test_handles_are_where_the_transition_has_them():
    track = lane((1, 0), (3, 2), way=EASE_BOTH)
    np.testing.assert_allclose(handle_points(track), [[[1 + 2 / 3, 0], [3 - 2 / 3, 2]]])
    bent = keys.set_transition(track, [1], cubic(0.25, 3.0, 0.5, -3.0))
    np.testing.assert_allclose(handle_points(bent), [[[1.5, 3.0], [2.0, -1.0]]])
    assert handle_points(Track("AU12")).shape == (0, 2, 2)


def test_a_handle_follows_its_key():
    track = keys.set_transition(lane((0, 0), (1, 1)), [0], cubic(0.5, 0.8, 0.7, 0.0))
    risen = keys.move_keys(track, [0], 0.0, 1.0)
    np.testing.assert_allclose(handle_points(risen)[0, 0], [0.5, 1.8])


@pytest.mark.parametrize("fps", [23.976, 24.0, 30.0, 30000 / 1001, 47.3])
def test_a_key_moved_by_frames_meets_the_key_on_that_frame(fps):
    for frame in range(1, 40):
        track = lane((frame / fps, 1), (2 * frame / fps, 2), way=HOLD)
        moved = keys.move_keys(track, [frame / fps], frame / fps)
        assert len(moved.keys) == 1
        assert keys.insert_key(moved, 2 * frame / fps) is moved
        doubled = keys.duplicate_keys(lane((0, 5), (frame / fps, 1), way=HOLD), [frame / fps], frame / fps)
        assert doubled.value_at(2 * frame / fps) == 1


def test_squeezed_keys_become_one():
    track = lane((1, 1), (2, 2), (3, 3))
    assert pairs(keys.scale_keys(track, track.times, 1.0, 1e-8)) == [(pytest.approx(1.0), 3)]
