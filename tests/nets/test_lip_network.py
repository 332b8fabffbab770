"""The audio net itself: shapes, one by one as together, gradients everywhere, a loss that goes down."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.nets.audio_input import CHANNELS  # noqa: E402
from lestalk_studio.nets.lip_network import AHEAD, LipNetwork, LipNetworks  # noqa: E402
from lestalk_studio.nets.phones import Phones  # noqa: E402
from lestalk_studio.training import train_audio  # noqa: E402
from lestalk_studio.training.clips import NO_VISEME, PIECE, Clip  # noqa: E402
from lestalk_studio.training.targets import SPEECH_UNITS  # noqa: E402
from lestalk_studio.training.visemes import VISEMES  # noqa: E402


@pytest.fixture(scope="module")
def talker() -> list[Clip]:
    """Somebody whose jaw opens with the loudness."""
    rng = np.random.default_rng(0)
    beat = 0.5 - 0.5 * np.cos(2 * np.pi * 3 * np.arange(2 * PIECE) / 100)
    power = (1e3 * beat[:, None] * rng.gamma(2.0, 0.5, (2 * PIECE, 257))).astype(np.float16)
    z = np.zeros((2 * PIECE, len(SPEECH_UNITS)), np.float32)
    z[:, SPEECH_UNITS.index("AU26")] = 0.4 * beat
    visemes = np.where(beat > 0.5, 13, 0).astype(np.int8)
    return [Clip("made", "somebody", power, np.ones(2 * PIECE, np.float32), z, visemes)]


def test_shapes_and_one_by_one_as_together():
    torch.manual_seed(0)
    net = LipNetwork(len(SPEECH_UNITS), len(VISEMES)).eval()
    x = torch.randn(3, 61, CHANNELS)
    with torch.inference_mode():
        z, heard = net(x)
        alone = [net(row[None]) for row in x]
    assert z.shape == (3, 31, len(SPEECH_UNITS)) and heard.shape == (3, 31, len(VISEMES))
    assert (z >= 0).all()
    torch.testing.assert_close(z, torch.cat([a[0] for a in alone]), atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(heard, torch.cat([a[1] for a in alone]), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("phones", [False, True])
def test_it_hears_as_far_ahead_as_it_says(phones):
    torch.manual_seed(0)
    net = LipNetwork(len(SPEECH_UNITS), len(VISEMES), phones=Phones.load() if phones else None).eval()
    net.lips[-1].bias.data += 2.0  # softplus hides what is far below 0
    x = torch.randn(1, 200, CHANNELS)
    now = 40
    for later, same in ((AHEAD, False), (AHEAD + 1, True)):
        other = x.clone()
        other[:, 2 * now + later :] = torch.randn(1, 200 - 2 * now - later, CHANNELS)
        with torch.inference_mode():
            before, after = net(x), net(other)
        assert torch.allclose(before[0][:, : now + 1], after[0][:, : now + 1], atol=1e-6) == same
        # A closure is held by its neighbours, so it is known a frame earlier.
        assert torch.allclose(before[1][:, : now + 2], after[1][:, : now + 2], atol=1e-6) == same


def test_two_nets_as_one():
    torch.manual_seed(0)
    both = LipNetworks.of(len(SPEECH_UNITS), len(VISEMES)).eval()
    x = torch.randn(2, 61, CHANNELS)
    with torch.inference_mode():
        (z, heard), (one_z, one), (other_z, other) = both(x), both.by_bands(x), both.by_phones(x)
    torch.testing.assert_close(z, (one_z + other_z) / 2)
    torch.testing.assert_close(heard.softmax(2), (one.softmax(2) + other.softmax(2)) / 2)
    # What Sphinx knows lies in a file of its own.
    assert {name.split(".")[0] for name in both.state_dict()} == {"by_bands", "by_phones"}
    assert not any(".phones." in name for name in both.state_dict())


def test_two_examples_are_joined():
    one, two = (
        (
            np.full((PIECE, CHANNELS), v),
            np.full((PIECE // 2, 16), v),
            np.full(PIECE // 2, v),
            np.ones(PIECE // 2),
        )
        for v in (1, 2)
    )
    given, z, visemes, weight = train_audio.joined(one, two, np.random.default_rng(0))
    theirs = np.flatnonzero(z[:, 0] == 2)
    assert 0 < len(theirs) < PIECE // 2 and len(theirs) == theirs[-1] - theirs[0] + 1
    assert (given[::2, 0] == z[:, 0]).all() and (given[1::2, 0] == z[:, 0]).all()
    for cut in (theirs[0], theirs[-1] + 1):
        assert not weight[cut - 4 : cut + 4].any() and (visemes[cut - 1 : cut + 1] == NO_VISEME).all()
    assert weight.sum() >= PIECE // 2 - 16
    assert (one[1] == 1).all() and (one[3] == 1).all()  # what was given is left as it was


@pytest.mark.parametrize("phones", [False, True])
def test_gradients_reach_every_parameter(talker, phones):
    torch.manual_seed(0)
    net = LipNetwork(len(SPEECH_UNITS), len(VISEMES), phones=Phones.load() if phones else None)
    batch = [train_audio.piece(talker[0], np.random.default_rng(i)) for i in range(3)]
    spread = torch.full((len(SPEECH_UNITS),), 0.1)
    train_audio._loss(net, batch, spread, torch.ones(len(SPEECH_UNITS)) * 0.1).backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in net.parameters())


def test_a_few_steps_lower_the_loss_and_repeat(talker, monkeypatch):
    monkeypatch.setattr(train_audio, "BATCH", 4)
    batch = [train_audio.piece(talker[0], np.random.default_rng(i)) for i in range(4)]
    spread, gaps = torch.full((len(SPEECH_UNITS),), 0.1), torch.ones(len(SPEECH_UNITS)) * 0.1
    torch.manual_seed(1)
    before = train_audio._loss(LipNetwork(len(SPEECH_UNITS), len(VISEMES)).eval(), batch, spread, gaps).item()
    # Groups without clips, as in a corpus that nobody dominates, are passed over.
    first, second, other = (
        train_audio.train([[], talker, []], (0.3, 0.2, 0.5), steps, seed=1, phones=phones)
        for steps, phones in ((12, None), (12, None), (2, Phones.load()))
    )
    assert other.phones is not None and other(torch.zeros(1, PIECE, CHANNELS))[0].isfinite().all()
    assert train_audio._loss(first, batch, spread, gaps).item() < 0.97 * before
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)
