"""`lestalk doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import click

from lestalk_studio.commands import options

_SIGN = {"ok": "ok     ", "optional": "absent ", "missing": "MISSING"}


@click.command(short_help="What is installed, and what is missing.")
@options.json_output
def doctor(as_json: bool) -> int:
    """Tell what is installed, which device is used, what is missing and how to get it."""
    from lestalk_studio.pipeline.checkup import check_up

    findings = check_up()
    good = all(found.state != "missing" for found in findings)
    if as_json:
        import dataclasses
        import json

        click.echo(json.dumps({"ok": good, "checks": [dataclasses.asdict(found) for found in findings]}))
    else:
        width = max(len(found.name) for found in findings)
        for found in findings:
            click.echo(f"{_SIGN[found.state]}  {found.name:{width}}  {found.detail}")
            if found.remedy:
                click.echo(f"{'':9}{'':{width}}  -> {found.remedy}")
        click.echo("Everything needed is here." if good else "Something needed is missing; see above.")
    return 0 if good else 1
