"""A portrait, video or sound as a table of LES values, one row a frame."""

from __future__ import annotations

import csv
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX, NAMES
from lestalk_studio.pipeline.export import Exported, Progress
from lestalk_studio.pipeline.graph import Stage, Timer
from lestalk_studio.pipeline.job import check_fps
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.run import Report
from lestalk_studio.pipeline.sources import checked_audio
from lestalk_studio.pipeline.target import Target, check_apart, check_writable, written_aside

DEFAULT_FPS = 25.0
HEADER = ("frame", "time", *NAMES, *AUX, "speech")
"""time in seconds; intensities of the 41 units; aux channels in their units; speech 0..1."""


def table_target(out: str) -> Target:
    """Target of a table. Raises ValueError unless the name ends with .csv."""
    path = Path(out)
    if path.suffix.lower() != ".csv":
        raise ValueError(f"{out} does not end with .csv")
    return Target(path, "table")


def kind_of(path: Path) -> str:
    """'portrait', 'video', 'sound' or 'openface', by what is in the file.

    Raises StudioError for a missing file and for anything else.
    """
    if not path.exists():
        raise StudioError(f"{path} does not exist; check the name.")
    if path.is_dir():
        raise StudioError(f"{path} is a folder; name a file in it.")
    if path.suffix.lower() == ".csv":
        return "openface"
    if _is_picture(path):
        return "portrait"
    import av

    try:
        with av.open(str(path), metadata_errors="replace") as container:
            # The cover picture of a song is a video stream with one frame.
            if any(
                not stream.disposition & stream.disposition.attached_pic for stream in container.streams.video
            ):
                return "video"
            if container.streams.audio:
                return "sound"
    except (av.FFmpegError, OSError, ValueError):
        pass
    raise StudioError(
        f"{path.name} is neither a picture, a video, a sound nor an OpenFace table that can be read."
    )


def _is_picture(path: Path) -> bool:
    from PIL import Image, UnidentifiedImageError

    from lestalk_studio.face.portrait import FORMATS

    try:
        with Image.open(path, formats=FORMATS):
            return True
    except Image.DecompressionBombError:
        return True
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return False


def run_analysis(
    path: Path,
    target: Target,
    fps: float | None = None,
    stage: Stage | None = None,
    progress: Progress | None = None,
    parts: Parts | None = None,
) -> Report:
    """Write the table of `path` to `target`. fps: None keeps a video's own, and is 25 for a sound.

    A portrait gives its own absolute expression in one row, the others what moves, relative to a neutral one.
    Raises StudioError; an older file at the target stays until the end.
    """
    parts = parts or Parts()
    stage = stage or (lambda name: None)
    began = time.perf_counter()
    timer = Timer()
    if fps is not None:
        check_fps(fps)
    check_writable(target)
    check_apart(target, path)
    kind = kind_of(path)
    stage({"sound": "Listening", "openface": "Reading"}.get(kind, "Looking"))
    if kind == "portrait":
        performance = _portrait(path, parts)
    elif kind == "sound":
        performance = _sound(path, fps or DEFAULT_FPS, parts)
    else:
        performance = parts.source(path, progress)
        if fps is not None:
            performance = performance.resampled(fps)
    timer.lap("analyze")
    with written_aside(target.path) as aside:
        write_table(performance, aside)
        size = aside.stat().st_size
    timer.lap("write")
    made = Exported(target.path, len(performance), 0, 0, size)
    timings = timer.seconds | {"total": time.perf_counter() - began}
    return Report(made, None if kind == "portrait" else performance.fps, "cpu", timings)


def _portrait(path: Path, parts: Parts) -> Performance:
    fit = parts.fit(parts.look(path, 0)).fit
    still = Performance.still(1, 1.0)
    aux = getattr(fit, "source_aux", None)
    return replace(
        still, z=np.asarray(fit.source_z)[None], aux=still.aux if aux is None else np.asarray(aux)[None]
    )


def _sound(path: Path, fps: float, parts: Parts) -> Performance:
    from lestalk_studio.audio.decode import load_audio

    checked_audio(path)
    return parts.speech(load_audio(path), fps, seed=0, blinks=False, head_motion=False)


def write_table(performance: Performance, path: Path) -> None:
    """Write HEADER and one row a frame. Raises OSError."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(HEADER)
        for number, (z, aux, speech) in enumerate(
            zip(performance.z, performance.aux, performance.speech, strict=True)
        ):
            values = (f"{value:.5g}" for value in (*z, *aux, speech))
            rows.writerow((number, f"{number / performance.fps:.6f}", *values))
