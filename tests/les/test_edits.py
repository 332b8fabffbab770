"""Edits: what a user writes, and their levels and biases over time."""

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.edits import Edits, EmotionEdit, UnitEdit, check_range, parse_emotion, parse_unit
from lestalk_studio.les.emotions import EMOTION_INDEX
from lestalk_studio.les.space import INDEX
from lestalk_studio.les.tracks import Keyframe, KeyframeTrack

HAPPY, SAD = EMOTION_INDEX["happy"], EMOTION_INDEX["sad"]


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("happy:3", EmotionEdit("happy", 3.0)),
        ("happy:3@1.0-2.5", EmotionEdit("happy", 3.0, 1.0, 2.5)),
        ("Anger:1.5@1-", EmotionEdit("angry", 1.5, 1.0, None)),
        ("surprise:0.5@-2", EmotionEdit("surprised", 0.5, None, 2.0)),
        ("sadness:0", EmotionEdit("sad", 0.0)),
        ("joy:4.5@.5-1.", EmotionEdit("happy", 4.5, 0.5, 1.0)),
        ("happy:auto@0-2", EmotionEdit("happy", "auto", 0.0, 2.0)),
    ],
)
def test_parse_emotion(text, edit):
    assert parse_emotion(text) == edit


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("AU12:+0.5", UnitEdit("AU12", 0.5)),
        ("au1:-0.25@0-1", UnitEdit("AU01", -0.25, 0.0, 1.0)),
        ("L12:1", UnitEdit("L12", 1.0)),
        ("AU12L:1", UnitEdit("L12", 1.0)),
        ("r2:1", UnitEdit("R02", 1.0)),
    ],
)
def test_parse_unit(text, edit):
    assert parse_unit(text) == edit


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("happpy:3", "no emotion 'happpy'; did you mean happy"),
        ("suprise:3", "did you mean surprised"),
        ("xyzzy:3", "choose one of neutral, angry"),
        ("happy", "happy:2@1.0-2.5"),
        ("happy:", "write it as"),
        (":3", "write it as"),
        ("happy:much", "must be a number"),
        ("happy:nan", "finite"),
        ("happy:inf", "finite"),
        ("happy:1e999", "finite"),
        ("happy:-1", "0 or more"),
        ("happy:3@", "range"),
        ("happy:3@-", "range"),
        ("happy:3@a-b", "range"),
        ("happy:3@-1-2", "range"),
        ("happy:3@nan-2", "range"),
        ("happy:3@2-1", "end after it starts"),
        ("happy:3@1-1", "end after it starts"),
    ],
)
def test_parse_emotion_says_what_is_wrong(text, said):
    with pytest.raises(StudioError, match=said):
        parse_emotion(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AU99:1", "did you mean AU39"),
        ("AU03:1", "did you mean AU0[24]"),
        ("L05:1", "did you mean AU05"),
        ("AU45:1", "blink"),
        ("smile:1", "no action unit 'smile'"),
        ("AU12:nan", "finite"),
        ("AU12:lots", "must be a number"),
    ],
)
def test_parse_unit_says_what_is_wrong(text, said):
    with pytest.raises(StudioError, match=said):
        parse_unit(text)


def test_constant_edits_add_up():
    edits = Edits(
        [parse_emotion("happy:1"), parse_emotion("happy:0.5"), parse_emotion("sad:2"), parse_unit("AU4:-1")]
    )
    levels, biases = edits.sample(4, 25)
    assert levels.shape == (4, 8) and biases.shape == (4, 41)
    assert (levels[:, HAPPY] == 1.5).all() and (levels[:, SAD] == 2).all()
    assert (biases[:, INDEX["AU04"]] == -1).all()
    assert np.count_nonzero(biases) == 4


def test_no_edits_are_zeros():
    levels, biases = Edits().sample(3, 25)
    assert not levels.any() and not biases.any()
    assert not Edits()


def test_a_range_eases_in_and_out():
    levels, _ = Edits([EmotionEdit("happy", 2.0, 1.0, 3.0)]).sample(401, 100)
    curve = levels[:, HAPPY]
    assert (curve[:101] == 0).all() and (curve[300:] == 0).all()
    np.testing.assert_allclose(curve[120:281], 2.0)
    assert curve[110] == pytest.approx(1.0)
    assert (np.diff(curve[100:121]) > 0).all()
    assert np.abs(np.diff(curve)).max() < 0.2


def test_the_ease_of_a_short_range_is_half_of_it():
    levels, _ = Edits([EmotionEdit("happy", 1.0, 1.0, 1.2)]).sample(300, 100)
    assert levels[110, HAPPY] == pytest.approx(1.0)
    assert levels[100, HAPPY] == levels[120, HAPPY] == 0


def test_an_open_side_does_not_ease():
    levels, _ = Edits([parse_emotion("happy:1@-1")]).sample(200, 100)
    assert levels[0, HAPPY] == 1 and levels[100, HAPPY] == 0


def test_ease_of_zero_cuts():
    levels, _ = Edits([EmotionEdit("happy", 1.0, 1.0, 2.0, ease=0.0)]).sample(300, 100)
    assert levels[99, HAPPY] == 0 and levels[100, HAPPY] == 1 and levels[201, HAPPY] == 0


def test_auto_follows_the_intensity():
    edits = Edits([parse_emotion("happy:auto")])
    intensity = np.linspace(0, 3, 7)
    assert edits.needs_intensity
    np.testing.assert_allclose(edits.sample(7, 25, intensity)[0][:, HAPPY], intensity, rtol=1e-6)
    with pytest.raises(StudioError, match="happy:auto"):
        edits.sample(7, 25)
    with pytest.raises(ValueError, match="shape"):
        edits.sample(8, 25, intensity)


def test_keyframes_hold_run_and_ease():
    keys = (Keyframe(0, 1, "hold"), Keyframe(1, 2, "linear"), Keyframe(2, 0, "ease"), Keyframe(3, 3))
    levels, _ = Edits([KeyframeTrack("happy", keys)]).sample(401, 100)
    curve = levels[:, HAPPY]
    assert (curve[:100] == 1).all() and curve[100] == 2
    assert curve[150] == pytest.approx(1.0) and curve[125] == pytest.approx(1.5)
    assert curve[250] == pytest.approx(1.5) and curve[210] < 0.1
    assert (curve[300:] == 3).all()


def test_values_hold_before_the_first_keyframe():
    track = KeyframeTrack("AU12", (Keyframe(1, -0.5), Keyframe(2, 0.5)))
    _, biases = Edits([track]).sample(10, 25)
    assert (biases[:, INDEX["AU12"]] == -0.5).all()


@pytest.mark.parametrize(
    "make",
    [
        lambda: KeyframeTrack("happy", ()),
        lambda: KeyframeTrack("glee", (Keyframe(0, 1),)),
        lambda: KeyframeTrack("happy", (Keyframe(1, 1), Keyframe(1, 2))),
        lambda: KeyframeTrack("happy", (Keyframe(0, -1),)),
        lambda: Keyframe(-1, 0),
        lambda: Keyframe(0, float("nan")),
        lambda: Keyframe(0, 0, "bounce"),
        lambda: EmotionEdit("glee", 1),
        lambda: EmotionEdit("happy", float("nan")),
        lambda: EmotionEdit("happy", 1, 2, 1),
        lambda: UnitEdit("AU12", float("inf")),
    ],
)
def test_impossible_edits_cannot_be_made(make):
    with pytest.raises(ValueError):
        make()


@pytest.mark.parametrize("text", ["happy:1", "happy:1@0-3", "happy:1@2.9-", "AU12:1@-3"])
def test_ranges_inside_the_clip_pass(text):
    parse = parse_unit if text.startswith("AU") else parse_emotion
    check_range(Edits([parse(text)]), 3.0)


@pytest.mark.parametrize("text", ["happy:1@0-3.1", "happy:1@3-", "happy:1@5-6", "AU12:1@-4"])
def test_ranges_outside_the_clip_are_refused(text):
    parse = parse_unit if text.startswith("AU") else parse_emotion
    with pytest.raises(StudioError, match=r"outside the clip, which is 3 s long"):
        check_range(Edits([parse(text)]), 3.0)


def test_keyframes_outside_the_clip_are_refused():
    with pytest.raises(StudioError, match="AU12"):
        check_range(Edits([KeyframeTrack("AU12", (Keyframe(0, 0), Keyframe(4, 1)))]), 3.0)
