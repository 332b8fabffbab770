"""What a text that is shown in one language is in another: by the translations of its literal, and of what fills it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable

_DEEPEST = 3
_LEAST_LETTERS = 3
"""A template with fewer letters of its own would fit texts that are none of its."""


class Rewording:
    """Calling it with a text gives the text in the new language, or the text itself where it is not known.

    pairs: (in the old language, in the new one), literals and templates with {named} holes.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._templates: list[tuple[re.Pattern[str], str]] = []
        templates = []
        for old, new in pairs:
            names = _holes(old)
            self._exact.setdefault(old, new)
            if names and len(re.findall(r"[^\W\d_]", _own(old))) >= _LEAST_LETTERS:
                templates.append((old, new))
        # The template with most words of its own is the most exact one.
        for old, new in sorted(templates, key=lambda pair: -len(_own(pair[0]))):
            self._templates.append((_pattern(old), new))

    def __call__(self, text: str) -> str:
        return self._reworded(text, _DEEPEST)

    def _reworded(self, text: str, depth: int) -> str:
        if not text or depth == 0:
            return text
        if text in self._exact:
            return self._exact[text]
        for pattern, new in self._templates:
            match = pattern.fullmatch(text)
            if match:
                parts = {name: self._reworded(part, depth - 1) for name, part in match.groupdict().items()}
                return "".join(
                    own + (parts.get(name, "") if name else "")
                    for own, name, _, _ in string.Formatter().parse(new)
                )
        if ", " in text and depth < _DEEPEST:  # a row of names that fills a hole
            return ", ".join(self._reworded(part, depth - 1) for part in text.split(", "))
        return text


def _holes(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name]
    except ValueError:  # a brace that is one
        return []


def _own(text: str) -> str:
    return "".join(own for own, *_ in string.Formatter().parse(text))


def _pattern(text: str) -> re.Pattern[str]:
    made, seen = "", set()
    for own, name, _, _ in string.Formatter().parse(text):
        made += re.escape(own)
        if name:
            made += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
    return re.compile(made, re.DOTALL)
