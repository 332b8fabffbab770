"""A few perceptrons side by side: the profile of a voice in, how strongly it speaks out."""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.nets.voice_profile import VALUES

MEMBERS = 4
_FARTHEST = 4.0


class _Member(nn.Module):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(VALUES, width), nn.Linear(width, width)
        self.out = nn.Linear(width, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.drop(nn.functional.gelu(self.first(x)))
        return self.out(self.drop(nn.functional.gelu(self.second(x))))[:, 0]


class VoiceNetwork(nn.Module):
    """(B, 52) profiles -> intensity (B,), the mean of its members (deep ensemble, Lakshminarayanan et al. 2017).

    usual, spread (52,): mean and deviation of the profiles trained on; what lies farther than four deviations is
    taken for four: a voice unlike all others must not be carried off.
    """

    def __init__(self, width: int = 64, dropout: float = 0.1, noise: float = 0.4) -> None:
        super().__init__()
        self.register_buffer("usual", torch.zeros(VALUES))
        self.register_buffer("spread", torch.ones(VALUES))
        self.members = nn.ModuleList(_Member(width, dropout) for _ in range(MEMBERS))
        self.noise = noise

    def each(self, profile: torch.Tensor) -> torch.Tensor:
        """(members, B), each member's answer; in training every one sees noise of its own."""
        x = ((profile - self.usual) / self.spread).clamp(-_FARTHEST, _FARTHEST)
        noise = self.noise if self.training else 0.0
        return torch.stack([one(x + noise * torch.randn_like(x) if noise else x) for one in self.members])

    def forward(self, profile: torch.Tensor) -> torch.Tensor:
        return self.each(profile).mean(dim=0)
