"""Training material of the intensity net: voices said again with known effort, and talkers whose face is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.decode import load_audio
from lestalk_studio.audio.features import FEATURE_FPS, RATE, extract, pitch_track, sample_at
from lestalk_studio.nets.audio_to_intensity import CALM
from lestalk_studio.nets.intensity_input import HIGHEST_HZ, intensity_input
from lestalk_studio.nets.intensity_network import STRIDE
from lestalk_studio.training.effort_voices import FRAME_S, Manner, Throat, contour, level_of, raised
from lestalk_studio.training.intensity_labels import tracked_intensity
from lestalk_studio.training.tracks import identities
from lestalk_studio.training.vocoder import analysed

PIECE = 512
"""Feature frames (100 Hz) of one training example."""
_SECONDS = 6.5


@dataclass(frozen=True)
class Voice:
    """Somebody's recordings. samples: (N,) float32 at 16 kHz each; seen: their face's intensity at 25 Hz, or None."""

    name: str
    recordings: list[np.ndarray]
    seen: list[np.ndarray | None]


@dataclass(frozen=True, eq=False)
class Heard:
    """One recording, T feature frames at 100 Hz; level_of_face: wanted intensity (ceil(T / 4),)."""

    voice: str
    log_mel: np.ndarray
    level: np.ndarray
    voicing: np.ndarray
    pitch: np.ndarray
    speech: np.ndarray
    wanted: np.ndarray


def talkers(folder: Path, head, keep: Callable[[str], bool], most: int = 40) -> list[Voice]:
    """People of a tracked corpus, at most `most` clips each; keep: told a person, whether to take them."""
    voices = []
    for who, paths in identities(folder).items():
        sounds = {path: folder / "audio" / f"{path.stem}.flac" for path in paths}
        chosen = [path for path in paths if sounds[path].exists()]
        if not keep(who) or not chosen:
            continue
        voice = Voice(who, [], [])
        for path in chosen[:most]:
            face, fps = tracked_intensity(path, head)
            samples = load_audio(sounds[path])
            voice.recordings.append(samples)
            voice.seen.append(sample_at(face, fps, 25.0, int(len(samples) / RATE * 25) + 1))
        voices.append(voice)
    return voices


def heard(voice: str, samples: np.ndarray, wanted: np.ndarray) -> Heard:
    """Features of (N,) samples; wanted: intensity at 25 Hz."""
    features = extract(samples)
    voicing, pitch = pitch_track(samples, HIGHEST_HZ)
    return Heard(
        voice,
        features.log_mel.astype(np.float16),
        features.level,
        voicing,
        pitch,
        speech_activity(features),
        sample_at(wanted, 25.0, FEATURE_FPS / STRIDE, -(-len(features) // STRIDE)),
    )


def recording(voice: Voice, rng: np.random.Generator) -> Heard:
    """A few sentences of `voice` with an effort drawn at random, mostly by another throat; now and then as they are."""
    natural = rng.random() < 0.15
    throat = Throat() if rng.random() < 0.3 else Throat.drawn(rng)
    manner = Manner.drawn(rng)
    parts, labels, seconds = [], [], 0.0
    effort = contour(rng, round((_SECONDS + 4) / FRAME_S))
    while seconds < _SECONDS and len(parts) < 4:
        which = rng.integers(len(voice.recordings))
        samples = voice.recordings[which][: 6 * RATE]
        face = voice.seen[which]
        if natural:
            wanted = np.full(int(len(samples) / RATE * 25) + 1, CALM, np.float32) if face is None else face
        else:
            said = analysed(samples)
            start = min(int(seconds / FRAME_S), len(effort) - len(said.pitch) - 1)
            part = effort[max(start, 0) : max(start, 0) + len(said.pitch)]
            samples, made = raised(said, part, manner, throat, int(rng.integers(2**31)))
            wanted = level_of(made[::8]).astype(np.float32)
            if face is not None:
                # The face says what of its neutral the calm voice had; the effort comes on top.
                stretched = np.interp(np.linspace(0, 1, len(wanted)), np.linspace(0, 1, len(face)), face)
                wanted = wanted + np.clip(stretched - CALM, -0.3, 0.3)
        parts.append(samples)
        labels.append(wanted[: round(len(samples) / RATE * 25)])
        seconds += len(samples) / RATE
    samples = np.concatenate(parts)
    return heard(voice.name, samples / max(np.abs(samples).max(), 1e-6) * 0.7, np.concatenate(labels))


def piece(of: Heard, rng: np.random.Generator | None, frames: int = PIECE) -> tuple[np.ndarray, ...]:
    """One example: input (frames, 45), wanted and its weight (frames / 4,); rng None: as recorded, from the start."""
    log_mel = of.log_mel.astype(np.float32)
    level, speech, voicing, pitch = of.level, of.speech, of.voicing, of.pitch
    if rng is not None:
        log_mel, level, voicing, pitch = elsewhere(log_mel, level, voicing, pitch, rng)
    given = intensity_input(log_mel, level, voicing, pitch, speech)
    start = 0 if rng is None else STRIDE * int(rng.integers(max(1, (len(given) - frames) // STRIDE + 1)))
    given = given[start : start + frames]
    wanted = of.wanted[start // STRIDE : (start + frames) // STRIDE]
    weight = (speech[start : start + frames : STRIDE] > 0.5).astype(np.float32)
    short = frames - len(given)
    count = frames // STRIDE
    return (
        np.pad(given, ((0, short), (0, 0))),
        np.pad(wanted, (0, max(0, count - len(wanted))))[:count].astype(np.float32),
        np.pad(weight, (0, max(0, count - len(weight))))[:count],
    )


def elsewhere(log_mel, level, voicing, pitch, rng):
    """The recording by another microphone, in noise, compressed; pitch is lost here and there."""
    bands = log_mel.shape[1]
    knots = rng.normal(0, 0.5, 5)
    log_mel = log_mel + np.interp(np.linspace(0, 4, bands), np.arange(5), knots)
    if rng.random() < 0.5:
        loud = np.percentile(log_mel.max(axis=1), 90)
        colour = np.interp(np.linspace(0, 4, bands), np.arange(5), rng.normal(0, 1.0, 5))
        noise = loud - rng.uniform(3.0, 9.0) + colour + np.log(rng.gamma(2.0, 0.5, log_mel.shape) + 1e-3)
        log_mel = np.logaddexp(log_mel, noise)
    if rng.random() < 0.2:  # telephone
        log_mel[:, : rng.integers(1, 8)] -= rng.uniform(1, 5)
        log_mel[:, rng.integers(55, 80) :] -= rng.uniform(2, 8)
    if rng.random() < 0.5:  # levelled by hand or by a machine
        level = level - rng.uniform(0.2, 1.0) * (_slow(level) - level.max())
    if rng.random() < 0.3:
        voicing = np.clip(voicing - rng.uniform(0, 0.3), 0, 1)
    if rng.random() < 0.2:  # the tracker an octave off
        pitch = pitch * np.where(rng.random(len(pitch)) < 0.15, rng.choice([0.5, 2.0]), 1.0)
    return log_mel.astype(np.float32), level, voicing, pitch


def _slow(level: np.ndarray) -> np.ndarray:
    window = np.hanning(103)[1:-1]
    return np.convolve(
        np.pad(np.maximum(level, level.max() - 40), 50, mode="edge"), window / window.sum(), "valid"
    )
