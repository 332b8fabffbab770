"""A lock file that says whether the process that made it still runs (flock, so POSIX systems)."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class ProcessLock:
    """Holds `path`, a new name, locked until release() or the end of the process.

    The system lets go of the lock however the process ends, kill -9 too; children that are forked do not
    keep it. The process's number is in the file for people to read. Raises OSError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # Waits: nobody else wants this name, but another program may just be probing it.
            fcntl.flock(self._handle, fcntl.LOCK_EX)
            if not _is_file(self._handle, path):  # it was swept before it was locked
                raise FileNotFoundError(f"{path} was removed")
            os.write(self._handle, f"{os.getpid()}\n".encode())
        except OSError:
            os.close(self._handle)
            raise
        os.register_at_fork(after_in_child=self._forget)

    def release(self) -> None:
        """Let go and remove the file; a second call does nothing."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
            self._forget()

    def _forget(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def is_held(path: Path) -> bool:
    """Whether a process that runs holds the lock `path`."""
    with _probed(path) as free:
        return not free


def remove_if_free(path: Path) -> None:
    """Remove the lock file `path` unless a process holds it; it cannot be taken in between."""
    with _probed(path) as free, contextlib.suppress(OSError):
        if free:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _probed(path: Path) -> Iterator[bool]:
    """Yields whether `path` is free, and if so holds it meanwhile; a file that is not there is free."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield True
        return
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _is_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False
