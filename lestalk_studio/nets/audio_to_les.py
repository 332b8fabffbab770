"""Speech -> z(t): the trained net, its closures sharpened, its mouth shut in silence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.audio.activity import speech_activity
from lestalk_studio.audio.features import FEATURE_FPS, Features, extract, sample_at, video_frames
from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.nets import device
from lestalk_studio.nets.audio_input import net_input
from lestalk_studio.paths import models_dir

WEIGHTS = "audio_to_les.safetensors"
PARTING_UNITS = ("AU25", "AU26", "AU10", "AU16", "AU22")
"""Units that part the lips: what a P, B or M takes back."""

_CHUNK, _REACH = 2000, 200
"""Feature frames heard at once (20 s, so that it stops soon), and beside them as much as the net can look at."""
_CLOSING = (0.35, 0.75)
"""Probability of a bilabial from which lips begin to close, and from which they are shut."""
_PRESSED = 0.25
_EARLIER = 1
"""Frames of 20 ms by which lips are shown before the net says them: on people of GRID that trial nets had not heard,
lips came that much late, and real closures lie that much before the middle of what is heard as P, B or M."""

_LEAD, _HOLD, _FADE = 14, 20, 4
"""Feature frames (10 ms) for which lips are free before and after what is taken for speech: they part before a voice
is heard, and a word's soft ends are no silence. The net rests them by itself; noise it was not taught is shut out."""


@dataclass(frozen=True)
class AudioToLes:
    """The net with its names, and what each unit (U,) is multiplied by; get it from `AudioToLes.load()`."""

    network: Any
    units: tuple[str, ...]
    visemes: tuple[str, ...]
    gain: np.ndarray

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: Path | None = None) -> AudioToLes:
        """The shipped weights, or those at `path`. Raises StudioError when they are missing or damaged."""
        import torch
        from safetensors import SafetensorError, safe_open

        from lestalk_studio.nets.lip_network import LipNetwork

        path = path or models_dir() / WEIGHTS
        try:
            with safe_open(str(path), framework="pt") as file:
                about = file.metadata()
                state = {name: file.get_tensor(name).to(torch.float32) for name in file.keys()}  # noqa: SIM118
            units, visemes = tuple(about["units"].split()), tuple(about["visemes"].split())
            gain = np.array(about["gain"].split(), np.float32) * np.ones(len(units), np.float32)
            network = LipNetwork(len(units), len(visemes), int(about["width"]))
            network.load_state_dict(state)
        except (OSError, SafetensorError, KeyError, ValueError, TypeError, RuntimeError) as error:
            raise StudioError(
                f"{path} is missing or damaged, so no voice can be followed; install the program again."
            ) from error
        return AudioToLes(network.eval(), units, visemes, gain)

    def hear(self, features: Features, speech: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the net itself says at 50 Hz: z (T, units) and viseme probabilities (T, visemes), float32."""
        import torch

        given = net_input(features.log_mel, speech)
        lips, heard = [], []
        with torch.inference_mode():
            for start in range(0, len(given), _CHUNK):
                first = max(0, start - _REACH)
                part = torch.from_numpy(given[first : start + _CHUNK + _REACH])[None]
                checkpoint()
                z, logits = device.run(self.network, part)
                keep = slice((start - first) // 2, (min(start + _CHUNK, len(given)) - first + 1) // 2)
                lips.append(z[0, keep].numpy())
                heard.append(torch.softmax(logits[0, keep], dim=1).numpy())
        return np.concatenate(lips), np.concatenate(heard)

    def predict(self, samples: np.ndarray, fps: float) -> np.ndarray:
        """z (T, 41) float32 at `fps` for (N,) float32 samples at 16 kHz; T = ceil(N fps / 16000).

        Beside the closed mouth of the portrait: zero where nobody speaks.
        """
        return self.predict_from(extract(samples), video_frames(len(samples), fps), fps)

    def predict_from(self, features: Features, frames: int, fps: float) -> np.ndarray:
        """As `predict`, for features that are there already."""
        speech = speech_activity(features)
        full = np.zeros((frames, DIM), np.float32)
        if frames == 0 or not np.any(speech > 0):
            return full
        lips, heard = self.hear(features, speech)
        lips, heard = (
            np.concatenate([part[_EARLIER:], part[-1:].repeat(_EARLIER, 0)]) for part in (lips, heard)
        )
        free = near_speech(speech)[::2]
        lips = self.gain * lips * free[:, None]
        shut = closing(heard[:, self.visemes.index("pbm")]) * free
        for i, name in enumerate(self.units):
            if name in PARTING_UNITS:
                lips[:, i] *= 1.0 - shut
            if name == "AU24":
                lips[:, i] = np.maximum(lips[:, i], _PRESSED * shut)
        full[:, [INDEX[name] for name in self.units]] = sample_at(lips, FEATURE_FPS / 2, fps, frames)
        return full


def near_speech(speech: np.ndarray) -> np.ndarray:
    """(T,) 0..1 speech at 100 Hz -> (T,) 1 where it is near, 0 where nobody has spoken for 0.24 s or is about to.

    It looks 0.18 s ahead.
    """
    spoken = np.pad((speech > 0).astype(np.float32), (_HOLD + _FADE, _LEAD + _FADE))
    near = np.lib.stride_tricks.sliding_window_view(spoken, _HOLD + _LEAD + 1).max(axis=1)
    fade = np.ones(2 * _FADE + 1, np.float32) / (2 * _FADE + 1)
    return np.convolve(near, fade, "valid")


def closing(bilabial: np.ndarray) -> np.ndarray:
    """(T,) probability of P, B or M at 50 Hz -> (T,) 0..1 how far the lips are shut by it.

    Held for three frames (60 ms), so that a video at 25 fps cannot step over a closure.
    """
    low, high = _CLOSING
    certain = np.clip((bilabial - low) / (high - low), 0.0, 1.0)
    padded = np.pad(certain, 1)
    held = np.maximum(np.maximum(padded[:-2], padded[2:]) * 0.9, certain)
    return held * held * (3.0 - 2.0 * held)
