"""The CDAN and its Offset Decoder as a net: shapes, order, gradients, and that nothing comes of nothing."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.les.space import ACTION, DIM, ISOLATION  # noqa: E402
from lestalk_studio.nets.cdan import COEFFICIENTS, Cdan, CdanLevel  # noqa: E402
from lestalk_studio.nets.offset_decoder import REACH, at_offset  # noqa: E402


@pytest.fixture
def net() -> Cdan:
    torch.manual_seed(1)
    return Cdan(torch.randn(DIM, COEFFICIENTS), torch.rand(COEFFICIENTS) + 0.5).eval()


def _frames(sequences: int = 2, length: int = 12) -> tuple[torch.Tensor, torch.Tensor]:
    made = torch.Generator().manual_seed(2)
    z = torch.rand(sequences, length, DIM, generator=made)
    return z, torch.randn(sequences, COEFFICIENTS, generator=made)


def test_shapes(net):
    z, portrait = _frames()
    assert net(z, portrait).shape == (2, 12, COEFFICIENTS)
    assert net.levels(z[:, 0], portrait).shape == (2, COEFFICIENTS)
    assert CdanLevel(24)(torch.rand(3, 24), torch.rand(3, 64)).shape == (3, 64)


def test_zero_z_gives_exactly_zero(net):
    z, portrait = _frames()
    assert not net(torch.zeros_like(z), portrait).any()


def test_a_still_frame_among_moving_ones_gets_exactly_zero(net):
    z, portrait = _frames()
    z[:, 5] = 0
    found = net(z, portrait)
    assert not found[:, 5].any()
    assert found[:, 4].any()


def test_each_level_vanishes_with_its_subspace(net):
    z, portrait = _frames(1, 1)
    z, portrait = z[:, 0], portrait
    u_only, v_only = z.clone(), z.clone()
    u_only[:, ISOLATION] = 0
    v_only[:, ACTION] = 0
    only_first = net.action(u_only[:, ACTION], portrait / net.spread)
    assert torch.equal(net.levels(u_only, portrait), only_first)
    only_second = net.isolation(v_only[:, ISOLATION], portrait / net.spread)
    assert torch.equal(net.levels(v_only, portrait), only_second)


def test_the_second_level_takes_the_result_of_the_first(net):
    z, portrait = _frames(1, 1)
    z = z[:, 0]
    other = z.clone()
    other[:, ACTION] *= 0.3
    alone = [net.levels(x, portrait) - net.action(x[:, ACTION], portrait / net.spread) for x in (z, other)]
    assert not torch.allclose(*alone)


def test_levels_answer_a_batch_as_frame_by_frame(net):
    z, portrait = _frames()
    flat, faces = z.flatten(0, 1), portrait.repeat_interleave(12, dim=0)
    together = net.levels(flat, faces)
    apart = torch.cat([net.levels(flat[i : i + 1], faces[i : i + 1]) for i in range(len(flat))])
    torch.testing.assert_close(together, apart, atol=1e-5, rtol=1e-5)


def test_a_frame_depends_on_its_window_alone(net):
    z, portrait = _frames(1, 30)
    whole = net(z, portrait)
    window = net(z[:, 15 - REACH : 16 + REACH], portrait)
    torch.testing.assert_close(window[:, REACH], whole[:, 15], atol=1e-5, rtol=1e-5)
    later = z.clone()
    later[:, 16 + REACH :] = 0
    torch.testing.assert_close(net(later, portrait)[:, 15], whole[:, 15], atol=1e-5, rtol=1e-5)


def test_offsets_between_frames_are_interpolated():
    x = torch.arange(6.0)[None, :, None]
    assert at_offset(x, 0.5)[0, :, 0].tolist() == [0.5, 1.5, 2.5, 3.5, 4.5, 5.0]
    assert at_offset(x, -1)[0, :, 0].tolist() == [0, 0, 1, 2, 3, 4]


def test_twice_the_rate_gives_the_same_frames(net):
    slow = _frames(1, 20)[0]
    portrait = _frames(1)[1]
    fast = torch.stack([at_offset(slow, 0.5 * k)[:, i] for i in range(20) for k in (0, 1)], dim=1)
    torch.testing.assert_close(
        net(fast, portrait, step=2.0)[:, 10:30:2], net(slow, portrait)[:, 5:15], atol=1e-5, rtol=1e-5
    )


def test_gradients_reach_every_parameter(net):
    z, portrait = _frames()
    net(z, portrait).square().sum().backward()
    without = [n for n, p in net.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert without == []


def test_a_few_steps_lower_the_loss():
    torch.manual_seed(0)
    z, portrait = _frames(4, 10)
    wanted = 0.2 * torch.tanh(z @ torch.randn(DIM, COEFFICIENTS) / 4)
    net = Cdan()
    optimiser = torch.optim.Adam(net.parameters(), lr=3e-3)
    losses = []
    for _ in range(15):
        loss = (net(z, portrait) - wanted).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.7 * losses[0]


def test_same_weights_same_answer(net):
    z, portrait = _frames()
    assert np.array_equal(net(z, portrait).detach().numpy(), net(z, portrait).detach().numpy())
