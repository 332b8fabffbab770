"""The vocoder gives a voice back, and raises it in the ways that a raised voice is known by."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.paths import resources_dir
from lestalk_studio.training.effort_voices import Manner, Throat, contour, level_of, raised
from lestalk_studio.training.vocoder import Said, analysed, spoken


@pytest.fixture(scope="module")
def said() -> Said:
    return analysed(load_audio(resources_dir() / "demo_speech.ogg")[: 4 * 16000])


def voiced_tilt(of: Said) -> float:
    """dB of 1..5 kHz over what lies below, in the voiced frames."""
    power = np.exp(of.log_power[of.pitch > 0]).mean(axis=0)
    hertz = np.linspace(0, 8000, len(power))
    return 10 * np.log10(power[(hertz > 1000) & (hertz < 5000)].sum() / power[hertz <= 1000].sum())


def test_a_voice_comes_back(said):
    frames = np.arange(len(said.pitch))
    again = analysed(spoken(said, frames, said.pitch, said.log_power, np.zeros(len(frames)), 0))
    count = min(len(again.pitch), len(frames))
    both = (again.pitch[:count] > 0) & (said.pitch[:count] > 0)
    assert both.mean() > 0.8 * (said.pitch > 0).mean()
    assert np.median(np.abs(np.log2(again.pitch[:count][both] / said.pitch[:count][both]))) < 0.02
    apart = 4.34 * (again.log_power[:count] - said.log_power[:count])[both][:, :400]
    assert np.sqrt(np.square(apart).mean()) < 5.0


def test_effort_raises_pitch_and_tilt_and_lengthens_vowels(said):
    found = []
    for effort in (0.0, 1.0):
        samples, made = raised(said, np.full(len(said.pitch), effort), Manner(), Throat(), 0)
        assert np.isfinite(samples).all() and len(made) == len(samples) // 80
        found.append(analysed(samples))
    calm, shout = found
    semitones = [12 * np.log2(np.median(of.pitch[of.pitch > 0])) for of in (calm, shout)]
    assert 6 < semitones[1] - semitones[0] < 12
    assert 6 < voiced_tilt(shout) - voiced_tilt(calm) < 18
    assert (shout.pitch > 0).sum() > 1.05 * (calm.pitch > 0).sum()


def test_the_same_seed_says_the_same(said):
    effort = np.linspace(0, 1, len(said.pitch))
    first, second = (raised(said, effort, Manner(), Throat(2.0, 0.95), 3)[0] for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_silence_stays_silent():
    said = analysed(np.zeros(8000, np.float32))
    samples, _ = raised(said, np.ones(len(said.pitch)), Manner(), Throat(), 0)
    assert np.abs(samples).max() < 1e-2


def test_levels_of_efforts_rise_from_soft_to_shouted():
    levels = level_of(np.linspace(-0.4, 1.0, 15))
    assert (np.diff(levels) > 0).all()
    assert levels[0] > 0 and levels[-1] == pytest.approx(3.0) and level_of(0.0) == pytest.approx(0.5)


def test_contours_stay_in_range():
    rng = np.random.default_rng(0)
    curves = np.array([contour(rng, 800) for _ in range(30)])
    assert curves.min() >= -0.41 and curves.max() <= 1.01
    assert np.abs(np.diff(curves, axis=1)).max() < 0.1
    assert (np.ptp(curves, axis=1) > 0.3).any()
