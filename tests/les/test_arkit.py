"""LES <-> ARKit: exact both ways for all that ARKit can show."""

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.arkit import (
    NOT_SHOWN,
    SHAPE_INDEX,
    SHAPES,
    SIDES_NOT_SHOWN,
    arkit_to_les,
    les_to_arkit,
    parse_arkit,
    unit_weights,
    weights_vector,
)
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX, NAMES

SHOWN = [name for name in NAMES if name not in NOT_SHOWN + SIDES_NOT_SHOWN]


def test_52_shapes():
    assert len(SHAPES) == 52 == len(set(SHAPES))


@pytest.mark.parametrize("unit", SHOWN)
@pytest.mark.parametrize("intensity", [0.2, 1.0, 1.3])
def test_each_unit_comes_back_exactly(unit, intensity):
    z = np.zeros(DIM, np.float32)
    z[INDEX[unit]] = intensity
    back, aux = arkit_to_les(les_to_arkit(z))
    np.testing.assert_allclose(back, z, atol=1e-6)
    np.testing.assert_allclose(aux, 0, atol=1e-6)


def test_mixtures_come_back_exactly():
    rng = np.random.default_rng(1)
    z = np.zeros((300, DIM), np.float32)
    free = [n for n in SHOWN if n.startswith("AU") and n not in ("AU10", "AU16")]
    z[:, [INDEX[n] for n in free]] = rng.uniform(0, 1, (300, len(free)))
    for sided in ("02", "04", "06", "12", "14"):
        side = np.where(rng.uniform(size=300) < 0.5, INDEX[f"L{sided}"], INDEX[f"R{sided}"])
        z[np.arange(300), side] = rng.uniform(0, 1, 300)
    z[:, INDEX["AU16"]] = rng.uniform(0, 1, 300)
    back, aux = arkit_to_les(les_to_arkit(z))
    np.testing.assert_allclose(back, z, atol=1e-5)
    np.testing.assert_allclose(aux, 0, atol=1e-5)


@pytest.mark.parametrize("draw", ["uniform", "signed"])
def test_any_weights_come_back_exactly(draw):
    rng = np.random.default_rng(2)
    weights = rng.uniform(0, 1, (20, 50, 52)) if draw == "uniform" else rng.normal(size=(20, 50, 52))
    z, aux = arkit_to_les(weights)
    assert z.shape == (20, 50, DIM) and aux.shape == (20, 50, len(AUX))
    np.testing.assert_allclose(les_to_arkit(z, aux), weights, atol=1e-5)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_single_shape_comes_back_exactly(shape):
    weights = weights_vector({shape: 0.5})
    z, aux = arkit_to_les(weights)
    assert (z != 0).sum() + (aux != 0).sum() > 0
    np.testing.assert_allclose(les_to_arkit(z, aux), weights, atol=1e-6)


@pytest.mark.parametrize("unit", NOT_SHOWN)
def test_units_without_a_shape_are_named_and_lost(unit):
    z = np.zeros(DIM)
    z[INDEX[unit]] = 1
    assert not unit_weights()[unit]
    assert not les_to_arkit(z).any()


def test_one_sided_inner_brow_becomes_both():
    z = np.zeros(DIM)
    z[INDEX["L01"]] = 0.6
    back, _ = arkit_to_les(les_to_arkit(z))
    assert back[INDEX["AU01"]] == pytest.approx(0.3)


def test_left_is_the_subjects_left():
    z, aux = arkit_to_les(weights_vector({"mouthSmileLeft": 0.8, "mouthSmileRight": 0.3, "jawLeft": 0.4}))
    assert z[INDEX["AU12"]] == pytest.approx(0.3)
    assert z[INDEX["L12"]] == pytest.approx(0.5)
    assert z[INDEX["R12"]] == 0
    assert aux[AUX_INDEX["jaw_side"]] == pytest.approx(0.4)


def test_gaze_is_in_degrees_to_the_subjects_left_and_up():
    both = {"eyeLookOutLeft": 0.5, "eyeLookInRight": 0.5, "eyeLookUpLeft": 0.2, "eyeLookUpRight": 0.2}
    _, aux = arkit_to_les(weights_vector(both))
    assert aux[AUX_INDEX["gaze_yaw"]] == pytest.approx(15)
    assert aux[AUX_INDEX["gaze_pitch"]] == pytest.approx(6)


def test_crossed_eyes_are_residual():
    weights = weights_vector({"eyeLookInLeft": 0.5, "eyeLookInRight": 0.5})
    z, aux = arkit_to_les(weights)
    assert aux[AUX_INDEX["gaze_yaw"]] == pytest.approx(0)
    assert aux[AUX_INDEX["arkit_eyeLookInLeft"]] == pytest.approx(0.5)
    np.testing.assert_allclose(les_to_arkit(z, aux), weights, atol=1e-6)


def test_clip_holds_weights_to_arkits_range():
    z = np.zeros(DIM)
    z[INDEX["AU12"]], z[INDEX["AU04"]] = 1.3, -0.2
    clipped = les_to_arkit(z, clip=True)
    assert clipped[SHAPE_INDEX["mouthSmileLeft"]] == 1
    assert clipped[SHAPE_INDEX["browDownLeft"]] == 0


def test_wrong_number_of_weights_is_refused():
    with pytest.raises(ValueError, match="52"):
        arkit_to_les(np.zeros((3, 51)))


def test_parse_arkit():
    assert parse_arkit("jawOpen:0.5") == ("jawOpen", 0.5)
    assert parse_arkit("JAWOPEN:1") == ("jawOpen", 1.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jawOpn:0.5", "did you mean jawOpen"),
        ("mouthSmile:0.5", "did you mean mouthSmile"),
        ("jawOpen", "jawOpen:0.5"),
        ("jawOpen:wide", "no number"),
        ("jawOpen:nan", "from 0"),
        ("jawOpen:inf", "from 0"),
        ("jawOpen:-1", "from 0"),
        ("", "jawOpen:0.5"),
    ],
)
def test_parse_arkit_says_what_is_wrong(text, said):
    with pytest.raises(StudioError, match=said):
        parse_arkit(text)
