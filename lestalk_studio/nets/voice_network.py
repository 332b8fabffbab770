"""How strongly a voice speaks, from seconds of it: perceptrons on its profile and nets that hear the frames."""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.nets.intensity_input import CHANNELS
from lestalk_studio.nets.voice_profile import VALUES

MEMBERS = 6
_LISTENER_SHARE = 0.6
_FARTHEST = 4.0
_SPEECH = CHANNELS - 1
_STRIDE = 4


class _Perceptron(nn.Module):
    """On the profile alone."""

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

    def __init__(self, width: int, heads: int, hidden: int, dropout: float) -> None:
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


class VoiceMember(nn.Module):
    """(B, 104) profiles beside the usual one and the (B, 320, 45) frames they are of -> intensity (B,)."""

    def __init__(self, dropout: float = 0.2, noise: float = 0.4) -> None:
        super().__init__()
        self.perceptron = _Perceptron(96, dropout)
        self.listener = _Listener(48, 8, 96, dropout)
        self.noise = noise

    def each(self, x: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        """(2, B), the perceptron's answer and the listener's; in training each sees noise of its own."""

        def noisy(given: torch.Tensor, share: float = 1.0) -> torch.Tensor:
            return given + share * self.noise * torch.randn_like(given) if self.training else given

        return torch.stack([self.perceptron(noisy(x)), self.listener(noisy(x), noisy(frames, 0.25))])

    def forward(self, x: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        perceptron, listener = self.each(x, frames)
        return (1 - _LISTENER_SHARE) * perceptron + _LISTENER_SHARE * listener


class VoiceNetwork(nn.Module):
    """(B, 104) profiles and the (B, 320, 45) frames they are of -> intensity (B,), the mean of the members (deep
    ensemble, Lakshminarayanan et al. 2017), each trained without some of the voices.

    usual, spread (104,): mean and deviation of the profiles trained on; what lies farther than four deviations is
    taken for four: a voice unlike all others must not be carried off.
    """

    def __init__(self, members: int = MEMBERS) -> None:
        super().__init__()
        self.register_buffer("usual", torch.zeros(VALUES))
        self.register_buffer("spread", torch.ones(VALUES))
        self.members = nn.ModuleList(VoiceMember() for _ in range(members))

    def beside_usual(self, profile: torch.Tensor) -> torch.Tensor:
        """(B, 104) deviations of profiles (B, 104) from the usual one."""
        return ((profile - self.usual) / self.spread).clamp(-_FARTHEST, _FARTHEST)

    def forward(self, profile: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        x = self.beside_usual(profile)
        return torch.stack([member(x, frames) for member in self.members]).mean(dim=0)
