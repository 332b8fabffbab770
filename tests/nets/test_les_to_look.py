"""The shipped appearance generator as the renderer asks it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.face.skinmap import skin_uv
from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.nets.les_to_look import WEIGHTS, LesToLook
from lestalk_studio.paths import models_dir


@pytest.fixture(scope="module")
def net() -> LesToLook:
    return LesToLook()


def _emotion(name: str, level: float = 3.0) -> np.ndarray:
    return level * DIRECTIONS[EMOTION_INDEX[name]]


def _near(maps: np.ndarray, x: float, y: float, reach: float = 0.1) -> np.ndarray:
    """The channels (3, n) around a place of the face, in inter-ocular distances."""
    size = maps.shape[1]
    u, v = skin_uv(np.array((x, y, 0.3), np.float32)) * size
    r = max(1, round(reach * size / 2.9))
    return maps[:, int(v) - r : int(v) + r + 1, int(u) - r : int(u) + r + 1].reshape(3, -1)


def test_no_edit_gives_exactly_nothing(net):
    maps = net.maps(np.zeros(DIM, np.float32))
    assert maps.shape == (3, net.size, net.size) and maps.dtype == np.float32
    assert not maps.any()


def test_the_same_z_gives_the_same_bits_however_it_was_asked_before(net):
    first = net.maps(_emotion("happy"))
    net.maps(_emotion("sad"))
    assert np.array_equal(net.maps(_emotion("happy")), first)
    assert np.array_equal(LesToLook().maps(_emotion("happy")), first)


def test_folds_lie_where_anatomy_has_them(net):
    brows, smile = net.maps(_emotion("angry")), net.maps(_emotion("happy"))
    frown = _near(brows, 0.0, 0.3).std()
    assert frown > 5 * _near(smile, 0.0, 0.3).std()
    cheek = _near(smile, 0.46, -0.88).std()
    assert cheek > 3 * _near(smile, 0.0, 0.6).std()
    forehead = _near(net.maps(_emotion("surprised")), 0.0, 0.62).std()
    assert forehead > 3 * _near(brows, 0.0, 0.62).std()


def test_one_sided_units_fold_one_side(net):
    z = np.zeros(DIM, np.float32)
    z[INDEX["L12"]] = z[INDEX["L14"]] = 1.0
    maps = net.maps(z)
    assert _near(maps, 0.46, -0.88).std() > 2 * _near(maps, -0.46, -0.88).std()


def test_more_level_is_more_fold_and_no_step_on_the_way(net):
    levels = np.linspace(0, 3, 25)
    maps = [net.maps(_emotion("happy", level)).copy() for level in levels]
    size = np.array([np.linalg.norm(one) for one in maps])
    assert np.all(np.diff(size[::6]) > 0)
    steps = np.array([np.linalg.norm(b - a) for a, b in pairwise(maps)])
    assert steps.max() < 0.15 * size[-1]


def test_averaging_w_averages_the_look(net):
    w = np.stack([net.shares(_emotion(name)) for name in ("happy", "sad")])
    between = np.tensordot(w.mean(0), net.basis, 1)
    np.testing.assert_allclose(
        between, (net.maps(_emotion("happy")) + net.maps(_emotion("sad"))) / 2, atol=1e-5
    )


def test_looks_need_no_torch():
    code = (
        "import sys, numpy as np; from lestalk_studio.nets.les_to_look import LesToLook; "
        "LesToLook().shares(np.ones(41, np.float32)); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_wrong_shape_is_refused(net):
    with pytest.raises(ValueError, match="expected"):
        net.maps(np.zeros(3, np.float32))


def test_missing_or_damaged_weights_are_told(tmp_path):
    from safetensors.numpy import save_file

    other = tmp_path / "other.safetensors"
    save_file({"constant": np.zeros((4, 8, 8), np.float32)}, str(other))
    with pytest.raises(StudioError, match="missing or damaged"):
        LesToLook(other)
    with pytest.raises(StudioError, match="missing or damaged"):
        LesToLook(tmp_path / "none.safetensors")
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(b"\x10\0\0\0\0\0\0\0no json here")
    with pytest.raises(StudioError, match="missing or damaged"):
        LesToLook(damaged)


def test_the_shipped_weights_are_those_that_the_card_tells_of():
    """Their file holds what the command is given by default, and its digest stands in the card."""
    pytest.importorskip("torch")
    from safetensors import safe_open

    from lestalk_studio.training.train_appearance import LOOKS, STEPS

    path = models_dir() / WEIGHTS
    with safe_open(str(path), framework="np") as weights:
        about = weights.metadata()
    assert about == {"looks": str(LOOKS), "seed": "0", "steps": str(STEPS)}
    card = path.with_suffix(".md").read_text("utf-8")
    assert hashlib.sha256(path.read_bytes()).hexdigest() in card
