"""The audio net itself: shapes, one by one as together, gradients everywhere, a loss that goes down."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lestalk_studio.nets.audio_input import CHANNELS  # noqa: E402
from lestalk_studio.nets.lip_network import LipNetwork  # noqa: E402
from lestalk_studio.training import train_audio  # noqa: E402
from lestalk_studio.training.clips import PIECE, Clip  # noqa: E402
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


def test_gradients_reach_every_parameter(talker):
    torch.manual_seed(0)
    net = LipNetwork(len(SPEECH_UNITS), len(VISEMES))
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
    first, second = (train_audio.train([[], talker, []], (0.3, 0.2, 0.5), 12, seed=1) for _ in range(2))
    assert train_audio._loss(first, batch, spread, gaps).item() < 0.97 * before
    for one, other in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(one, other)
