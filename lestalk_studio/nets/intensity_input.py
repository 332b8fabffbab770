"""What the intensity net is given: the tone of a voice, free of how loud it was recorded."""

from __future__ import annotations

import numpy as np

from lestalk_studio.audio.features import BANDS, Features, pitch_track

SHAPE_BANDS = BANDS // 2
CHANNELS = SHAPE_BANDS + 5
HIGHEST_HZ = 700.0
"""A shout goes that high; Features.pitch, made for lips, ends at 400."""

_FAINTEST = -12.0  # natural log of power below the frame's own energy
_USUAL_HZ = 160.0


def intensity_input(
    log_mel: np.ndarray, level: np.ndarray, voicing: np.ndarray, pitch: np.ndarray, speech: np.ndarray
) -> np.ndarray:
    """(T, 45) float32 at 100 Hz: 40 bands beside the frame's own energy, level below the recording's loud
    speech, voicing, pitch in octaves beside 160 Hz and beside the recording's usual one, speech.

    log_mel (T, 80), level (T,) dB as in audio.features.Features; voicing, pitch (T,) as pitch_track with
    HIGHEST_HZ; speech (T,) 0..1. The gain of the recording changes nothing.
    """
    bands = log_mel.reshape(len(log_mel), SHAPE_BANDS, 2).astype(np.float32).mean(axis=2)
    peak = bands.max(axis=1, keepdims=True)
    energy = np.log(np.exp(bands - peak).sum(axis=1, keepdims=True)) + peak
    shape = np.maximum(bands - energy, _FAINTEST) / 3.0 + 1.5
    spoken = speech > 0.5
    loud = np.percentile(level[spoken], 90) if spoken.any() else 0.0
    relative = np.clip((level - loud) / 20.0, -2.5, 0.5)
    voiced = (voicing > 0.5) & (pitch > 0)
    octaves = np.where(voiced, np.log2(np.maximum(pitch, 1.0) / _USUAL_HZ), 0.0)
    here = voiced & spoken
    own = np.where(voiced, octaves - (np.median(octaves[here]) if here.any() else 0.0), 0.0)
    # What is no speech is blank: noise and music between the sentences must not be taken for a voice.
    tone = np.column_stack([shape, relative, voicing, octaves, own]) * speech[:, None]
    return np.column_stack([tone, speech]).astype(np.float32)


def heard(samples: np.ndarray, features: Features, speech: np.ndarray) -> np.ndarray:
    """intensity_input of (N,) samples at 16 kHz whose features and speech are there already."""
    voicing, pitch = pitch_track(samples, HIGHEST_HZ)
    return intensity_input(features.log_mel, features.level, voicing, pitch, speech)
