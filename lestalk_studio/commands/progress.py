"""What a person at a terminal sees while it works; nothing where stderr is no terminal."""

from __future__ import annotations

import sys
import time

import click


class TerminalProgress:
    """Names the stage, then a bar of frames with the time left. Use as a context manager."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._width = 0
        self._began: float | None = None
        self._drawn = 0.0

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Leave an empty line for other output."""
        self._line("")

    def stage(self, name: str) -> None:
        """Show what is done now."""
        self._began = None
        self._line(name + " ...")

    def frames(self, done: int, total: int) -> None:
        """Show that `done` of `total` frames are finished."""
        now = time.monotonic()
        if self._began is None:
            self._began = now - 1e-6
            return
        if now - self._drawn < 0.1 and done < total:
            return
        self._drawn = now
        rate = (done - 1) / (now - self._began)
        left = (total - done) / rate if rate > 0 else 0.0
        filled = round(24 * done / total)
        bar = "#" * filled + "-" * (24 - filled)
        self._line(f"[{bar}] {done}/{total} frames, {rate:.1f} a second, {clock(left)} left")

    def _line(self, text: str) -> None:
        if not self._shown:
            return
        click.echo("\r" + text.ljust(self._width), nl=False, err=True)
        if not text:
            click.echo("\r", nl=False, err=True)
        self._width = len(text)


def clock(seconds: float) -> str:
    """1:05 or 1:02:03."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
