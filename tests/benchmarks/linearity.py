"""Do the landmarks move in proportion to the emotion's level?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.les.emotions import EMOTIONS
from tests.benchmarks.alignment import displacement, line_fit

LEVELS = np.arange(0.0, 3.01, 0.5)


@dataclass(frozen=True)
class Linearity:
    """One emotion on one portrait.

    r2: of displacement along the level-3 direction against level.
    on_line: share of all landmark motion that lies on one line through the untouched face, at a rate
        proportional to level.
    """

    portrait: str
    emotion: str
    r2: float
    on_line: float


def examine(subject, detector, emotions: tuple[str, ...] = EMOTIONS[1:]) -> list[Linearity]:
    """Render each emotion at `LEVELS` on `subject` and follow the landmarks."""
    found = []
    for emotion in emotions:
        fields, levels = [], []
        for level in LEVELS:
            picture = subject.picture(emotions={emotion: float(level)})
            after = subject.find(detector, picture)
            if after is not None:
                fields.append(displacement(subject.detection.landmarks, after.landmarks).ravel())
                levels.append(level)
        if len(levels) < 4:
            found.append(Linearity(subject.name, emotion, 0.0, 0.0))
            continue
        moved, at = np.array(fields), np.array(levels)
        direction = moved[-1] / max(float(np.linalg.norm(moved[-1])), 1e-9)
        rate = (at @ moved) / float(at @ at)
        off = moved - at[:, None] * rate
        on_line = 1.0 - float((off**2).sum()) / max(float((moved**2).sum()), 1e-12)
        found.append(Linearity(subject.name, emotion, line_fit(at, moved @ direction), on_line))
    return found


def report(found: list[Linearity]) -> str:
    """Return one line an emotion and portrait, the least straight first."""
    ordered = sorted(found, key=lambda f: f.r2)
    return "\n".join(
        f"  {f.portrait:24s} {f.emotion:9s} R2 {f.r2:.3f}  on line {f.on_line:.3f}" for f in ordered
    )
