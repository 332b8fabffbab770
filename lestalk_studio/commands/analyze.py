"""`lestalk analyze`: the LES values of a portrait, a video or a sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lestalk_studio.commands import options


@click.command(short_help="LES values per frame of a portrait, a video or a sound.")
@click.argument("file")
@click.option(
    "--fps", type=float, default=None, help="Frames a second.  [default: the file's own; 25 for sound]"
)
@click.option(
    "--intensity", is_flag=True, help="Instead: how strongly somebody speaks, 0..3; a table only with -o."
)
@options.json_output
@click.option("-o", "--out", metavar="OUT.csv", help="Table to write.")
def analyze(file: str, fps: float | None, intensity: bool, as_json: bool, out: str | None) -> None:
    """Write the LES values per frame of FILE, a portrait, a video or a sound, to a CSV table.

    With --intensity print the intensity of the voice in FILE: about 0.5 is calm speech, 3 is shouting.
    """
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.builtins import portrait_path
    from lestalk_studio.pipeline.table import run_analysis, table_target

    if out is None and not intensity:
        raise click.UsageError("Missing option '-o' / '--out'.")
    try:
        target = None if out is None else table_target(out)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'-o' / '--out'") from None
    if intensity:
        _intensity(file, fps, as_json, target)
        return
    with TerminalProgress() as progress:
        report = run_analysis(Path(portrait_path(file)), target, fps, progress.stage, progress.frames)
    if as_json:
        import json

        click.echo(json.dumps(report.as_json()))
    else:
        click.echo(report.sentence())


def _intensity(file: str, fps: float | None, as_json: bool, target: Any) -> None:
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.intensity import analysed_intensity

    with TerminalProgress() as progress:
        progress.stage("Listening")
        report = analysed_intensity(file, target, fps)
    if as_json:
        import json

        click.echo(json.dumps(report.as_json()))
    else:
        click.echo(report.sentence())
