"""`lestalk analyze`: the LES values of a portrait, a video or a sound."""

from __future__ import annotations

from pathlib import Path

import click

from lestalk_studio.commands import options


@click.command(short_help="LES values per frame of a portrait, a video or a sound.")
@click.argument("file")
@click.option(
    "--fps", type=float, default=None, help="Frames a second.  [default: the file's own; 25 for sound]"
)
@options.json_output
@click.option("-o", "--out", required=True, metavar="OUT.csv", help="Table to write.")
def analyze(file: str, fps: float | None, as_json: bool, out: str) -> None:
    """Write the LES values per frame of FILE, a portrait, a video or a sound, to a CSV table."""
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.builtins import portrait_path
    from lestalk_studio.pipeline.table import run_analysis, table_target

    try:
        target = table_target(out)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'-o' / '--out'") from None
    with TerminalProgress() as progress:
        report = run_analysis(Path(portrait_path(file)), target, fps, progress.stage, progress.frames)
    if as_json:
        import json

        click.echo(json.dumps(report.as_json()))
    else:
        click.echo(report.sentence())
