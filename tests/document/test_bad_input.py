"""What no project may hold is refused where it enters, in words a person can read."""

import math

import numpy as np
import pytest

from lestalk_studio.document import keys
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings, Marker
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import LINEAR, Transition, cubic

NO_NUMBERS = [math.nan, math.inf, -math.inf, None, "1", True, [1], 10**400, np.nan, 1j]


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_key_needs_real_numbers(value):
    with pytest.raises(ValueError, match="must be a number"):
        Keyframe(value, 0.0)
    with pytest.raises(ValueError, match="must be a number"):
        Keyframe(0.0, value)


@pytest.mark.parametrize("time", [-0.001, 1e7])
def test_a_key_lies_in_the_project(time):
    with pytest.raises(ValueError, match="the time must be from 0"):
        Keyframe(time, 0.0)


def test_numpy_numbers_are_numbers():
    key = Keyframe(np.float32(0.5), np.int64(2))
    assert (key.time, key.value) == (0.5, 2.0)
    assert type(key.time) is float and type(key.value) is float


@pytest.mark.parametrize(
    "handles", [(0, 0, 1), (0, 0, 1, math.nan), (0, 0, 1, None), "abcd", (-0.1, 0, 1, 0)]
)
def test_bad_handles_are_refused(handles):
    with pytest.raises(ValueError):
        Transition("cubic", handles)


@pytest.mark.parametrize(("x1", "x2"), [(1.2, 0.0), (0.5, 1.1), (1.0, -0.4), (1.34, 1.0)])
def test_a_curve_may_not_run_back_in_time(x1, x2):
    with pytest.raises(ValueError, match="back in time"):
        cubic(x1, 0.0, x2, 0.0)


def test_a_transition_has_a_known_name():
    with pytest.raises(ValueError, match="hold, linear"):
        Transition("bounce")
    with pytest.raises(ValueError, match="must be a Transition"):
        Keyframe(0.0, 0.0, "linear")
    with pytest.raises(ValueError, match="four handle numbers"):
        Transition("linear", (0, 0, 1, 1))


def test_an_emotion_is_never_negative():
    with pytest.raises(ValueError, match=r"happy at 1 s must be from 0 to 10, not -0\.1"):
        Track("happy", (Keyframe(1.0, -0.1),))
    with pytest.raises(ValueError, match="happy must be from 0"):
        keys.set_key(Track("happy"), 0.0, -1.0)


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_typed_value_must_be_a_number(value):
    with pytest.raises(ValueError, match="AU12 must be a number"):
        keys.set_key(Track("AU12"), 0.0, value)


def test_two_keys_at_one_time_and_disorder_are_refused():
    with pytest.raises(ValueError, match="two keys at 1 s"):
        Track.of("happy", [Keyframe(1.0, 1.0), Keyframe(1.0, 2.0)])
    with pytest.raises(ValueError, match="two keys at 1 s"):
        Track.of("happy", [Keyframe(1.0, 1.0), Keyframe(1.0 + 1e-11, 2.0)])
    with pytest.raises(ValueError, match="out of order"):
        Track("happy", (Keyframe(1.0, 1.0), Keyframe(0.5, 1.0)))


@pytest.mark.parametrize("name", ["", "joy", None, 3, ["happy"], "cheek_puff"])
def test_a_track_drives_a_known_channel(name):
    with pytest.raises(ValueError, match="no track called"):
        Track(name)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("fps", 0, "frame rate"),
        ("fps", math.nan, "frame rate"),
        ("fps", "25", "frame rate"),
        ("lips", "voice", "lips must be one of"),
        ("face", -1, "face"),
        ("face", 1.0, "whole number"),
        ("seed", None, "seed"),
        ("start", -1.0, "in point"),
        ("end", math.inf, "out point"),
        ("take_back", 1.1, "take_back"),
        ("blinks", 1, "true or false"),
        ("occluders", "some", "occluders must be one of"),
        ("expression_model", "net", "expression_model must be one of"),
        ("appearance", 1.1, "appearance must be from 0 to 1"),
        ("appearance", "strong", "appearance must be a number"),
        ("appearance", math.nan, "appearance must be a number"),
        ("portrait", 3, "path of a file"),
        ("audio", "", "path of a file"),
        ("audio", "a\0b", "path of a file"),
        ("export", None, "export settings"),
        ("tracks", ("happy",), "must be a Track"),
        ("markers", (1.0,), "must be a Marker"),
        ("tracks", (Track("happy", (Keyframe(0, 1),)), Track("happy")), "two tracks of happy"),
        ("markers", (Marker(1.0), Marker(1.0, "b")), "one time"),
    ],
)
def test_a_project_refuses(field, value, words):
    with pytest.raises(ValueError, match=words):
        Project(**{field: value})


def test_the_in_point_lies_before_the_out_point():
    with pytest.raises(ValueError, match="before the out point"):
        Project(start=2.0, end=2.0)


@pytest.mark.parametrize(
    ("field", "value"),
    [("format", "avi"), ("size", 10), ("size", "big"), ("fps", -1.0), ("quality", 3), ("sound", "yes")],
)
def test_export_settings_refuse(field, value):
    with pytest.raises(ValueError, match=r"export|frame rate"):
        ExportSettings(**{field: value})


def test_edits_of_keys_that_are_not_there_are_refused():
    track = Track("happy", (Keyframe(1.0, 1.0),))
    for edit in (
        lambda: keys.remove_keys(track, [0.5]),
        lambda: keys.move_keys(track, [0.5], 1.0),
        lambda: keys.set_transition(track, [0.5], LINEAR),
    ):
        with pytest.raises(ValueError, match=r"no key at 0\.5 s"):
            edit()


@pytest.mark.parametrize("factor", [0.0, -1.0, math.nan])
def test_keys_are_not_scaled_to_nothing_or_backwards(factor):
    with pytest.raises(ValueError, match="the factor"):
        keys.scale_keys(Track("happy", (Keyframe(1.0, 1.0),)), [1.0], 0.0, factor)
