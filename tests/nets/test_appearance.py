"""The appearance generator as a net: shapes, order, gradients, and that it is linear in w."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.les.space import DIM  # noqa: E402
from lestalk_studio.nets.appearance import (  # noqa: E402
    CHANNELS,
    SIZE,
    WIDTH,
    AppearanceGenerator,
    ToMap,
)


@pytest.fixture
def net() -> AppearanceGenerator:
    torch.manual_seed(1)
    return AppearanceGenerator(torch.rand(CHANNELS) + 0.5).eval()


def _faces(count: int = 3) -> torch.Tensor:
    return torch.rand(count, DIM, generator=torch.Generator().manual_seed(2))


def test_shapes(net):
    with torch.inference_mode():
        assert net(_faces(2)).shape == (2, CHANNELS, SIZE, SIZE)
        assert net.mapping(_faces(2)).shape == (2, WIDTH)
        assert net.looks_of_w().shape == (WIDTH, CHANNELS, SIZE, SIZE)
    assert SIZE >= 256


@torch.inference_mode()
def test_zero_z_changes_nothing(net):
    assert not net(torch.zeros(1, DIM)).any()


@torch.inference_mode()
def test_a_batch_is_answered_as_one_by_one(net):
    z = _faces()
    together = net(z)
    apart = torch.cat([net(one[None]) for one in z])
    torch.testing.assert_close(together, apart, atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_the_same_input_gives_the_same_bits(net):
    assert torch.equal(net(_faces()), net(_faces()))


@torch.inference_mode()
def test_the_map_is_the_sum_of_the_looks_of_w(net):
    w = net.mapping(_faces())
    added = (w @ net.looks_of_w().flatten(1)).view(-1, CHANNELS, SIZE, SIZE)
    torch.testing.assert_close(added, net.of_w(w), atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_modulation_is_that_of_the_weights():
    torch.manual_seed(3)
    to_map = ToMap(5)
    x, w = torch.randn(5, 9, 9), torch.randn(1, WIDTH)
    weight = (to_map.weight * to_map.scale * to_map.style(w))[..., None, None]
    wanted = torch.nn.functional.conv2d(x[None], weight)
    torch.testing.assert_close(to_map(x, w), wanted, atol=1e-5, rtol=1e-4)


@torch.inference_mode()
def test_numpy_gives_the_same_looks(net, tmp_path):
    from lestalk_studio.nets.les_to_look import LesToLook
    from lestalk_studio.training.train_appearance import save

    save(net, tmp_path / "some.safetensors", {})
    light = LesToLook(tmp_path / "some.safetensors")
    half = AppearanceGenerator()
    half.load_state_dict({name: value.half().float() for name, value in net.state_dict().items()})
    np.testing.assert_allclose(light.basis, half.looks_of_w().numpy(), atol=1e-5)
    z = _faces(1)
    np.testing.assert_allclose(light.maps(z[0].numpy()), half(z)[0].numpy(), atol=1e-4)


def test_gradients_reach_every_parameter(net):
    net(_faces()).square().sum().backward()
    without = [n for n, p in net.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert without == []
