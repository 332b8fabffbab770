"""A job from start to finish, and the report of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.export import Exported, Progress
from lestalk_studio.pipeline.graph import Stage, build
from lestalk_studio.pipeline.job import RenderJob
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.resume import Unfinished, job_key
from lestalk_studio.pipeline.segments import export_resumable
from lestalk_studio.pipeline.target import Target, check_apart, check_writable


@dataclass(frozen=True)
class Report:
    """What was made: the export, frames a second, the device, and seconds spent a step."""

    exported: Exported
    fps: float | None
    device: str
    timings: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """The object that --json prints."""
        made = self.exported
        found: dict[str, Any] = {"out": str(made.path), "frames": made.frames}
        if self.fps is not None:
            found |= {"fps": self.fps, "seconds": round(made.frames / self.fps, 6)}
        return found | {
            "size": [made.width, made.height] if made.width else None,
            "bytes": made.bytes,
            "resumed": made.resumed,
            "device": self.device,
            "timings": {name: round(seconds, 4) for name, seconds in self.timings.items()},
        }

    def sentence(self) -> str:
        """One line for people."""
        made = self.exported
        took = self.timings["total"]
        what = [f"{made.width} x {made.height}"] if made.width else []
        if self.fps is not None:
            what.append(f"{made.frames} frames, {made.frames / self.fps:.1f} s")
        place = "the CPU" if self.device == "cpu" else self.device
        about = f" ({', '.join(what)})" if what else ""
        return f"Wrote {made.path}{about} in {took:.1f} s, on {place}."


def run_job(
    job: RenderJob,
    target: Target,
    stage: Stage | None = None,
    progress: Progress | None = None,
    parts: Parts | None = None,
) -> Report:
    """Render `job` to `target`. Raises StudioError; an older file at the target stays until the end."""
    began = time.perf_counter()
    job.check()
    check_writable(target)
    check_apart(target, portrait_path(job.portrait), job.audio, job.au_source, job.front_mask)
    chain = build(job, parts, stage, progress)
    if stage is not None:
        stage("Rendering")
    started = time.perf_counter()
    unfinished = Unfinished(job_key(job, f"{target.kind} {target.quality}"))
    made = export_resumable(
        chain.frames, target, job.fps, len(chain), chain.sound, unfinished, progress, first_number=chain.first
    )
    now = time.perf_counter()
    timings = chain.timer.seconds
    timings["encode"] = now - started - timings.get("render", 0.0)
    timings["total"] = now - began
    return Report(made, job.fps, chain.device, timings)
