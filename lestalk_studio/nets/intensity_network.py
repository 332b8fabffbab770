"""An encoder-decoder over time: 100 Hz tone of voice in, 25 Hz intensity out."""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.nets.intensity_input import CHANNELS

STEP = 16
"""Feature frames of one step of the code between encoder and decoder: 160 ms."""
STRIDE = 4
"""Feature frames of one frame of the result."""
REACH = 192
"""Feature frames that a result depends on to either side, at most: 1.92 s."""
_DILATIONS = (1, 2, 4)


class _Around(nn.Module):
    """Residual: normalise the channels of each frame, look to both sides, mix."""

    def __init__(self, width: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.look = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.mix = nn.Conv1d(width, width, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.norm(x.transpose(1, 2)).transpose(1, 2)
        return x + self.mix(self.drop(nn.functional.gelu(self.look(y))))


class IntensityNetwork(nn.Module):
    """(B, T, 45) -> intensity (B, ceil(T / 4)) >= 0, T zero-padded to a multiple of 16.

    The encoder halves the rate four times, to a code of 160 ms a step; the decoder doubles it twice, and sees
    the encoder's own step of the same rate beside it (U-Net, Ronneberger et al. 2015).
    """

    def __init__(self, width: int = 48, dropout: float = 0.2) -> None:
        super().__init__()
        self.ears = nn.Conv1d(CHANNELS, width, 5, padding=2)
        self.down = nn.ModuleList(nn.Conv1d(width, width, 4, stride=2, padding=1) for _ in range(4))
        self.code = nn.Sequential(*(_Around(width, d, dropout) for d in _DILATIONS))
        self.up = nn.ModuleList(nn.Conv1d(2 * width, width, 3, padding=1) for _ in range(2))
        self.out = nn.Conv1d(width, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        frames = x.shape[1]
        x = nn.functional.pad(x, (0, 0, 0, -frames % STEP))
        y = nn.functional.gelu(self.ears(x.transpose(1, 2)))
        beside = []
        for half in self.down:
            y = nn.functional.gelu(half(y))
            beside.append(y)
        y = self.code(y)
        for double, seen in zip(self.up, reversed(beside[1:3]), strict=True):
            y = nn.functional.interpolate(y, scale_factor=2.0, mode="nearest")
            y = nn.functional.gelu(double(torch.cat([y, seen], dim=1)))
        level = nn.functional.softplus(self.out(y)[:, 0], beta=3.0)
        return level[:, : -(-frames // STRIDE)]
