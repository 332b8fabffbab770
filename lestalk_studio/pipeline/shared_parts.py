"""Steps of the chain that several threads share, so that a portrait is looked at and fitted once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lestalk_studio.pipeline.analysis import stamp
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace


class _Last:
    """Keeps what was made last; who asks for the same while it is being made waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key: Any = None
        self._made: Any = None

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        with self._lock:
            if self._made is None or self._key != key:
                self._made = None  # before the next is made: they are large
                self._key, self._made = key, make()
            return self._made


def shared(parts: Parts) -> Parts:
    """`parts` that remember the last face they saw and the last they fitted; safe to use in any thread."""
    seen, fitted = _Last(), _Last()

    def look(path: Path, face: int) -> SeenFace:
        return seen.get((stamp(path), face), lambda: parts.look(path, face))

    def fit(face: SeenFace) -> FittedFace:
        # The key holds on to the face, so that no other can take its id.
        return fitted.get(_Same(face), lambda: parts.fit(face))

    return replace(parts, look=look, fit=fit)


class _Same:
    """Equal for the very same object alone: faces hold arrays, which do not compare."""

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._thing is self._thing

    __hash__ = None
