"""Failures a user can cause, each told in one sentence."""


class StudioError(Exception):
    """A failure to show to the user: what failed, on which file, what to do.

    The message is one complete sentence; no traceback is shown with it.
    """


class Cancelled(Exception):
    """The user stopped the work; nothing is to be reported as failed."""
