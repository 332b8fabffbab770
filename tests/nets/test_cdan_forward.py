"""numpy's CDAN says what torch's does, and loads without it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from lestalk_studio.face.head import Head
from lestalk_studio.les.space import DIM
from lestalk_studio.nets.cdan_forward import CdanForward, gelu
from lestalk_studio.nets.les_to_beta import WEIGHTS
from lestalk_studio.nets.offset_times import between
from lestalk_studio.paths import models_dir

torch = pytest.importorskip("torch")

from lestalk_studio.nets.cdan import COEFFICIENTS, Cdan  # noqa: E402
from lestalk_studio.nets.offset_decoder import at_offset  # noqa: E402


def shipped():
    from safetensors.torch import load_file

    state = load_file(str(models_dir() / WEIGHTS))
    state.pop("head_basis")
    net = Cdan()
    net.load_state_dict(state)
    return net.eval()


def drawn():
    torch.manual_seed(3)
    return Cdan(0.3 * torch.randn(DIM, COEFFICIENTS), torch.rand(COEFFICIENTS) + 0.5).eval()


def in_numpy(net):
    return CdanForward({name: value.numpy() for name, value in net.state_dict().items()})


def frames(count):
    rng = np.random.default_rng(5)
    z = (0.6 * rng.random((count, DIM)) * (rng.random((count, DIM)) < 0.4)).astype(np.float32)
    z[count // 2] = 0
    return z, (0.4 * rng.random(DIM)).astype(np.float32) @ Head.load().units_to_beta


@pytest.mark.parametrize("net", [shipped(), drawn()], ids=["shipped", "drawn"])
@pytest.mark.parametrize("step", [1.0, 0.96, 1.2, 2.4])
@pytest.mark.parametrize("count", [1, 3, 45])
def test_it_says_what_torch_does(net, step, count):
    z, portrait = frames(count)
    with torch.inference_mode():
        right = net(torch.from_numpy(z)[None], torch.from_numpy(portrait)[None], step)[0].numpy()
    found = in_numpy(net)(z, portrait, step)
    assert found.dtype == np.float32 and not found[count // 2].any()
    np.testing.assert_allclose(found, right, atol=1e-5, rtol=1e-5)


def test_no_frames_give_none():
    z, portrait = frames(1)
    assert in_numpy(drawn())(z[:0], portrait).shape == (0, COEFFICIENTS)


def test_gelu_is_torchs():
    x = np.linspace(-8, 8, 4001, dtype=np.float32)
    np.testing.assert_allclose(gelu(x), torch.nn.functional.gelu(torch.from_numpy(x)).numpy(), atol=2e-6)


@pytest.mark.parametrize("frames", [-4.8, -1, -0.4, 0, 0.5, 2, 9.6])
def test_what_lies_between_frames_is_torchs(frames):
    x = np.random.default_rng(0).random((6, 3), np.float32)
    right = at_offset(torch.from_numpy(x)[None], frames)[0].numpy()
    np.testing.assert_allclose(between(x, frames), right, atol=1e-6)


def test_torch_is_not_loaded():
    code = (
        "import sys, numpy as np; from lestalk_studio.face.head import Head; "
        "from lestalk_studio.nets.les_to_beta import LesToBeta; "
        "found = LesToBeta(Head.load()).correction(np.ones((3, 41)), np.zeros(41)); "
        "assert found.any() and not {'torch', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_weights_of_another_net_are_refused():
    with pytest.raises(KeyError):
        CdanForward({"linear": np.zeros((DIM, 64), np.float32)})
