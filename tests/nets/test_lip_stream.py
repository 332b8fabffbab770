"""Lips of a voice that is still being heard: 0.24 s behind it, and as they would be afterwards."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.nets.audio_to_les import LOOK_AHEAD_S, AudioToLes
from lestalk_studio.nets.lip_stream import LipStream
from lestalk_studio.paths import resources_dir
from lestalk_studio.training.evaluate_audio import lip_gap


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return load_audio(resources_dir() / "demo_speech.ogg")[: 5 * 16000]


def streamed(samples: np.ndarray, fps: float, block: int) -> np.ndarray:
    stream = LipStream(fps)
    parts = [stream.push(samples[i : i + block]) for i in range(0, len(samples), block)]
    return np.concatenate([*parts, stream.finish()])


@pytest.fixture(scope="module")
def lips(speech) -> np.ndarray:
    return streamed(speech, 25.0, 640)


def test_nothing_later_than_the_look_ahead_is_heard(speech, lips):
    cut = 3 * 16000 + 123
    other = np.concatenate([speech[:cut], np.random.default_rng(0).normal(0, 0.3, 16000).astype(np.float32)])
    changed = streamed(other, 25.0, 700)
    known = int((cut / 16000 - LOOK_AHEAD_S) * 25) + 1
    np.testing.assert_array_equal(changed[:known], lips[:known])
    assert np.abs(changed[known : known + 10] - lips[known : known + 10]).max() > 0.01


def test_frames_come_as_soon_as_they_are_known(speech):
    stream = LipStream(25.0)
    heard = given = 0
    for start in range(0, 16000, 400):
        heard += 400
        given += len(stream.push(speech[start : start + 400]))
        assert given == max(0, int(np.floor((heard / 16000 - LOOK_AHEAD_S) * 25 + 1e-9)) + 1)


def test_how_much_is_pushed_at_once_does_not_matter(speech, lips):
    np.testing.assert_allclose(streamed(speech, 25.0, len(speech)), lips, atol=1e-5)


@pytest.mark.parametrize("fps", [25.0, 29.97])
def test_lips_are_those_of_the_whole_recording(speech, lips, fps):
    found = lips if fps == 25.0 else streamed(speech, fps, 800)
    whole = AudioToLes.load().predict(speech, fps)
    assert found.shape == whole.shape and found.dtype == np.float32
    assert np.corrcoef(lip_gap(found), lip_gap(whole))[0, 1] > 0.97


def test_silence_and_no_sound_at_all():
    assert not streamed(np.zeros(16000, np.float32), 25.0, 640).any()
    assert LipStream(25.0).finish().shape == (0, 41)
