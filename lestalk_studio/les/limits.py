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
    """`changed` - `base`, with `changed` softly kept below CEILING: linear up to KNEE, then ever less.

    Exactly 0 where the two are equal. A base that is beyond the knee by itself is not lowered; the limit then
    begins there.
    """
    knee = np.maximum(KNEE, base)
    over = np.maximum(changed - knee, 0.0)
    room = np.maximum(CEILING - knee, 1e-9)
    return np.minimum(changed, knee) - base + room * -np.expm1(-over / room)
