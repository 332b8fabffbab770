"""Two movers of one face: the upper face and pose of one performance with the mouth of another."""

from __future__ import annotations

import numpy as np

from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX, NAMES, UNITS

_MOUTH_NUMBERS = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 32}
_MOUTH_AUX = ("jaw_", "mouth_", "cheek_puff", "shrug_", "arkit_mouth", "arkit_jaw")

MOUTH_UNITS = np.array([unit.number in _MOUTH_NUMBERS for unit in UNITS])
"""(41,) bool: units that move lips, jaw or chin."""
MOUTH_AUX = np.array([name.startswith(_MOUTH_AUX) for name in AUX])
"""(len(AUX),) bool: aux channels that do."""

assert len(MOUTH_UNITS) == len(NAMES)


def there_and_back(performance: Performance, frames: int) -> Performance:
    """`performance` for `frames` frames; a shorter one runs backward and forward again, without a jump."""
    count = len(performance)
    if count >= frames:
        return performance.slice(0, frames)
    period = max(1, 2 * (count - 1))
    place = np.arange(frames) % period
    place = np.where(place < count, place, period - place)
    return Performance(
        performance.fps, performance.z[place], performance.aux[place], performance.speech[place]
    )


def with_mouth_of(face: Performance, mouth: Performance) -> Performance:
    """Lips, jaw and speech of `mouth`, all else of `face`, both at the same fps; as long as `mouth`."""
    if face.fps != mouth.fps:
        raise ValueError(f"{face.fps} and {mouth.fps} frames a second cannot be mixed")
    face = there_and_back(face, len(mouth))
    return Performance(
        face.fps,
        np.where(MOUTH_UNITS, mouth.z, face.z),
        np.where(MOUTH_AUX, mouth.aux, face.aux),
        mouth.speech,
    )
