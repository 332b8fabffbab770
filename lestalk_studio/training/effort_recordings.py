"""Single sentences of many voices, each said throughout with one known effort: what the voice net learns from.

Effort is made in three ways, in proportions drawn for each recording: by the vocoder (training/effort_voices.py), by
eSpeak NG's own pitch, range and speed with a filter for the voice's source on top, and by that filter alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.audio.features import RATE
from lestalk_studio.training.drawn_voices import DrawnEspeak
from lestalk_studio.training.effort_voices import SOFTEST, Manner, Throat, raised
from lestalk_studio.training.intensity_data import Voice
from lestalk_studio.training.sentences import sentence
from lestalk_studio.training.vocoder import analysed

CALM_SHARE = 0.25
"""Of the recordings are of effort 0, for calibration."""
_SECONDS = 6
_OWN_WAY = 0.6
"""Of eSpeak NG's recordings are raised by its own settings."""
_PEOPLE, _VOCODED, _PRESSED = 0.75, 0.65, 0.25


@dataclass(frozen=True, eq=False)
class Said:
    """voice: who; effort: SOFTEST .. 1; samples: (N,) float32 at 16 kHz, at most 0.7."""

    voice: str
    effort: float
    samples: np.ndarray


def pressed(samples: np.ndarray, effort: float, rng: np.random.Generator) -> np.ndarray:
    """(N,) samples by a voice whose source is tighter or slacker, nothing else: a shelf drawn at random.

    At effort 1 it gains 8..18 dB, from a knee at 350..900 Hz over one to two and a half octaves, less above 4 kHz.
    """
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    knee, octaves, top = rng.uniform(350, 900), rng.uniform(1.0, 2.5), rng.uniform(5000, 8000)
    share = np.clip(np.log2(np.maximum(hertz, 1.0) / knee) / octaves, 0.0, 1.0)
    share = share * np.clip(1 - np.maximum(hertz - 0.7 * top, 0) / top, 0.3, 1.0)
    gain = 10 ** (rng.uniform(8, 18) * effort * share / 20)
    return np.fft.irfft(np.fft.rfft(samples) * gain, len(samples)).astype(np.float32)


def vocoded(samples: np.ndarray, effort: float, rng: np.random.Generator) -> np.ndarray:
    """(N,) samples said again with `effort`, mostly by another throat."""
    throat = Throat() if rng.random() < 0.4 else Throat.drawn(rng)
    said = analysed(samples[: _SECONDS * RATE])
    flat = np.full(len(said.pitch), effort)
    return raised(said, flat, Manner.drawn(rng), throat, int(rng.integers(2**31)))[0]


def _of_espeak(
    espeak: DrawnEspeak, tongue: str, effort: float, rng: np.random.Generator
) -> tuple[np.ndarray, float]:
    """(samples, effort) of a voice drawn anew; eSpeak NG's own settings make nothing softer than a quarter."""
    voice = f"{tongue}+{espeak.draw(rng)}"
    base, faster = rng.integers(28, 60), rng.uniform(-0.25, 0.4)
    if rng.random() >= _OWN_WAY:
        said = espeak.say(sentence(rng), voice, round(160 * (1 + 0.3 * faster)), int(base), 48).samples
        return vocoded(said, effort, rng), effort
    effort = max(effort, -0.25)
    higher, wider = rng.uniform(20, 50, 2)
    speed = round(160 * (1 + faster * effort))
    pitch, span = (int(np.clip(v, 0, 99)) for v in (base + higher * effort, 48 + wider * effort))
    return pressed(espeak.say(sentence(rng), voice, speed, pitch, span).samples, effort, rng), effort


def recordings(
    people: list[Voice], voices: list[Voice], tongues: tuple[str, ...], count: int, seed: int
) -> Iterator[Said]:
    """`count` sentences. Half are by voices of eSpeak NG that are drawn for each, read by the rules of `tongues`; the
    others are of `people`, if there are any, and of `voices`: by the vocoder, by the filter, or as recorded."""
    rng = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        espeak = DrawnEspeak(Path(folder))
        for i in range(count):
            effort = 0.0 if rng.random() < CALM_SHARE else float(rng.uniform(SOFTEST, 1.0))
            if rng.random() < 0.5 or not (people or voices):
                voice = f"espeak {i}"
                samples, effort = _of_espeak(espeak, str(rng.choice(tongues)), effort, rng)
            else:
                voice, samples, effort = _of_recorded(people, voices, effort, rng)
            yield Said(voice, effort, samples / max(float(np.abs(samples).max()), 1e-6) * np.float32(0.7))


def _of_recorded(
    people: list[Voice], voices: list[Voice], effort: float, rng: np.random.Generator
) -> tuple[str, np.ndarray, float]:
    group = people if people and (rng.random() < _PEOPLE or not voices) else voices
    chosen = group[rng.integers(len(group))]
    samples, way = chosen.recordings[rng.integers(len(chosen.recordings))], rng.random()
    if way < _VOCODED:
        return chosen.name, vocoded(samples, effort, rng), effort
    if way < _VOCODED + _PRESSED:
        return chosen.name, pressed(samples, effort, rng), effort
    return chosen.name, samples, 0.0
