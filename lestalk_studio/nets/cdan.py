"""Cross-Dimension Attention Net (CDAN): from LES and the portrait's 3DMM coefficients to new coefficients.

After LES-Talker (arXiv 2411.09268), whose code is unpublished. Two levels: the first takes the action
subspace u and the portrait's coefficients, the second the isolation subspace v and the first's result; the
Offset Decoder then corrects over time. In each level G, the outer product of the LES part and the
coefficients, is attended to along both its dimensions; the concatenation C of what is found gives the new
coefficients.

Two things are this project's: a linear path from LES to beta runs beside every level, and every map that
carries values is free of biases, so that what is added to the linear path is exactly zero where z is.
"""

from __future__ import annotations

import torch
from torch import nn

from lestalk_studio.les.space import ACTION, DIM, ISOLATION
from lestalk_studio.nets.offset_decoder import OffsetDecoder

COEFFICIENTS = 64


class _Attention(nn.Module):
    """Self-attention among `tokens` of `features`; values without bias, so that nothing comes of nothing.

    The tokens' places are learned: in queries and keys alone.
    """

    def __init__(self, tokens: int, features: int, width: int) -> None:
        super().__init__()
        self.query = nn.Linear(features, width, bias=False)
        self.key = nn.Linear(features, width, bias=False)
        self.value = nn.Linear(features, features, bias=False)
        self.query_place = nn.Parameter(torch.randn(tokens, width) * 0.5)
        self.key_place = nn.Parameter(torch.randn(tokens, width) * 0.5)
        self.sharpness = width**-0.5

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, tokens, features) -> the same."""
        query, key = self.query(x) + self.query_place, self.key(x) + self.key_place
        weight = torch.softmax(self.sharpness * query @ key.transpose(1, 2), dim=2)
        return weight @ self.value(x)


class CdanLevel(nn.Module):
    """One level: (LES part (B, n), coefficients (B, 64) in their spread) -> correction (B, 64) in its spread.

    The correction is what the new coefficients have beyond the old ones and the linear path.
    """

    def __init__(self, dimensions: int, width: int = 16, hidden: int = 6) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.full((COEFFICIENTS,), 0.1))
        self.base = nn.Parameter(torch.ones(COEFFICIENTS))
        self.along_les = _Attention(dimensions, COEFFICIENTS, width)
        self.along_beta = _Attention(COEFFICIENTS, dimensions, width)
        self.mix = nn.Linear(3 * dimensions, hidden, bias=False)
        self.drop = nn.Dropout(0.15)
        self.out = nn.Linear(hidden * COEFFICIENTS, COEFFICIENTS, bias=False)
        nn.init.normal_(self.out.weight, std=0.02)

    def forward(self, part: torch.Tensor, coefficients: torch.Tensor) -> torch.Tensor:
        # A portrait near the mean face has coefficients near 0: the learned base keeps G from vanishing there.
        outer = part[:, :, None] * (self.base + self.gain * coefficients)[:, None, :]
        les = self.along_les(outer).transpose(1, 2)
        turned = outer.transpose(1, 2)
        both = torch.cat([turned, les, self.along_beta(turned)], dim=2)
        return self.out(self.drop(nn.functional.gelu(self.mix(both)).flatten(1)))


class Cdan(nn.Module):
    """Both levels and the Offset Decoder.

    linear (41, 64): head.units_to_beta; spread (64,): usual size of each coefficient. Both travel with the
    weights.
    """

    def __init__(self, linear: torch.Tensor | None = None, spread: torch.Tensor | None = None) -> None:
        super().__init__()
        self.register_buffer("linear", torch.zeros(DIM, COEFFICIENTS) if linear is None else linear)
        self.register_buffer("spread", torch.ones(COEFFICIENTS) if spread is None else spread)
        self.action = CdanLevel(ACTION.stop - ACTION.start)
        self.isolation = CdanLevel(ISOLATION.stop - ISOLATION.start)
        self.offset = OffsetDecoder(DIM + COEFFICIENTS, COEFFICIENTS)

    def levels(self, z: torch.Tensor, portrait: torch.Tensor) -> torch.Tensor:
        """Correction (B, 64) of both levels, in `spread`, for z (B, 41) and the portrait's beta (B, 64)."""
        first = self.action(z[:, ACTION], portrait / self.spread)
        reached = (portrait + z[:, ACTION] @ self.linear[ACTION]) / self.spread + first
        return first + self.isolation(z[:, ISOLATION], reached)

    def forward(self, z: torch.Tensor, portrait: torch.Tensor, step: float = 1.0) -> torch.Tensor:
        """What beta has beyond z @ linear, (S, T, 64), for z (S, T, 41) and portrait (S, 64).

        step: frames in the Offset Decoder's time step of 40 ms: 1 at 25 fps.
        """
        sequences, frames = z.shape[:2]
        flat = z.flatten(0, 1)
        found = self.levels(flat, portrait.repeat_interleave(frames, dim=0)).view(sequences, frames, -1)
        reached = (z @ self.linear) / self.spread + found
        found = found + self.offset(torch.cat([z, reached], dim=2), z, step)
        return found * self.spread
