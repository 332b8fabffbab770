"""Visemes in time -> lips in time: what GRID's talkers show, for voices that have no face."""

from __future__ import annotations

import numpy as np

from lestalk_studio.training.visemes import VISEME_INDEX, VISEMES

FPS = 50
_SIGMAS_S = (0.03, 0.07)
_SHIFTS_S = (-0.12, -0.06, 0.0, 0.06, 0.12)


def context(visemes: np.ndarray, loudness: np.ndarray) -> np.ndarray:
    """(T,) classes and (T,) 0..1 loudness at 50 Hz -> (T, F): each class seen through blurred, shifted windows."""
    hot = np.eye(len(VISEMES), dtype=np.float32)[np.maximum(visemes, 0)]
    columns = [hot]
    for sigma in _SIGMAS_S:
        reach = round(3 * sigma * FPS)
        kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / (sigma * FPS)) ** 2)
        kernel /= kernel.sum()
        padded = np.pad(hot, ((reach, reach), (0, 0)), mode="edge")
        soft = np.stack([np.convolve(padded[:, k], kernel, "valid") for k in range(hot.shape[1])], axis=1)
        for shift in _SHIFTS_S:
            columns.append(np.roll(soft, round(shift * FPS), axis=0))
    features = np.concatenate(columns, axis=1)
    vowels = hot[:, VISEME_INDEX["ee"] :].sum(axis=1)
    return np.concatenate(
        [features, (vowels * loudness)[:, None], loudness[:, None], np.ones((len(hot), 1))], axis=1
    )


class Coarticulation:
    """A linear dominance model (after Cohen & Massaro 1993), fitted by ridge regression."""

    def __init__(self, weights: np.ndarray) -> None:
        self.weights = weights

    @classmethod
    def fit(
        cls, pairs: list[tuple[np.ndarray, np.ndarray, np.ndarray]], ridge: float = 20.0
    ) -> Coarticulation:
        """pairs: (visemes (T,), loudness (T,), z (T, units)) at 50 Hz of every clip."""
        gram = moment = 0.0
        for visemes, loudness, z in pairs:
            features = context(visemes, loudness)
            gram = gram + features.T @ features
            moment = moment + features.T @ z
        return cls(np.linalg.solve(gram + ridge * np.eye(len(gram)), moment))

    def lips(self, visemes: np.ndarray, loudness: np.ndarray) -> np.ndarray:
        """z (T, units) >= 0 at 50 Hz."""
        return np.maximum(context(visemes, loudness) @ self.weights, 0.0).astype(np.float32)


def loudness_of(power: np.ndarray) -> np.ndarray:
    """(T,) 0..1 at 50 Hz of (2 T, 257) power at 100 Hz: 40 dB below the loudest .. the loudest."""
    level = 10 * np.log10(power[::2, 5:].astype(np.float32).sum(axis=1) + 1e-6)
    return np.clip((level - np.percentile(level, 95)) / 40.0 + 1.0, 0.0, 1.0)
