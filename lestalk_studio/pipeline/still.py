"""One picture of a portrait with another expression."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lestalk_studio.les.arkit import arkit_to_les, weights_vector
from lestalk_studio.les.edits import Edits
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.space import DIM
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.device import chosen_device
from lestalk_studio.pipeline.export import export_picture
from lestalk_studio.pipeline.front_mask import check_mask
from lestalk_studio.pipeline.graph import Stage, Timer
from lestalk_studio.pipeline.parts import Parts, with_appearance, with_occluders
from lestalk_studio.pipeline.run import Report
from lestalk_studio.pipeline.target import Target, check_apart, check_writable


@dataclass(frozen=True)
class StillJob:
    """A picture to make; fields as in RenderJob. arkit: weights added to the portrait."""

    portrait: str
    edits: Edits = field(default_factory=Edits)
    arkit: Mapping[str, float] = field(default_factory=dict)
    take_back: float | None = None
    appearance: float | None = None
    occluders: str = "auto"
    front_mask: Path | None = None
    size: str | int = "source"
    device: str = "auto"
    face: int = 0


def run_still(
    job: StillJob, target: Target, stage: Stage | None = None, parts: Parts | None = None
) -> Report:
    """Render `job` to `target`. Raises StudioError; an older file at the target stays until the end."""
    parts = parts or Parts()
    stage = stage or (lambda name: None)
    began = time.perf_counter()
    timer = Timer()
    check_writable(target)
    check_apart(target, portrait_path(job.portrait), job.front_mask)
    check_mask(job.front_mask)
    device = chosen_device(job.device)
    stage("Looking at the portrait")
    seen = parts.look(portrait_path(job.portrait), job.face)
    timer.lap("look")
    stage("Preparing the picture")
    face = with_occluders(parts.fit(seen), job.occluders, front_mask=job.front_mask)
    face = with_appearance(face, job.appearance)
    timer.lap("fit")
    renderer = parts.renderer(face, job.size)
    timer.lap("prepare")
    z, aux = _asked(job, face.fit.source_z)
    timer.lap("inject")
    frame = renderer.render(z, aux)
    timer.lap("render")
    made = export_picture(frame, target)
    timer.lap("encode")
    return Report(made, None, device, timer.seconds | {"total": time.perf_counter() - began})


def _asked(job: StillJob, source_z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """z (41,) and aux (len(AUX),) relative to the portrait."""
    base, aux = arkit_to_les(weights_vector(job.arkit))
    options = {} if job.take_back is None else {"take_back": job.take_back}
    levels, biases = job.edits.sample(1, 1.0)
    injector = EmotionInjector(source_z, **options)
    z = injector.inject(base.reshape(1, DIM), levels, biases, np.zeros(1, np.float32))
    return z[0], aux
