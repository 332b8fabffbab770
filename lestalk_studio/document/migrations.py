"""Older project files brought to the present schema, one step a version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA = 3
"""The schema this program writes."""

_EASES = {"in": "ease_in", "out": "ease_out", "in_out": "ease_both", "step": "hold", "line": "linear"}


def migrate(data: dict[str, Any], schema: int) -> dict[str, Any]:
    """The body of a project file of an older `schema` as SCHEMA has it; the argument is left as it is.

    Raises ValueError when the body is not what its schema promises.
    """
    for version in range(schema, SCHEMA):
        try:
            data = STEPS[version](data)
        except (KeyError, TypeError, AttributeError, IndexError, ZeroDivisionError, OverflowError) as error:
            raise ValueError(f"it is not what a file of version {version} holds ({error!r})") from error
    return data


def _seconds_and_transitions(old: dict[str, Any]) -> dict[str, Any]:
    """1 -> 2: keys were [frame, value, ease] at the project's rate; media lay at the top; AUs had no zero."""
    fps = float(old.get("fps", 25.0))

    def key(entry: list[Any]) -> dict[str, Any]:
        frame, value, *ease = entry
        return {
            "time": frame / fps,
            "value": value,
            "transition": _EASES[ease[0] if ease else "in_out"],
        }

    def name(old_name: str) -> str:
        return f"AU0{old_name[2:]}" if old_name.startswith("AU") and len(old_name) == 3 else old_name

    kept = {k: v for k, v in old.items() if k not in ("portrait", "audio", "range", "tracks")}
    first, last = old.get("range") or (None, None)
    return {
        "media": {"portrait": old.get("portrait"), "audio": old.get("audio"), "au_source": None},
        **kept,
        "start": None if first is None else first / fps,
        # The old range named the last frame that shows, the out point is where it ends.
        "end": None if last is None else (last + 1) / fps,
        "tracks": {
            name(channel): {"keys": [key(entry) for entry in keys]}
            for channel, keys in old.get("tracks", {}).items()
        },
    }


def _nothing_painted(old: dict[str, Any]) -> dict[str, Any]:
    """2 -> 3: nothing was painted by hand in front of the face; what is missing is none."""
    return old


STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _seconds_and_transitions,
    2: _nothing_painted,
}
