"""The Offset Decoder's times: how far it looks, and what lies between two frames."""

from __future__ import annotations

import numpy as np

REACH = 4
"""Steps of 40 ms looked at to either side: 160 ms."""

STEP_FPS = 25.0
FAINT = 0.02
"""Sum of z under which a frame counts as still."""


def reach_in_frames(fps: float) -> int:
    """Frames at `fps` that a frame's result depends on, to either side."""
    return int(np.ceil(REACH * fps / STEP_FPS))


def between(x: np.ndarray, frames: float) -> np.ndarray:
    """x (T, n) taken `frames` later (negative: earlier), linearly between frames, held at the ends."""
    # From the offset alone, so that a frame's share is the same bits wherever in a clip it lies.
    shift = int(np.floor(frames))
    part, last = x.dtype.type(frames - shift), len(x) - 1
    low = np.arange(len(x)) + shift
    before = x[np.clip(low, 0, last)]
    if part == 0:
        return before
    return before * (1 - part) + x[np.clip(low + 1, 0, last)] * part
