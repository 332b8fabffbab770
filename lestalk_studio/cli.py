"""The command `lestalk`. Exit codes: 0 done, 1 failed, 2 wrong usage, 4 stopped."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from typing import Any

import click

from lestalk_studio import __version__
from lestalk_studio.commands.analyze import analyze
from lestalk_studio.commands.demo import demo
from lestalk_studio.commands.doctor import doctor
from lestalk_studio.commands.edit import edit, has_display
from lestalk_studio.commands.frame import frame
from lestalk_studio.commands.new import new
from lestalk_studio.commands.render import render
from lestalk_studio.errors import Cancelled, StudioError

DONE, FAILED, WRONG_USAGE, STOPPED = 0, 1, 2, 4

log = logging.getLogger(__name__)


class StudioGroup(click.Group):
    """Commands that end with the program's exit codes, and tell a failure in one sentence."""

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        """A project file in place of a command opens it."""
        if args and args[0].endswith(".lestalk"):
            args = ["edit", *args]
        return super().resolve_command(context, args)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run; with `standalone_mode` (the default) end the process with an exit code."""
        if not standalone_mode:
            return super().main(*args, standalone_mode=False, **extra)
        sys.exit(self._code(*args, **extra))

    def _code(self, *args: Any, **extra: Any) -> int:
        try:
            with _SigtermStops():
                result = super().main(*args, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            return WRONG_USAGE if isinstance(error, click.UsageError) else FAILED
        except (Cancelled, KeyboardInterrupt, click.Abort) as stop:
            kept = f"; {stop}" if isinstance(stop, Cancelled) and str(stop) else ""
            click.echo(f"Stopped; nothing was written{kept}.", err=True)
            return STOPPED
        except StudioError as error:
            click.echo(str(error), err=True)
            return FAILED
        except BrokenPipeError:
            # The reader of our output left; Python must not fail again when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        except MemoryError:
            click.echo("There is not enough memory for this; try a smaller --size.", err=True)
            return FAILED
        except Exception as error:  # the last line of defence: a sentence instead of a traceback
            log.debug("unexpected failure", exc_info=True)
            click.echo(
                f"Something unexpected went wrong ({type(error).__name__}: {error}); "
                "run again with --verbose for the details, and report it.",
                err=True,
            )
            return FAILED
        return result if isinstance(result, int) else DONE


class _SigtermStops:
    """While entered, a polite kill stops like Ctrl-C, so that nothing half-written stays behind."""

    def __enter__(self) -> None:
        self._old = None
        if threading.current_thread() is threading.main_thread():
            self._old = signal.signal(signal.SIGTERM, self._stop)

    def __exit__(self, *_: object) -> None:
        if self._old is not None:
            signal.signal(signal.SIGTERM, self._old)

    @staticmethod
    def _stop(*_: object) -> None:
        raise KeyboardInterrupt


@click.group(
    cls=StudioGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="lestalk")
@click.option("-v", "--verbose", is_flag=True, help="Tell more on stderr.")
@click.pass_context
def cli(context: click.Context, verbose: bool) -> None:
    """Make a still portrait speak and feel, in the terms of facial anatomy.

    Without a command, or with a FILE.lestalk in its place, the editor opens.
    """
    level = logging.DEBUG if verbose else logging.ERROR
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", force=True)
    logging.getLogger("lestalk_studio").setLevel(level)
    if context.invoked_subcommand is not None:
        return
    if has_display():
        context.exit(context.invoke(edit))
    click.echo(context.get_help())


for _command in (render, new, frame, analyze, doctor, demo, edit):
    cli.add_command(_command)


def main() -> None:
    """Entry point of the console script."""
    cli(prog_name="lestalk")


if __name__ == "__main__":
    main()
