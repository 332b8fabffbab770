"""Do the landmarks move in proportion to the emotion's level?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lestalk_studio.les.emotions import EMOTIONS
from tests.benchmarks.alignment import displacement, line_fit

LOOKS = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1))
LEVELS = np.arange(0.0, 3.01, 0.5)


@dataclass(frozen=True)
class Linearity:
    """One emotion on one portrait.

    r2: of displacement along the level-3 direction against level, the mean of five looks.
    one_look: the same of the first of these.
    on_line: share of all landmark motion that lies on one line through the untouched face, at a rate
        proportional to level.
    """

    portrait: str
    emotion: str
    r2: float
    one_look: float
    on_line: float


def examine(subject, detector, emotions: tuple[str, ...] = EMOTIONS[1:]) -> list[Linearity]:
    """Render each emotion at `LEVELS` on `subject` and follow the landmarks."""
    found = []
    rest = subject.looked_at(detector, subject.rgb, LOOKS)
    for emotion in emotions:
        seen, levels = [], []
        for level in LEVELS:
            picture = subject.picture(emotions={emotion: float(level)})
            landmarks = None if rest is None else subject.looked_at(detector, picture, LOOKS)
            if landmarks is not None:
                seen.append(landmarks)
                levels.append(level)
        if len(levels) < 4:
            found.append(Linearity(subject.name, emotion, 0.0, 0.0, 0.0))
            continue
        looks, at = np.array(seen), np.array(levels)
        moved = np.array([displacement(rest.mean(0), one).ravel() for one in looks.mean(1)])
        first = np.array([displacement(rest[0], one).ravel() for one in looks[:, 0]])
        rate = (at @ moved) / float(at @ at)
        off = moved - at[:, None] * rate
        on_line = 1.0 - float((off**2).sum()) / max(float((moved**2).sum()), 1e-12)
        found.append(Linearity(subject.name, emotion, _straight(at, moved), _straight(at, first), on_line))
    return found


def _straight(levels: np.ndarray, moved: np.ndarray) -> float:
    """R2 of displacements (L, n) along the last of them against levels (L,)."""
    return line_fit(levels, moved @ (moved[-1] / max(float(np.linalg.norm(moved[-1])), 1e-9)))


def report(found: list[Linearity]) -> str:
    """Return one line an emotion and portrait, the least straight first."""
    ordered = sorted(found, key=lambda f: f.r2)
    return "\n".join(
        f"  {f.portrait:24s} {f.emotion:9s} R2 {f.r2:.3f} (one look {f.one_look:.3f})  on line {f.on_line:.3f}"
        for f in ordered
    )
