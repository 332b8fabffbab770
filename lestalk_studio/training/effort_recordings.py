"""Single sentences of many voices, each said throughout with one known effort: what the voice net learns from.

Effort is made in three ways, in proportions drawn for each recording: by the vocoder (training/effort_voices.py), by
eSpeak NG's own pitch, range and speed with a filter for the voice's source on top, and by that filter alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lestalk_studio.audio.features import RATE
from lestalk_studio.training.effort_voices import SOFTEST, Manner, Throat, raised
from lestalk_studio.training.intensity_data import Voice
from lestalk_studio.training.sentences import sentence
from lestalk_studio.training.vocoder import analysed

log = logging.getLogger(__name__)

CALM_SHARE = 0.25
"""Of the recordings are of effort 0, for calibration."""
_SECONDS = 6

FURTHER_VARIANTS = (
    *(
        "adam",
        "Alex",
        "Alicia",
        "Andrea",
        "Andy",
        "Annie",
        "antonio",
        "aunty",
        "belinda",
        "benjamin",
        "boris",
    ),
    *(
        "caleb",
        "david",
        "Denis",
        "Diogo",
        "ed",
        "edward",
        "Gene",
        "grandma",
        "grandpa",
        "gustave",
        "Henrique",
    ),
    *(
        "Hugo",
        "iven",
        "Jacky",
        "kaukovalta",
        "klatt2",
        "klatt4",
        "klatt6",
        "Lee",
        "linda",
        "Marcelo",
        "Marco",
    ),
    *(
        "Mario",
        "max",
        "Michael",
        "michel",
        "miguel",
        "Mike",
        "Mr serious",
        "Nguyen",
        "norbert",
        "pablo",
        "paul",
    ),
    *("pedro", "quincy", "rob", "robert", "sandro", "shelby", "steph", "steph2", "steph3", "Storm", "travis"),
    *("victor", "Zac", "anika"),
)
"""eSpeak NG's variants that sound like people, beyond m1..m8 and f1..f5."""


@dataclass(frozen=True, eq=False)
class Said:
    """voice: who; effort: SOFTEST .. 1; samples: (N,) float32 at 16 kHz, at most 0.7."""

    voice: str
    effort: float
    samples: np.ndarray


def foreign(rng: np.random.Generator, count: int = 14) -> list[Voice]:
    """Festival's recorded voices of other tongues, as far as they are installed, `count` sentences of pseudo-words."""
    from lestalk_studio.training.pseudo_words import pseudo_sentence
    from lestalk_studio.training.voices import FOREIGN, festival

    voices = []
    for name in FOREIGN:
        cyrillic = name.startswith("msu_ru")
        texts = [pseudo_sentence(rng, english=False, cyrillic=cyrillic) for _ in range(count)]
        said = [one.samples for one in festival(texts, name, 1.0, english=False)]
        if said:
            voices.append(Voice(f"festival {name}", said, [None] * len(said)))
        else:
            log.warning("festival's voice %s is not installed: the result will be another", name)
    return voices


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
    """(N,) samples said again with `effort`, mostly by another throat, now and then with no change but of tilt."""
    throat = Throat() if rng.random() < 0.4 else Throat.drawn(rng)
    manner = Manner.drawn(rng)
    if rng.random() < 0.25:
        tilt, first = rng.uniform(8, 18), rng.uniform(0, 6)
        manner = Manner(0.0, 0.0, tilt, first, 0.0, rng.uniform(0, 12), rng.uniform(0, 8), 0.0)
    said = analysed(samples[: _SECONDS * RATE])
    return raised(said, np.full(len(said.pitch), effort), manner, throat, int(rng.integers(2**31)))[0]


def _of_espeak(espeak, name: str, effort: float, rng: np.random.Generator) -> np.ndarray:
    base, faster = rng.integers(28, 60), rng.uniform(-0.25, 0.4)
    if rng.random() < 0.5:
        said = espeak.say(sentence(rng), name, round(160 * (1 + 0.3 * faster)), int(base), 48).samples
        return vocoded(said, effort, rng)
    higher, wider = rng.uniform(20, 50, 2)
    speed = round(160 * (1 + faster * effort))
    pitch, span = (int(np.clip(v, 0, 99)) for v in (base + higher * effort, 48 + wider * effort))
    return pressed(espeak.say(sentence(rng), name, speed, pitch, span).samples, effort, rng)


def recordings(
    people: list[Voice],
    voices: list[Voice],
    tongues: tuple[str, ...],
    variants: tuple[str, ...],
    count: int,
    seed: int,
) -> Iterator[Said]:
    """`count` sentences: half of eSpeak NG's `variants`, read by the rules of `tongues`; the others of `people`, if
    there are any, and of `voices` (both with their recordings), by the vocoder, by the filter or as they are."""
    from lestalk_studio.training.voices import Espeak

    rng = np.random.default_rng(seed)
    espeak = Espeak()
    for _ in range(count):
        effort = 0.0 if rng.random() < CALM_SHARE else float(rng.uniform(SOFTEST, 1.0))
        if rng.random() < 0.5 or not (people or voices):
            name = f"{rng.choice(tongues)}+{rng.choice(variants)}"
            samples, voice = _of_espeak(espeak, name, effort, rng), f"espeak {name.split('+')[1]}"
        else:
            group = people if people and (rng.random() < 0.7 or not voices) else voices
            chosen = group[rng.integers(len(group))]
            voice, samples = chosen.name, chosen.recordings[rng.integers(len(chosen.recordings))]
            vocoder = rng.random() < 0.7
            samples = vocoded(samples, effort, rng) if vocoder else pressed(samples, effort, rng)
        yield Said(voice, effort, samples / max(float(np.abs(samples).max()), 1e-6) * np.float32(0.7))
