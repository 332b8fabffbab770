"""What of a voice moves a mouth, at 100 Hz: log-mel bands, level and voicing (numpy only)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lestalk_studio.cancelling import checkpoint

RATE = 16000
HOP = 160
FEATURE_FPS = RATE / HOP
"""Feature frames a second; frame i is centred on sample i * HOP."""

WINDOW = 400
FFT = 512
BANDS = 80
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0
FLOOR = 1e-9
"""Added to mel power, so that digital silence is log(FLOOR) and no infinity; about -90 dB."""

_SPEECH_BINS = slice(round(150 * FFT / RATE), int(HIGHEST_HZ * FFT / RATE) + 1)
_FULL_SCALE = FFT * 3 / 8 / 2
"""Power summed over the bins of a signal of mean square 1 under the Hann window."""
_PITCH_WINDOW = 640
_PITCH_HZ = (65.0, 400.0)
_CHUNK = 3000
"""Frames worked on at once (30 s), which bounds the memory of a two-hour file."""


@dataclass(frozen=True)
class Features:
    """Of N samples at 16 kHz, T = N // 160 + 1 frames.

    log_mel: (T, 80) float32, natural log of pre-emphasised mel power, as recorded.
    level: (T,) float32, dB relative to full scale, between 150 and 7600 Hz (rumble is no speech).
    voicing: (T,) float32, 0 unvoiced .. 1 a perfect period.
    pitch: (T,) float32, Hz; 0 where unvoiced.
    """

    log_mel: np.ndarray
    level: np.ndarray
    voicing: np.ndarray
    pitch: np.ndarray

    def __len__(self) -> int:
        return len(self.level)


def _hertz_of_mel(mel: np.ndarray) -> np.ndarray:
    """Slaney's scale (Auditory Toolbox, 1998): linear to 1 kHz, then 27 mel to a factor of 6.4."""
    return np.where(mel < 15.0, mel * 200.0 / 3.0, 1000.0 * 6.4 ** ((mel - 15.0) / 27.0))


@lru_cache(maxsize=1)
def mel_filters() -> np.ndarray:
    """(80, 257) float32, mel triangles of unit height times the pre-emphasis 1 - 0.97 / z, of power.

    Without it the upper bands, where consonants are, lie under any floor that suits the vowels. The triangles are
    librosa's (norm=None); importing that library costs more than everything else here.
    """
    lowest = LOWEST_HZ * 3.0 / 200.0
    highest = 15.0 + 27.0 * np.log(HIGHEST_HZ / 1000.0) / np.log(6.4)
    edges = _hertz_of_mel(np.linspace(lowest, highest, BANDS + 2))
    bins = np.arange(FFT // 2 + 1) * RATE / FFT
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    turn = np.exp(-2j * np.pi * np.arange(FFT // 2 + 1) / FFT)
    return (triangles * np.abs(1 - 0.97 * turn) ** 2).astype(np.float32)


def frame_count(samples: int) -> int:
    """Feature frames of so many samples."""
    return samples // HOP + 1


def _windows(samples: np.ndarray, start: int, stop: int, width: int) -> np.ndarray:
    """(stop - start, width) view of frames start..stop-1, zeros beyond the ends."""
    first = start * HOP - width // 2
    last = (stop - 1) * HOP - width // 2 + width
    part = samples[max(first, 0) : max(last, 0)]
    part = np.pad(part, (max(-first, 0), max(0, last - max(first, 0) - len(part))))
    return np.lib.stride_tricks.sliding_window_view(part, width)[::HOP][: stop - start]


def power_spectrum(samples: np.ndarray) -> np.ndarray:
    """(T, 257) float32 power of Hann-windowed 25 ms frames; of a short sound only, it is not chunked."""
    return _power(_windows(samples, 0, frame_count(len(samples)), WINDOW))


def _power(windows: np.ndarray) -> np.ndarray:
    spectrum = np.fft.rfft(windows * np.hanning(WINDOW).astype(np.float32), FFT, axis=1)
    return (spectrum.real**2 + spectrum.imag**2).astype(np.float32) / WINDOW


def _voicing(windows: np.ndarray, highest: float = _PITCH_HZ[1]) -> tuple[np.ndarray, np.ndarray]:
    """Normalised autocorrelation peak and its frequency, divided by the window's own (Boersma 1993)."""
    size = 2 * _PITCH_WINDOW
    window = np.hanning(_PITCH_WINDOW).astype(np.float32)
    shape = np.fft.irfft(np.abs(np.fft.rfft(window, size)) ** 2)
    centred = windows - windows.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred * window, size, axis=1)
    spectrum[:, : int(80 * size / RATE)] = 0.0  # hum and rumble are periodic too
    correlation = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)
    energy = correlation[:, :1]
    shortest, longest = int(RATE / highest), int(RATE / _PITCH_HZ[0])
    lags = np.arange(shortest, longest + 1)
    normal = correlation[:, lags] / (energy + 1e-6) / (shape[lags] / shape[0])
    # A slight cost for long lags keeps the octave below from winning.
    best = np.argmax(normal - 0.02 * np.log2(lags / shortest), axis=1)
    strength = np.clip(normal[np.arange(len(best)), best], 0.0, 1.0)
    return strength, RATE / lags[best]


def extract(samples: np.ndarray) -> Features:
    """Features of (N,) float32 samples at 16 kHz."""
    samples = np.asarray(samples, np.float32)
    frames = frame_count(len(samples))
    log_mel = np.empty((frames, BANDS), np.float32)
    level, voicing, pitch = (np.empty(frames, np.float32) for _ in range(3))
    filters = mel_filters().T
    for start in range(0, frames, _CHUNK):
        checkpoint()
        stop = min(start + _CHUNK, frames)
        power = _power(_windows(samples, start, stop, WINDOW))
        log_mel[start:stop] = np.log(power @ filters + FLOOR)
        level[start:stop] = 10 * np.log10(power[:, _SPEECH_BINS].sum(axis=1) / _FULL_SCALE + 1e-10)
        strength, hertz = _voicing(_windows(samples, start, stop, _PITCH_WINDOW))
        voicing[start:stop] = strength
        pitch[start:stop] = np.where(strength > 0.5, hertz, 0.0)
    return Features(log_mel, level, voicing, pitch)


def pitch_track(samples: np.ndarray, highest: float) -> tuple[np.ndarray, np.ndarray]:
    """(voicing, pitch), each (T,) float32 as in Features, with voices up to `highest` Hz: a shout's reach 700."""
    samples = np.asarray(samples, np.float32)
    frames = frame_count(len(samples))
    voicing, pitch = np.empty(frames, np.float32), np.empty(frames, np.float32)
    for start in range(0, frames, _CHUNK):
        stop = min(start + _CHUNK, frames)
        strength, hertz = _voicing(_windows(samples, start, stop, _PITCH_WINDOW), highest)
        voicing[start:stop] = strength
        pitch[start:stop] = np.where(strength > 0.5, hertz, 0.0)
    return voicing, pitch


def sample_at(values: np.ndarray, values_fps: float, fps: float, frames: int) -> np.ndarray:
    """`values` (T, ...) given at i / values_fps s, interpolated at i / fps s: (frames, ...)."""
    place = np.clip(np.arange(frames) * (values_fps / fps), 0, len(values) - 1)
    before = place.astype(np.int64)
    after = np.minimum(before + 1, len(values) - 1)
    part = (place - before).astype(np.float32).reshape(-1, *[1] * (values.ndim - 1))
    return (values[before] * (1 - part) + values[after] * part).astype(np.float32)


def video_frames(samples: int, fps: float, rate: int = RATE) -> int:
    """Video frames that cover so many samples: the last one begins before the sound ends."""
    return int(np.ceil(samples * fps / rate - 1e-6))
