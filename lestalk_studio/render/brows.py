"""Brows move as hair: across its breadth a brow keeps its shape, and the skin above and below takes the stretch."""

from __future__ import annotations

import numpy as np

from lestalk_studio.render.compose import spread

_CORE, _END = (
    0.085,
    0.17,
)  # distances from a brow's middle line, in inter-ocular distances: hair up to here, skin from
_ALONG = 0.07  # standard deviation along the brow over which hair moves alike
_REACH = ((0.10, 0.20), (0.86, 1.0))  # across the face, where a brow fades in and out


class BrowCarrier:
    """For one head: rest (V, 3) head space; brows: the two masks (V,) bool; skin: (V,) bool, what may be moved."""

    def __init__(self, rest: np.ndarray, brows: tuple[np.ndarray, np.ndarray], skin: np.ndarray):
        rows, weights, operators, cores = [], [], [], []
        for sign, brow in zip((1.0, -1.0), brows, strict=True):
            x, y = rest[:, 0] * sign, rest[:, 1]
            line = np.polynomial.Polynomial.fit(x[brow], y[brow], 3)
            (start, full), (fade, end) = _REACH
            ends = np.clip((x - start) / (full - start), 0, 1) * np.clip((end - x) / (end - fade), 0, 1)
            away = np.abs(y - line(np.clip(x, 0.18, 0.9)))
            share = np.clip((_END - away) / (_END - _CORE), 0, 1) * ends * (rest[:, 2] > 0) * skin
            band = np.flatnonzero(share > 0)
            core = np.flatnonzero(share > 0.99)
            near = np.exp(-(((x[band, None] - x[None, core]) / _ALONG) ** 2) / 2)
            rows.append(band)
            smooth = share[band] ** 2 * (3 - 2 * share[band])
            weights.append(smooth.astype(np.float32))
            operators.append((near / near.sum(1, keepdims=True)).astype(np.float32))
            cores.append(core)
        self._sides = list(zip(rows, cores, operators, weights, strict=True))

    def apply(self, displacement: np.ndarray, free: np.ndarray | None) -> None:
        """Let the hair of displacement (V, 3) float32 go together, in place.

        free: None, or (V, 1) how far each vertex may move at all: a brow behind a rim goes as far as its mean may.
        """
        for band, core, operator, weight in self._sides:
            together = spread(operator, displacement[core])
            w = weight if free is None else weight * np.clip(1.5 * free[band, 0], 0, 1)
            displacement[band] += (w[:, None] * (together - displacement[band])).astype(np.float32)
