"""Blinks, head and brows: natural, small, seeded, and still when nobody speaks."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from lestalk_studio.audio.features import extract, video_frames
from lestalk_studio.audio.liveliness import blink_times, find_stresses, liveliness
from lestalk_studio.les.space import AUX, AUX_INDEX, INDEX

BLINKS = [AUX_INDEX["blink_l"], AUX_INDEX["blink_r"]]
HEAD = [i for name, i in AUX_INDEX.items() if name.startswith("head_")]


@pytest.mark.parametrize("seed", range(5))
def test_twelve_to_twenty_blinks_a_minute(seed):
    times = blink_times(600.0, [], seed)
    assert 12 <= len(times) / 10 <= 20
    assert np.diff(times).min() > 1.0
    assert np.std(np.diff(times)) > 0.5  # no metronome


def test_a_blink_closes_faster_than_it_opens():
    aux, _ = liveliness(extract(np.zeros(16000 * 20, np.float32)), 4000, 200.0, 0)
    closed = aux[:, BLINKS[0]]
    np.testing.assert_array_equal(closed, aux[:, BLINKS[1]])
    first = np.flatnonzero(closed > 0)[0]
    blink = closed[first : first + 80]
    assert blink.max() == 1.0
    full = np.flatnonzero(blink == 1.0)
    length = np.flatnonzero(blink > 0)[-1] / 200
    assert 0.2 <= length <= 0.32
    assert full[0] / 200 < length - full[-1] / 200


@pytest.mark.parametrize("fps", [24.0, 25.0, 29.97, 60.0])
def test_every_blink_shows_at_any_rate(fps, speech):
    long = np.tile(speech, 4)
    features = extract(long)
    aux, _ = liveliness(features, video_frames(len(long), fps), fps, 3)
    peaks = aux[:, BLINKS[0]] > 0.6
    assert np.count_nonzero(np.diff(peaks.astype(int)) == 1) >= 5


def test_head_motion_is_small_smooth_and_alive(speech):
    long = np.tile(speech, 3)
    aux, z = liveliness(extract(long), video_frames(len(long), 25.0), 25.0, 0)
    angles = aux[:, [AUX_INDEX[f"head_{axis}"] for axis in ("yaw", "pitch", "roll")]]
    assert np.abs(angles).max() < 3.2
    assert angles.std(axis=0).min() > 0.1
    assert np.abs(np.diff(angles, axis=0)).max() < 0.7  # degrees a frame
    assert 0.05 < z[:, INDEX["AU01"]].max() <= 0.3
    others = [i for name, i in INDEX.items() if name not in ("AU01", "AU02")]
    assert not z[:, others].any()
    assert not np.delete(aux, BLINKS + HEAD, axis=1).any()


def test_the_seed_decides(speech):
    features = extract(speech)
    frames = video_frames(len(speech), 25.0)
    once, again, other = (liveliness(features, frames, 25.0, seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(once, again)
    assert np.abs(once - other).max() > 0.5


def test_motion_is_the_same_at_another_rate(speech):
    features = extract(speech)
    slow, _ = liveliness(features, video_frames(len(speech), 25.0), 25.0, 0)
    fast, _ = liveliness(features, video_frames(len(speech), 50.0), 50.0, 0)
    common = min(len(slow), len(fast[::2]))
    np.testing.assert_allclose(fast[::2][:common], slow[:common], atol=1e-4)


def test_the_head_settles_when_the_voice_ends(speech):
    quiet = np.concatenate([speech, np.zeros(16000 * 3, np.float32)])
    aux, z = liveliness(extract(quiet), video_frames(len(quiet), 25.0), 25.0, 0)
    assert not aux[-40:, HEAD].any()
    assert not z[-40:].any()


def test_silence_has_blinks_only_and_switches_turn_everything_off(speech):
    silence = extract(np.zeros(16000 * 12, np.float32))
    aux, z = liveliness(silence, 300, 25.0, 0)
    assert aux[:, BLINKS].any()
    assert not z.any()
    assert not np.delete(aux, BLINKS, axis=1).any()
    for features in (silence, extract(speech)):
        aux, z = liveliness(features, 200, 25.0, 0, blinks=False, head_motion=False)
        assert aux.shape == (200, len(AUX))
        assert not aux.any()
        assert not z.any()


def test_stresses_are_apart_and_inside_the_speech(speech):
    stresses = find_stresses(extract(speech), np.ones(len(extract(speech)), np.float32))
    assert len(stresses) >= 4
    assert min(b.time - a.time for a, b in itertools.pairwise(stresses)) > 0.5
    assert all(0 < s.strength <= 1 for s in stresses)
