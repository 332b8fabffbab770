"""JSON that people can read and compare: short things on one line, long ones spread out."""

from __future__ import annotations

import json
from typing import Any

_WIDTH = 100


def dump_json(value: Any, indent: str = "") -> str:
    """`value` as JSON text, without a newline at its end. Raises ValueError for NaN and infinity."""
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, dict | list) or not value or len(flat) + len(indent) <= _WIDTH:
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {dump_json(v, deeper)}" for k, v in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [dump_json(item, deeper) for item in value]
        opening, closing = "[", "]"
    lines = f",\n{deeper}".join(parts)
    return f"{opening}\n{deeper}{lines}\n{indent}{closing}"


def encodable(text: str) -> str:
    """JSON `text` with what UTF-8 cannot hold (bytes of odd file names) as JSON's own escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def load_json(text: str) -> Any:
    """What JSON `text` says. Raises ValueError for NaN, infinity, a name twice, bottomless nesting, and no JSON,
    in words for people.
    """
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_once_each)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise ValueError("it is empty") from None
        rest = text[error.pos :].strip()
        # Nothing is left, or the beginning of a word or a text.
        if rest in "true false null" or error.msg.startswith("Unterminated"):
            raise ValueError(f"it breaks off in line {error.lineno}") from None
        raise ValueError(f"it is no JSON from line {error.lineno} on") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(n for n in names if names.count(n) > 1)!r} is given twice")
    return named
