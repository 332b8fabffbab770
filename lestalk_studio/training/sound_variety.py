"""One recording made many: other throats, other speeds, rooms, noises and microphones, on its spectrum."""

from __future__ import annotations

import numpy as np

from lestalk_studio.audio.features import BANDS, FFT, FLOOR, RATE, mel_filters

_HERTZ = np.linspace(0, RATE / 2, FFT // 2 + 1)


def warped_filters(factor: float) -> np.ndarray:
    """(257, 80) mel filters that hear a vocal tract `factor` times shorter (VTLP; Jaitly & Hinton 2013)."""
    knee = 4800.0 * min(factor, 1.0)
    above = (RATE / 2 - knee) / (RATE / 2 - knee / factor)
    read = np.where(factor * _HERTZ <= knee, factor * _HERTZ, knee + (_HERTZ - knee / factor) * above)
    place = np.clip(read, 0, RATE / 2) / _HERTZ[1]
    low = np.minimum(place.astype(int), len(_HERTZ) - 2)
    part = (place - low)[:, None]
    filters = mel_filters().T
    return (filters[low] * (1 - part) + filters[low + 1] * part).astype(np.float32)


FACTORS = np.linspace(0.8, 1.25, 28)
_BANK: list[np.ndarray] = []


def _filters(index: int) -> np.ndarray:
    if not _BANK:
        _BANK.extend(warped_filters(f) for f in FACTORS)
    return _BANK[index]


def _bumps(rng: np.random.Generator, count: int, size: float) -> np.ndarray:
    """A smooth random curve over the bands, natural log of power."""
    knots = rng.normal(0, size, count)
    return np.interp(np.linspace(0, count - 1, BANDS), np.arange(count), knots).astype(np.float32)


def varied(power: np.ndarray, rng: np.random.Generator, strength: float = 1.0) -> np.ndarray:
    """(T, 257) power of a clean voice -> (T, 80) log-mel of it as somebody else, somewhere else."""
    spread = len(FACTORS) / 2
    index = int(np.clip(rng.normal(spread, 0.5 * spread * strength), 0, len(FACTORS) - 1))
    mel = power @ _filters(index)
    if rng.random() < 0.4 * strength:
        mel = _echoed(mel, rng)
    voice = np.percentile(mel.sum(axis=1), 90) + 1e-12
    if rng.random() < 0.6 * strength:
        # Noise of a colour of its own, louder and softer, 3..40 dB under the voice.
        colour = np.exp(_bumps(rng, 6, 1.2) - np.linspace(0, rng.uniform(0, 4), BANDS))
        swell = np.exp(np.interp(np.arange(len(mel)), np.linspace(0, len(mel), 6), rng.normal(0, 0.4, 6)))
        grain = rng.gamma(1.5, 1 / 1.5, mel.shape).astype(np.float32)
        noise = grain * (colour / colour.sum())[None] * swell[:, None]
        mel = mel + noise * voice * 10 ** (-rng.uniform(3, 40) / 10)
    log_mel = np.log(mel / voice + FLOOR)
    log_mel += _bumps(rng, int(rng.integers(3, 9)), 0.8 * strength)
    if rng.random() < 0.25 * strength:  # telephone or old recording
        low, high = rng.integers(0, 12), rng.integers(50, 80)
        log_mel[:, :low] -= rng.uniform(2, 8)
        log_mel[:, high:] -= rng.uniform(2, 10)
    if rng.random() < 0.3 * strength:  # compression
        loud = np.log(np.exp(log_mel).sum(axis=1, keepdims=True) + 1e-6)
        log_mel = log_mel - rng.uniform(0.1, 0.5) * np.maximum(loud + 6.0, 0.0)
    if rng.random() < 0.5 * strength:  # SpecAugment (Park et al. 2019), bands only: time carries the lips
        width, first = int(rng.integers(2, 14)), int(rng.integers(0, BANDS))
        log_mel[:, first : first + width] = log_mel.mean()
    return log_mel.astype(np.float32)


def _echoed(mel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A room: an exponential tail of 0.15..0.8 s on the power of each band."""
    from scipy.signal import lfilter

    decay = 10 ** (-6.0 * 0.01 / rng.uniform(0.15, 0.8))
    wet = rng.uniform(0.02, 0.25)
    tail = lfilter([0.0, 1.0], [1.0, -decay], mel, axis=0)
    return (mel + wet * (1 - decay) * 4 * tail).astype(np.float32)
