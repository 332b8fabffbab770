"""Orientation and intensity of mixed emotions, and the way from one to another."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from lestalk_studio.les.emotion_space import between, intensity, mixture, orientation
from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX, EMOTIONS

FELT = [name for name in EMOTIONS if name != "neutral"]


def pure(name: str, level: float) -> np.ndarray:
    return level * np.eye(len(EMOTIONS))[EMOTION_INDEX[name]]


@pytest.mark.parametrize("name", FELT)
def test_a_pure_emotion_has_its_level_as_intensity(name):
    assert intensity(pure(name, 2.5)) == pytest.approx(2.5)
    np.testing.assert_allclose(mixture({name: 0.3}, 2.0), pure(name, 2.0), atol=1e-6)


def test_the_type_does_not_depend_on_the_intensity():
    levels = np.array([0, 1, 0, 0, 0.5, 0, 0.2, 0])
    np.testing.assert_allclose(orientation(levels), orientation(3 * levels), atol=1e-12)
    assert intensity(3 * levels) == pytest.approx(3 * intensity(levels))


def test_neutral_is_the_origin():
    assert intensity(pure("neutral", 2.0)) == 0
    assert not orientation(pure("neutral", 2.0)).any()
    assert not mixture({"neutral": 1.0}, 3.0).any()
    assert intensity(mixture({"happy": 1.0, "neutral": 1.0}, 2.0)) == pytest.approx(1.0)


def test_a_mixture_shows_both_at_the_asked_intensity():
    levels = mixture({"happy": 1, "surprised": 1}, 2.0)
    assert intensity(levels) == pytest.approx(2.0)
    assert levels[EMOTION_INDEX["happy"]] == pytest.approx(levels[EMOTION_INDEX["surprised"]])
    assert levels[EMOTION_INDEX["happy"]] > 0.8


@pytest.mark.parametrize("first, second", list(combinations(FELT, 2)))
def test_the_way_between_two_emotions_stays_a_face_of_even_intensity(first, second):
    """No unit is ever asked below 0 or above what the stronger emotion or a full unit has, and nothing fades."""
    way = between(pure(first, 3.0), pure(second, 3.0), np.linspace(0, 1, 21))
    np.testing.assert_allclose(intensity(way), 3.0, atol=1e-9)
    z = way @ DIRECTIONS
    ends = np.maximum(z[0], z[-1])
    assert z.min() >= -1e-9
    assert (z <= np.maximum(ends, 1.0) * 1.3 + 1e-6).all()
    steps = np.linalg.norm(np.diff(z, axis=0), axis=1)
    assert steps.max() < 2.5 * steps.min()
    np.testing.assert_allclose(way[0], pure(first, 3.0), atol=1e-6)
    np.testing.assert_allclose(way[-1], pure(second, 3.0), atol=1e-6)


def test_the_way_from_neutral_keeps_the_type():
    way = between(pure("neutral", 1.0), pure("fear", 2.0), np.array([0.0, 0.5, 1.0]))
    np.testing.assert_allclose(way, [pure("fear", level) for level in (0.0, 1.0, 2.0)], atol=1e-6)


@pytest.mark.parametrize(
    "weights", [{}, {"glee": 1.0}, {"happy": -1.0}, {"happy": float("nan")}, {"happy": 0.0}]
)
def test_no_mixture(weights):
    with pytest.raises(ValueError):
        mixture(weights, 1.0)
