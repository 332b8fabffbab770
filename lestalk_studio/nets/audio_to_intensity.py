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
from lestalk_studio.nets.voice_profile import WINDOW, between, padded, profiles, window_means
from lestalk_studio.paths import models_dir

WEIGHTS = "audio_to_intensity.safetensors"
_CHUNK = 6000
"""Feature frames heard at once: 60 s."""
_WINDOWS = 64
"""Windows heard at once."""
_CERTAIN = 0.3
_LOUD, _FAINTEST = 0.1, 10 ** (-50 / 20)
CALM = 0.5
"""Level of calm speech."""
_NET_SHARE = 0.4
"""Of the frame net in what says how the level moves; its range is wider by half than the other half's."""
HAND_SHARE = 0.1
"""Of the measure by hand in the level of a few seconds as a whole."""
_BEND = 0.6
"""Most voices are calm, and so is one a little unlike those trained on: what is just above calm counts less."""
_KNEE = 2.4
"""Level from which what is heard is drawn in below MOST: of two shouts the stronger stays the stronger."""


@dataclass(frozen=True)
class Scale:
    """What the voice net and the measure by hand together say of calm speech and of a shout, which is of level
    `full` but for what the knee takes: of a voice never heard before both say too little. Travels with the weights."""

    calm: float
    shout: float
    full: float

    def level(self, said: np.ndarray) -> np.ndarray:
        """Level (...,) of what was said (...,); rises throughout, slowly at calm, less and less towards 0 and MOST."""
        level, _ = self._straight(said)
        room = MOST - _KNEE
        high = MOST - room * np.exp(-np.maximum(level - _KNEE, 0.0) / room)
        low = CALM * np.exp(np.minimum(level - CALM, 0.0) / CALM)
        return np.where(level > _KNEE, high, np.where(level < CALM, low, level))

    def rise(self, said: np.ndarray) -> np.ndarray:
        """How fast `level` rises with what was said (...,)."""
        level, (_, steep) = self.level(said), self._straight(said)
        return steep * np.clip(np.minimum((MOST - level) / (MOST - _KNEE), level / CALM), 0.0, 1.0)

    def _straight(self, said: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Level before it is drawn in towards 0 and MOST, and how fast it rises."""
        way = self.shout - self.calm
        share = (np.asarray(said, np.float64) - self.calm) / way
        beyond = np.maximum(share, 0.0)
        level = CALM + (self.full - CALM) * ((1 - _BEND) * share + _BEND * beyond**2)
        return level, (self.full - CALM) / way * (1 - _BEND + 2 * _BEND * beyond)


@dataclass(frozen=True)
class AudioToIntensity:
    """The nets beside the measure by hand; get it from `AudioToIntensity.load()`.

    network: frames -> how the level moves; voice: a few seconds -> how strong they are as a whole.
    """

    network: Any
    voice: Any
    scale: Scale

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: Path | None = None) -> AudioToIntensity:
        """The shipped weights, or those at `path`. Raises StudioError when they are missing or damaged."""
        import torch
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        from lestalk_studio.nets.intensity_network import IntensityNetwork
        from lestalk_studio.nets.voice_network import VoiceNetwork

        path = path or models_dir() / WEIGHTS
        try:
            state = {name: value.to(torch.float32) for name, value in load_file(str(path)).items()}
            scale = Scale(*state.pop("scale").tolist())
            network, voice = IntensityNetwork(), VoiceNetwork()
            network.load_state_dict(part_of(state, "frames."))
            voice.load_state_dict(part_of(state, "voice."))
        except (OSError, SafetensorError, KeyError, RuntimeError, TypeError) as error:
            raise StudioError(
                f"{path} is missing or damaged, so no intensity can be heard; install the program again."
            ) from error
        return AudioToIntensity(network.eval(), voice.eval(), scale)

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
        hand = raw_effort(features, speech)
        moves = _NET_SHARE * held(level, speech) + (1 - _NET_SHARE) * hand
        starts, said = self.windows(given)
        if not len(starts):
            return np.zeros(len(features), np.float32)
        said = (1 - HAND_SHARE) * said + HAND_SHARE * window_means(hand, speech, starts)
        # How strong the voice is, is told by seconds of it; when it rises and falls, frame by frame, about that level:
        # so the mean ranks voices as what was said does.
        whole = between(starts, said, len(features))
        moves = moves - between(starts, window_means(moves, speech, starts), len(features))
        level = self.scale.level(whole) + self.scale.rise(whole) * moves
        return (np.clip(level, 0.0, MOST) * presence(speech)).astype(np.float32)

    def windows(self, given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(first frames (W,), what the voice net says (W,)) of the windows with a voice in them, of (T, 45)."""
        import torch

        starts, found = profiles(given)
        said = [np.zeros(0)]
        for first in range(0, len(starts), _WINDOWS):
            part = slice(first, first + _WINDOWS)
            frames = np.stack([padded(given[start : start + WINDOW]) for start in starts[part]])
            said.append(
                device.run(self.voice, torch.from_numpy(found[part]), torch.from_numpy(frames)).numpy()
            )
        return starts, np.concatenate(said).astype(np.float64)


def part_of(state: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The entries whose names begin with `prefix`, without it."""
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}


def levelled(samples: np.ndarray) -> np.ndarray:
    """(N,) float32 samples at one loudness: the loudest twentieth at -20 dB of full scale.

    What lies more than 50 dB below that is left as faint as it is: it is no speech.
    """
    whole = samples[: len(samples) // HOP * HOP].astype(np.float64).reshape(-1, HOP)
    if not len(whole):
        return np.asarray(samples, np.float32)
    loud = float(np.percentile(np.sqrt(np.square(whole).mean(axis=1)), 95))
    return (samples * (_LOUD / max(loud, _LOUD * _FAINTEST))).astype(np.float32)


def held(level: np.ndarray, speech: np.ndarray) -> np.ndarray:
    """`level` (T,), which counts where `speech` (T,) sounds, carried smoothly over the pauses between."""
    spoken = np.flatnonzero(speech > _CERTAIN)
    bridged = np.interp(np.arange(len(level)), spoken, level[spoken])
    window = np.hanning(33)[1:-1]
    return np.convolve(np.pad(bridged, 15, mode="edge"), window / window.sum(), mode="valid")


def voice_intensity(samples: np.ndarray, fps: float, frames: int | None = None) -> np.ndarray:
    """(T,) float32 level 0..3 at `fps`: 0 in silence, about 0.5 in calm speech, near 3 in shouting.

    A net hears how strong a voice is from seconds of it, another how that moves; the measure by hand of audio.effort is
    mixed with both, as it holds for voices unlike any that the nets were trained on.

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
