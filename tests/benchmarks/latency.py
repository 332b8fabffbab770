"""How long one waits: for the first frame of a new portrait, and from a slider's move to new pixels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np

from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.space import AUX, DIM

MOVES = 40


def first_frames(sources: dict[str, Path | np.ndarray], folder: Path) -> dict[str, dict[str, float]]:
    """Return name -> step -> seconds from a picture file to its first edited frame at source size.

    One picture goes first and is not counted: it loads the libraries and compiles what is compiled once. sources:
    files, or pixels that are written to `folder` first.
    """
    from lestalk_studio.pipeline.parts import Parts

    parts, z, aux = Parts(), np.zeros(DIM, np.float32), np.zeros(len(AUX), np.float32)
    z[0] = 0.5
    files = {}
    for name, source in sources.items():
        path = source if isinstance(source, Path) else folder / f"{name}.png"
        if not isinstance(source, Path):
            cv2.imwrite(str(path), source[..., ::-1])
        files[name] = path
    taken = {}
    for name, path in [next(iter(files.items())), *files.items()]:
        laps = [perf_counter()]
        seen = parts.look(path, 0)
        laps.append(perf_counter())
        face = parts.fit(seen)
        laps.append(perf_counter())
        renderer = parts.renderer(face, "source")
        laps.append(perf_counter())
        renderer.render(z, aux)
        laps.append(perf_counter())
        steps = ("look", "fit", "prepare", "render")
        taken[name] = dict(zip(steps, np.diff(laps).tolist(), strict=True)) | {"all": laps[-1] - laps[0]}
    return taken


def slider_moves(portrait: str, side: int = 512) -> tuple[list[float], tuple[int, int]]:
    """Return ms from each changed value of one emotion to the preview's new frame, and (h, w) of what changes.

    The way is the editor's own: the document's tracks are sampled, the injector lays them on the performance, the
    frame is rendered. Frames seen before are not asked for twice. side: px of the part of the frame that changes.
    """
    from lestalk_studio.document.keyframe import Keyframe
    from lestalk_studio.document.project import Project
    from lestalk_studio.document.track import Track
    from lestalk_studio.les.performance import Performance
    from lestalk_studio.pipeline.parts import Parts
    from lestalk_studio.pipeline.preview import Preview

    made = []

    def keep(face, size):
        made.append(Parts().renderer(face, size))
        return made[-1]

    preview = Preview(Parts(renderer=keep))
    project = Project(portrait=portrait)
    spoken = Performance.still(250, project.fps)
    preview.frame(project, 1.0, spoken, "source")
    x0, y0, x1, y1 = made[-1].crop_box
    size = round(max(made[-1].shape) * side / max(x1 - x0, y1 - y0))
    preview.frame(project, 1.0, spoken, size)
    x0, y0, x1, y1 = made[-1].crop_box
    taken = []
    for move in range(MOVES):
        track = Track(EMOTIONS[1 + move % 7], (Keyframe(0.5, 0.8 + 0.05 * move),))
        start = perf_counter()
        preview.frame(replace(project, tracks=(track,)), 1.0, spoken, size)
        taken.append(1000 * (perf_counter() - start))
    return taken[5:], (y1 - y0, x1 - x0)
