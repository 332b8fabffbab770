"""Keyframe files, .json or .csv; docs/keyframes.md describes them."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable
from pathlib import Path

from lestalk_studio.errors import StudioError
from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.names import parse_number, resolve, resolve_target
from lestalk_studio.les.tracks import TRANSITIONS, Keyframe, KeyframeTrack

_MOST_BYTES = 50_000_000  # a keyframe file is small; a video given by mistake is not read whole


def load_keyframes(path: str | Path) -> tuple[KeyframeTrack, ...]:
    """The tracks of a keyframe file, .json or .csv, as docs/keyframes.md describes.

    Raises StudioError on a file that cannot be read, or whose content is not as described.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise StudioError(f"'{path}' is too large for a keyframe file; give a small .json or .csv.")
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise StudioError(f"The keyframe file '{path}' does not exist.") from None
    except (OSError, UnicodeDecodeError):
        raise StudioError(
            f"The keyframe file '{path}' cannot be read as text; save it as UTF-8 .json or .csv."
        ) from None
    rows = _json_rows(text, path) if text.lstrip()[:1] in ("{", "[") else _csv_rows(text, path)
    tracks: dict[str, list[Keyframe]] = {}
    for place, row in rows:
        target, key = _keyframe(place, row)
        tracks.setdefault(target, []).append(key)
    if not tracks:
        raise StudioError(f"The keyframe file '{path}' holds no keyframes; see docs/keyframes.md.")
    return tuple(_track(path, target, keys) for target, keys in tracks.items())


def _track(path: Path, target: str, keys: list[Keyframe]) -> KeyframeTrack:
    keys = sorted(keys, key=lambda key: key.time)
    for one, next_one in itertools.pairwise(keys):
        if one.time == next_one.time:
            raise StudioError(f"'{path}' has two keyframes of {target} at {one.time:g} s; keep one of them.")
    return KeyframeTrack(target, tuple(keys))


def _keyframe(place: str, row: dict) -> tuple[str, Keyframe]:
    missing = [name for name in ("time", "track", "value") if row.get(name) in (None, "")]
    if missing:
        raise StudioError(f"{place} lacks its {missing[0]}.")
    try:
        target = resolve_target(str(row["track"]))
        time = parse_number(row["time"], "The time")
        value = parse_number(row["value"], "The value")
        transition = resolve("transition", str(row.get("transition") or "ease"), TRANSITIONS)
        if time < 0:
            raise StudioError(f"The time must be 0 or more, not {row['time']}.")
        if target in EMOTIONS and value < 0:
            raise StudioError(f"The level of {target} must be 0 or more, not {row['value']}.")
    except StudioError as error:
        raise StudioError(f"{place}: {error}") from None
    return target, Keyframe(time, value, transition)


def _json_rows(text: str, path: Path) -> Iterable[tuple[str, dict]]:
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise StudioError(f"The keyframe file '{path}' is not valid JSON; see docs/keyframes.md.") from None
    keyframes = content.get("keyframes") if isinstance(content, dict) else content
    if not isinstance(keyframes, list) or not all(isinstance(row, dict) for row in keyframes):
        raise StudioError(f"The keyframe file '{path}' has no list of keyframes; see docs/keyframes.md.")
    for i, row in enumerate(keyframes, 1):
        yield f"Keyframe {i} of '{path}'", row


def _csv_rows(text: str, path: Path) -> Iterable[tuple[str, dict]]:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        if not {"time", "track", "value"} <= set(names):
            raise StudioError(
                f"The keyframe file '{path}' must begin with the columns time, track, value and transition."
            )
        reader.fieldnames = names
        for row in reader:
            cells = {k: v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            if any(cells.values()):
                yield f"Line {reader.line_num} of '{path}'", cells
    except csv.Error:
        raise StudioError(f"The keyframe file '{path}' is not valid CSV; see docs/keyframes.md.") from None
