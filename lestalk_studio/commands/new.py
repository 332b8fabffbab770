"""`lestalk new`: a project file of a portrait and a voice, for the editor and for `lestalk render`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from lestalk_studio.commands import options


@click.command(short_help="A project file of a portrait and a voice.")
@options.portrait
@options.movers
@click.option("--fps", type=float, default=25.0, show_default=True, help="Frames a second.")
@options.liveliness
@options.occluders
@options.appearance
@options.expression_model
@click.option("--force", is_flag=True, help="Replace a project that is there; its versions are kept.")
@options.json_output
@click.option("-o", "--out", required=True, metavar="P.lestalk", help="Project file to write.")
def new(out: str, force: bool, as_json: bool, **chosen: Any) -> None:
    """Write a project file of PORTRAIT and AUDIO, to be edited and rendered.

    The portrait and the sound are looked at, so that a project that is written can be rendered.
    """
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.project_file import new_project

    if Path(out).suffix.lower() != ".lestalk":
        raise click.BadParameter(f"{out} does not end with .lestalk", param_hint="'-o' / '--out'")
    options.unit_interval(chosen["appearance"], "--appearance")
    options.check_lips(chosen["lips"], chosen["audio"], chosen["au_source"])
    if chosen["lips"] is None:
        chosen["lips"] = "audio" if chosen["au_source"] is None else "source"
    chosen |= options.front(chosen["occluders"])
    with TerminalProgress() as progress:
        progress.stage("Looking at the portrait")
        project = new_project(Path(out), chosen, force)
    if as_json:
        import json

        media = {name: getattr(project, name) for name in ("portrait", "audio", "au_source")}
        told = {name: None if value is None else str(value) for name, value in media.items()}
        click.echo(json.dumps({"out": out, **told, "fps": project.fps}))
    else:
        name = shlex.quote(out)  # so that the commands can be pasted
        click.echo(
            f"Wrote {out}; open it with lestalk {name}, or render it with lestalk render {name} -o OUT."
        )
