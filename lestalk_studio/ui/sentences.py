"""Failures come from below the window as finished English sentences; here they are recognised and translated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_HOLE = re.compile(r"\{(\d+)\}")
_DEEPEST = 4


class Sentences:
    """Calling it with a sentence gives the translation, or the sentence itself when no template fits.

    pairs: gives (template, translation), both with {0}, {1} ...; asked for with the first sentence. What fills
    a hole is translated in its turn, for a failure often names the one it comes from.
    """

    def __init__(self, pairs: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self._source = pairs
        self._known: list[tuple[list[str], str]] | None = None

    def __call__(self, sentence: str) -> str:
        if self._known is None:
            # The template with most words of its own is the most exact one.
            pairs = sorted(self._source(), key=lambda pair: -len(_HOLE.sub("", pair[0])))
            self._known = [(_HOLE.split(template)[::2], translation) for template, translation in pairs]
        return self._translated(sentence, _DEEPEST)

    def _translated(self, sentence: str, depth: int) -> str:
        found = self._match(sentence, depth)
        if found is not None:
            return found
        # A clause that was made a sentence: "it is too large" -> "It is too large."
        for stop in ("", "."):
            if sentence.endswith(stop):
                clause = sentence[: len(sentence) - len(stop)]
                found = self._match(clause[:1].lower() + clause[1:], depth) or self._match(clause, depth)
                if found is not None:
                    return found[:1].upper() + found[1:] + stop
        return sentence

    def _match(self, sentence: str, depth: int) -> str | None:
        if depth == 0 or not sentence:
            return None
        for pieces, translation in self._known:
            if not all(piece in sentence for piece in pieces):
                continue  # most end here, before an expression is compiled
            match = re.fullmatch("(.*?)".join(map(re.escape, pieces)), sentence, re.DOTALL)
            if match:
                parts = [self._translated(part, depth - 1) for part in match.groups()]
                return "".join(
                    parts[int(piece)] if i % 2 else piece for i, piece in enumerate(_HOLE.split(translation))
                )
        return None
