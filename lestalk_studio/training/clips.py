"""Training material in memory: tracked talkers and synthesised voices, cut into varied pieces."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.decode import load_audio
from lestalk_studio.audio.features import extract, power_spectrum, sample_at
from lestalk_studio.nets.audio_input import net_input
from lestalk_studio.training.people import person
from lestalk_studio.training.sound_variety import varied
from lestalk_studio.training.targets import SPEECH_INDEX, gap_per_unit, load_track
from lestalk_studio.training.tracks import identities
from lestalk_studio.training.voices import Utterance

PIECE = 300
"""Feature frames (100 Hz) of one training example."""

TYPICAL_GAP = 0.18
"""Pupil distances: the 95th percentile of an average talker's lip gap, which every talker is scaled to."""

NO_VISEME = -1


@dataclass
class Clip:
    """100 Hz throughout. power (T, 257) float16, scaled to a peak of 1e3; speech (T,) 0..1.

    identity: the person, whatever the label; z: (T, 16) or None where no face was seen; visemes: (T,) class,
    NO_VISEME where unknown; weight of its z.
    """

    name: str
    identity: str
    power: np.ndarray
    speech: np.ndarray
    z: np.ndarray | None
    visemes: np.ndarray
    weight: float = 1.0


def _heard(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    power = power_spectrum(samples)
    return (power * (1e3 / power.max())).astype(np.float16), speech_activity(extract(samples))


def tracked_clips(folder: Path) -> list[Clip]:
    """Every clip of a tracked corpus that has a voice, each talker's z scaled to the typical gap."""
    paths = sorted(path for found in identities(folder).values() for path in found)
    tracks = [load_track(path) for path in paths if (folder / "audio" / f"{path.stem}.flac").exists()]
    gaps = gap_per_unit()[SPEECH_INDEX]
    widest: dict[str, list[np.ndarray]] = {}
    for track in tracks:
        widest.setdefault(person(track.identity), []).append(track.z @ gaps)
    scale = {who: TYPICAL_GAP / np.percentile(np.concatenate(g), 95) for who, g in widest.items()}
    clips = []
    for track in tracks:
        samples = load_audio(folder / "audio" / f"{track.name}.flac")
        power, speech = _heard(samples)
        who = person(track.identity)
        factor = float(np.clip(scale[who], 0.5, 2.0))
        z = sample_at(track.z * factor, track.fps, 100.0, len(power))
        clips.append(Clip(track.name, who, power, speech, z, np.full(len(power), NO_VISEME, np.int8)))
    return clips


def synthetic_clips(corpus: list[Utterance]) -> list[Clip]:
    """Synthesised voices: visemes known, z to be filled in by the coarticulation model."""
    clips = []
    for i, said in enumerate(corpus):
        power, speech = _heard(said.samples)
        clips.append(Clip(f"synthetic {i}", said.voice, power, speech, None, said.visemes[: len(power)], 0.5))
    return clips


def piece(clip: Clip, rng: np.random.Generator | None, strength: float = 1.0) -> tuple[np.ndarray, ...]:
    """One example: input (300, 81), z (150, 16), visemes (150,), z's weight (150,); rng None = as recorded.

    With `rng`: a random stretch of it at 0.82..1.22 times its speed, heard by `varied`.
    """
    length = len(clip.power)
    speed = 1.0 if rng is None else float(rng.uniform(0.82, 1.22))
    span = PIECE * speed
    start = 0.0 if rng is None else rng.uniform(min(0.0, length - span), max(0.0, length - span))
    place = start + np.arange(PIECE) * speed
    inside = (place >= 0) & (place <= length - 1)
    low = np.clip(place.astype(int), 0, length - 1)
    nearest = np.clip(np.round(place).astype(int), 0, length - 1)
    power = clip.power[nearest].astype(np.float32) * inside[:, None]
    if rng is None:
        from lestalk_studio.audio.features import FLOOR, mel_filters

        log_mel = np.log(power @ mel_filters().T + FLOOR)
    else:
        log_mel = varied(power, rng, strength)
    given = net_input(log_mel, clip.speech[nearest] * inside)
    half = slice(0, PIECE, 2)
    visemes = np.where(inside, clip.visemes[nearest], NO_VISEME)[half]
    if clip.z is None:
        z, weight = np.zeros((PIECE // 2, len(SPEECH_INDEX)), np.float32), np.zeros(PIECE // 2, np.float32)
    else:
        z = clip.z[low][half]
        weight = np.where(inside, clip.weight, 0.0)[half].astype(np.float32)
    return given, z, visemes.astype(np.int64), weight
