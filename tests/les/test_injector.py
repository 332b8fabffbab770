"""The Emotion Injector: exact zeros, linear levels, the portrait's own expression, speech, limits."""

import numpy as np
import pytest

from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.limits import CEILING
from lestalk_studio.les.space import DIM, INDEX, SIDED

NEUTRAL = np.zeros(DIM, np.float32)
FELT = EMOTIONS[1:]


def units(**intensities: float) -> np.ndarray:
    z = np.zeros(DIM, np.float32)
    for name, value in intensities.items():
        z[INDEX[name]] = value
    return z


SMILE = units(AU06=0.5, AU12=0.7, AU25=0.5)


def levels(frames: int = 1, **asked: float) -> np.ndarray:
    out = np.zeros((frames, len(EMOTIONS)), np.float32)
    for emotion, level in asked.items():
        out[:, EMOTION_INDEX[emotion]] = level
    return out


def face(source, asked=None, bias=NEUTRAL, z=NEUTRAL, speech=0.0, **settings) -> np.ndarray:
    """Absolute intensities (41,) of a held frame."""
    frames = 25
    injected = EmotionInjector(source, **settings).inject(
        np.tile(z, (frames, 1)),
        levels(frames, **(asked or {})),
        np.tile(bias, (frames, 1)),
        np.full(frames, speech),
    )
    assert injected.shape == (frames, DIM) and injected.dtype == np.float32
    return source + injected[12]


# --- nothing asked -------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [NEUTRAL, SMILE, units(AU12=1.8, L12=0.4, AU04=-0.1)])
def test_no_edit_and_no_sound_is_exactly_zero(source):
    nothing = EmotionInjector(source).inject(np.zeros((5, DIM)), levels(5), np.zeros((5, DIM)), np.zeros(5))
    assert not nothing.any()


@pytest.mark.parametrize("source", [NEUTRAL, SMILE])
def test_no_edit_gives_a_silent_performance_back_unchanged(source):
    z = np.random.default_rng(0).normal(0, 0.8, (40, DIM)).astype(np.float32)
    back = EmotionInjector(source).inject(z, levels(40), np.zeros((40, DIM)), np.zeros(40))
    np.testing.assert_array_equal(back, z)


def test_no_edit_gives_speech_on_a_resting_face_back_unchanged():
    z = np.random.default_rng(0).uniform(0, 1.5, (40, DIM)).astype(np.float32)
    back = EmotionInjector(NEUTRAL).inject(z, levels(40), np.zeros((40, DIM)), np.ones(40))
    np.testing.assert_array_equal(back, z)


# --- levels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("emotion", FELT)
def test_a_neutral_face_moves_linearly_with_the_level(emotion):
    at = np.linspace(0, 3, 13)
    moved = np.stack([face(NEUTRAL, {emotion: level}) for level in at])
    np.testing.assert_allclose(moved, at[:, None] * DIRECTIONS[EMOTION_INDEX[emotion]], atol=1e-6)


def test_levels_mix_by_addition():
    mixed = face(NEUTRAL, {"sad": 1.0, "angry": 0.7})
    np.testing.assert_allclose(mixed, face(NEUTRAL, {"sad": 1.0}) + face(NEUTRAL, {"angry": 0.7}), atol=1e-6)


@pytest.mark.parametrize("emotion", FELT)
@pytest.mark.parametrize("source", [NEUTRAL, SMILE])
def test_caricature_grows_but_stays_a_face(emotion, source):
    main = int(DIRECTIONS[EMOTION_INDEX[emotion]].argmax())
    at = [face(source, {emotion: level}) for level in (3, 4, 6, 12, 100)]
    assert (np.diff([z[main] for z in at]) >= -1e-6).all() and at[2][main] > at[0][main]
    for z in at:
        assert z.min() > -1e-6 and z.max() <= CEILING + 1e-5


def test_everything_at_once_stays_within_limits():
    z = face(SMILE, dict.fromkeys(FELT, 3.0), bias=np.ones(DIM), z=np.full(DIM, 0.25))
    assert z.max() <= CEILING + 1e-5
    for symmetric, left, right in SIDED:
        for side in (left, right):
            assert -1e-6 <= z[symmetric] + z[side] <= CEILING + 1e-5


# --- the portrait's own expression ---------------------------------------------------------------------


@pytest.mark.parametrize("emotion", ["sad", "angry", "fear", "disgusted"])
def test_a_smile_goes_first(emotion):
    at = [face(SMILE, {emotion: level})[INDEX["AU12"]] for level in np.linspace(0, 3, 31)]
    np.testing.assert_allclose(at, 0.7 * np.linspace(1, 0, 31), atol=1e-6)  # the same way at every level


@pytest.mark.parametrize("emotion", FELT)
def test_a_smiling_face_goes_a_straight_way(emotion):
    at = np.array([face(SMILE, {emotion: level}) for level in np.linspace(0, 3, 13)])
    straight = at[0] + np.linspace(0, 1, 13)[:, None] * (at[-1] - at[0])
    # The soft limit bends what goes beyond level E, by no more than this.
    np.testing.assert_allclose(at, straight, atol=0.03)


def test_a_smile_is_not_smiled_twice():
    for level in (0.5, 1.0, 2.0, 3.0):
        z = face(SMILE, {"happy": level})
        for unit in ("AU06", "AU12"):
            own, full = SMILE[INDEX[unit]], 3 * DIRECTIONS[EMOTION_INDEX["happy"], INDEX[unit]]
            asked = full * level / 3
            assert max(own, asked) - 1e-6 <= z[INDEX[unit]] <= 1.19 * max(own, full)
            assert z[INDEX[unit]] < own + asked - 0.1 * level


def test_neutral_asks_for_no_expression():
    assert np.abs(face(SMILE, {"neutral": 3})).max() < 1e-6
    assert np.abs(face(NEUTRAL, {"neutral": 3})).max() == 0


def test_take_back_can_be_set():
    smile = [face(SMILE, {"sad": 3}, take_back=t)[INDEX["AU12"]] for t in (0.0, 0.5, 1.0)]
    np.testing.assert_allclose(smile, [0.7, 0.35, 0.0], atol=1e-6)


def test_a_bias_does_not_take_back():
    z = face(SMILE, bias=units(AU04=0.8))
    np.testing.assert_allclose(z, SMILE + units(AU04=0.8), atol=1e-6)


def test_taking_back_uses_only_what_the_performance_left():
    # The performance has already closed the portrait's mouth; sadness must not close it again.
    z = face(SMILE, {"sad": 3}, z=units(AU25=-0.5))
    assert z[INDEX["AU25"]] == pytest.approx(0, abs=1e-6)


# --- biases --------------------------------------------------------------------------------------------


def test_a_bias_adds_and_takes_away():
    assert face(NEUTRAL, bias=units(AU12=0.5))[INDEX["AU12"]] == pytest.approx(0.5)
    assert face(SMILE, bias=units(AU12=-0.4))[INDEX["AU12"]] == pytest.approx(0.3)
    assert face(SMILE, bias=units(AU12=-5))[INDEX["AU12"]] == pytest.approx(0, abs=1e-6)
    assert face(NEUTRAL, bias=units(AU12=-1))[INDEX["AU12"]] == 0


def test_a_bias_on_one_side_moves_that_side():
    z = face(SMILE, bias=units(L12=-0.3))
    assert z[INDEX["AU12"]] == pytest.approx(0.7)
    assert z[INDEX["AU12"]] + z[INDEX["L12"]] == pytest.approx(0.4)
    assert z[INDEX["R12"]] == 0


def test_a_bias_on_both_sides_reaches_a_one_sided_smile():
    z = face(units(L12=0.6), bias=units(AU12=-0.4))
    assert z[INDEX["AU12"]] + z[INDEX["L12"]] == pytest.approx(0.2)
    assert z[INDEX["AU12"]] + z[INDEX["R12"]] == pytest.approx(0, abs=1e-6)


def test_sides_share_the_limit_of_their_unit():
    z = face(NEUTRAL, bias=units(AU12=1.0, L12=1.0))
    assert z[INDEX["AU12"]] == pytest.approx(1.0)
    assert 1.0 < z[INDEX["AU12"]] + z[INDEX["L12"]] < CEILING


def test_biases_are_not_attenuated_by_speech():
    for speech in (0.0, 1.0):
        z = face(NEUTRAL, bias=units(AU25=0.6, AU24=0.3), speech=speech, mouth_preservation=1.0)
        np.testing.assert_allclose(z, units(AU25=0.6, AU24=0.3), atol=1e-6)


# --- speech --------------------------------------------------------------------------------------------


def test_preservation_0_exaggerates_fully():
    talking = units(AU25=0.3, AU26=0.2)
    z = face(NEUTRAL, {"fear": 2}, z=talking, speech=1.0, mouth_preservation=0.0)
    np.testing.assert_allclose(z, talking + 2 * DIRECTIONS[EMOTION_INDEX["fear"]], atol=1e-5)


def test_preservation_frees_lips_and_jaw_and_keeps_the_rest():
    talking = units(AU25=0.3, AU26=0.3)
    pull = {
        w: face(NEUTRAL, {"fear": 3}, z=talking, speech=1.0, mouth_preservation=w) - talking
        for w in (0, 0.5, 1)
    }
    for unit in ("AU20", "AU25", "AU26"):
        at = [pull[w][INDEX[unit]] for w in (0, 0.5, 1)]
        assert at[0] > at[1] > at[2] and at[2] < 0.85 * at[0]
    for unit in ("AU01", "AU04", "AU05", "AU07"):
        assert pull[1][INDEX[unit]] == pytest.approx(pull[0][INDEX[unit]])


def test_a_smile_survives_speech():
    z = face(NEUTRAL, {"happy": 3}, z=units(AU25=0.3), speech=1.0, mouth_preservation=1.0)
    assert z[INDEX["AU12"]] > 0.7


@pytest.mark.parametrize("emotion", FELT)
@pytest.mark.parametrize("source", [NEUTRAL, SMILE])
def test_closed_lips_of_speech_stay_closed(emotion, source):
    z = face(source, {emotion: 3}, speech=1.0)  # P, B, M: no opening while speech sounds
    assert z[INDEX["AU25"]] + z[INDEX["AU26"]] + z[INDEX["AU27"]] < 0.06


def test_preservation_can_be_keyframed():
    frames = 50
    asked = (np.zeros((frames, DIM)), levels(frames, surprised=3), np.zeros((frames, DIM)), np.ones(frames))
    keyed = np.repeat((0.0, 1.0), frames // 2)
    injected = EmotionInjector(NEUTRAL, mouth_preservation=0.5).inject(*asked, mouth_preservation=keyed)
    for half, weight in ((10, 0.0), (40, 1.0)):
        held = EmotionInjector(NEUTRAL, mouth_preservation=weight).inject(*asked)
        np.testing.assert_allclose(injected[half], held[half], atol=1e-6)


def test_preservation_acts_only_while_speech_sounds():
    silent = face(NEUTRAL, {"surprised": 3}, mouth_preservation=1.0)
    np.testing.assert_allclose(silent, 3 * DIRECTIONS[EMOTION_INDEX["surprised"]], atol=1e-6)


def test_a_portrait_with_open_lips_can_close_them_in_speech_and_keeps_its_smile():
    z = face(SMILE, speech=1.0)
    assert z[INDEX["AU25"]] == pytest.approx(0, abs=1e-6)
    assert z[INDEX["AU12"]] == pytest.approx(0.7)


def test_nothing_pops_when_speech_begins_and_ends():
    speech = np.zeros(100)
    speech[30:60] = 1
    z = EmotionInjector(SMILE, mouth_preservation=1.0).inject(
        np.zeros((100, DIM)), levels(100, surprised=3), np.zeros((100, DIM)), speech
    )
    assert np.abs(np.diff(z, axis=0)).max() < 0.25
    assert np.ptp(z[:, INDEX["AU26"]]) > 0.6


def test_an_emotion_eases_in_smoothly():
    ramp = np.linspace(0, 3, 301)[:, None] * (np.arange(len(EMOTIONS)) == EMOTION_INDEX["sad"])
    z = EmotionInjector(SMILE).inject(np.zeros((301, DIM)), ramp, np.zeros((301, DIM)), np.zeros(301))
    assert np.abs(np.diff(z, axis=0)).max() < 0.02
    assert np.abs(np.diff(z, 2, axis=0)).max() < 0.005


# --- use -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "settings", [{"mouth_preservation": 1.1}, {"take_back": -0.1}, {"mouth_preservation": float("nan")}]
)
def test_settings_outside_0_to_1_are_refused(settings):
    with pytest.raises(ValueError, match=next(iter(settings))):
        EmotionInjector(NEUTRAL, **settings)


def test_a_wrong_source_is_refused():
    with pytest.raises(ValueError, match="source_z"):
        EmotionInjector(np.zeros(40))
