"""A project to frames and to a file: its performance, its edits, the renderer, the encoder."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from lestalk_studio import __version__
from lestalk_studio.document.project import Project
from lestalk_studio.document.sampling import EditFrames
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.document.storage import dumps
from lestalk_studio.errors import StudioError
from lestalk_studio.les.injector import EmotionInjector
from lestalk_studio.les.performance import Performance
from lestalk_studio.nets import device
from lestalk_studio.pipeline.analysis import AnalysisKey, analyse, load_voice, stamp, voice_path
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.export import Exported
from lestalk_studio.pipeline.expression import expression_model
from lestalk_studio.pipeline.front_mask import mask_path
from lestalk_studio.pipeline.graph import Chain
from lestalk_studio.pipeline.parts import Parts, strength_of, with_appearance, with_occluders
from lestalk_studio.pipeline.resume import Unfinished
from lestalk_studio.pipeline.segments import export_resumable
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import Target, check_apart, check_writable

Stage = Callable[[str], None]
Progress = Callable[[int, int], None]


def edited(
    project: Project, source_z: np.ndarray, performance: Performance, first: int = 0
) -> tuple[np.ndarray, np.ndarray, EditFrames]:
    """`performance`, whose frame 0 is the project's frame `first`, with the project's edits.

    Returns z (T, 41) and aux (T, len(AUX)) float32 relative to the portrait, and the edits themselves.
    """
    edits = project.sample(len(performance), project.fps, first / project.fps)
    injector = EmotionInjector(source_z, take_back=1.0 if project.take_back is None else project.take_back)
    mouth = edits.mouth_preservation.astype(np.float64)
    z = injector.inject(performance.z, edits.levels, edits.biases, performance.speech, project.fps, mouth)
    return z, edits.over(performance.aux), edits


def frame_range(project: Project, length: int) -> tuple[int, int]:
    """(first, stop) frame of what is exported of a clip of `length` frames. Raises StudioError if nothing."""
    first, stop = 0, length
    if project.export.range == "in_out":
        if project.start is not None:
            first = round(project.start * project.fps)
        if project.end is not None:
            stop = min(stop, round(project.end * project.fps))
    if first >= stop:
        raise StudioError("Nothing lies between the in and the out point; move them, or export everything.")
    return first, stop


Known = tuple[AnalysisKey, Performance]
"""A performance that was analysed already, and of what."""


def project_chain(
    project: Project,
    parts: Parts | None = None,
    stage: Stage | None = None,
    progress: Progress | None = None,
    known: Known | None = None,
) -> Chain:
    """The project made ready to render, at its export's rate. Raises StudioError for whatever cannot be used.

    progress: with (frames followed, in all) of an AU source. known: taken where it is of this project.
    """
    if project.export.fps is not None:
        project = replace(project, fps=project.export.fps)
    parts, stage = parts or Parts(), stage or (lambda name: None)
    if project.portrait is None:
        raise StudioError("There is no portrait to render; choose one in the File menu.")
    path = portrait_path(str(project.portrait))
    stage("Looking for the face")
    seen = parts.look(path, project.face)
    if known is not None and known[0] == AnalysisKey.of(project):
        performance = known[1]
    else:
        performance = _analysed(project, parts, stage, progress)
    if performance is None:
        frames = max(1, math.floor(project.last_key * project.fps) + 1)
        performance = Performance.still(frames, project.fps)
    first, stop = frame_range(project, len(performance))
    stage("Fitting the head")
    face = with_occluders(parts.fit(seen), project.occluders, project.strokes, project.front_mask)
    face = with_appearance(face, project.appearance)
    stage("Preparing the picture")
    renderer = parts.renderer(face, project.export.size)
    z, aux, edits = edited(project, face.fit.source_z, performance)
    corrections = expression_model(face, project.expression_model)(performance.z, edits.levels, project.fps)
    sound = None
    if project.audio is not None and project.export.sound:
        sound = Soundtrack(voice_path(project.audio), first / project.fps, stop / project.fps)
    chain = Chain(renderer, z, aux, project.fps, 0, sound, device.used(), corrections=corrections)
    return chain.cut(first, stop)


def _analysed(project: Project, parts: Parts, stage: Stage, progress: Progress | None) -> Performance | None:
    samples = None
    if project.audio is not None:
        stage("Reading the voice")
        samples = load_voice(project)
    if samples is not None or project.au_source is not None:
        stage("Listening to the speech" if project.au_source is None else "Following the face")
    return analyse(project, samples, parts, progress)


def files_read(project: Project) -> tuple[Path, ...]:
    """The media files that rendering `project` reads."""
    read = (
        project.portrait and portrait_path(str(project.portrait)),
        project.au_source,
        project.audio and voice_path(project.audio),
        project.front_mask,
    )
    return tuple(Path(one) for one in read if one)


def export_project(
    project: Project,
    target: Target,
    parts: Parts | None = None,
    stage: Stage | None = None,
    progress: Progress | None = None,
    known: Known | None = None,
    project_file: Path | None = None,
) -> Exported:
    """Render `project` to `target` as its export settings say, at their quality. Raises StudioError.

    A `progress` or a checkpoint that raises Cancelled stops it; what was finished is used by the next export
    that is the same, the command line's too. project_file: where it came from, not to be written over.
    """
    check_writable(target)
    check_apart(target, project_file, *files_read(project))
    chain = project_chain(project, parts, stage, None, known)
    if stage is not None:
        stage("Rendering")
    return export_chain(chain, project, target, progress)


def export_chain(chain: Chain, project: Project, target: Target, progress: Progress | None) -> Exported:
    """Write the frames of `chain`, made of `project`, at the quality that it says. As `export_resumable`."""
    target = replace(target, quality=project.export.quality)
    which = f"{target.kind} {target.quality} {chain.first} {len(chain)}"
    return export_resumable(
        chain.frames,
        target,
        chain.fps,
        len(chain),
        chain.sound,
        Unfinished(project_key(project, which)),
        progress,
        chain.first,
    )


def project_key(project: Project, which: str) -> str:
    """A name for the frames that the export of `project` gives, so that a stopped one can go on.

    which: kind, quality and range. Where the file goes and what sounds makes no difference.
    """
    mask = stamp(mask_path(project.front_mask))
    files = (stamp(Path(portrait_path(str(project.portrait)))), AnalysisKey.of(project), mask)
    project = replace(
        project,
        fps=project.export.fps or project.fps,
        export=ExportSettings(size=project.export.size),
        start=None,
        end=None,
        appearance=strength_of(project.appearance),
        markers=(),
    )
    text = repr((__version__, which, files)) + dumps(project, None)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
