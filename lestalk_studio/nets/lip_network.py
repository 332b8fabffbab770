"""A small temporal convolution: 100 Hz sound in, 50 Hz lips out, hearing 0.4 s to each side at most."""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.nets.audio_input import CHANNELS

DILATIONS = (1, 2, 4, 1, 2)


class _Block(nn.Module):
    """Residual: normalise the channels of each frame, look around, mix."""

    def __init__(self, width: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.around = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.mix = nn.Conv1d(width, width, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.norm(x.transpose(1, 2)).transpose(1, 2)
        return x + self.mix(self.drop(nn.functional.gelu(self.around(y))))


class LipNetwork(nn.Module):
    """(B, T, 81) -> z (B, T', units) >= 0 and viseme logits (B, T', classes), T' = ceil(T / 2)."""

    def __init__(self, units: int, visemes: int, width: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.ears = nn.Sequential(
            nn.Conv1d(CHANNELS, width, 5, padding=2),
            nn.GELU(),
            nn.Conv1d(width, width, 4, stride=2, padding=1),
        )
        self.blocks = nn.Sequential(*(_Block(width, d, dropout) for d in DILATIONS))
        self.norm = nn.LayerNorm(width)
        self.visemes = nn.Linear(width, visemes)
        self.lips = nn.Sequential(
            nn.Conv1d(width, width, 5, padding=2),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Conv1d(width, units, 3, padding=1),
        )

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = x.transpose(1, 2)
        if x.shape[2] % 2:
            x = nn.functional.pad(x, (0, 1), mode="replicate")
        y = self.norm(self.blocks(self.ears(x)).transpose(1, 2))
        z = nn.functional.softplus(self.lips(y.transpose(1, 2)).transpose(1, 2) - 2.0, beta=4.0)
        return z, self.visemes(y)
