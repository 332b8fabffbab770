"""Tracks to arrays, one row a frame: what the Emotion Injector takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lestalk_studio.document.channels import AUX_CHANNELS, CHANNELS
from lestalk_studio.document.checks import integer, number
from lestalk_studio.document.track import Track
from lestalk_studio.les.emotions import EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX

MOST_FRAMES = 10_000_000


@dataclass(frozen=True)
class EditFrames:
    """The edits in frames 0..T-1.

    levels: (T, 8) float32, emotion levels in the order of EMOTIONS, the intensity track multiplied in.
    biases: (T, 41) float32, what is added to z, a unit each. mouth_preservation: (T,) float32, 0..1.
    aux: (T, len(AUX)) float32, units as in AUX_LABELS, valid in the columns where aux_mask (len(AUX),) bool
    is True: there it takes the place of the base performance's channel.
    """

    levels: np.ndarray
    biases: np.ndarray
    mouth_preservation: np.ndarray
    aux: np.ndarray
    aux_mask: np.ndarray

    def over(self, aux: np.ndarray) -> np.ndarray:
        """`aux` (T, len(AUX)) of the base performance with the keyed channels in place: a new array."""
        return np.where(self.aux_mask, self.aux, aux).astype(np.float32)


def audible(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """The tracks that have an effect: keyed, not muted, and soloed if any lane is.

    Soloing one lane leaves intensity and mouth preservation on: they only shape what the others do.
    """
    any_solo = any(track.soloed and not track.muted for track in tracks)
    return tuple(
        track
        for track in tracks
        if track.keys and not track.muted and (track.soloed or not any_solo or track.channel.group == "mix")
    )


def sample(tracks: Sequence[Track], frames: int, fps: float, start: float = 0.0) -> EditFrames:
    """`tracks` at the times start + i / fps [s], i = 0..frames-1. Raises ValueError for a bad number."""
    integer(frames, "the number of frames", 0, MOST_FRAMES)
    times = number(start, "the start") + np.arange(frames) / number(fps, "the frame rate", 1e-3, 1e6)
    levels = np.zeros((frames, len(EMOTIONS)), np.float32)
    biases = np.zeros((frames, DIM), np.float32)
    aux = np.zeros((frames, len(AUX)), np.float32)
    mask = np.zeros(len(AUX), bool)
    mix = {name: np.float32(CHANNELS[name].default) for name in ("intensity", "mouth_preservation")}
    for track in audible(tracks):
        values = track.sample(times).astype(np.float32)
        match track.channel.group:
            case "emotion":
                levels[:, EMOTION_INDEX[track.name]] = values
            case "action" | "isolation":
                biases[:, INDEX[track.name]] = values
            case "mix":
                mix[track.name] = values
            case "aux":
                aux[:, AUX_INDEX[track.name]] = values
                mask[AUX_INDEX[track.name]] = True
    levels *= np.broadcast_to(mix["intensity"], (frames,))[:, None]
    mouth = np.array(np.broadcast_to(mix["mouth_preservation"], (frames,)))
    return EditFrames(levels, biases, mouth, aux, mask)


AUX_TRACKS: tuple[str, ...] = tuple(channel.name for channel in AUX_CHANNELS)
"""Names of the aux channels that have tracks; the rest of AUX comes from the base performance alone."""
