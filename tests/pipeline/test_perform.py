"""A voice becomes a performance."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.les.space import AUX_INDEX, INDEX
from lestalk_studio.paths import resources_dir
from lestalk_studio.pipeline.perform import speech_performance


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return load_audio(resources_dir() / "demo_speech.ogg")


def test_a_performance_speaks_blinks_and_nods(speech):
    performance = speech_performance(speech, 25.0, seed=0)
    assert len(performance) == int(np.ceil(len(speech) * 25 / 16000))
    assert performance.z[:, INDEX["AU26"]].max() > 0.1
    assert performance.aux[:, AUX_INDEX["blink_l"]].max() > 0.6
    assert np.abs(performance.aux[:, AUX_INDEX["head_pitch"]]).max() > 0.3
    assert performance.speech.max() == 1.0
    assert performance.speech[0] == 0.0


def test_switches(speech):
    still = speech_performance(speech, 25.0, blinks=False, head_motion=False)
    assert not still.aux.any()
    assert still.z.any()


def test_the_same_arguments_give_the_same_performance(speech):
    one, two = (speech_performance(speech, 30.0, seed=7) for _ in range(2))
    np.testing.assert_array_equal(one.z, two.z)
    np.testing.assert_array_equal(one.aux, two.aux)


@pytest.mark.parametrize("samples", [0, 1, 400, 48000])
def test_silence_leaves_the_portrait_as_it_is(samples):
    silent = speech_performance(np.zeros(samples, np.float32), 25.0, blinks=False, head_motion=True)
    assert len(silent) == int(np.ceil(samples * 25 / 16000))
    assert not silent.z.any()
    assert not silent.aux.any()
    assert not silent.speech.any()
