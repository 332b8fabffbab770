"""How strongly a voice speaks, from seconds of it: perceptrons on its profile beside a net that hears the frames."""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.nets.intensity_input import CHANNELS
from lestalk_studio.nets.voice_profile import VALUES

MEMBERS = 3
_FARTHEST = 4.0
_SPEECH = CHANNELS - 1
_STRIDE = 4


class _Member(nn.Module):
    """A perceptron on the profile alone."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(VALUES, width), nn.Linear(width, width)
        self.out = nn.Linear(width, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.drop(nn.functional.gelu(self.first(x)))
        return self.out(self.drop(nn.functional.gelu(self.second(x))))[:, 0]


class _Listener(nn.Module):
    """Convolutions over the frames, pooled by attention (Okabe et al. 2018, means alone), beside the profile."""

    def __init__(self, width: int = 32, heads: int = 8, hidden: int = 64, dropout: float = 0.2) -> None:
        super().__init__()
        self.first = nn.Conv1d(CHANNELS, width, 5, stride=2, padding=2)
        self.second = nn.Conv1d(width, width, 5, stride=2, padding=2)
        self.third = nn.Conv1d(width, width, 3, padding=1)
        self.norm = nn.LayerNorm(width)
        self.heads = nn.Linear(width, heads)
        self.hidden = nn.Linear(width * heads + VALUES, hidden)
        self.out = nn.Linear(hidden, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        speech = nn.functional.avg_pool1d(frames[:, None, :, _SPEECH], _STRIDE)[:, 0]
        y = nn.functional.gelu(self.second(nn.functional.gelu(self.first(frames.transpose(1, 2)))))
        y = y + nn.functional.gelu(self.third(self.drop(y)))
        y = self.norm(y.transpose(1, 2))
        heed = (self.heads(y) - 9.0 * (speech < 0.3)[..., None]).softmax(dim=1)
        pooled = torch.einsum("btc,bth->bhc", y, heed).flatten(1)
        hidden = nn.functional.gelu(self.hidden(self.drop(torch.cat([pooled, x], dim=1))))
        return self.out(self.drop(hidden))[:, 0]


class VoiceNetwork(nn.Module):
    """(B, 104) profiles and the (B, 320, 45) frames they are of -> intensity (B,).

    The mean of what the listener says and of the perceptrons' mean (deep ensemble, Lakshminarayanan et al. 2017).
    usual, spread (104,): mean and deviation of the profiles trained on; what lies farther than four deviations is
    taken for four: a voice unlike all others must not be carried off.
    """

    def __init__(self, width: int = 96, dropout: float = 0.2, noise: float = 0.4) -> None:
        super().__init__()
        self.register_buffer("usual", torch.zeros(VALUES))
        self.register_buffer("spread", torch.ones(VALUES))
        self.members = nn.ModuleList(_Member(width, dropout) for _ in range(MEMBERS))
        self.listener = _Listener()
        self.noise = noise

    def each(self, profile: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        """(members + 1, B), each one's answer, the listener's last; in training every one sees noise of its own."""
        x = ((profile - self.usual) / self.spread).clamp(-_FARTHEST, _FARTHEST)

        def noisy(given: torch.Tensor, share: float = 1.0) -> torch.Tensor:
            return given + share * self.noise * torch.randn_like(given) if self.training else given

        said = [one(noisy(x)) for one in self.members]
        return torch.stack([*said, self.listener(noisy(x), noisy(frames, 0.25))])

    def forward(self, profile: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        said = self.each(profile, frames)
        return 0.5 * (said[:-1].mean(dim=0) + said[-1])
