"""A source-filter vocoder (after WORLD, Morise et al. 2016): a recording said again with another voice and effort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.audio.features import RATE, pitch_track, sample_at

_FFT = 1024
_HOP = 80
_HERTZ = np.arange(_FFT // 2 + 1) * RATE / _FFT
_HIGHEST = 600.0
_UNVOICED_HZ = 160.0
"""What the analysis window and the pulses are paced by where there is no pitch."""


@dataclass(frozen=True)
class Said:
    """Analysis of a recording, T frames of 5 ms.

    log_power: (T, 513) spectral envelope, natural log of power; pitch: (T,) Hz, 0 where unvoiced.
    """

    log_power: np.ndarray
    pitch: np.ndarray


def analysed(samples: np.ndarray) -> Said:
    """Envelope and pitch of (N,) samples at 16 kHz."""
    pitch = _steady_pitch(samples)
    paced = np.where(pitch > 0, pitch, _UNVOICED_HZ)
    padded = np.pad(np.asarray(samples, np.float64), _FFT // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::_HOP][: len(pitch)]
    # Three periods under a Hann window and a smoothing by two thirds of the pitch take the harmonics out
    # (CheapTrick, Morise 2015).
    width = 3 * RATE / paced[:, None]
    place = (np.arange(_FFT) - _FFT // 2) / width
    window = np.where(np.abs(place) < 0.5, 0.5 + 0.5 * np.cos(2 * np.pi * place), 0.0)
    window /= np.sqrt(np.square(window).sum(axis=1, keepdims=True))
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2 + 1e-10
    power = _boxed(power, 2 / 3 * paced)
    return Said(_liftered(np.log(power), paced), pitch)


def spoken(
    said: Said, place: np.ndarray, pitch: np.ndarray, log_power: np.ndarray, breath: np.ndarray, seed: int
) -> np.ndarray:
    """Samples at 16 kHz of a voice that says at output frame i (5 ms) what `said` has at frame place[i].

    place: (M,) frames of `said`; pitch: (M,) Hz, 0 unvoiced; log_power: (M, 513); breath: (M,) 0..1, how much of
    the voice is noise.
    """
    rng = np.random.default_rng(seed)
    count = len(place) * _HOP
    paced = sample_at(pitch, 1.0, float(_HOP), count)
    held = np.repeat(pitch > 0, _HOP)
    paced = np.where(held & (paced > 40.0), paced, _UNVOICED_HZ)
    phase = np.cumsum(paced / RATE)
    marks = np.flatnonzero(np.diff(np.floor(phase)) > 0)
    frame = np.minimum(marks // _HOP, len(place) - 1)
    out = np.zeros(count + 2 * _FFT)
    if len(marks) == 0:
        return out[:count].astype(np.float32)
    amplitude = np.exp(0.5 * _minimum_phase_log(log_power[frame]))
    period = RATE / paced[marks]
    voiced = (pitch[frame] > 0)[:, None]
    share = np.clip(breath[frame][:, None] + _high_noise(), 0.0, 1.0)
    share = np.where(voiced, share, 1.0)
    pulse = np.fft.irfft(amplitude * np.sqrt(1 - share), axis=1) * np.sqrt(period)[:, None]
    noise = rng.normal(size=(len(marks), _FFT))
    long = np.arange(_FFT)[None] < period[:, None]
    noise = np.fft.irfft(np.fft.rfft(noise * long, axis=1) * amplitude * np.sqrt(share), axis=1)
    shape = pulse + noise
    for mark, one in zip(marks, shape, strict=True):
        out[mark : mark + _FFT] += one
    return out[:count].astype(np.float32)


def _minimum_phase_log(log_power: np.ndarray) -> np.ndarray:
    """(P, 513) complex log spectrum of minimum phase whose real part is `log_power`."""
    cepstrum = np.fft.irfft(log_power, axis=1)
    fold = np.zeros(_FFT)
    fold[0] = fold[_FFT // 2] = 1.0
    fold[1 : _FFT // 2] = 2.0
    return np.fft.rfft(cepstrum * fold, axis=1)


def _high_noise() -> np.ndarray:
    """(513,) share of noise of an ordinary voice: none below 3 kHz, most at 8 kHz."""
    return 0.7 * np.clip((_HERTZ - 3000.0) / 5000.0, 0.0, 1.0)


def _steady_pitch(samples: np.ndarray) -> np.ndarray:
    """(T,) Hz every 5 ms, 0 unvoiced; single frames that jump by an octave are taken back."""
    voicing, pitch = pitch_track(samples, _HIGHEST)
    voiced = (voicing > 0.55) & (pitch > 0)
    log = np.where(voiced, np.log2(np.maximum(pitch, 1.0)), np.nan)
    if voiced.sum() > 5:
        usual = np.nanmedian(log)
        log = np.where(log - usual > 0.8, log - 1.0, np.where(log - usual < -0.8, log + 1.0, log))
    hertz = np.where(voiced, 2.0 ** np.nan_to_num(log), 0.0)
    frames = len(samples) // _HOP + 1
    nearest = np.minimum(np.round(np.arange(frames) / 2).astype(int), len(hertz) - 1)
    return hertz[nearest]


def _boxed(power: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Each row of (T, 513) averaged over `width` (T,) Hz."""
    bins = width[:, None] / _HERTZ[1] / 2
    mirrored = np.concatenate([power[:, 32:0:-1], power, power[:, -2:-34:-1]], axis=1)
    total = np.concatenate([np.zeros((len(power), 1)), np.cumsum(mirrored, axis=1)], axis=1)
    centre = np.arange(power.shape[1]) + 32.5
    half = np.clip(bins, 0.5, 31.5)
    return (_read(total, centre + half) - _read(total, centre - half)) / (2 * half)


def _read(rows: np.ndarray, place: np.ndarray) -> np.ndarray:
    low = np.minimum(place.astype(int), rows.shape[1] - 2)
    part = place - low
    row = np.arange(len(rows))[:, None]
    return rows[row, low] * (1 - part) + rows[row, low + 1] * part


def _liftered(log_power: np.ndarray, pitch: np.ndarray) -> np.ndarray:
    """The log envelope without what ripples at the pitch."""
    cepstrum = np.fft.irfft(log_power, axis=1)
    quefrency = np.minimum(np.arange(_FFT), _FFT - np.arange(_FFT)) / RATE
    return np.fft.rfft(cepstrum * np.sinc(pitch[:, None] * quefrency), axis=1).real
