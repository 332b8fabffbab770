"""The curve between keys: what each transition draws, and that a cut changes nothing."""

import numpy as np
import pytest

from lestalk_studio.document import keys
from lestalk_studio.document.curve import parameter
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import NAMED, cubic, is_monotone


def step(kind, name="AU12"):
    return Track(name, (Keyframe(1.0, 0.0, NAMED[kind]), Keyframe(3.0, 2.0)))


@pytest.mark.parametrize(
    ("kind", "middle"),
    [("hold", 0.0), ("linear", 1.0), ("ease_in", 0.5), ("ease_out", 1.5), ("ease_both", 1.0)],
)
def test_named_transitions(kind, middle):
    assert step(kind).value_at(2.0) == pytest.approx(middle, abs=1e-12)
    assert step(kind).value_at(1.0) == 0.0
    assert step(kind).value_at(3.0) == 2.0


def test_a_hold_jumps_exactly_at_the_next_key():
    assert step("hold").value_at(2.999999) == 0.0
    # 2/3 s in seconds is a rounded number; the frame that lies there has the new value all the same.
    track = Track("AU12", (Keyframe(0, 0.0, NAMED["hold"]), Keyframe(2 / 3, 1.0)))
    for fps in (3, 24, 30, 60):
        frame = round(2 / 3 * fps)
        assert track.value_at(frame / fps) == 1.0
        assert track.value_at((frame - 1) / fps) == 0.0


def test_overshoot_passes_the_key_by_a_tenth_and_comes_back():
    values = step("overshoot").sample(np.linspace(1, 3, 2001))
    assert values.max() == pytest.approx(2.2, abs=1e-3)
    assert values[-1] == 2.0


def test_a_channel_s_range_is_never_left_and_has_no_kink():
    track = Track("happy", (Keyframe(0, 3.0, NAMED["overshoot"]), Keyframe(1, 0.0)))
    values = track.sample(np.linspace(0, 1, 1001))
    assert values.min() >= 0.0
    assert np.abs(np.diff(values, 2)).max() < 1e-4


def test_the_ends_are_held_and_an_empty_track_has_its_default():
    np.testing.assert_array_equal(step("linear").sample(np.array([0.0, 0.5, 3.5, 99.0])), [0, 0, 2, 2])
    np.testing.assert_array_equal(Track("intensity").sample(np.zeros(3)), [1, 1, 1])
    np.testing.assert_array_equal(Track("happy", (Keyframe(5, 2.0),)).sample(np.array([0.0, 9.0])), [2, 2])
    assert step("linear").sample(np.zeros((0,))).shape == (0,)
    assert step("linear").sample(np.zeros((2, 3))).shape == (2, 3)


@pytest.mark.parametrize("kind", [k for k in NAMED if k != "hold"])
def test_curves_are_continuous(kind):
    values = step(kind).sample(np.linspace(0, 4, 40001))
    assert np.abs(np.diff(values)).max() < 1e-3


def test_handles_in_time_bend_the_curve_as_css_does():
    # cubic-bezier(0.25, 0.1, 0.25, 1), the web's "ease": its value at half time is known.
    track = Track("AU12", (Keyframe(0, 0.0, cubic(0.25, 0.1, 0.25, 0.0)), Keyframe(1, 1.0)))
    assert track.value_at(0.5) == pytest.approx(0.8024033877399112, abs=1e-9)


def test_time_is_solved_also_where_it_stands_still():
    rng = np.random.default_rng(0)
    x1, x2 = rng.uniform(0, 4 / 3, 20000), rng.uniform(-1 / 3, 1, 20000)
    allowed = np.array([is_monotone(a, b) for a, b in zip(x1, x2, strict=True)])
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [4 / 3, 2 / 3 * (1 + 1e-13)], [0.5, 0.5]])
    corners = corners[[is_monotone(*c) for c in corners]]
    x1 = np.concatenate([x1[allowed], np.repeat(corners[:, 0], 400)])
    x2 = np.concatenate([x2[allowed], np.repeat(corners[:, 1], 400)])
    part = rng.uniform(0, 1, len(x1)) ** 3
    part[::7] = 0.5
    s = parameter(part, x1, x2)
    back = 3 * (1 - s) ** 2 * s * x1 + 3 * (1 - s) * s**2 * x2 + s**3
    assert s.min() >= 0 and s.max() <= 1
    np.testing.assert_allclose(back, part, atol=1e-13)


def _random_track(rng):
    name = str(rng.choice(["happy", "AU12", "head_yaw", "blink_l"]))
    channel = Track(name).channel
    made = []
    for time in np.unique(rng.uniform(0, 10, 6)):
        match rng.integers(3):
            case 0:
                way = cubic(rng.uniform(), rng.normal() * 3, rng.uniform(), rng.normal() * 3)
            case 1:
                way = cubic(1, rng.normal(), 0, rng.normal())  # stands still in time at its middle
            case _:
                way = NAMED[str(rng.choice(list(NAMED)))]
        made.append(Keyframe(time, rng.uniform(max(channel.low, -3), min(channel.high, 3)), way))
    return Track.of(name, made)


def test_inserting_keys_leaves_the_curve_as_it_was():
    rng = np.random.default_rng(7)
    times = np.linspace(0, 10, 2001)
    for _ in range(60):
        track = _random_track(rng)
        cut = track
        for time in rng.uniform(0, 10, 25):
            cut = keys.insert_key(cut, time)
        assert len(cut.keys) == len(track.keys) + 25
        np.testing.assert_allclose(cut.sample(times), track.sample(times), atol=1e-9)


@pytest.mark.parametrize("kind", ["hold", "linear"])
def test_halves_of_plain_spans_stay_plain(kind):
    assert [k.transition.kind for k in keys.insert_key(step(kind), 2.0).keys[:2]] == [kind, kind]


def test_cutting_where_a_limited_curve_lies_on_its_limit():
    track = Track("happy", (Keyframe(0, 2.0, cubic(0.2, -9.0, 0.8, -9.0)), Keyframe(1, 1.0)))
    cut = keys.insert_key(track, 0.5)
    times = np.linspace(0, 1, 501)
    np.testing.assert_allclose(cut.sample(times), track.sample(times), atol=1e-12)
