import numpy as np
import pytest

from lestalk_studio.audio.effort import MOST, vocal_effort

RATE = 16000


def voice(seconds: float, pitch: float, slope_db: float, gain: float = 0.2) -> np.ndarray:
    """Syllables of a pulse train whose harmonics fall by `slope_db` an octave above 500 Hz."""
    t = np.arange(round(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(pitch * (1 + 0.05 * np.sin(2 * np.pi * 0.7 * t))) / RATE
    sound = np.zeros_like(t)
    for k in range(1, int(7000 / pitch)):
        fall = slope_db * np.log2(max(k * pitch / 500, 1.0))
        sound += 10 ** (fall / 20) * np.sin(k * phase + k * k)
    syllables = 0.5 - 0.5 * np.cos(2 * np.pi * 4 * t)
    return (gain * syllables * sound / np.abs(sound).max()).astype(np.float32)


def calm(seconds: float = 4.0) -> np.ndarray:
    return voice(seconds, 110, -14)


def shout(seconds: float = 4.0) -> np.ndarray:
    return voice(seconds, 300, -3)


def test_calm_speech_is_below_a_shout():
    assert 0.4 < np.median(vocal_effort(calm(), 25)) < 1.1
    assert np.median(vocal_effort(shout(), 25)) > 2.2


def test_real_speech_read_calmly_is_calm(speech):
    effort = vocal_effort(speech, 25)
    assert 0.5 < np.median(effort[effort > 0]) < 1.0


def test_the_gain_of_the_recording_does_not_count(speech):
    np.testing.assert_allclose(vocal_effort(0.1 * speech, 25), vocal_effort(speech, 25), atol=0.05)


def test_the_curve_rises_where_the_voice_is_raised():
    effort = vocal_effort(np.concatenate([calm(), 2.5 * shout(), calm()]), 25)
    assert effort[120:180].min() > effort[20:80].max() + 1.2
    assert effort[230:280].max() < 1.2


def test_a_pause_in_a_sentence_is_held_and_a_long_one_is_not():
    short, long = (np.zeros(round(s * RATE), np.float32) for s in (0.3, 4.0))
    effort = vocal_effort(np.concatenate([calm(), short, calm(), long, calm()]), 25)
    assert effort[100:108].min() > 0.4
    assert effort[250:260].max() == 0.0


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(32000, np.float32)])
def test_silence_has_no_effort(samples):
    assert not vocal_effort(samples, 25).any()


def test_noise_has_no_effort():
    noise = np.random.default_rng(0).normal(0, 0.05, 64000).astype(np.float32)
    assert vocal_effort(noise, 25).max() < 0.2


def test_length_and_range():
    effort = vocal_effort(shout(1.0), 30)
    assert effort.shape == (30,) and effort.dtype == np.float32
    assert effort.min() >= 0.0 and effort.max() <= MOST
    assert vocal_effort(shout(1.0), 30, frames=47).shape == (47,)
