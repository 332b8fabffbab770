"""How much a voice is like each phone of English: the Gaussian mixtures of CMU Sphinx's free acoustic model.

They were trained on many speakers, ours on few; by them it hears strangers better. See models/phones.md.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from lestalk_studio.errors import StudioError
from lestalk_studio.nets.audio_input import SPREAD
from lestalk_studio.paths import models_dir

MODEL = "phones.npz"
STATES = 3
"""Hidden states of a phone: its beginning, middle and end."""

REACH = 3
"""Feature frames (10 ms) that a score looks ahead; it is given that much later, so a net on top looks no further."""

_TYPICAL = -6.0
"""Natural log of power below the loudest that zero in a band stands for; together with the offset any would do."""
_EVEN = 0.35
"""Power of the likelihoods: 39 numbers of a frame that are taken for independent are far too sure together."""
_LEAST = -8.0
"""Natural log of a phone's probability, below which all are alike."""
_AT_ONCE = 64
"""Frames scored at once: their Gaussians fit into the processor's cache, which makes it five times as fast."""
_TINY = 1e-30


class Phones(nn.Module):
    """(B, T, 81) as `net_input` makes it -> (B, T, 1 + phones): the level, and log-probabilities REACH frames ago.

    bands: (80, 25), our mel bands to Sphinx's; cepstra: (25, 13), its cosine transform with liftering; offset: (13,),
    added to put our voices where its own were; means, variances: (3, P, G, 13) of the Gaussians of each phone for
    cepstra, their first and their second difference; mixture: (3, P, G, STATES), how much a state has of each.
    """

    def __init__(
        self,
        bands: np.ndarray,
        cepstra: np.ndarray,
        offset: np.ndarray,
        means: np.ndarray,
        variances: np.ndarray,
        mixture: np.ndarray,
    ) -> None:
        super().__init__()
        streams, self.phones, self.gaussians, _ = means.shape
        mean, precision = means.astype(np.float64), 1.0 / variances.astype(np.float64)
        # log N(x) is linear in (x, x^2, 1): all Gaussians of a stream are one product of matrices.
        constant = -0.5 * (mean**2 * precision + np.log(2 * np.pi / precision)).sum(axis=3)
        terms = np.concatenate([mean * precision, -0.5 * precision, constant[..., None]], axis=3)
        terms = terms.reshape(streams, self.phones * self.gaussians, -1).transpose(0, 2, 1)
        for name, value in (
            ("bands", bands),
            ("cepstra", cepstra),
            ("offset", offset),
            ("terms", terms),
            ("mixture", mixture),
        ):
            self.register_buffer(
                name, torch.tensor(np.ascontiguousarray(value), dtype=torch.float32), persistent=False
            )
        self.channels = 1 + self.phones

    @staticmethod
    def load(path: Path | None = None) -> Phones:
        """The shipped model, or that at `path`. Raises StudioError when it is missing or damaged."""
        path = path or models_dir() / MODEL
        try:
            with path.open("rb") as file, np.load(file) as data:
                parts = ("bands", "cepstra", "offset", "means", "variances", "mixture")
                return Phones(*(data[name].astype(np.float32) for name in parts)).eval()
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
            raise StudioError(
                f"{path} is missing or damaged, so no voice can be followed; install the program again."
            ) from error

    @torch.no_grad()
    def forward(self, given: torch.Tensor) -> torch.Tensor:
        power = torch.exp(SPREAD * given[..., :80] + _TYPICAL)
        cepstra = torch.log(power @ self.bands + 1e-12) @ self.cepstra + self.offset
        heard = self._probable(self._likelihoods(_streams(cepstra)))
        late = functional.pad(heard.transpose(1, 2), (REACH, 0), mode="replicate")[..., : given.shape[1]]
        return torch.cat([given[..., 80:], late.transpose(1, 2)], dim=2)

    def _likelihoods(self, streams: torch.Tensor) -> torch.Tensor:
        """(3, B, T, 13) -> (B, T, phones, STATES), natural log."""
        shape = streams.shape[1:3]
        flat = streams.flatten(1, 2)
        terms = torch.cat([flat, flat * flat, torch.ones_like(flat[..., :1])], dim=2)
        scored = []
        for part in terms.split(_AT_ONCE, dim=1):
            total = 0.0
            for x, gaussians, mixture in zip(part, self.terms, self.mixture, strict=True):
                near = (x @ gaussians).view(len(x), self.phones, self.gaussians)
                best = near.amax(dim=2, keepdim=True)
                mixed = torch.bmm((near - best).exp_().transpose(0, 1), mixture).transpose(0, 1)
                total = total + torch.log(mixed + _TINY) + best
            scored.append(total)
        return torch.cat(scored).view(*shape, self.phones, STATES)

    def _probable(self, likelihoods: torch.Tensor) -> torch.Tensor:
        """(B, T, phones), about -3..1: log-probability of each phone, its states together."""
        states = _EVEN * likelihoods
        phones = torch.logsumexp(states, dim=3)
        log_probability = phones - torch.logsumexp(phones, dim=2, keepdim=True)
        return log_probability.clamp(min=_LEAST) / 2 + 1


def _streams(cepstra: torch.Tensor) -> torch.Tensor:
    """(B, T, 13) -> (3, B, T, 13): with the first and second differences, Sphinx's feature "1s_c_d_dd"."""
    frames = cepstra.shape[1]
    padded = functional.pad(cepstra.transpose(1, 2), (REACH, REACH), mode="replicate").transpose(1, 2)

    def later(by: int) -> torch.Tensor:
        return padded[:, REACH + by : REACH + by + frames]

    return torch.stack([cepstra, later(2) - later(-2), (later(3) - later(-1)) - (later(1) - later(-3))])
