"""The expression model: what a performance does to a face beyond the sum of its units.

The net is asked about the performance alone, as the people it learned from were seen. Edits go round it and arrive as
the linear map has them: a unit is exactly what was asked for. Those people were calm, so what the net adds gives way
to an emotion, in proportion to its level, and a full emotion is the linear map's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from lestalk_studio.les.emotions import EMOTION_INDEX, FULL_LEVEL
from lestalk_studio.nets.offset_times import reach_in_frames

if TYPE_CHECKING:
    from lestalk_studio.pipeline.parts import FittedFace

Correct = Callable[[np.ndarray, np.ndarray, float], np.ndarray | None]
"""(z (T, 41) of a performance's consecutive frames, levels (T, 8) of the emotions laid on it, fps) -> (T, 64)
coefficients beyond the linear map's, None where there are none."""


def asked(z: np.ndarray, aux: np.ndarray, correction: np.ndarray | None) -> tuple[np.ndarray, ...]:
    """What a renderer is asked: z and aux, and the correction where there is one."""
    return (z, aux) if correction is None else (z, aux, correction)


def linear(z: np.ndarray, levels: np.ndarray, fps: float) -> None:
    """Units add up, and nothing is added to them."""


def expression_model(face: FittedFace, model: str) -> Correct:
    """What 'cdan' or 'linear' adds to a performance on this face.

    Calling it raises StudioError where the net's weights are missing or damaged.
    """
    if model == "linear" or face.to_beta is None:
        return linear
    return partial(_by_cdan, face)


def _by_cdan(face: FittedFace, z: np.ndarray, levels: np.ndarray, fps: float) -> np.ndarray | None:
    left = calm(levels)
    if not np.any(z) or not np.any(left):
        return None
    return face.to_beta.correction(z, face.fit.source_z, fps) * left[:, None]


def calm(levels: np.ndarray) -> np.ndarray:
    """(T,) float32: 1 without an emotion, 0 from a full one on; levels (T, 8). 'neutral' is none."""
    felt = np.delete(levels, EMOTION_INDEX["neutral"], axis=1).sum(axis=1)
    return np.clip(1 - felt / FULL_LEVEL, 0, 1).astype(np.float32)


def correction_at(
    correct: Correct, z: np.ndarray, levels: np.ndarray, frame: int, fps: float
) -> np.ndarray | None:
    """(64,) of one `frame` of a performance, the bits that it has in the whole clip; None where there is none.

    z (T, 41), levels (T, 8): of the clip, or of a stretch of it that reaches as far to either side as the model looks.
    """
    reach = reach_in_frames(fps)
    first = max(frame - reach, 0)
    seen = slice(first, frame + reach + 1)
    found = correct(z[seen], levels[seen], fps)
    return found[frame - first] if found is not None and found[frame - first].any() else None
