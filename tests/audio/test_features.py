"""Features say what was heard, whatever the gain, and cost little."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.audio import features
from lestalk_studio.audio.features import HOP, extract, mel_filters, sample_at, video_frames


def test_the_triangles_are_librosas():
    librosa_filters = pytest.importorskip("librosa.filters")
    theirs = librosa_filters.mel(sr=16000, n_fft=512, n_mels=80, fmin=60.0, fmax=7600.0, norm=None)
    turn = np.exp(-2j * np.pi * np.arange(257) / 512)
    np.testing.assert_allclose(mel_filters(), theirs * np.abs(1 - 0.97 * turn) ** 2, atol=1e-5)


def test_a_tone_has_its_pitch_and_level():
    tone = np.sign(np.sin(2 * np.pi * 125 * np.arange(16000) / 16000)).astype(np.float32) * 0.1
    found = extract(tone)
    middle = slice(10, 90)
    assert len(found) == 16000 // HOP + 1
    assert np.abs(found.pitch[middle] - 125).max() < 2
    assert found.voicing[middle].min() > 0.9
    sine = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(16000) / 16000).astype(np.float32)
    assert np.abs(extract(sine).level[middle] + 23.0).max() < 0.2  # dB of a sine of amplitude 0.1


def test_noise_is_unvoiced():
    noise = np.random.default_rng(0).normal(0, 0.1, 32000).astype(np.float32)
    assert np.median(extract(noise).voicing) < 0.4


def test_chunks_do_not_show(monkeypatch, speech):
    whole = extract(speech)
    monkeypatch.setattr(features, "_CHUNK", 97)
    parts = extract(speech)
    np.testing.assert_allclose(parts.log_mel, whole.log_mel, atol=1e-4)
    np.testing.assert_array_equal(parts.pitch, whole.pitch)


@pytest.mark.parametrize("samples", [0, 1, 159, 160, 401])
def test_the_shortest_sounds_have_finite_features(samples):
    found = extract(np.full(samples, 0.1, np.float32))
    assert len(found) == samples // HOP + 1
    assert np.isfinite(found.log_mel).all()
    assert np.isfinite(found.level).all()


def test_sampling_at_frame_times():
    ramp = np.arange(101, dtype=np.float32)
    np.testing.assert_allclose(sample_at(ramp, 100.0, 25.0, 26), np.minimum(np.arange(26) * 4, 100))
    np.testing.assert_allclose(sample_at(ramp, 100.0, 30.0, 3), [0, 100 / 30, 200 / 30], rtol=1e-5)


@pytest.mark.parametrize(
    ("samples", "fps", "frames"), [(16000, 25, 25), (16001, 25, 26), (0, 25, 0), (1, 60, 1)]
)
def test_frames_cover_the_sound(samples, fps, frames):
    assert video_frames(samples, fps) == frames
