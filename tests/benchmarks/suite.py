"""All figures of the project, in the order of the chain."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable

from lestalk_studio.errors import StudioError
from tests.benchmarks import editor, export_run, reprojection
from tests.benchmarks.figures import Figure
from tests.benchmarks.goals import figure
from tests.benchmarks.net_suite import NetBench
from tests.benchmarks.renderer_suite import Measured, RendererBench
from tests.benchmarks.subjects import builtin_portraits


class Bench(NetBench, RendererBench):
    """All measurements."""

    def landmark_reprojection(self) -> Measured:
        """Median over portraits of the median landmark error, % of the inter-ocular distance."""
        errors = {s.name: reprojection.error(s, self.detector) for s in self.subjects}
        text = "\n".join(f"  {name:40s} {value:.2f} %" for name, value in errors.items())
        value = statistics.median(errors.values())
        note = f"median of {len(errors)} portraits, worst {max(errors.values()):.2f}"
        return [figure("landmark_reprojection", value, note)], f"Reprojection\n{text}"

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


MEASUREMENTS: dict[str, tuple[str, ...]] = {
    "landmark_reprojection": ("landmark_reprojection",),
    "lip_r": ("lip_r",),
    "voice": ("bilabials_closed", "audio_to_les_s", "intensity_rank"),
    "mouth": ("mouth_kept_r", "mouth_readout_drop"),
    "cdan": ("cdan_vs_linear", "cdan_vs_mlp", "cdan_s_1000"),
    "appearance": ("appearance_gain", "appearance_ms"),
    "render_ms": ("render_ms_512", "render_floor_ratio_512", "render_ms_1024"),
    "first_frame_s": ("first_frame_s",),
    "slider_to_pixels_ms": ("slider_to_pixels_ms",),
    "jitter_px": ("jitter_px",),
    "export_fps": ("export_fps_512",),
    "peak_mb": ("peak_mb",),
    "startup_s": ("startup_s",),
    "ui_fps": ("ui_fps",),
    "scrub_ms": ("scrub_ms",),
    "ui_block_ms": ("ui_block_ms",),
    "emotion_readout": ("emotion_readout",),
    "emotion_readout_unseen": ("emotion_readout_unseen",),
    "readout_monotone": ("readout_monotone",),
    "level_r2": ("level_r2", "level_r2_worst"),
    "au_selective": ("au_selective",),
    "identity_kept": ("identity_kept",),
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
        except (StudioError, RuntimeError, ImportError) as error:  # the others are still worth knowing
            found, text = [figure(name, None, str(error)) for name in names], ""
        figures += found
        if text:
            details.append(text)
    return figures, details
