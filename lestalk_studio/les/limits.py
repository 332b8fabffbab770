"""What a face can do: soft limits of unit intensities, and the union of two causes of one unit."""

from __future__ import annotations

import numpy as np

KNEE = 1.0  # FACS level E; up to here an edit is linear
CEILING = 1.3  # the caricature a unit tends to, however strong the edit
_UNION_POWER = 4


def union(own: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """A smooth maximum of two intensities >= 0, elementwise: who already smiles does not smile twice.

    Exactly `asked` where `own` is 0 and the reverse; never above their sum.
    """
    high, low = np.maximum(own, asked), np.minimum(own, asked)
    ratio = np.divide(low, high, out=np.zeros_like(high), where=high > 0)
    return high * (1 + ratio**_UNION_POWER) ** (1 / _UNION_POWER)


def excess(intensity: np.ndarray) -> np.ndarray:
    """What the upper limit takes away: 0 up to KNEE, then all that would lead beyond CEILING, smoothly."""
    over = np.maximum(intensity - KNEE, 0.0)
    room = CEILING - KNEE
    return over - room * -np.expm1(-over / room)


def lowered(intensity: np.ndarray, change: np.ndarray) -> np.ndarray:
    """`intensity` + `change`, softly kept at 0 or more where the change is negative.

    Linear until a quarter of the intensity is left, then ever less; an intensity of 0 or less stays.
    """
    ratio = np.divide(-change, intensity, out=np.zeros_like(intensity), where=intensity > 0)
    start, stop = 0.75, 1.25
    tail = (np.clip(stop - ratio, 0.0, stop - start)) ** 2 / (2 * (stop - start))
    share = np.where(ratio <= start, 1 - ratio, tail)
    return np.where(change >= 0, intensity + change, np.where(intensity > 0, intensity * share, intensity))


def displaced(base: np.ndarray, changed: np.ndarray) -> np.ndarray:
    """`changed` - `base` under the upper limit; 0 where they are equal, also for a base beyond the limit."""
    return (changed - base) - np.maximum(excess(changed) - excess(base), 0.0)
