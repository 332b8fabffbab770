"""Is the asked emotion read out of the rendered face? Judged by `judges`, at level 3 and below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks import judges
from tests.benchmarks.judges import BASIC, LABELS


@dataclass(frozen=True)
class Reading:
    """What the judges saw on one face: the untouched picture and each emotion at one level.

    source: judge -> label -> probability on the untouched picture.
    edited: emotion -> judge -> label -> probability; an emotion is missing where no face was found any more.
    """

    portrait: str
    source: dict[str, dict[str, float]]
    edited: dict[str, dict[str, dict[str, float]]]

    def absolute(self, emotion: str, judge: str) -> str:
        """Return the label that is most probable for `judge` ('panel': the mean of all), neutral included."""
        if emotion not in self.edited:
            return "no face"
        return judges.top(self._answer(self.edited[emotion], judge), LABELS)

    def gained(self, emotion: str, judge: str) -> str:
        """Return the emotion whose probability the edit raised most: the judge's bias is taken out."""
        if emotion not in self.edited:
            return "no face"
        edited, source = self._answer(self.edited[emotion], judge), self._answer(self.source, judge)
        return judges.top(judges.gain(edited, source), BASIC)

    @staticmethod
    def _answer(answers: dict[str, dict[str, float]], judge: str) -> dict[str, float]:
        return judges.panel(answers) if judge == "panel" else answers[judge]


def read(subject, panel: list, detector, level: float = 3.0) -> Reading:
    """Render each basic emotion on `subject` at `level` and ask every judge in `panel`."""
    before = subject.detection
    source = {
        j.name: j.read(subject.rgb, before.landmarks, before.blendshapes, before.blendshapes) for j in panel
    }
    edited = {}
    for emotion in BASIC:
        picture = subject.picture(emotions={emotion: level})
        after = subject.find(detector, picture)
        if after is None:
            continue
        edited[emotion] = {
            j.name: j.read(picture, before.landmarks, after.blendshapes, before.blendshapes) for j in panel
        }
    return Reading(subject.name, source, edited)


def by_level(subject, panel: list, detector, levels=(1.0, 2.0, 3.0)) -> dict[str, list[float]]:
    """Return emotion -> the panel's probability of it on the untouched face and at each of `levels`."""
    found: dict[str, list[float]] = {}
    for level in levels:
        reading = read(subject, panel, detector, level)
        for emotion in BASIC:
            before = judges.panel(reading.source)[emotion]
            after = judges.panel(reading.edited[emotion])[emotion] if emotion in reading.edited else 0.0
            found.setdefault(emotion, [before]).append(after)
    return found


def share(readings: list[Reading], judge: str, how: str, emotion: str | None = None) -> float:
    """Return the share recognised, 0..1, over all readings; `how` is 'absolute' or 'gained'."""
    asked = BASIC if emotion is None else (emotion,)
    return float(np.mean([getattr(r, how)(e, judge) == e for r in readings for e in asked]))


def report(readings: list[Reading]) -> str:
    """Return the shares by judge and emotion, and what each face was taken for."""
    names = [*readings[0].source, "panel"]
    lines = [f"{'judge':12s} {'how':9s} {'all':>5s}  " + "  ".join(f"{e[:9]:>9s}" for e in BASIC)]
    for judge in names:
        for how in ("absolute", "gained"):
            by_emotion = "  ".join(f"{100 * share(readings, judge, how, e):8.0f}%" for e in BASIC)
            lines.append(f"{judge:12s} {how:9s} {100 * share(readings, judge, how):4.0f}%  {by_emotion}")
    lines.append("")
    for reading in readings:
        lines.append(reading.portrait)
        for emotion in BASIC:
            seen = [
                f"{j}: {reading.absolute(emotion, j)}/{reading.gained(emotion, j)}"
                f" {reading._answer(reading.edited[emotion], j)[emotion]:.2f}"
                for j in names
                if emotion in reading.edited
            ]
            lines.append(f"  {emotion:9s} " + "   ".join(seen or ["no face found"]))
    return "\n".join(lines)
