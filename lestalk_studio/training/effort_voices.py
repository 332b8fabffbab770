"""One recording said with more or less vocal effort: what a raised voice does to the sound, on a vocoder.

After Traunmueller & Eriksson (JASA 2000), Liénard & Di Benedetto (JASA 1999), Lu & Cooke (JASA 2008) and
Garnier & Henrich (2014): from calm to shouted speech the pitch rises by half an octave to an octave and moves more,
1..5 kHz gain 10..18 dB on what lies below, the first harmonic loses, the first formant rises, vowels gain more
than consonants and grow longer; breath goes. Tempo goes either way: a call is slower, an excited voice faster.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.audio.features import RATE
from lestalk_studio.nets.audio_to_intensity import CALM
from lestalk_studio.training.vocoder import Said, spoken

FRAME_S = 0.005
SOFTEST = -0.4
"""Effort of a soft, breathy voice; calm speech is 0, a shout 1."""
FULL = 3.0

_HERTZ = np.linspace(0.0, RATE / 2, 513)


def level_of(effort: np.ndarray) -> np.ndarray:
    """Intensity 0..3 that stands for an effort of SOFTEST..1."""
    effort = np.asarray(effort, np.float64)
    return np.where(effort < 0, CALM + 0.8 * effort, CALM + (FULL - CALM) * effort)


@dataclass(frozen=True)
class Manner:
    """How somebody raises the voice; all at effort 1.

    semitones: rise of the pitch; span: growth of its range; tilt_db: gain of 1..5 kHz; first_db: loss of the first
    harmonic; formant: rise of the first formant; vowel_db, consonant_db: gain; tempo: growth of the speed of vowels.
    """

    semitones: float = 9.0
    span: float = 0.6
    tilt_db: float = 14.0
    first_db: float = 6.0
    formant: float = 0.15
    vowel_db: float = 18.0
    consonant_db: float = 7.0
    tempo: float = -0.1

    @staticmethod
    def drawn(rng: np.random.Generator) -> Manner:
        """Anybody's."""
        vowel = rng.uniform(4, 25)
        return Manner(
            semitones=rng.uniform(4, 13),
            span=rng.uniform(0.0, 1.2),
            tilt_db=rng.uniform(8, 19),
            first_db=rng.uniform(2, 9),
            formant=rng.uniform(0.05, 0.25),
            vowel_db=vowel,
            consonant_db=vowel * rng.uniform(0.2, 0.6),
            tempo=rng.uniform(-0.3, 0.3),
        )


@dataclass(frozen=True)
class Throat:
    """Who speaks: pitch in semitones and length of the vocal tract (below 1: shorter) beside the recording."""

    semitones: float = 0.0
    tract: float = 1.0

    @staticmethod
    def drawn(rng: np.random.Generator) -> Throat:
        """Somebody else; short tracts mostly with high voices."""
        size = rng.normal()
        return Throat(
            float(np.clip(2.5 * size + rng.normal() * 1.5, -6, 7)),
            float(1 - 0.05 * np.clip(size, -2.5, 2.5)),
        )


def raised(
    said: Said, effort: np.ndarray, manner: Manner, throat: Throat, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """(samples (N,) at 16 kHz, effort (N // 80,) every 5 ms) of `said` with `effort` (T,) in its own frames."""
    voiced = said.pitch > 0
    speed = np.where(voiced, 1 + manner.tempo * effort, 1 + 0.15 * np.maximum(effort, 0))
    clock = np.concatenate([[0.0], np.cumsum(1 / np.clip(speed, 0.4, 2.5))])
    place = np.interp(np.arange(int(clock[-1])), clock, np.arange(len(clock)))
    nearest = np.minimum(place.astype(int), len(voiced) - 1)
    e, voiced, pitch = effort[nearest], voiced[nearest], said.pitch[nearest]

    semitones = 12 * np.log2(np.maximum(pitch, 1.0))
    usual = np.median(semitones[voiced]) if voiced.any() else 0.0
    wider = 1 + manner.span * np.clip(e, -0.5, None)
    sung = usual + (semitones - usual) * wider + manner.semitones * e + throat.semitones
    hertz = np.where(voiced, np.clip(2 ** (sung / 12), 60.0, 620.0), 0.0)

    # The first formant goes up, what lies above 2 kHz stays; a shorter tract moves all of it.
    rise = 1 + manner.formant * e[:, None] * np.clip((2000.0 - _HERTZ) / 1000.0, 0.0, 1.0)
    read = _HERTZ / (rise * throat.tract**-1) / _HERTZ[1]
    power = _read(said.log_power[nearest], np.clip(read, 0, 511.0))
    octaves = np.clip(np.log2(np.maximum(_HERTZ, 1.0) / 500.0), 0.0, 2.6) / 2.6
    gain = e[:, None] * manner.tilt_db * octaves * np.where(voiced, 1.0, 0.3)[:, None]
    below = np.exp(-0.5 * (_HERTZ / np.maximum(0.8 * hertz, 60.0)[:, None]) ** 4)
    gain = gain - manner.first_db * e[:, None] * below * voiced[:, None]
    gain = gain + (e * np.where(voiced, manner.vowel_db, manner.consonant_db))[:, None]
    breath = np.clip(-0.6 * e, 0.0, 0.4)
    samples = spoken(said, place, hertz, power + gain * np.log(10) / 10, breath, seed)
    return samples, e


def _read(rows: np.ndarray, place: np.ndarray) -> np.ndarray:
    low = place.astype(int)
    part = place - low
    row = np.arange(len(rows))[:, None]
    return rows[row, low] * (1 - part) + rows[row, low + 1] * part


def contour(
    rng: np.random.Generator, frames: int, lowest: float = SOFTEST, highest: float = 1.0
) -> np.ndarray:
    """(frames,) effort every 5 ms: the same throughout, or raised and lowered, within 0.3 s, up to three times."""
    pieces = int(rng.choice((1, 2, 3), p=(0.5, 0.3, 0.2)))
    steps = rng.uniform(lowest, highest, pieces)
    edges = np.sort(rng.uniform(0, frames, pieces - 1))
    flat = steps[np.searchsorted(edges, np.arange(frames))]
    window = np.hanning(63)[1:-1]
    return np.convolve(np.pad(flat, 30, mode="edge"), window / window.sum(), mode="valid")
