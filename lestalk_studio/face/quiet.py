"""Keeping native libraries from writing their start-up log to the user's terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

_lock = threading.RLock()


@contextlib.contextmanager
def quiet_native_log():
    """While inside, what C and C++ code writes to stderr is dropped; Python's own stderr still shows.

    MediaPipe and TFLite greet on file descriptor 2 before any of their log levels apply, so the descriptor
    itself is turned away, and `sys.stderr`, if it writes there, is given a duplicate of the real one.
    """
    os.environ.setdefault("GLOG_minloglevel", "2")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with _lock:
        try:
            real = os.dup(2)
        except OSError:  # a windowed program without a stderr has nothing to keep quiet
            yield
            return
        stream = sys.stderr
        try:
            own = stream is not None and stream.fileno() == 2
        except (OSError, ValueError, AttributeError):
            own = False
        if stream is not None:
            stream.flush()
        substitute = os.fdopen(os.dup(real), "w", buffering=1, errors="backslashreplace") if own else None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            if substitute is not None:
                sys.stderr = substitute
            yield
        finally:
            if substitute is not None:
                sys.stderr = stream
                substitute.close()
            os.dup2(real, 2)
            os.close(real)
            os.close(nowhere)
