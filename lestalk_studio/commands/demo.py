"""`lestalk demo`: the built-in portrait says the built-in speech, with an emotion that changes."""

from __future__ import annotations

from pathlib import Path

import click

from lestalk_studio.commands import options


@click.command(short_help="The built-in portrait speaking and feeling.")
@click.option(
    "--size", type=options.Size(), default="source", show_default=True, help="Longer side in pixels."
)
@click.option("-o", "--out", "folder", default="build/demo", show_default=True, help="Folder to write to.")
def demo(size: str | int, folder: str) -> None:
    """Render the built-in portraits speaking and feeling, and say where the videos are."""
    from lestalk_studio.commands.progress import TerminalProgress
    from lestalk_studio.pipeline.demo import render_demo

    with TerminalProgress() as progress:
        for report in render_demo(Path(folder), size, progress.stage, progress.frames):
            progress.clear()
            click.echo(report.sentence())
