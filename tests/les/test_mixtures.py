"""Mixed emotions from their texts."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.edits import Edits, EmotionEdit
from lestalk_studio.les.emotion_space import intensity
from lestalk_studio.les.mixtures import parse_emotions


def test_one_emotion_is_as_ever():
    assert parse_emotions("happy:2@1-2") == (EmotionEdit("happy", 2.0, 1.0, 2.0),)


def test_a_mixture_has_the_asked_intensity_in_its_range():
    edits = parse_emotions("joy + surprise:2@1-3")
    assert {edit.emotion for edit in edits} == {"happy", "surprised"}
    levels = Edits(edits).sample(4, 1.0)[0]
    assert intensity(levels[2]) == pytest.approx(2.0, abs=1e-5)
    assert intensity(levels[0]) == 0


def test_shares_weigh():
    happy, sad = parse_emotions("happy*3+sad:1")
    assert happy.level == pytest.approx(3 * sad.level)


def test_a_mixture_follows_the_voice():
    levels = Edits(parse_emotions("happy+surprised:auto")).sample(3, 25.0, np.array([0.0, 1.0, 2.0]))[0]
    np.testing.assert_allclose(intensity(levels), [0, 1, 2], atol=1e-5)


@pytest.mark.parametrize(
    "text, said",
    [
        ("happy+:2", "no mixture"),
        ("+:2", "no mixture"),
        ("happy*:2", "no mixture"),
        ("happy+gladnes:2", "gladnes"),
        ("happy*-1+sad:2", "0 or more"),
        ("happy*x+sad:2", "x"),
        ("happy*nan+sad:2", "nan"),
        ("happy*0+sad*0:2", "Every share"),
        ("happy+sad:-1", "0 or more"),
        ("happy+sad:2@3-1", "must end after"),
        ("happy+sad", "is no edit"),
    ],
)
def test_what_is_no_mixture_is_told(text, said):
    with pytest.raises(StudioError, match=said):
        parse_emotions(text)
