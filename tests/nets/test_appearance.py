"""The appearance generator as a net: shapes, order, gradients, and that nothing comes of nothing."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.les.space import DIM  # noqa: E402
from lestalk_studio.nets.appearance import (  # noqa: E402
    CHANNELS,
    SIZE,
    WIDTH,
    AppearanceGenerator,
    ModulatedConv,
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
        assert net(_faces(1), False).shape == (1, CHANNELS, SIZE, SIZE)
    assert SIZE >= 256


@torch.inference_mode()
def test_zero_z_changes_nothing(net):
    assert net(torch.zeros(1, DIM)).abs().max() < 1e-5


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
def test_the_rest_may_be_subtracted_by_the_caller(net):
    left = net(_faces(1), False) - net(torch.zeros(1, DIM), False)
    torch.testing.assert_close(left, net(_faces(1)), atol=1e-4, rtol=1e-4)


@torch.inference_mode()
def test_modulation_is_that_of_the_weights():
    torch.manual_seed(3)
    conv = ModulatedConv(5, 7)
    x, w = torch.randn(1, 5, 9, 9), torch.randn(1, WIDTH)
    weight = conv.weight * conv.scale * conv.style(w)[0][None, :, None, None]
    weight = weight / (weight.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
    wanted = torch.nn.functional.conv2d(x, weight, conv.bias, padding=1)
    torch.testing.assert_close(conv(x, w), wanted, atol=1e-5, rtol=1e-4)


def test_gradients_reach_every_parameter(net):
    net(_faces()).square().sum().backward()
    without = [n for n, p in net.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert without == []
