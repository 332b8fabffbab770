"""Directions of the emotions against the FACS prototypes."""

import numpy as np
import pytest

from lestalk_studio.les.emotions import AT_LEVEL_3, DIRECTIONS, EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.space import INDEX

PROTOTYPES = {
    "happy": ["AU06", "AU12"],
    "sad": ["AU01", "AU04", "AU15"],
    "surprised": ["AU01", "AU02", "AU05", "AU26"],
    "fear": ["AU01", "AU02", "AU04", "AU05", "AU07", "AU20", "AU26"],
    "angry": ["AU04", "AU05", "AU07", "AU23"],
    "disgusted": ["AU09", "AU10"],
    "contempt": ["L12", "L14"],
}


def test_the_eight_of_mead_in_order():
    assert EMOTIONS == ("neutral", "angry", "contempt", "disgusted", "fear", "happy", "sad", "surprised")
    assert DIRECTIONS.shape == (8, 41) and DIRECTIONS.dtype == np.float32
    assert not DIRECTIONS[0].any()


@pytest.mark.parametrize("emotion", PROTOTYPES)
def test_prototype_units_are_present(emotion):
    row = DIRECTIONS[EMOTION_INDEX[emotion]]
    for unit in PROTOTYPES[emotion]:
        assert 3 * row[INDEX[unit]] >= 0.15


@pytest.mark.parametrize("emotion", EMOTIONS[1:])
def test_level_3_is_full_and_level_1_subtle(emotion):
    strongest = DIRECTIONS[EMOTION_INDEX[emotion]].max()
    assert 0.8 <= 3 * strongest <= 1.0
    assert strongest <= 0.4


def test_table_and_directions_agree():
    for emotion, units in AT_LEVEL_3.items():
        row = 3 * DIRECTIONS[EMOTION_INDEX[emotion]]
        assert {name for name in INDEX if row[INDEX[name]]} == set(units)
        for unit, intensity in units.items():
            assert row[INDEX[unit]] == pytest.approx(intensity)


def test_no_two_emotions_point_the_same_way():
    unit_length = DIRECTIONS[1:] / np.linalg.norm(DIRECTIONS[1:], axis=1, keepdims=True)
    cosines = unit_length @ unit_length.T - np.eye(7)
    assert cosines.max() < 0.85


def test_contempt_is_on_one_side():
    row = DIRECTIONS[EMOTION_INDEX["contempt"]]
    assert row[INDEX["AU12"]] == row[INDEX["AU14"]] == row[INDEX["R12"]] == row[INDEX["R14"]] == 0
