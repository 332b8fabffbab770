"""`lestalk frame`: one picture of a portrait with another expression."""

from __future__ import annotations

from typing import Any

import click

from lestalk_studio.commands import options


@click.command(short_help="One picture of a portrait with another expression.")
@options.portrait
@options.edits
@click.option(
    "--arkit",
    multiple=True,
    metavar="jawOpen:0.5",
    help="Weight of one of ARKit's 52 blendshapes. May be repeated.",
)
@options.appearance
@options.occluders
@options.size
@options.device
@options.json_output
@click.option("-o", "--out", required=True, metavar="OUT.png", help="Picture to write.")
def frame(out: str, as_json: bool, **chosen: Any) -> None:
    """Render one picture of PORTRAIT with the given expression."""
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.les.arkit import parse_arkit
    from lestalk_studio.pipeline.still import StillJob, run_still
    from lestalk_studio.pipeline.target import picture_target

    try:
        target = picture_target(out)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'-o' / '--out'") from None
    job = StillJob(
        portrait=chosen["portrait"],
        face=chosen["face"],
        edits=options.parsed_edits(chosen["emotions"], chosen["units"]),
        arkit=dict(parse_arkit(text) for text in chosen["arkit"]),
        take_back=options.unit_interval(chosen["take_back"], "--take-back"),
        appearance=options.unit_interval(chosen["appearance"], "--appearance"),
        **options.front(chosen["occluders"]),
        size=chosen["size"],
        device=chosen["device"],
    )
    with TerminalProgress() as progress:
        report = run_still(job, target, stage=progress.stage)
    if as_json:
        import json

        click.echo(json.dumps(report.as_json()))
    else:
        click.echo(report.sentence())
