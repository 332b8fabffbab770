"""Figures of the renderer: speed, and what is seen on the frames."""

from __future__ import annotations

import os
import statistics
import tempfile
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from tests.benchmarks import identity, jitter, latency, linearity, readout, selectivity, speed
from tests.benchmarks.figures import Figure
from tests.benchmarks.goals import figure
from tests.benchmarks.judges import load_judges
from tests.benchmarks.subjects import Subject, load_heads, load_subjects, load_talkers, portrait_sources

Measured = tuple[list[Figure], str]
SPEED_ON = ("grace_hopper", "mona_lisa_leonardo", "synthetic_woman_dark_skin")
SLACK = 0.02  # by which a probability may fall unnoticed


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


class RendererBench:
    """Shares the fitted faces and the detector among the measurements."""

    @cached_property
    def subjects(self) -> list[Subject]:
        """Every portrait that is here."""
        return load_subjects()

    @cached_property
    def heads(self) -> list[Subject]:
        """People rendered from the head model."""
        return load_heads()

    @cached_property
    def detector(self):
        """Face detector for the rendered frames."""
        from lestalk_studio.face.detector import FaceDetector

        return FaceDetector()

    def render_ms(self) -> Measured:
        """Median milliseconds a frame at 512 and 1024 px, over several portraits."""
        figures, texts = [], ["Speed of rendering"]
        chosen = [s for s in self.subjects if s.name in SPEED_ON] or self.subjects[:2]
        for side in (512, 1024):
            medians, ratios = [], []
            for subject in chosen:
                renderer = speed.sized_renderer(subject, side)
                median, text = speed.report(subject.name, renderer, side)
                medians.append(median)
                ratios.append(median / speed.floor(renderer))
                texts.append(text)
            note = f"median of {len(medians)} portraits, one process; load {os.getloadavg()[0]:.1f}"
            figures.append(figure(f"render_ms_{side}", statistics.median(medians), note))
            if side == 512:
                note = "render_ms_512 over a bare cv2.remap of what changes and a copy of the frame"
                figures.append(figure("render_floor_ratio_512", statistics.median(ratios), note))
        return figures, "\n".join(texts)

    def first_frame_s(self) -> Measured:
        """Seconds from a portrait's file to its first edited frame, libraries loaded and code compiled."""
        with tempfile.TemporaryDirectory() as folder:
            taken = latency.first_frames(portrait_sources(), Path(folder))
        whole = [steps["all"] for steps in taken.values()]
        note = f"median of {len(whole)} portraits at source size, worst {max(whole):.2f}; load {_load()}"
        text = "\n".join(
            f"  {name:34s} " + "  ".join(f"{step} {seconds:.2f}" for step, seconds in steps.items())
            for name, steps in taken.items()
        )
        return [figure("first_frame_s", statistics.median(whole), note)], f"First frame, seconds\n{text}"

    def slider_to_pixels_ms(self) -> Measured:
        """Milliseconds from a changed value of one emotion to the preview's new frame."""
        taken, (height, width) = latency.slider_moves("builtin:hopper")
        late = np.percentile(taken, 95)
        note = f"median of {len(taken)}, 95 % below {late:.0f}; {width} x {height} px change; load {_load()}"
        return [figure("slider_to_pixels_ms", statistics.median(taken), note)], ""

    def jitter_px(self) -> Measured:
        """High-frequency motion of rigid points at 512 px, the worst of tracked and predicted performances."""
        performances = jitter.performances()
        chosen = [s for s in self.subjects if s.name in SPEED_ON] or self.subjects[:2]
        found, same = [], True
        for subject in chosen:
            renderer = speed.sized_renderer(subject, jitter.SIDE)
            same &= jitter.same_twice(renderer, next(iter(performances.values())))
            found += [jitter.examine(subject, renderer, name, one) for name, one in performances.items()]
        value = max(one.high for one in found) if same else None
        note = f"worst of {len(found)}, median {statistics.median(one.high for one in found):.3f}; "
        note += "constant input gives identical frames" if same else "CONSTANT INPUT GIVES OTHER FRAMES"
        return [figure("jitter_px", value, note)], f"Jitter at 512 px, RMS px\n{jitter.report(found)}"

    def emotion_readout(self) -> Measured:
        """Share of the six basic emotions at level 3 that the panel of judges recognises."""
        return self._readout("emotion_readout", self.subjects)

    def emotion_readout_unseen(self) -> Measured:
        """The same on people that no emotion was calibrated on."""
        return self._readout("emotion_readout_unseen", load_talkers())

    def _readout(self, name: str, subjects: list[Subject]) -> Measured:
        panel = load_judges()
        readings = [readout.read(s, panel, self.detector) for s in subjects]
        value = 100 * readout.share(readings, "panel", "absolute")
        parts = [
            f"{judge.name} {100 * readout.share(readings, judge.name, 'absolute'):.0f}/"
            f"{100 * readout.share(readings, judge.name, 'gained'):.0f}"
            for judge in panel
        ]
        gained = 100 * readout.share(readings, "panel", "gained")
        note = f"{len(subjects)} faces, panel of {len(panel)}; by gain {gained:.0f}; "
        note += f"each absolute/gain: {', '.join(parts)}"
        return [figure(name, value, note)], f"{name}, level 3\n{readout.report(readings)}"

    def readout_monotone(self) -> Measured:
        """Share of steps from one level to the next that do not lower the panel's probability of the emotion."""
        panel = load_judges()
        people = [*self.subjects, *self.heads]
        found = {s.name: readout.by_level(s, panel, self.detector) for s in people}
        rows = [row for one in found.values() for row in one.values()]
        means = {e: np.mean([one[e] for one in found.values()], axis=0) for e in readout.BASIC}
        kept = np.mean([b >= a - SLACK for row in rows for a, b in pairwise(row)])
        rising = sum(bool(np.all(np.diff(mean) >= -1e-9)) for mean in means.values())
        note = f"of steps 0-1-2-3, {len(people)} faces, slack {SLACK}; {rising} of 6 emotions' means rise throughout"
        text = "\n".join(f"  {e:10s} " + "  ".join(f"{p:.2f}" for p in mean) for e, mean in means.items())
        return [figure("readout_monotone", 100 * float(kept), note)], (
            f"Probability of the asked emotion at level 0, 1, 2, 3\n{text}"
        )

    def level_r2(self) -> Measured:
        """Straightness of displacement against level over emotions, portraits and rendered heads."""
        found = [f for s in (*self.subjects, *self.heads) for f in linearity.examine(s, self.detector)]
        r2 = [f.r2 for f in found]
        line = statistics.median(f.on_line for f in found)
        worst = min(found, key=lambda f: f.r2)
        alone = min(f.one_look for f in found)
        note = f"{len(found)} trials; share of motion on one line, median {line:.3f}"
        figures = [
            figure("level_r2", statistics.median(r2), note),
            figure(
                "level_r2_worst", worst.r2, f"{worst.emotion} on {worst.portrait}; by one look {alone:.3f}"
            ),
        ]
        return figures, f"Levels, least straight first\n{linearity.report(found)}"

    def au_selective(self) -> Measured:
        """How many of the 17 editable units move the landmarks as their own shape does, on most portraits."""
        people = [*self.subjects, *self.heads]
        observed = {s.name: selectivity.observe(s, self.detector) for s in people}
        findings = {s.name: selectivity.examine(s, observed[s.name]) for s in people}
        good = selectivity.selective_units(findings)
        missed = ", ".join(unit for unit in selectivity.EDITABLE if unit not in good)
        mean = np.mean([f.same for found in findings.values() for f in found])
        again = {s.name: selectivity.examine(s, observed[s.name], aligned=True) for s in people}
        aligned = len(selectivity.selective_units(again))
        alone = [
            len(selectivity.selective_units({s.name: findings[s.name] for s in some}))
            for some in (self.subjects, self.heads)
        ]
        note = f"{len(self.subjects)} portraits alone {alone[0]}, {len(self.heads)} rendered heads alone {alone[1]}; "
        note += f"{100 * mean:.0f} % of all trials; {aligned} when aligned on rigid points"
        note += f"; not {missed}" if missed else ""
        text = "\n".join(selectivity.report(name, found) for name, found in findings.items())
        return [figure("au_selective", len(good), note)], f"Units at +0.8\n{text}"

    def identity_kept(self) -> Measured:
        """Share of emotions at level 3 after which a face recogniser still sees the same person."""
        recogniser = identity.Recogniser()
        own, found, heads = {}, [], []
        for subject in self.subjects:
            own[subject.name], kept = identity.examine(subject, recogniser)
            found += kept
        for subject in self.heads:
            heads += identity.examine(subject, recogniser)[1]
        emotions, everything, on_heads = (
            [one.distance < identity.SAME_PERSON for one in some]
            for some in ([one for one in found if one.edit.endswith(" 3")], found, heads)
        )
        apart = identity.strangers(own)
        note = f"{len(emotions)} emotions at level 3; with units and mouths {100 * np.mean(everything):.1f}, "
        note += f"on rendered heads {100 * np.mean(on_heads):.1f}; different people taken for one "
        note += f"{100 * np.mean(np.array(apart) < identity.SAME_PERSON):.0f} %"
        text = identity.report([*found, *heads], apart)
        return [figure("identity_kept", 100 * float(np.mean(emotions)), note)], f"Identity, distances\n{text}"
