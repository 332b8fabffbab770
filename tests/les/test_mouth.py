"""When speech owns the mouth."""

import numpy as np
import pytest

from lestalk_studio.les import mouth
from lestalk_studio.les.space import DIM, INDEX


def test_no_speech_is_exactly_none():
    assert not mouth.sounding(np.zeros(50), 25).any()


@pytest.mark.parametrize("fps", [10, 25, 60])
def test_the_mouth_is_free_before_speech_sounds_and_nothing_pops(fps):
    speech = np.zeros(4 * fps)
    speech[fps : 2 * fps] = 1
    sounds = mouth.sounding(speech, fps)
    assert len(sounds) == len(speech)
    assert (sounds[fps : 2 * fps] >= 0.75).all()
    assert sounds[fps // 3] == 0 and sounds[-1] == 0
    assert np.abs(np.diff(sounds)).max() < 8 / fps  # full strength takes more than an eighth of a second
    assert (np.diff(sounds[:fps]) >= -1e-12).all()


def test_one_frame_and_none_are_fine():
    assert mouth.sounding(np.ones(1), 25) == pytest.approx([1.0])
    assert len(mouth.sounding(np.zeros(0), 25)) == 0


def test_closure_is_speech_with_closed_lips():
    z = np.zeros((3, DIM))
    z[1, INDEX["AU25"]] = 0.12
    z[2, INDEX["AU26"]] = 0.4
    np.testing.assert_allclose(mouth.closure(z, np.zeros(3)), 0)
    closed = mouth.closure(z, np.ones(3))
    assert closed[0] == 1 and 0 < closed[1] < 1 and closed[2] == 0


def test_lip_motion_tells_talking_from_an_open_mouth():
    time = np.arange(100) / 25
    z = np.zeros((100, DIM))
    z[:, INDEX["AU26"]] = 0.5
    assert mouth.lip_motion(z, 25).max() < 0.01
    z[50:, INDEX["AU25"]] = 0.2 + 0.2 * np.sin(2 * np.pi * 4 * time[50:])
    moved = mouth.lip_motion(z, 25)
    assert moved.dtype == np.float32 and moved[:35].max() < 0.01 and moved[65:].min() > 0.9
