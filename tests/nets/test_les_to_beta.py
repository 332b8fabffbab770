"""LES to 3DMM coefficients with the shipped weights: control is kept, and bad weights are told in a sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.face.head import Head
from lestalk_studio.les.emotions import DIRECTIONS
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX
from lestalk_studio.nets.les_to_beta import WEIGHTS, LesToBeta
from lestalk_studio.nets.offset_times import reach_in_frames
from lestalk_studio.paths import models_dir


@pytest.fixture(scope="module")
def maps() -> LesToBeta:
    return LesToBeta(Head.load())


@pytest.fixture
def speech() -> tuple[np.ndarray, np.ndarray]:
    time = np.arange(450) / 25
    z, aux = np.zeros((450, DIM), np.float32), np.zeros((450, len(AUX)), np.float32)
    z[:, INDEX["AU25"]] = 0.3 * np.clip(np.sin(2 * np.pi * 2.5 * time), 0, 1)
    z[:, INDEX["AU26"]] = 0.4 * np.clip(np.sin(2 * np.pi * 2.5 * time + 0.3), 0, 1)
    z[:, INDEX["AU12"]] = 0.1
    aux[:, AUX_INDEX["jaw_side"]] = 0.1
    return z, aux


SOURCE = np.zeros(DIM, np.float32)


def test_shapes_and_types(maps, speech):
    for beta in (maps.linear(*speech), maps.cdan(*speech, SOURCE)):
        assert beta.shape == (450, 64)
        assert beta.dtype == np.float32


def test_linear_is_the_heads_own_map(maps, speech):
    head = Head.load()
    z, aux = speech
    np.testing.assert_allclose(
        maps.linear(z, aux), z @ head.units_to_beta + aux @ head.aux_to_beta, atol=1e-5
    )


def test_zero_z_changes_nothing(maps, speech):
    z, aux = speech
    z[100:120] = 0
    source = np.full(DIM, 0.2, np.float32)
    assert np.array_equal(maps.cdan(z, aux, source)[100:120], maps.linear(z, aux)[100:120])
    nothing = maps.cdan(np.zeros_like(z), np.zeros_like(aux), source)
    assert not nothing.any()
    assert maps.cdan(z[:0], aux[:0], source).shape == (0, 64)


def test_same_input_same_bits(maps, speech):
    assert np.array_equal(maps.cdan(*speech, SOURCE), LesToBeta(Head.load()).cdan(*speech, SOURCE))


@pytest.mark.parametrize("fps", [24.0, 25.0, 29.97, 60.0])
def test_a_frame_with_its_window_has_the_bits_of_the_whole_clip(maps, speech, fps):
    z, _ = speech
    source = np.linspace(0, 0.3, DIM, dtype=np.float32)
    whole, reach = maps.correction(z, source, fps), reach_in_frames(fps)
    for frame in (0, 1, 50, 199, 200, 333, 447, 449):
        first = max(frame - reach, 0)
        window = z[first : frame + reach + 1]
        assert np.array_equal(maps.correction(window, source, fps)[frame - first], whole[frame])


def test_the_portrait_matters(maps, speech):
    smiling = SOURCE.copy()
    smiling[INDEX["AU12"]] = 0.5
    assert not np.allclose(maps.cdan(*speech, SOURCE), maps.cdan(*speech, smiling), atol=1e-3)


@pytest.mark.parametrize("fps", [24.0, 29.97, 60.0])
def test_other_rates(maps, speech, fps):
    assert np.isfinite(maps.cdan(*speech, SOURCE, fps)).all()


def test_emotions_arrive(maps):
    head = Head.load()
    for direction in DIRECTIONS[1:]:
        z = np.tile(3 * direction, (9, 1)).astype(np.float32)
        aux = np.zeros((9, len(AUX)), np.float32)
        right, found = (
            np.tensordot(b[4], head.beta, 1).ravel() for b in (maps.linear(z, aux), maps.cdan(z, aux, SOURCE))
        )
        assert right @ found / np.linalg.norm(right) / np.linalg.norm(found) > 0.95


def test_a_head_in_other_coefficients_gives_the_same_face(maps, speech):
    head = Head.load()
    turn = np.linalg.qr(np.random.default_rng(0).normal(size=(64, 64)))[0].astype(np.float32)
    other = replace(
        head,
        beta=np.tensordot(turn.T, head.beta, 1),
        units_to_beta=head.units_to_beta @ turn,
        aux_to_beta=head.aux_to_beta @ turn,
    )
    z, aux = speech[0][:20], speech[1][:20]
    here = np.tensordot(maps.cdan(z, aux, SOURCE), head.beta, 1)
    there = np.tensordot(LesToBeta(other).cdan(z, aux, SOURCE), other.beta, 1)
    assert np.abs(here - there).max() < 2e-3


def test_weights_of_another_head_are_refused(speech):
    head = Head.load()
    shuffled = np.random.default_rng(0).permutation(head.units_to_beta)
    with pytest.raises(StudioError, match="another head"):
        LesToBeta(replace(head, units_to_beta=shuffled)).cdan(*speech, SOURCE)


def test_missing_and_damaged_weights_are_told(tmp_path, speech):
    broken = tmp_path / "cdan.safetensors"
    for content in (None, b"", b"not weights"):
        if content is not None:
            broken.write_bytes(content)
        with pytest.raises(StudioError, match=r"cdan\.safetensors is missing or damaged"):
            LesToBeta(Head.load(), broken).cdan(*speech, SOURCE)


def test_wrong_shapes_are_refused(maps, speech):
    z, aux = speech
    with pytest.raises(ValueError, match="expected"):
        maps.linear(z[:, :40], aux)
    with pytest.raises(ValueError, match="expected"):
        maps.cdan(z, aux[:, :3], SOURCE)


def test_weights_are_small():
    assert (models_dir() / WEIGHTS).stat().st_size <= 2_000_000
