"""Speech -> z(t): two trained nets, closures sharpened, the mouth shut in silence; they hear 0.24 s ahead at most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from lestalk_studio.audio.activity import QUIET_DB, noise_floor, speech_activity
from lestalk_studio.audio.features import FEATURE_FPS, Features, extract, video_frames
from lestalk_studio.cancelling import checkpoint
from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.nets import device
from lestalk_studio.nets.audio_input import Recording, net_input, recording
from lestalk_studio.paths import models_dir

WEIGHTS = "audio_to_les.safetensors"
PARTING_UNITS = ("AU25", "AU26", "AU10", "AU16", "AU22")
"""Units that part the lips: what a P, B or M takes back."""

_CHUNK, _REACH = 2000, 100
"""Feature frames heard at once (20 s, so that it stops soon), and beside them as much as the nets can look at."""
_CLOSING = (0.3, 0.6)
"""Probability of a bilabial from which lips begin to close, and from which they are shut: as low as costs next to no r
on people and voices that trial nets had not heard."""
_PRESSED = 0.25
_EARLIER_S = 0.03
"""By how much lips are shown before the net says them: on people of GRID that trial nets had not heard, r at no lag is
highest 20 to 30 ms earlier, at the best lag of one video frame either way 30 to 40 ms earlier."""

LOOK_AHEAD_S = 0.24
"""Sound later than this after t does not change z(t), but by what is the same throughout a recording: its gain and
colour, and how loud its pauses are nearby. The net hears 170 ms ahead; half an analysis window, what lips are shown
early, and a frame of the net to interpolate make it 233 ms; the gate has 223 ms."""

_ON_DB, _OFF_DB = 6.0, 4.0
_LEAD, _HOLD, _FADE = 14, 32, 4
"""Feature frames (10 ms) for which lips are free before a voice is heard and after: they part before it, and a word's
soft ends are no silence. The net rests them by itself; noise it was not taught is shut out."""


@dataclass(frozen=True)
class AudioToLes:
    """The nets as one, with their names, and what each unit (U,) is multiplied by; get it from `AudioToLes.load()`."""

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

        from lestalk_studio.nets.lip_network import LipNetworks

        path = path or models_dir() / WEIGHTS
        try:
            with safe_open(str(path), framework="pt") as file:
                about = file.metadata()
                state = {name: file.get_tensor(name).to(torch.float32) for name in file.keys()}  # noqa: SIM118
            units, visemes = tuple(about["units"].split()), tuple(about["visemes"].split())
            gain = np.array(about["gain"].split(), np.float32) * np.ones(len(units), np.float32)
            network = LipNetworks.of(len(units), len(visemes), int(about["width"]))
            network.load_state_dict(state)
        except (OSError, SafetensorError, KeyError, ValueError, TypeError, RuntimeError) as error:
            raise StudioError(
                f"{path} is missing or damaged, so no voice can be followed; install the program again."
            ) from error
        return AudioToLes(network.eval(), units, visemes, gain)

    def hear(self, log_mel: np.ndarray, told: Recording) -> tuple[np.ndarray, np.ndarray]:
        """What the nets themselves say at 50 Hz: z (T', units) and viseme probabilities (T', visemes), float32.

        log_mel: (T, 80) at 100 Hz, T' = ceil(T / 2); told: the recording's gain and colour.
        """
        import torch

        given = net_input(log_mel, np.ones(len(log_mel), np.float32), told)
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
        told = recording(features.log_mel, speech)
        times = np.arange(frames) / fps
        full[:, [INDEX[name] for name in self.units]] = self.follow(
            features, told, noise_floor(features.level), times
        )
        return full

    def follow(self, features: Features, told: Recording, floor: np.ndarray, times: np.ndarray) -> np.ndarray:
        """z (n, units) as it is shown at `times` (n,), seconds from the first feature frame.

        told: the recording's gain and colour; floor: (T,) dB, the level of its pauses.
        """
        # What lies further back than the nets look is left; their frames are those of even number.
        first = max(0, int(times.min() * FEATURE_FPS) - _REACH) // 2 * 2
        lips, heard = self.hear(features.log_mel[first:], told)
        lips, shut = self.gain * lips, closing(heard[:, self.visemes.index("pbm")])
        for i, name in enumerate(self.units):
            if name in PARTING_UNITS:
                lips[:, i] *= 1.0 - shut
            if name == "AU24":
                lips[:, i] = np.maximum(lips[:, i], _PRESSED * shut)
        free = _at(near_speech(features.level, floor), times * FEATURE_FPS)
        return _at(lips, (times + _EARLIER_S) * (FEATURE_FPS / 2) - first // 2) * free[:, None]


def _at(values: np.ndarray, place: np.ndarray) -> np.ndarray:
    """`values` (T, ...) at the fractional indices `place` (n,), those beyond the ends at the ends: (n, ...) float32."""
    place = np.clip(place, 0, len(values) - 1)
    before = place.astype(np.int64)
    after = np.minimum(before + 1, len(values) - 1)
    part = (place - before).astype(np.float32).reshape(-1, *[1] * (values.ndim - 1))
    return (values[before] * (1 - part) + values[after] * part).astype(np.float32)


def near_speech(level: np.ndarray, floor: np.ndarray) -> np.ndarray:
    """(T,) dB at 100 Hz, and the level of the pauses -> (T,) 1 where somebody speaks or nearly does, 0 where nobody has
    for 0.36 s or is about to.

    It looks 0.2 s ahead. What begins 6 dB above the pauses is a voice until it is less than 4 dB above them.
    """
    kernel = np.hanning(7)[1:-1]
    smooth = np.convolve(np.pad(level, 2, mode="edge"), kernel / kernel.sum(), "valid")
    loud = smooth > QUIET_DB
    place = np.arange(len(level))
    begun = np.maximum.accumulate(np.where(loud & (smooth - floor > _ON_DB), place, -1))
    ended = np.maximum.accumulate(np.where(loud & (smooth - floor > _OFF_DB), -1, place))
    spoken = np.pad((begun > ended).astype(np.float32), (_HOLD + _FADE, _LEAD + _FADE))
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
