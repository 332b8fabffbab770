"""Stopping long work from outside: whoever computes asks at its checkpoints whether it is still wanted.

The question belongs to the thread, so that no function between the one who may stop and the one who computes
has to hand it on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lestalk_studio.errors import Cancelled

_asked = threading.local()


def checkpoint() -> None:
    """Raise Cancelled when what this thread is at is no longer wanted; costs well under a microsecond.

    To be called at least every tenth of a second in whatever can take longer.
    """
    unwanted = getattr(_asked, "unwanted", None)
    if unwanted is not None and unwanted():
        raise Cancelled("")


@contextmanager
def cancellable(unwanted: Callable[[], bool]) -> Iterator[None]:
    """In this block, checkpoints of this thread raise Cancelled as soon as `unwanted` says True."""
    before = getattr(_asked, "unwanted", None)
    _asked.unwanted = unwanted if before is None else lambda: before() or unwanted()
    try:
        yield
    finally:
        _asked.unwanted = before
