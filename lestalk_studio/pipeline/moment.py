"""What a face does at one moment of a project, without computing the whole clip."""

from __future__ import annotations

import numpy as np

from lestalk_studio.document.project import Project
from lestalk_studio.les.performance import Performance
from lestalk_studio.pipeline.expression import Correct, correction_at, linear
from lestalk_studio.pipeline.project_render import edited
from lestalk_studio.pipeline.readout import emotion_readout

WINDOW_SECONDS = 1.5
"""Injected on both sides of a frame: speech is smoothed over less."""


def moment_of(
    project: Project,
    source_z: np.ndarray,
    time: float,
    performance: Performance | None,
    correct: Correct = linear,
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None, dict[str, np.ndarray]]:
    """z (41,) and aux (len(AUX),) of the frame at `time` [s], relative to the portrait, what the expression model
    `correct` adds to its performance, and what is told of it.

    performance: None = nothing moves yet. The last value holds base, result, levels, biases, base_levels and
    result_levels as pipeline.preview.PreviewFrame does.
    """
    fps = project.fps
    frame = round(time * fps)
    margin = int(np.ceil(WINDOW_SECONDS * fps))
    first = max(frame - margin, 0)
    stop = frame + margin + 1
    if performance is not None and frame < len(performance):
        stop = min(stop, len(performance))  # at its end the voice is smoothed as in the whole clip
    window = _window(performance, first, stop, fps)
    z, aux, edits = edited(project, source_z, window, first)
    here = frame - first
    result = z[here]
    both = emotion_readout(np.stack((window.z[here], result)))
    told = {
        "base": window.z[here],
        "result": result,
        "levels": edits.levels[here],
        "biases": edits.biases[here],
        "base_levels": both[0],
        "result_levels": both[1],
    }
    return result, aux[here], correction_at(correct, window.z, edits.levels, here, fps), told


def _window(performance: Performance | None, first: int, stop: int, fps: float) -> Performance:
    """Frames first..stop-1; the portrait is still where the performance has none."""
    still = Performance.still(stop - first, fps)
    if performance is None or performance.fps != fps:
        return still
    inside = min(stop, len(performance)) - first
    if inside <= 0:
        return still
    z, aux, speech = still.z.copy(), still.aux.copy(), still.speech.copy()
    part = slice(first, first + inside)
    z[:inside], aux[:inside] = performance.z[part], performance.aux[part]
    speech[:inside] = performance.speech[part]
    return Performance(fps, z, aux, speech)
