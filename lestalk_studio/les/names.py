"""Read the names and numbers a user types; an unknown name is refused with the nearest known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from lestalk_studio.errors import StudioError
from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.space import NAMES

EMOTION_ALIASES: dict[str, str] = {
    "none": "neutral",
    "anger": "angry",
    "contemptuous": "contempt",
    "disgust": "disgusted",
    "afraid": "fear",
    "fearful": "fear",
    "scared": "fear",
    "happiness": "happy",
    "joy": "happy",
    "sadness": "sad",
    "surprise": "surprised",
}
_UNIT = re.compile(r"(AU|L|R)[ _]?0*(\d+)(?:_?([LR]))?")


def resolve(kind: str, text: str, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> str:
    """The name in `names` meant by `text`, whatever its case; `aliases` maps further lower-case words.

    Raises StudioError naming the nearest known name, or all of them when none is near.
    """
    names = list(names)
    known = {name.lower(): name for name in names} | dict(aliases or {})
    wanted = text.strip().lower()
    if wanted in known:
        return known[wanted]
    import difflib

    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.6)
    if near:
        raise StudioError(f"There is no {kind} '{text.strip()}'; did you mean {known[near[0]]}?")
    listed = ", ".join(names)
    raise StudioError(f"There is no {kind} '{text.strip()}'; choose one of {listed}.")


def resolve_emotion(text: str) -> str:
    """One of EMOTIONS; 'anger' and 'angry', 'joy' and 'happy' are the same. Raises StudioError."""
    return resolve("emotion", text, EMOTIONS, EMOTION_ALIASES)


def resolve_unit(text: str) -> str:
    """One of the 41 unit names; 'au1' means AU01, 'L12' and 'AU12L' the left side of AU12.

    Raises StudioError naming the nearest unit.
    """
    match = _UNIT.fullmatch(text.strip().upper())
    if match:
        prefix, number, side = match.groups()
        side = side if prefix == "AU" else prefix
        name = f"{side or 'AU'}{int(number):02d}"
        if name in NAMES:
            return name
        symmetric = f"AU{int(number):02d}"
        if side and symmetric in NAMES:
            sided = ", ".join(n for n in NAMES if n.startswith(side))
            raise StudioError(
                f"There is no action unit '{text.strip()}': {symmetric} has no side of its own; "
                f"did you mean {symmetric}? One-sided ones are {sided}."
            )
        if symmetric == "AU45":
            raise StudioError(
                "AU45 is the blink, which lies outside the space; it cannot be biased as a unit."
            )
        numbered = [n for n in NAMES if n.startswith("AU")]
        nearest = min(numbered, key=lambda n: abs(int(n[2:]) - int(number)))
        raise StudioError(f"There is no action unit '{text.strip()}'; did you mean {nearest}?")
    return resolve("action unit", text, NAMES)


def parse_number(text: object, what: str) -> float:
    """A finite number; StudioError beginning with `what` otherwise."""
    try:
        value = float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise StudioError(f"{what} must be a number, not '{text}'.") from None
    if isinstance(text, bool) or not math.isfinite(value):
        raise StudioError(f"{what} must be a finite number, not '{text}'.")
    return value


def resolve_target(text: str) -> str:
    """An emotion or unit name for a keyframe track; StudioError with the nearest name."""
    if re.match(r"\s*(AU|[LR])[ _]?\d", text, re.IGNORECASE):
        return resolve_unit(text)
    return resolve("emotion or action unit", text, EMOTIONS, EMOTION_ALIASES)
