"""Offset Decoder: the CDAN's coefficients, corrected by what comes just before and after."""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.nets.offset_times import FAINT, REACH


class OffsetDecoder(nn.Module):
    """(S, T, features) -> (S, T, coefficients); frames whose z is zero get exactly zero."""

    def __init__(self, features: int, coefficients: int, narrow: int = 20, hidden: int = 48) -> None:
        super().__init__()
        self.narrow = nn.Linear(features, narrow, bias=False)
        self.look = nn.Linear((2 * REACH + 1) * narrow, hidden, bias=False)
        self.out = nn.Linear(hidden, coefficients, bias=False)
        nn.init.normal_(self.out.weight, std=0.05)

    def forward(self, x: torch.Tensor, z: torch.Tensor, step: float = 1.0) -> torch.Tensor:
        """step: frames in 40 ms; what lies between frames is interpolated, what lies outside repeats the
        end."""
        seen = self.narrow(x)
        seen = torch.cat([at_offset(seen, k * step) for k in range(-REACH, REACH + 1)], dim=2)
        moving = -torch.expm1(-z.abs().sum(dim=2, keepdim=True) / FAINT)
        return moving * self.out(nn.functional.gelu(self.look(seen)))


def at_offset(x: torch.Tensor, frames: float) -> torch.Tensor:
    """x (S, T, n) taken `frames` later (negative: earlier), linearly between frames, held at the ends."""
    last = x.shape[1] - 1
    place = (torch.arange(last + 1, dtype=torch.float64, device=x.device) + frames).clamp(0, last)
    low = place.floor().long()
    if float(frames).is_integer():
        return x[:, low]
    part = (place - low).to(x.dtype)[None, :, None]
    return x[:, low] * (1 - part) + x[:, (low + 1).clamp(max=last)] * part
