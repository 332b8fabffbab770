"""All figures of the project, in the order of the chain."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from functools import cached_property

import numpy as np

from lestalk_studio.errors import StudioError
from tests.benchmarks import editor, export_run, linearity, readout, reprojection, selectivity, speed
from tests.benchmarks.figures import Figure
from tests.benchmarks.judges import load_judges
from tests.benchmarks.subjects import Subject, builtin_portraits, data_folder, load_subjects, load_talkers

Measured = tuple[list[Figure], str]

# name -> (unit, goal, whether more is better)
GOALS: dict[str, tuple[str, float | None, bool]] = {
    "landmark_reprojection": ("% iod", 1.0, False),
    "lip_r": ("r", 0.25, True),
    "cdan_vs_linear": ("% less", 15.0, True),
    "cdan_vs_mlp": ("% less", 0.0, True),
    "cdan_s_1000": ("s", 0.3, False),
    "render_ms_512": ("ms", 40.0, False),
    "render_ms_1024": ("ms", None, False),
    "export_fps_512": ("fps", None, True),
    "peak_mb": ("MB", 1500.0, False),
    "startup_s": ("s", 2.0, False),
    "ui_fps": ("fps", 30.0, True),
    "scrub_ms": ("ms", 40.0, False),
    "ui_block_ms": ("ms", 16.0, False),
    "emotion_readout": ("%", 60.0, True),
    "emotion_readout_unseen": ("%", 60.0, True),
    "level_r2": ("R2", 0.98, True),
    "au_selective": ("of 17", None, True),
}
SPEED_ON = ("grace_hopper", "mona_lisa_leonardo", "synthetic_woman_dark_skin")


def figure(name: str, value: float | None, note: str = "") -> Figure:
    """Return the figure `name` with its unit and goal."""
    unit, goal, at_least = GOALS[name]
    return Figure(name, value, unit, goal, at_least, note)


class Bench:
    """Shares the fitted faces, the detector and the judges among the measurements."""

    @cached_property
    def subjects(self) -> list[Subject]:
        """Every portrait that is here."""
        return load_subjects()

    @cached_property
    def detector(self):
        """Face detector for the rendered frames."""
        from lestalk_studio.face.detector import FaceDetector

        return FaceDetector()

    def landmark_reprojection(self) -> Measured:
        """Median over portraits of the median landmark error, % of the inter-ocular distance."""
        errors = {s.name: reprojection.error(s, self.detector) for s in self.subjects}
        text = "\n".join(f"  {name:40s} {value:.2f} %" for name, value in errors.items())
        value = statistics.median(errors.values())
        note = f"median of {len(errors)} portraits, worst {max(errors.values()):.2f}"
        return [figure("landmark_reprojection", value, note)], f"Reprojection\n{text}"

    def lip_r(self) -> Measured:
        """Correlation of lip aperture, predicted from the voice, with the real one, on unseen people."""
        folder = data_folder()
        if folder is None:
            return [figure("lip_r", None, "the evaluation data is not here")], ""
        from lestalk_studio.training.evaluate_audio import lip_correlation

        scores = lip_correlation(folder / "voxceleb_val" / "tracks", folder / "voxceleb_val" / "audio")
        value = statistics.median(score.lips for score in scores)
        loudness = statistics.median(score.loudness for score in scores)
        note = f"{len(scores)} clips of unseen people; loudness alone {loudness:.2f}"
        text = "\n".join(f"  {s.name:30s} lips {s.lips:.2f}  loudness {s.loudness:.2f}" for s in scores)
        return [figure("lip_r", value, note)], f"Lips against voice\n{text}"

    def cdan(self) -> Measured:
        """Landmark error of the CDAN below the linear map's and an equal perceptron's, on unseen people."""
        from tests.benchmarks import cdan

        speed = figure("cdan_s_1000", cdan.seconds(), "1,000 frames at once, least of five")
        folder = data_folder()
        if folder is None:
            missing = [figure(n, None, "the data is not here") for n in ("cdan_vs_linear", "cdan_vs_mlp")]
            return [*missing, speed], ""
        below, text = cdan.compare(folder)
        found = [figure(f"cdan_vs_{over}", value, note) for over, (value, note) in below.items()]
        return [*found, speed], text

    def render_ms(self) -> Measured:
        """Median milliseconds a frame at 512 and 1024 px, over several portraits."""
        figures, texts = [], ["Speed of rendering"]
        chosen = [s for s in self.subjects if s.name in SPEED_ON] or self.subjects[:2]
        for side in (512, 1024):
            medians = []
            for subject in chosen:
                median, text = speed.report(subject.name, speed.sized_renderer(subject, side), side)
                medians.append(median)
                texts.append(text)
            note = f"median of {len(medians)} portraits, one process; load {os.getloadavg()[0]:.1f}"
            figures.append(figure(f"render_ms_{side}", statistics.median(medians), note))
        return figures, "\n".join(texts)

    def export_fps(self) -> Measured:
        """Frames a second of a whole export at 512 px."""
        portrait = builtin_portraits()["grace_hopper"]
        rate = export_run.frames_per_second(portrait, ["--size", "512"])
        return [
            figure(
                "export_fps_512",
                rate,
                f"lestalk render --size 512, start left out; load {os.getloadavg()[0]:.1f}",
            )
        ], ""

    def peak_mb(self) -> Measured:
        """Largest memory of a ten-minute export."""
        portrait = builtin_portraits()["grace_hopper"]
        run = export_run.render(portrait, 600.0, ["--size", "128"])
        note = f"{run.frames} frames, 128 px, {run.seconds:.0f} s"
        return [figure("peak_mb", run.peak_mb, note)], ""

    def startup_s(self) -> Measured:
        """Seconds until the editor's window is painted."""
        return [figure("startup_s", *editor.startup())], ""

    def ui_fps(self) -> Measured:
        """Frames a second of the timeline in a long project, the slowest of its motions."""
        return [figure("ui_fps", *editor.fps())], ""

    def scrub_ms(self) -> Measured:
        """Milliseconds from a move of the playhead to its picture."""
        return [figure("scrub_ms", *editor.scrub())], ""

    def ui_block_ms(self) -> Measured:
        """Milliseconds that events wait for the window while an export runs, 99th percentile."""
        return [figure("ui_block_ms", *editor.block())], ""

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

    def level_r2(self) -> Measured:
        """Straightness of displacement against level, median over emotions and portraits."""
        found = [f for s in self.subjects for f in linearity.examine(s, self.detector)]
        r2 = [f.r2 for f in found]
        line = statistics.median(f.on_line for f in found)
        note = f"worst {min(r2):.3f}; share of motion on one line, median {line:.3f}"
        return [figure("level_r2", statistics.median(r2), note)], (
            f"Levels, least straight first\n{linearity.report(found)}"
        )

    def au_selective(self) -> Measured:
        """How many of the 17 editable units move the landmarks as their own shape does, on most portraits."""
        observed = {s.name: selectivity.observe(s, self.detector) for s in self.subjects}
        findings = {s.name: selectivity.examine(s, observed[s.name]) for s in self.subjects}
        good = selectivity.selective_units(findings)
        missed = ", ".join(unit for unit in selectivity.EDITABLE if unit not in good)
        mean = np.mean([f.same for found in findings.values() for f in found])
        again = {s.name: selectivity.examine(s, observed[s.name], aligned=True) for s in self.subjects}
        aligned = len(selectivity.selective_units(again))
        note = f"{100 * mean:.0f} % of all trials; {aligned} when aligned on rigid points"
        note += f"; not {missed}" if missed else ""
        text = "\n".join(selectivity.report(name, found) for name, found in findings.items())
        return [figure("au_selective", len(good), note)], f"Units at +0.8\n{text}"


MEASUREMENTS: dict[str, tuple[str, ...]] = {
    "landmark_reprojection": ("landmark_reprojection",),
    "lip_r": ("lip_r",),
    "cdan": ("cdan_vs_linear", "cdan_vs_mlp", "cdan_s_1000"),
    "render_ms": ("render_ms_512", "render_ms_1024"),
    "export_fps": ("export_fps_512",),
    "peak_mb": ("peak_mb",),
    "startup_s": ("startup_s",),
    "ui_fps": ("ui_fps",),
    "scrub_ms": ("scrub_ms",),
    "ui_block_ms": ("ui_block_ms",),
    "emotion_readout": ("emotion_readout",),
    "emotion_readout_unseen": ("emotion_readout_unseen",),
    "level_r2": ("level_r2",),
    "au_selective": ("au_selective",),
}
"""Method of `Bench` -> names of the figures it gives."""


def measure(only: list[str] | None = None) -> tuple[list[Figure], list[str]]:
    """Return the figures, all or those named in `only`, and the details to print before the table."""
    bench = Bench()
    figures: list[Figure] = []
    details: list[str] = []
    for method, names in MEASUREMENTS.items():
        if only and not set(only) & {method, *names}:
            continue
        run: Callable[[], Measured] = getattr(bench, method)
        try:
            found, text = run()
        except (StudioError, RuntimeError) as error:  # the others are still worth knowing
            found, text = [figure(name, None, str(error)) for name in names], ""
        figures += found
        if text:
            details.append(text)
    return figures, details
