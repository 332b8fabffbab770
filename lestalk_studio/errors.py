"""Failures a user can cause, each told in one sentence."""

from collections.abc import Callable
from typing import ClassVar


class StudioError(Exception):
    """A failure to show to the user: what failed, on which file, what to do.

    The message is one complete sentence; no traceback is shown with it. It is written in English; a program
    that speaks another language sets `translate`, and `str(error)` is what that makes of it.
    """

    translate: ClassVar[Callable[[str], str]] = staticmethod(str)

    def __str__(self) -> str:
        return StudioError.translate(super().__str__())


class Cancelled(Exception):
    """The user stopped the work; nothing is to be reported as failed."""


def in_a_sentence(error: Exception) -> StudioError:
    """`error` itself where it is made for users, else a StudioError that names it."""
    if isinstance(error, StudioError):
        return error
    return StudioError(f"Something unexpected went wrong ({type(error).__name__}: {error}).")
