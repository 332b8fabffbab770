"""Where somebody speaks: an adaptive noise floor, hysteresis and hangover on the level of the voice."""

from __future__ import annotations

import numpy as np

from lestalk_studio.audio.features import FEATURE_FPS, Features

QUIET_DB = -80.0
"""Below this nothing counts as speech, however silent the rest is."""

_ON_DB, _OFF_DB = 9.0, 5.0
_NOISE_S = 3.0
_SHORTEST_S = 0.06
_HANG_S = 0.12
_LEAD_S = 0.08
_RAMP_S = 0.06


def _sliding(values: np.ndarray, width: int, reduce: np.ufunc) -> np.ndarray:
    """Running minimum or maximum over `width` frames, centred; doubling steps, so any width is cheap."""
    half = width // 2
    padded = np.pad(values, half, mode="edge")
    span = 1
    while span * 2 <= width:
        padded = reduce(padded[: len(padded) - span], padded[span:])
        span *= 2
    rest = width - span
    if rest > 0:
        padded = reduce(padded[: len(padded) - rest], padded[rest:])
    return padded[: len(values)]


def _smooth(values: np.ndarray, width: int) -> np.ndarray:
    if width < 2:
        return values
    kernel = np.hanning(width + 2)[1:-1]
    padded = np.pad(values, (width // 2, width - 1 - width // 2), mode="edge")
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def noise_floor(level: np.ndarray) -> np.ndarray:
    """(T,) dB: the level of the pauses nearby.

    Where there is no pause within three seconds it stays 18 dB under the voice, so that steady speech is not
    taken for noise; and it is never lower than 42 dB under it.
    """
    width = int(_NOISE_S * FEATURE_FPS) | 1
    smooth = _smooth(level, 15)
    sounding = smooth[smooth > QUIET_DB - 20.0]
    if len(sounding) == 0:
        return np.full(len(level), QUIET_DB)
    # Digital silence before or after a recording says nothing of its noise.
    least, low_mark, loud = np.percentile(sounding, (5, 20, 95))
    low = _smooth(_sliding(np.maximum(smooth, least), width, np.minimum), width) + 2.0
    # Steady noise has no range, so the voice it does not hold cannot push its floor down.
    return np.clip(low, loud - 42.0, loud - min(18.0, 2.0 * (loud - low_mark)))


def _runs(active: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def speech_runs(features: Features) -> list[tuple[int, int]]:
    """Feature frames [start, stop) in which somebody speaks, hangover included; none in silence."""
    level = _smooth(features.level, 5).astype(np.float32)
    if len(level) == 0:
        return []
    over = level - noise_floor(features.level)
    on = (over > _ON_DB) & (level > QUIET_DB)
    off = (over > _OFF_DB) & (level > QUIET_DB)
    core = np.zeros(len(level), bool)
    for start, stop in _runs(off):
        if on[start:stop].any() and stop - start >= _SHORTEST_S * FEATURE_FPS:
            core[max(0, start - int(_LEAD_S * FEATURE_FPS)) : stop + int(_HANG_S * FEATURE_FPS)] = True
    return _runs(core)


def speech_activity(features: Features) -> np.ndarray:
    """(T,) float32 at 100 Hz: 0 silence .. 1 speech, with soft edges of about 60 ms inside the speech."""
    active = np.zeros(len(features), np.float64)
    for start, stop in speech_runs(features):
        active[start:stop] = 1.0
    width = int(2 * _RAMP_S * FEATURE_FPS) | 1
    # Shrunk before it is smoothed: outside the runs the result is exactly zero.
    shrunk = _sliding(active, width, np.minimum)
    return np.clip(_smooth(shrunk, width), 0.0, 1.0).astype(np.float32)
