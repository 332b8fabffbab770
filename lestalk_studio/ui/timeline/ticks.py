"""Where the ruler has lines and what it writes at them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lestalk_studio.ui.texts import timecode
from lestalk_studio.ui.timeline.view import TimeView

LABEL_PIXELS, MINOR_PIXELS = 84.0, 7.0
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the ruler; label is None at small ones."""

    time: float
    label: str | None


def steps(view: TimeView, fps: float) -> tuple[int, int]:
    """(frames between labels, frames between lines), lines dividing labels evenly."""
    whole = max(1, round(fps))
    frame = view.scale / fps
    inside = [n for n in (1, 2, 5, 10) if n < whole and whole % n == 0]
    choices = [*inside, *(whole * s for s in _SECONDS)]
    major = next((n for n in choices if n * frame >= LABEL_PIXELS), choices[-1])
    minor = next((n for n in choices if major % n == 0 and n * frame >= MINOR_PIXELS), major)
    return major, minor


def ticks(view: TimeView, fps: float, frames: bool = False) -> list[Tick]:
    """The lines seen in `view`, labelled with timecode, or with frame numbers when `frames`."""
    major, minor = steps(view, fps)
    first = max(0, math.floor(view.start * fps / minor))
    last = math.ceil(view.end * fps / minor)
    found = []
    for i in range(first, last + 1):
        frame = i * minor
        label = None
        if frame % major == 0:
            label = str(frame) if frames else timecode(frame / fps, fps)
        found.append(Tick(frame / fps, label))
    return found
