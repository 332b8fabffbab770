"""A voice becomes a performance: lips by the audio net, blinks, head and brows by what it sounds like."""

from __future__ import annotations

import numpy as np

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.features import FEATURE_FPS, extract, sample_at, video_frames
from lestalk_studio.audio.liveliness import liveliness
from lestalk_studio.les.performance import Performance


def speech_performance(
    samples: np.ndarray, fps: float, seed: int = 0, blinks: bool = True, head_motion: bool = True
) -> Performance:
    """The performance of (N,) float32 samples at 16 kHz, frame i at i / fps s, covering all of the sound.

    The same arguments give the same arrays. In silence z and head pose are exactly zero, and with `blinks` off
    so is everything. Raises StudioError when the net's weights are missing.
    """
    from lestalk_studio.nets.audio_to_les import AudioToLes

    frames = video_frames(len(samples), fps)
    if frames == 0:
        return Performance.still(0, fps)
    features = extract(samples)
    aux, brows = liveliness(features, frames, fps, seed, blinks, head_motion)
    z = np.zeros_like(brows) if not samples.any() else AudioToLes.load().predict_from(features, frames, fps)
    speech = sample_at(speech_activity(features), FEATURE_FPS, fps, frames)
    return Performance(fps, np.maximum(z, brows), aux, speech)
