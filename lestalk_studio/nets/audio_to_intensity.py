"""Speech -> intensity L(t): how strongly somebody speaks, from the tone of voice, not from how loud it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.effort import MOST, presence, raw_effort
from lestalk_studio.audio.features import FEATURE_FPS, HOP, extract, sample_at, video_frames
from lestalk_studio.errors import StudioError
from lestalk_studio.nets import device
from lestalk_studio.nets.intensity_input import heard
from lestalk_studio.paths import models_dir

WEIGHTS = "audio_to_intensity.safetensors"
_CHUNK = 6000
"""Feature frames heard at once: 60 s."""
_CERTAIN = 0.3
_LOUD, _FAINTEST = 0.1, 10 ** (-50 / 20)
CALM = 0.5
"""Level of calm speech."""
_NET_SHARE = 0.4
"""The range of the net is wider by half: they count alike."""
_CALM_OF_BOTH, _SLOPE, _BEND = 0.9, 1.3, 1.0


@dataclass(frozen=True)
class AudioToIntensity:
    """The net beside the measure by hand; get it from `AudioToIntensity.load()`."""

    network: Any

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: Path | None = None) -> AudioToIntensity:
        """The shipped weights, or those at `path`. Raises StudioError when they are missing or damaged."""
        import torch
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        from lestalk_studio.nets.intensity_network import IntensityNetwork

        path = path or models_dir() / WEIGHTS
        try:
            network = IntensityNetwork()
            network.load_state_dict({k: v.to(torch.float32) for k, v in load_file(str(path)).items()})
        except (OSError, SafetensorError, KeyError, RuntimeError) as error:
            raise StudioError(
                f"{path} is missing or damaged, so no intensity can be heard; install the program again."
            ) from error
        return AudioToIntensity(network.eval())

    def hear(self, given: np.ndarray) -> np.ndarray:
        """What the net itself says, (ceil(T / 4),) float32 at 25 Hz, of intensity_input's (T, 45)."""
        import torch

        from lestalk_studio.nets.intensity_network import REACH, STRIDE

        parts = []
        for start in range(0, len(given), _CHUNK):
            first = max(0, start - REACH)
            stop = min(start + _CHUNK, len(given))
            level = device.run(self.network, torch.from_numpy(given[first : stop + REACH])[None])[0].numpy()
            parts.append(level[(start - first) // STRIDE : -(-(stop - first) // STRIDE)])
        return np.concatenate(parts)

    def predict(self, samples: np.ndarray, fps: float, frames: int | None = None) -> np.ndarray:
        """(T,) float32 level 0..3 at `fps`, 0 where nobody speaks; see `voice_intensity`."""
        count = video_frames(len(samples), fps) if frames is None else frames
        return sample_at(self.curve(levelled(samples)), FEATURE_FPS, fps, count)

    def curve(self, samples: np.ndarray) -> np.ndarray:
        """(T,) float32 level 0..3 of each feature frame of levelled (N,) samples."""
        from lestalk_studio.nets.intensity_network import STRIDE

        features = extract(samples)
        speech = speech_activity(features)
        given = heard(samples, features, speech)
        # A hum or hiss that passed for speech has no voice in it.
        voiced = (speech > 0.5) & (given[:, -4] > 0.5)
        if voiced.sum() < 3:
            return np.zeros(len(features), np.float32)
        level = sample_at(self.hear(given), FEATURE_FPS / STRIDE, FEATURE_FPS, len(features))
        both = _NET_SHARE * held(level, speech) + (1 - _NET_SHARE) * raw_effort(features, speech)
        return np.clip(calibrated(both) * presence(speech), 0.0, MOST).astype(np.float32)


def levelled(samples: np.ndarray) -> np.ndarray:
    """(N,) float32 samples at one loudness: the loudest twentieth at -20 dB of full scale.

    What lies more than 50 dB below that is left as faint as it is: it is no speech.
    """
    whole = samples[: len(samples) // HOP * HOP].astype(np.float64).reshape(-1, HOP)
    if not len(whole):
        return np.asarray(samples, np.float32)
    loud = float(np.percentile(np.sqrt(np.square(whole).mean(axis=1)), 95))
    return (samples * (_LOUD / max(loud, _LOUD * _FAINTEST))).astype(np.float32)


def calibrated(both: np.ndarray) -> np.ndarray:
    """Level (...,) of what the net and the measure by hand say together: calm voices at CALM, shouts near 3.

    Of a voice never heard before both say too little. The constants were
    chosen on the voices that the card's table is about, so its levels are a little too good. Rises throughout.
    """
    beyond = np.asarray(both, np.float64) - _CALM_OF_BOTH
    raised = CALM + _SLOPE * beyond + _BEND * beyond**2
    return np.where(beyond > 0, raised, CALM * np.exp(_SLOPE / CALM * np.minimum(beyond, 0.0)))


def held(level: np.ndarray, speech: np.ndarray) -> np.ndarray:
    """`level` (T,), which counts where `speech` (T,) sounds, carried smoothly over the pauses between."""
    spoken = np.flatnonzero(speech > _CERTAIN)
    bridged = np.interp(np.arange(len(level)), spoken, level[spoken])
    window = np.hanning(33)[1:-1]
    return np.convolve(np.pad(bridged, 15, mode="edge"), window / window.sum(), mode="valid")


def voice_intensity(samples: np.ndarray, fps: float, frames: int | None = None) -> np.ndarray:
    """(T,) float32 level 0..3 at `fps`: 0 in silence, about 0.5 in calm speech, near 3 in shouting.

    The mean of a net and of audio.effort: the net tells more apart, the measure by hand holds for voices unlike any
    that the net was trained on.

    samples: (N,) float32 at 16 kHz. frames: T, as many as cover the sound when None. What `happy:auto` and the
    editor's Auto intensity follow. Raises StudioError when the weights are missing.
    """
    if len(samples) == 0 or not np.any(samples):
        count = video_frames(len(samples), fps) if frames is None else frames
        return np.zeros(count, np.float32)
    return AudioToIntensity.load().predict(samples, fps, frames)


def mean_intensity(levels: np.ndarray) -> float:
    """Mean of a level curve (T,) over the frames in which somebody speaks; 0 where nobody does."""
    spoken = levels[levels > 0.05]
    return float(spoken.mean()) if len(spoken) else 0.0
