"""Pseudo-labels of intensity from a face: the same for every emotion, blind to the sounds of speech."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.training.intensity_labels import face_intensity


@pytest.mark.parametrize("emotion", ["angry", "happy", "sad", "surprised", "fear", "disgusted"])
def test_a_full_emotion_is_about_three_whatever_its_type(emotion):
    z = np.tile(3 * DIRECTIONS[EMOTION_INDEX[emotion]], (50, 1))
    assert 2.3 < face_intensity(z, 25.0).mean() <= 3.0


def test_it_is_proportional_and_zero_at_rest():
    z = np.tile(DIRECTIONS[EMOTION_INDEX["happy"]], (50, 1))
    assert not face_intensity(np.zeros((50, DIM)), 25.0).any()
    np.testing.assert_allclose(face_intensity(2 * z, 25.0), 2 * face_intensity(z, 25.0), rtol=1e-5)


def test_syllables_count_less_than_what_stays():
    beat = 0.5 - 0.5 * np.cos(2 * np.pi * 5 * np.arange(100) / 25)
    talking, open_mouthed = np.zeros((100, DIM)), np.zeros((100, DIM))
    talking[:, INDEX["AU26"]] = 0.6 * beat
    open_mouthed[:, INDEX["AU26"]] = 0.6
    assert np.ptp(face_intensity(talking, 25.0)[25:75]) < 0.1
    assert face_intensity(talking, 25.0).mean() < 0.7 * face_intensity(open_mouthed, 25.0).mean()
