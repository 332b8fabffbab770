"""Whether speech keeps its mouth under an emotion: the lips' opening with and without the edit, talker by talker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.les.emotions import EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.space import DIM

SHUT, STAYS_SHUT = 0.02, 0.04
"""Inter-ocular distances: lips nearer than this are closed by the speech, and still are under the edit."""


@dataclass(frozen=True)
class MouthScore:
    """Of one clip under one emotion at level 3: r of the opening with the unedited one, share of closed lips that
    stay closed (NaN where speech closes none), and how much wider the opening becomes (slope, 1 = as it was)."""

    name: str
    identity: str
    r: float
    shut: float
    slope: float


def kept_mouth(
    name: str, identity: str, z: np.ndarray, speech: np.ndarray, emotion: str, weight: float, fps: float, head
) -> MouthScore:
    """The score of a performance z (T, 41), speech (T,) on a neutral portrait, mouth_preservation `weight`."""
    from lestalk_studio.face.solve import aperture_of_z

    levels = np.zeros((len(z), len(EMOTIONS)))
    levels[:, EMOTION_INDEX[emotion]] = 3.0
    injector = EmotionInjector(np.zeros(DIM), weight)
    edited = injector.inject(z, levels, np.zeros((len(z), DIM)), speech, fps)
    sounds = speech > 0.5
    plain, felt = (np.maximum(aperture_of_z(values, head), 0.0)[sounds] for values in (z, edited))
    closed = plain < SHUT
    still = plain.std() < 1e-6 or felt.std() < 1e-6
    return MouthScore(
        name,
        identity,
        0.0 if still else float(np.corrcoef(plain, felt)[0, 1]),
        float((felt[closed] < STAYS_SHUT).mean()) if closed.any() else float("nan"),
        0.0 if still else float(np.polyfit(plain, felt, 1)[0]),
    )


def mouths_kept(
    folder: Path, people: tuple[str, ...] | None, emotion: str, weight: float, head
) -> list[MouthScore]:
    """The scores of real talkers: every clip of `people` in a tracked corpus, of everybody when None."""
    from lestalk_studio.audio.activity import speech_activity
    from lestalk_studio.audio.decode import load_audio
    from lestalk_studio.audio.features import FEATURE_FPS, extract, sample_at
    from lestalk_studio.training.tracks import identities, performance_of_clip

    found = []
    for who, paths in identities(folder).items():
        if people is not None and who not in people:
            continue
        for path in paths:
            moved = performance_of_clip(path, head)
            heard = speech_activity(extract(load_audio(folder / "audio" / f"{path.stem}.flac")))
            speech = sample_at(heard, FEATURE_FPS, moved.fps, len(moved.z))
            found.append(kept_mouth(path.stem, who, moved.z, speech, emotion, weight, moved.fps, head))
    return found
