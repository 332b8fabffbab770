"""`lestalk render`: a portrait and a voice become a video."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from lestalk_studio.commands import options
from lestalk_studio.errors import StudioError


@click.command(short_help="A portrait and a voice to a video.")
@click.argument("project", required=False, metavar="[PROJECT.lestalk]")
@partial(options.portrait, required=False)
@click.option("--audio", metavar="FILE", help="Speech: wav, mp3, flac, ogg, m4a, or a video's sound.")
@options.edits
@click.option("--keyframes", metavar="FILE", help="Edits over time from a keyframe file (JSON or CSV).")
@click.option(
    "--mouth-preservation",
    type=float,
    default=None,
    metavar="0..1",
    help="While speech sounds: 1 keeps the lips to the speech, 0 lets the emotion pull them.",
)
@options.size
@click.option("--fps", type=float, default=25.0, show_default=True, help="Frames a second.")
@click.option("--frames", type=options.FrameRange(), help="Only frames A to B, from 0, both included.")
@click.option(
    "--au-source", metavar="FILE", help="Take the expression from a talking video or an OpenFace CSV."
)
@click.option(
    "--lips",
    type=click.Choice(["audio", "source"]),
    help="With --au-source: who moves the mouth.  [default: source]",
)
@click.option("--blinks/--no-blinks", default=True, show_default=True, help="Natural blinks.")
@click.option("--head-motion/--no-head-motion", default=True, show_default=True, help="Slight head motion.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of blinks and head motion."
)
@options.device
@options.json_output
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="OUT",
    help="OUT.mp4, OUT.webm, a folder for PNGs (OUT/), or OUT_%05d.png.",
)
@click.pass_context
def render(context: click.Context, project: str | None, out: str, as_json: bool, **chosen: Any) -> None:
    """Render PORTRAIT speaking AUDIO to a video, or a project as the editor exports it."""
    from lestalk_studio.pipeline.target import video_target

    if project is not None:
        given = [name for name in chosen if _was_given(context, name)]
        if given:
            raise click.UsageError(
                f"A project has its own settings; leave out --{given[0].replace('_', '-')}."
            )
    elif chosen["portrait"] is None:
        raise click.UsageError("Missing option '--portrait'.")
    elif chosen["audio"] is None and chosen["au_source"] is None:
        raise click.UsageError(
            "Missing option '--audio' or '--au-source'; for a single picture use 'lestalk frame'."
        )
    if chosen["lips"] is not None and (chosen["au_source"] is None or chosen["audio"] is None):
        raise click.UsageError("'--lips' chooses between '--audio' and '--au-source' and needs both.")
    try:
        target = video_target(out)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'-o' / '--out'") from None
    if project is not None:
        run_project(Path(project), target, as_json)
    else:
        run(target, as_json, **chosen)


def _was_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT


def run_project(path: Path, target: Any, as_json: bool) -> None:
    """Render the project file `path` to `target` and report."""
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.document.storage import load_project
    from lestalk_studio.pipeline.project_render import export_project

    loaded = load_project(path)
    for medium in loaded.missing:
        raise StudioError(
            f"{medium.path} is missing; put it back, or open {path.name} to choose another file."
        )
    with TerminalProgress() as progress:
        made = export_project(loaded.project, target, stage=progress.stage, progress=progress.frames)
    if as_json:
        import json

        found = {"out": str(made.path), "frames": made.frames, "size": [made.width, made.height]}
        click.echo(json.dumps(found | {"bytes": made.bytes, "resumed": made.resumed}))
    else:
        click.echo(f"Wrote {made.path} ({made.width} x {made.height}, {made.frames} frames).")


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
    if as_json:
        import json

        click.echo(json.dumps(report.as_json()))
    else:
        click.echo(report.sentence())


def _path(name: str | None) -> Path | None:
    return Path(name) if name is not None else None
