"""A voice for the ears: as it is in its file, where the analysis takes less."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from lestalk_studio.audio.sound import Sound

RATE = 48_000
MOST_BYTES = 256 * 1024 * 1024
"""What a sound may take in memory: 23 minutes of stereo, 46 of one channel."""


def load_full_sound(path: Path, stop: Callable[[], bool] = lambda: False) -> Sound | None:
    """The sound of a file at RATE, in stereo where it is and fits, as int16.

    None when it would take more than MOST_BYTES, or as soon as stop() is True. Raises StudioError as
    audio.decode does for a file that cannot be read.
    """
    from lestalk_studio.audio.decode import iter_audio, probe_audio

    info = probe_audio(path)
    one = 2 * RATE * (info.duration or 0.0)
    if one > MOST_BYTES:
        return None
    blocks: list[np.ndarray] = []
    room = MOST_BYTES
    for block in iter_audio(path, RATE, mono=info.channels < 2 or 2 * one > MOST_BYTES):
        blocks.append(np.round(np.clip(block, -1.0, 1.0) * 32767).astype(np.int16))
        room -= blocks[-1].nbytes
        if stop() or room < 0:
            return None
    return Sound(np.concatenate(blocks), RATE) if blocks else None
