"""Small temporal convolutions: 100 Hz sound in, 50 Hz lips out, hearing 0.17 s ahead and 0.75 s back."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional

from lestalk_studio.nets.audio_input import CHANNELS
from lestalk_studio.nets.phones import Phones

BLOCKS = ((1, 1), (2, 2), (4, 2), (8, 1), (1, 0))
"""Dilation of each block, and how many 20 ms frames it looks ahead; lips are heard early, so it looks back more."""

WIDTH = 96

AHEAD = 17
"""Feature frames (10 ms) that the net looks ahead, all layers together."""


class _Block(nn.Module):
    """Residual: normalise the channels of each frame, look around, mix."""

    def __init__(self, width: int, dilation: int, ahead: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.pad = (2 * dilation - ahead, ahead)
        self.around = nn.Conv1d(width, width, 3, dilation=dilation)
        self.mix = nn.Conv1d(width, width, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.norm(x.transpose(1, 2)).transpose(1, 2)
        y = self.around(functional.pad(y, self.pad))
        return x + self.mix(self.drop(functional.gelu(y)))


class LipNetwork(nn.Module):
    """(B, T, 81) -> z (B, T', units) >= 0 and viseme logits (B, T', classes), T' = ceil(T / 2).

    phones: what it hears in place of the bands; its own weights are not learned, nor saved with the net's.
    """

    def __init__(
        self,
        units: int,
        visemes: int,
        width: int = WIDTH,
        dropout: float = 0.2,
        phones: Phones | None = None,
    ) -> None:
        super().__init__()
        self.phones = phones
        self.ears = nn.Sequential(
            nn.ConstantPad1d((3, 1), 0.0),
            nn.Conv1d(phones.channels if phones else CHANNELS, width, 5),
            nn.GELU(),
            nn.Conv1d(width, width, 4, stride=2, padding=1),
        )
        self.blocks = nn.Sequential(*(_Block(width, d, ahead, dropout) for d, ahead in BLOCKS))
        self.norm = nn.LayerNorm(width)
        self.visemes = nn.Linear(width, visemes)
        self.lips = nn.Sequential(
            nn.ConstantPad1d((3, 1), 0.0),
            nn.Conv1d(width, width, 5),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.ConstantPad1d((2, 0), 0.0),
            nn.Conv1d(width, units, 3),
        )

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = (self.phones(x) if self.phones else x).transpose(1, 2)
        if x.shape[2] % 2:
            x = functional.pad(x, (0, 1), mode="replicate")
        y = self.norm(self.blocks(self.ears(x)).transpose(1, 2))
        z = functional.softplus(self.lips(y.transpose(1, 2)).transpose(1, 2) - 2.0, beta=4.0)
        return z, self.visemes(y)


class LipNetworks(nn.Module):
    """Two LipNetworks, one that hears bands and one that hears phones: the mean of their z, the logarithm of the mean
    of their viseme probabilities."""

    def __init__(self, by_bands: LipNetwork, by_phones: LipNetwork) -> None:
        super().__init__()
        self.by_bands, self.by_phones = by_bands, by_phones

    @staticmethod
    def of(units: int, visemes: int, width: int = WIDTH) -> LipNetworks:
        """Both, not trained yet. Raises StudioError where the phone model is missing."""
        return LipNetworks(
            LipNetwork(units, visemes, width), LipNetwork(units, visemes, width, phones=Phones.load())
        )

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        (z, logits), (other_z, other_logits) = self.by_bands(x), self.by_phones(x)
        both = torch.logaddexp(logits.log_softmax(dim=2), other_logits.log_softmax(dim=2))
        return (z + other_z) / 2, both - math.log(2)
