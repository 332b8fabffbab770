"""Vocal effort by hand: how strongly somebody speaks, from the sound alone and not from how loud it was recorded.

Part of nets/audio_to_intensity.py, and what it is compared with."""

from __future__ import annotations

import numpy as np

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.features import (
    FEATURE_FPS,
    FFT,
    RATE,
    Features,
    extract,
    mel_filters,
    sample_at,
    video_frames,
)

MOST = 3.0
"""Level of a shout: full expression."""

CALM = 0.75
"""Level of relaxed speech."""

_PHRASE_S = 0.7
_HOLD_S = 1.2
_CALM_TILT_DB, _SHOUT_TILT_DB = 0.0, 11.0
"""Energy of 1..5 kHz over that below, pre-emphasised: GRID's readers and a shout."""
_SHOUT_SEMITONES, _SHOUT_RISE_DB = 12.0, 10.0
_HIGH_VOICE_HZ = 220.0
_TILT_SHARE, _PITCH_SHARE, _RISE_SHARE = 1.3, 0.9, 0.5


def vocal_effort(samples: np.ndarray, fps: float, frames: int | None = None) -> np.ndarray:
    """(T,) float32 level 0..3 at `fps`: 0 in silence, 0.5..1 calm speech, near 3 shouting.

    samples: (N,) float32 at 16 kHz. frames: T, as many as cover the sound when None.

    A measure by hand after Traunmueller & Eriksson (JASA 2000) and Liénard & Di Benedetto (JASA 1999): with
    effort the spectrum tilts towards 1..5 kHz and the pitch rises, whatever the gain of the recording; the
    level counts only against the recording's own.
    """
    features = extract(samples)
    count = video_frames(len(samples), fps) if frames is None else frames
    return sample_at(effort_of(features), FEATURE_FPS, fps, count)


def effort_of(features: Features) -> np.ndarray:
    """(T,) float32 level 0..3 of each feature frame; see vocal_effort."""
    activity = speech_activity(features)
    return np.clip(raw_effort(features, activity) * presence(activity), 0.0, MOST).astype(np.float32)


def raw_effort(features: Features, activity: np.ndarray) -> np.ndarray:
    """(T,) float64, effort_of without its limits, carried over the pauses; activity: speech (T,) 0..1."""
    voiced = activity * (features.voicing > 0.5)
    if voiced.sum() < 3:
        return np.zeros(len(features))
    # Loud vowels say more of the voice than what fades away between them.
    loud = np.percentile(features.level[voiced > 0], 95)
    weight = voiced * 10 ** (np.clip(features.level - loud, -40.0, 0.0) / 20)
    raw = (
        CALM
        + _TILT_SHARE * np.clip(_tilt(features, weight), -0.1, 1.0)
        + _PITCH_SHARE * np.clip(_pitch(features, weight), 0.0, 1.0)
        + _RISE_SHARE * np.clip(_rise(features, weight), -1.0, 1.0)
    )
    return _mean(raw, weight, _HOLD_S)


def presence(activity: np.ndarray) -> np.ndarray:
    """(T,) 0..1 of speech activity (T,) at 100 Hz: whether the voice's level still holds.

    A pause inside a sentence is no loss of feeling: only a long one lets the level fade.
    """
    return np.clip(2.5 * _smooth(activity, _HOLD_S), 0.0, 1.0)


def _tilt(features: Features, weight: np.ndarray) -> np.ndarray:
    """0 calm .. 1 shouted, by the balance of high and low bands."""
    power = np.exp(features.log_mel.astype(np.float64))
    hertz = _band_hertz()
    low, high = hertz <= 1000.0, (hertz > 1000.0) & (hertz < 5000.0)
    # Summed before they are divided: a mean of ratios would be that of the softest frames.
    fair = weight / (power.sum(axis=1) + 1e-12)
    ratio = (_smooth(power[:, high].sum(axis=1) * fair, _PHRASE_S) + 1e-12) / (
        _smooth(power[:, low].sum(axis=1) * fair, _PHRASE_S) + 1e-12
    )
    return (10 * np.log10(ratio) - _CALM_TILT_DB) / (_SHOUT_TILT_DB - _CALM_TILT_DB)


def _pitch(features: Features, weight: np.ndarray) -> np.ndarray:
    """0 at the voice's usual pitch .. 1 an octave above it, or where hardly anybody speaks calmly."""
    voiced = weight > 0
    semitones = 12 * np.log2(np.maximum(features.pitch, 1.0))
    usual = np.percentile(semitones[voiced], 25)
    above = _mean(semitones, weight, _PHRASE_S) - usual
    spread = np.sqrt(np.maximum(_mean((semitones - usual - above) ** 2, weight, _PHRASE_S), 0.0))
    own = (above + 0.3 * np.clip(spread - 3.0, 0.0, 6.0) - 2.0) / (_SHOUT_SEMITONES - 2.0)
    high = (usual + above - 12 * np.log2(_HIGH_VOICE_HZ)) / (0.75 * _SHOUT_SEMITONES)
    return np.maximum(own, high)


def _rise(features: Features, weight: np.ndarray) -> np.ndarray:
    """-1 far softer .. 1 far louder than the recording's median phrase."""
    level = _mean(features.level, weight, _PHRASE_S)
    return (level - np.median(level[weight > 0])) / _SHOUT_RISE_DB


def _mean(values: np.ndarray, weight: np.ndarray, seconds: float) -> np.ndarray:
    """Running mean of what has weight; where nothing near has, what the nearest said."""
    mass = _smooth(weight, seconds)
    known = np.flatnonzero(mass > 1e-6)
    mean = _smooth(values * weight, seconds)[known] / mass[known]
    return np.interp(np.arange(len(values)), known, mean)


def _smooth(values: np.ndarray, seconds: float) -> np.ndarray:
    """(T,) running Hann mean over `seconds`, zeros beyond the ends."""
    width = int(seconds * FEATURE_FPS) | 1
    kernel = np.hanning(width + 2)[1:-1]
    return np.convolve(np.pad(values, width // 2), kernel / kernel.sum(), mode="valid")


def _band_hertz() -> np.ndarray:
    """(80,) middles of the mel bands."""
    return mel_filters().argmax(axis=1) * RATE / FFT
