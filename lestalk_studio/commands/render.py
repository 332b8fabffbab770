"""`lestalk render`: a portrait and a voice, or a project, become a video."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from lestalk_studio.commands import options

_EDITS = {
    "emotions": "--emotion",
    "units": "--au",
    "keyframes": "--keyframes",
    "mouth_preservation": "--mouth-preservation",
}


@click.command(short_help="A portrait and a voice, or a project, to a video.")
@click.argument("project", required=False, metavar="[PROJECT.lestalk]")
@partial(options.portrait, required=False)
@options.movers
@options.edits
@click.option("--keyframes", metavar="FILE", help="Edits over time from a keyframe file (JSON or CSV).")
@click.option(
    "--mouth-preservation",
    type=float,
    default=None,
    metavar="0..1",
    help="While speech sounds: 1 keeps the lips to the speech, 0 lets the emotion pull them.",
)
@options.expression_model
@options.appearance
@options.occluders
@options.size
@options.quality
@click.option("--fps", type=float, default=25.0, show_default=True, help="Frames a second.")
@click.option("--frames", type=options.FrameRange(), help="Only frames A to B, from 0, both included.")
@options.liveliness
@options.device
@options.json_output
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="OUT",
    help="OUT.mp4, OUT.webm, OUT.mov (ProRes), a folder for PNGs (OUT/), or OUT_%05d.png.",
)
@click.pass_context
def render(context: click.Context, project: str | None, out: str, as_json: bool, **chosen: Any) -> None:
    """Render PORTRAIT speaking AUDIO to a video, or a project as the editor exports it.

    With a project, options that are given take the place of what it says; its edits are its own.
    """
    from lestalk_studio.pipeline.target import video_target

    given = {name: value for name, value in chosen.items() if _was_given(context, name)}
    if project is None:
        _check_usage(chosen)
    else:
        _check_no_edits(given)
    try:
        target = video_target(out, chosen["quality"])
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'-o' / '--out'") from None
    if project is None:
        run(target, as_json, **chosen)
    else:
        run_file(Path(project), target, as_json, **given)


def _was_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not ParameterSource.DEFAULT


def _check_usage(chosen: dict[str, Any]) -> None:
    """Raise click.UsageError when the options make no clip."""
    if chosen["portrait"] is None:
        raise click.UsageError("Missing option '--portrait', or a project to render.")
    if chosen["audio"] is None and chosen["au_source"] is None:
        raise click.UsageError(
            "Missing option '--audio' or '--au-source'; for a single picture use 'lestalk frame'."
        )
    options.check_lips(chosen["lips"], chosen["audio"], chosen["au_source"])


def _check_no_edits(given: dict[str, Any]) -> None:
    """Raise click.UsageError when what the editor would not show is given beside a project."""
    for name, option in _EDITS.items():
        if name in given:
            raise click.UsageError(f"'{option}' is an edit, and a project has its own; change them there.")


def run_file(path: Path, target: Any, as_json: bool, **given: Any) -> None:
    """Render the project file `path` with the `given` options in place of its own to `target`, and report."""
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.project_file import run_project

    options.unit_interval(given.get("take_back"), "--take-back")
    options.unit_interval(given.get("appearance"), "--appearance")
    frames, device = given.pop("frames", None), given.pop("device", "auto")
    if "portrait" in given:
        # The project's number, and what was painted, mean its own portrait.
        given = {"face": 0, "strokes": (), "front_mask": None} | given
    if "occluders" in given:
        given |= _held(given["occluders"])
    with TerminalProgress() as progress:
        report = run_project(path, target, given, frames, device, progress.stage, progress.frames)
    _tell(report, as_json)


def _held(occluders: str) -> dict[str, Any]:
    """What --occluders puts in place of what a project says: how to look, or a mask alone."""
    held = options.front(occluders)
    return held | {"strokes": ()} if held["front_mask"] is not None else {"occluders": occluders}


def run(target: Any, as_json: bool, **chosen: Any) -> None:
    """Render the `chosen` options to `target` and report."""
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.job import RenderJob
    from lestalk_studio.pipeline.run import run_job

    job = RenderJob(
        portrait=chosen["portrait"],
        face=chosen["face"],
        audio=_path(chosen["audio"]),
        au_source=_path(chosen["au_source"]),
        lips=chosen["lips"],
        edits=options.parsed_edits(chosen["emotions"], chosen["units"], chosen["keyframes"]),
        mouth_preservation=options.unit_interval(chosen["mouth_preservation"], "--mouth-preservation"),
        take_back=options.unit_interval(chosen["take_back"], "--take-back"),
        appearance=options.unit_interval(chosen["appearance"], "--appearance"),
        **options.front(chosen["occluders"]),
        expression_model=chosen["expression_model"],
        size=chosen["size"],
        fps=chosen["fps"],
        frames=chosen["frames"],
        seed=chosen["seed"],
        blinks=chosen["blinks"],
        head_motion=chosen["head_motion"],
        device=chosen["device"],
    )
    with TerminalProgress() as progress:
        report = run_job(job, target, stage=progress.stage, progress=progress.frames)
    _tell(report, as_json)


def _tell(report: Any, as_json: bool) -> None:
    if as_json:
        import json

        click.echo(json.dumps(report.as_json()))
    else:
        click.echo(report.sentence())


def _path(name: str | None) -> Path | None:
    return Path(name) if name is not None else None
