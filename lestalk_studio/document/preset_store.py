"""The user's presets, kept as JSON in the state folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lestalk_studio.document.atomic import write_atomically
from lestalk_studio.document.presets import BUILTIN_PRESETS, Preset, plain, search
from lestalk_studio.document.readable import dump_json, encodable, load_json
from lestalk_studio.errors import StudioError
from lestalk_studio.paths import state_dir

FORMAT = "lestalk-presets"
VERSION = 1
_LARGEST_FILE = 50_000_000


class PresetStore:
    """Presets that ship and presets of the user, in `file` (None = presets.json of the state folder).

    Every change is read from the file first and written at once, so that two windows do not lose each
    other's. All raise StudioError when the file is damaged or cannot be written; then it stays as it is.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = Path(file) if file is not None else state_dir() / "presets.json"

    def user(self) -> tuple[Preset, ...]:
        """The user's presets in the order they were made."""
        if not self.file.exists():
            return ()
        try:
            if self.file.stat().st_size > _LARGEST_FILE:
                raise ValueError("it is too large")
            return _presets(load_json(self.file.read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise StudioError(
                f"{self.file} cannot be read ({error}); move it away to start with the presets that ship."
            ) from error

    def all(self) -> tuple[Preset, ...]:
        """What ships, then the user's."""
        return BUILTIN_PRESETS + self.user()

    def find(self, query: str, spoken: Callable[[str], str] = str) -> tuple[Preset, ...]:
        """Presets that match, best first; see presets.search."""
        return search(self.all(), query, spoken)

    def add(self, preset: Preset) -> None:
        """Keep `preset`, in place of the user's one of that name. Raises StudioError for a shipped name."""
        if any(_same(preset.name, shipped.name) for shipped in BUILTIN_PRESETS):
            raise StudioError(f"The preset {preset.name} ships with the program; choose another name.")
        presets = list(self.user())
        own = Preset(preset.name, preset.values)
        place = next((i for i, other in enumerate(presets) if _same(other.name, own.name)), len(presets))
        presets[place : place + 1] = [own]
        self._write(presets)

    def rename(self, name: str, new_name: str) -> None:
        """Give the user's preset `name` another name. Raises StudioError when that is taken."""
        presets = list(self.user())
        taken = (*BUILTIN_PRESETS, *(p for p in presets if not _same(p.name, name)))
        if any(_same(new_name, other.name) for other in taken):
            raise StudioError(f"There is a preset {new_name} already; choose another name.")
        place = self._place(presets, name)
        try:
            presets[place] = Preset(new_name, presets[place].values)
        except ValueError as error:
            raise StudioError(f"The preset {name} was not renamed: {error}.") from error
        self._write(presets)

    def remove(self, name: str) -> None:
        """Forget the user's preset `name`. Raises StudioError when there is none."""
        presets = list(self.user())
        del presets[self._place(presets, name)]
        self._write(presets)

    def _place(self, presets: list[Preset], name: str) -> int:
        for i, preset in enumerate(presets):
            if _same(preset.name, name):
                return i
        raise StudioError(f"There is no preset {name} of yours; choose one from the list.")

    def _write(self, presets: list[Preset]) -> None:
        entries = [{"name": p.name, "emotions": p.emotions, "units": p.units} for p in presets]
        text = encodable(dump_json({"format": FORMAT, "version": VERSION, "presets": entries}))
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StudioError(f"{self.file.parent} could not be made ({error.strerror}).") from error
        write_atomically(self.file, text + "\n")


def _presets(data: Any) -> tuple[Preset, ...]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("it holds no presets")
    if data.get("version") != VERSION:
        raise ValueError("a newer version of the program wrote it")
    entries = data.get("presets")
    if not isinstance(entries, list):
        raise ValueError("its list of presets is missing")
    return tuple(_preset(entry) for entry in entries)


def _preset(entry: Any) -> Preset:
    if not isinstance(entry, dict):
        raise ValueError("a preset must be an object")
    values: dict[str, float] = {}
    for part in ("emotions", "units"):
        named = entry.get(part, {})
        if not isinstance(named, dict):
            raise ValueError(f"the {part} of a preset must be an object")
        values |= named
    return Preset(entry.get("name"), tuple(values.items()))


def _same(one: str, other: str) -> bool:
    return plain(one) == plain(other)
