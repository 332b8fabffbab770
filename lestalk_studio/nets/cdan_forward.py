"""The trained CDAN computed by numpy: what `cdan.Cdan.forward` gives, without the seconds that torch takes to load.

The editor asks for one frame at a time, and the first one must not wait for a library. Every product here is taken
frame by frame in matrices of one size, so a frame has the same bits alone with its window as in a whole clip; a
preview is then the very frame of the export.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lestalk_studio.les.space import ACTION, DIM, ISOLATION
from lestalk_studio.nets.offset_times import FAINT, REACH, between

_AT_ONCE = 16
"""Frames whose attention is held at a time: what they need stays in the processor's cache."""

Weights = Mapping[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class _Attention:
    """As cdan._Attention: (B, tokens, features) -> the same."""

    query: np.ndarray
    key: np.ndarray
    value: np.ndarray
    query_place: np.ndarray
    key_place: np.ndarray

    @staticmethod
    def of(weights: Weights, name: str) -> _Attention:
        query, key, value = (_matrix(weights, f"{name}.{what}") for what in ("query", "key", "value"))
        # Scaled here once, not in every frame.
        sharpness = np.float32(query.shape[1] ** -0.5)
        place = sharpness * weights[f"{name}.query_place"]
        return _Attention(sharpness * query, key, value, place, weights[f"{name}.key_place"])

    def __call__(self, x: np.ndarray) -> np.ndarray:
        query, key = x @ self.query + self.query_place, x @ self.key + self.key_place
        weight = query @ np.ascontiguousarray(key.transpose(0, 2, 1))
        weight -= weight.max(axis=2, keepdims=True)
        np.exp(weight, out=weight)
        weight /= weight.sum(axis=2, keepdims=True)
        return weight @ (x @ self.value)


@dataclass(frozen=True, eq=False)
class _Level:
    """As cdan.CdanLevel: (LES part (B, n), coefficients (B, 64)) -> correction (B, 64), in their spread."""

    gain: np.ndarray
    base: np.ndarray
    along_les: _Attention
    along_beta: _Attention
    mix: np.ndarray
    out: np.ndarray

    @staticmethod
    def of(weights: Weights, name: str) -> _Level:
        gain, base = weights[f"{name}.gain"], weights[f"{name}.base"]
        mix, out = _matrix(weights, f"{name}.mix"), _matrix(weights, f"{name}.out")
        attentions = (_Attention.of(weights, f"{name}.{which}") for which in ("along_les", "along_beta"))
        # By hidden unit: (6, 64, 64) instead of (64 x 6, 64), small enough for one thread of the product.
        apart = out.reshape(len(gain), mix.shape[1], -1).transpose(1, 0, 2)
        return _Level(gain, base, *attentions, mix, np.ascontiguousarray(apart))

    def __call__(self, part: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
        outer = part[:, :, None] * (self.base + self.gain * coefficients)[:, None, :]
        turned = np.ascontiguousarray(outer.transpose(0, 2, 1))
        les = self.along_les(outer).transpose(0, 2, 1)
        hidden = gelu(np.concatenate([turned, les, self.along_beta(turned)], axis=2) @ self.mix)
        by_unit = np.ascontiguousarray(hidden.transpose(0, 2, 1))[:, :, None]
        return (by_unit @ self.out)[:, :, 0].sum(axis=1)


class CdanForward:
    """weights: the state of a `cdan.Cdan`, float32 by name. Raises KeyError or ValueError where it is none."""

    def __init__(self, weights: Weights) -> None:
        self._linear, self._spread = weights["linear"], weights["spread"]
        if self._linear.shape != (DIM, len(self._spread)):
            raise ValueError(f"linear has the shape {self._linear.shape}")
        self._action, self._isolation = (_Level.of(weights, name) for name in ("action", "isolation"))
        self._narrow = _matrix(weights, "offset.narrow")
        look = _matrix(weights, "offset.look")
        self._look = np.ascontiguousarray(look.reshape(2 * REACH + 1, -1, look.shape[1]))
        self._out = _matrix(weights, "offset.out")

    def __call__(self, z: np.ndarray, portrait: np.ndarray, step: float = 1.0) -> np.ndarray:
        """What beta has beyond z @ linear, float32 (T, 64), of z (T, 41) float32 and portrait (64,).

        step: frames in 40 ms. Exactly zero where z is.
        """
        found, seen = np.empty((len(z), len(self._spread)), np.float32), []
        own = (portrait / self._spread).astype(np.float32)
        for start in range(0, len(z), _AT_ONCE):
            part = z[start : start + _AT_ONCE]
            levels = self._levels(part, own)
            found[start : start + len(part)] = levels
            reached = _each(part, self._linear) / self._spread + levels
            seen.append(_each(np.concatenate([part, reached], axis=1), self._narrow))
        narrow = np.concatenate(seen) if seen else np.zeros((0, self._narrow.shape[1]), np.float32)
        hidden = np.zeros((len(z), self._look.shape[2]), np.float32)
        for offset, look in zip(range(-REACH, REACH + 1), self._look, strict=True):
            hidden += _each(between(narrow, offset * step), look)
        moving = -np.expm1(-np.abs(z).sum(axis=1, keepdims=True) / np.float32(FAINT))
        return (found + moving * _each(gelu(hidden), self._out)) * self._spread

    def _levels(self, z: np.ndarray, own: np.ndarray) -> np.ndarray:
        """(B, 64) in the spread, of z (B, 41) and the portrait's coefficients (64,), in the spread, too."""
        first = self._action(z[:, ACTION], np.broadcast_to(own, (len(z), len(own))))
        reached = own + _each(z[:, ACTION], self._linear[ACTION]) / self._spread + first
        return first + self._isolation(z[:, ISOLATION], reached)


def gelu(x: np.ndarray) -> np.ndarray:
    """x times the normal distribution's share below it, float32; erf by Abramowitz and Stegun 7.1.26 (to 1.5e-7)."""
    at = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * at)
    series = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = t * (np.float32(factor) + series)
    erf = np.copysign(1 - series * np.exp(-at * at), x)
    return np.float32(0.5) * x * (1 + erf)


def _matrix(weights: Weights, name: str) -> np.ndarray:
    """(inputs, outputs) of a linear layer."""
    return np.ascontiguousarray(weights[f"{name}.weight"].T)


def _each(rows: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """rows (B, n) @ matrix (n, m), each row by itself."""
    return (rows[:, None] @ matrix)[:, 0]
