"""Project files without the editor: a new one of portrait and voice, and rendering one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lestalk_studio.document.media import missing_media
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import load_project, save_project
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.analysis import voice_path
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.device import chosen_device
from lestalk_studio.pipeline.front_mask import check_mask, load_mask, mask_path
from lestalk_studio.pipeline.graph import Chain, Progress, Stage
from lestalk_studio.pipeline.job import Device, RenderJob, check_fps
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.pipeline.project_render import export_chain, files_read, frame_range, project_chain
from lestalk_studio.pipeline.run import Report
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.sources import Sources, check_sources
from lestalk_studio.pipeline.target import Target, check_apart, check_writable

_ROLES = {"portrait": "portrait", "audio": "voice", "au_source": "AU source", "front_mask": "mask"}
_OPTIONS = {"front_mask": "--occluders"}
_OF_EXPORT = ("size", "quality")


def new_project(
    path: Path, chosen: Mapping[str, Any], force: bool = False, parts: Parts | None = None
) -> Project:
    """Write a project file with the fields `chosen` of a Project, and return what it says.

    Its media are looked at as far as that is quick: the portrait must show the face, sound and source must
    open. A source that is a talking video is also what is heard where there is no audio. Raises StudioError,
    also for a file that is there already unless `force`; its last version is then kept beside the new one.
    """
    parts = parts or Parts()
    if path.exists() and not force:
        raise StudioError(f"{path} is there already; name another file, or replace it with --force.")
    check_writable(Target(path, "table"))
    project = with_chosen(Project(), chosen)
    sources = _checked(project)
    if project.au_source is not None:
        _check_source(Path(project.au_source))
        if project.audio is None and sources.sound is not None:
            project = replace(project, audio=sources.sound, lips="source")
    mask = mask_path(project.front_mask)
    check_mask(mask)
    seen = parts.look(portrait_path(str(project.portrait)), project.face)
    if mask is not None:
        load_mask(mask, *seen.portrait.rgb.shape[1::-1])
    save_project(project, path)
    return project


def with_chosen(project: Project, chosen: Mapping[str, Any]) -> Project:
    """`project` with the fields `chosen`, those of its export among them. Raises StudioError."""
    if "fps" in chosen:
        check_fps(chosen["fps"])
        project = replace(project, export=replace(project.export, fps=None))
    of_export = {name: value for name, value in chosen.items() if name in _OF_EXPORT}
    rest = {name: value for name, value in chosen.items() if name not in _OF_EXPORT}
    try:
        return replace(project, **rest, export=replace(project.export, **of_export))
    except ValueError as error:
        raise StudioError(f"This cannot be taken: {error}.") from error


def run_project(
    path: Path,
    target: Target,
    chosen: Mapping[str, Any] | None = None,
    frames: tuple[int, int] | None = None,
    device: Device = "auto",
    stage: Stage | None = None,
    progress: Progress | None = None,
    parts: Parts | None = None,
) -> Report:
    """Render the project file `path` to `target` as the editor does.

    chosen: fields to take in place of the project's. frames: (first, last) of the whole clip, both included,
    in place of its range. Raises StudioError; an older file at the target stays until the end.
    """
    began = time.perf_counter()
    project = with_chosen(load_project(path).project, chosen or {})
    if frames is not None:
        project = replace(project, export=replace(project.export, range="all"))
    _check_media(project, path)
    check_writable(target)
    check_apart(target, path, *files_read(project))
    device = chosen_device(device)
    _check_length(project, frames, _checked(project).seconds)
    chain = replace(project_chain(project, parts, stage, progress), device=device)
    if frames is not None:
        chain = _cut(chain, project, frames)
    if stage is not None:
        stage("Rendering")
    started = time.perf_counter()
    made = export_chain(chain, project, target, progress)
    now = time.perf_counter()
    timings = {"prepare": started - began, **chain.timer.seconds}
    timings["encode"] = now - started - timings.get("render", 0.0)
    timings["total"] = now - began
    return Report(made, chain.fps, device, timings)


def _check_media(project: Project, path: Path) -> None:
    """Raise StudioError when the project has no portrait, or names files that are not there."""
    if project.portrait is None:
        raise StudioError(f"{path} has no portrait yet; choose one in the editor, or with --portrait.")
    missing = missing_media(project)
    if not missing:
        return
    named = " and ".join(f"its {_ROLES[item.role]} {item.path}" for item in missing)
    options = " and ".join(_OPTIONS.get(item.role, "--" + item.role.replace("_", "-")) for item in missing)
    is_missing, them = ("is", "it") if len(missing) == 1 else ("are", "them")
    raise StudioError(
        f"{path} cannot be rendered because {named} {is_missing} missing; "
        f"put {them} back, or name {them} with {options}."
    )


def _checked(project: Project) -> Sources:
    """The project's sound and source looked at from outside. Raises StudioError."""
    return check_sources(_as_job(project))


def _check_source(source: Path) -> None:
    """Raise StudioError unless `source` opens as a video, or reads as an OpenFace CSV."""
    if source.suffix.lower() == ".csv":
        from lestalk_studio.exchange.openface import read_openface

        read_openface(source)
        return
    from lestalk_studio.face.frames import VideoFrames

    with VideoFrames(source):
        pass


def _check_length(project: Project, frames: tuple[int, int] | None, seconds: float | None) -> None:
    """Refuse a range outside a clip whose length a header tells. Raises StudioError."""
    if seconds is None:
        return
    fps = project.export.fps or project.fps
    _, length = _as_job(project, fps).check_range(seconds)
    if frames is not None:
        _as_job(project, fps, frames).check_range(seconds)
    else:
        frame_range(replace(project, fps=fps), length)


def _cut(chain: Chain, project: Project, frames: tuple[int, int]) -> Chain:
    """The frames asked for of a whole clip, with their sound. Raises StudioError when it has not got them."""
    first, stop = _as_job(project, chain.fps, frames).check_range(len(chain) / chain.fps)
    sound = chain.sound and Soundtrack(chain.sound.path, first / chain.fps, stop / chain.fps)
    return replace(chain.cut(first, stop), sound=sound)


def _as_job(project: Project, fps: float | None = None, frames: tuple[int, int] | None = None) -> RenderJob:
    """What the checks of a job look at."""
    return RenderJob(
        portrait=str(project.portrait),
        audio=None if project.audio is None else voice_path(project.audio),
        au_source=None if project.au_source is None else Path(project.au_source),
        lips="source" if project.lips == "source" else "audio",
        fps=fps or project.fps,
        frames=frames,
    )
