"""`lestalk edit`: the window. `lestalk` alone and `lestalk FILE.lestalk` open it, too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lestalk_studio.errors import StudioError


def has_display() -> bool:
    """Whether a window could be shown: elsewhere than on Linux always."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


@click.command()
@click.argument("file", required=False, metavar="[FILE.lestalk]")
@click.option(
    "--self-test",
    metavar="FOLDER",
    help="Open the window, let it try itself on the demo project (look, export 2 s, save), put what it made "
    "into FOLDER, and close; the exit code tells whether all went well.",
)
def edit(file: str | None, self_test: str | None = None) -> int:
    """Open the editor, with a project if one is given."""
    if not has_display():
        raise StudioError(
            "There is no display to open a window on; use lestalk render here, or set DISPLAY to a screen."
        )
    from lestalk_studio.app import run

    if self_test is not None:
        if file is not None:
            raise click.UsageError("--self-test brings its own project; leave the file away.")
        return run(self_test=Path(self_test), say=click.echo)
    return run(None if file is None else Path(file))
