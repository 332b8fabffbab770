"""Presets: named poses of emotions and units, searched, blended and laid on a project."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lestalk_studio.document.channels import CHANNEL_ORDER, CHANNELS, channel_named
from lestalk_studio.document.checks import number, text
from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import set_values, values_at
from lestalk_studio.document.transition import Transition

EXPRESSIVE: tuple[str, ...] = tuple(
    channel.name for channel in CHANNELS.values() if channel.group in ("emotion", "action", "isolation")
)
"""The channels a preset may set."""


@dataclass(frozen=True)
class Preset:
    """A pose: what is in `values` (channel, value) is set, every other emotion and unit is 0.

    Raises ValueError for an empty name, a channel no preset sets, or a value the channel forbids.
    """

    name: str
    values: tuple[tuple[str, float], ...]
    builtin: bool = False

    def __post_init__(self) -> None:
        if not text(self.name, "a preset's name", 80).strip():
            raise ValueError("a preset must have a name")
        object.__setattr__(self, "name", self.name.strip())
        checked = {}
        for name, value in dict(self.values).items():
            channel = channel_named(name)
            if name not in EXPRESSIVE:
                raise ValueError(f"a preset cannot set {name}")
            checked[name] = number(value, name, channel.low, channel.high)
        ordered = sorted(checked.items(), key=lambda pair: CHANNEL_ORDER[pair[0]])
        object.__setattr__(self, "values", tuple((name, value) for name, value in ordered if value))

    @property
    def emotions(self) -> dict[str, float]:
        """Levels by emotion."""
        return {n: v for n, v in self.values if CHANNELS[n].group == "emotion"}

    @property
    def units(self) -> dict[str, float]:
        """Biases by unit."""
        return {n: v for n, v in self.values if CHANNELS[n].group != "emotion"}


def _builtin(name: str, **values: float) -> Preset:
    return Preset(name, tuple(values.items()), builtin=True)


BUILTIN_PRESETS: tuple[Preset, ...] = (
    _builtin("Neutral"),
    _builtin("Happy", happy=3),
    _builtin("Sad", sad=3),
    _builtin("Angry", angry=3),
    _builtin("Surprised", surprised=3),
    _builtin("Fear", fear=3),
    _builtin("Disgusted", disgusted=3),
    _builtin("Contempt", contempt=3),
    # Mixtures after Plutchik's dyads and the compound emotions of Du, Tao & Martinez (PNAS 2014).
    _builtin("Polite smile", AU12=0.35),
    _builtin("Warm smile", happy=1.2),
    _builtin("Happily surprised", happy=1.8, surprised=1.6),
    _builtin("Bittersweet", happy=1.2, sad=1.4),
    _builtin("Sadly angry", sad=1.6, angry=1.5),
    _builtin("Appalled", disgusted=1.6, angry=1.4),
    _builtin("Awed", fear=1.2, surprised=1.6),
    _builtin("Skeptical", contempt=0.8, L02=0.7, AU04=0.2),
    _builtin("Worried", fear=0.7, sad=0.9),
    _builtin("Concentrated", AU04=0.5, AU07=0.4, AU24=0.3),
    _builtin("Smirk", L12=0.55, L14=0.4),
)


def preset_from(project: Project, time: float, name: str) -> Preset:
    """The pose of the project at `time` [s] as a preset. Raises ValueError for a bad name."""
    return Preset(name, tuple(values_at(project, time, EXPRESSIVE).items()))


def blend(now: Mapping[str, float], preset: Preset, factor: float) -> dict[str, float]:
    """Values `factor` (0..1) of the way from `now` to the preset, for every channel that either sets."""
    number(factor, "the factor", 0.0, 1.0)
    aim = dict(preset.values)
    names = [name for name in EXPRESSIVE if now.get(name) or name in aim]
    return {n: (1.0 - factor) * now.get(n, 0.0) + factor * aim.get(n, 0.0) for n in names}


def apply_preset(
    project: Project, preset: Preset, time: float, factor: float = 1.0, transition: Transition | None = None
) -> Project:
    """The project with keys at `time` that blend what is there with the preset; lanes at 0 get no key."""
    return set_values(project, time, blend(values_at(project, time, EXPRESSIVE), preset, factor), transition)


def search(presets: Iterable[Preset], query: str, spoken: Callable[[str], str] = str) -> tuple[Preset, ...]:
    """Presets that match every word of `query` by name, emotion, unit or its anatomical name, best first.

    spoken: a shipped or anatomical name in the language of the query; the English one is found, too.

    Without any match the names most like the query are given, so that a slip of the finger still finds.
    """
    presets = tuple(presets)
    words = plain(query).split()
    if not words:
        return presets
    ranked = [
        (rank, i) for i, preset in enumerate(presets) if (rank := _rank(preset, words, spoken)) is not None
    ]
    if ranked:
        return tuple(presets[i] for _, i in sorted(ranked))
    from difflib import SequenceMatcher

    wanted = plain(query)
    alike = [(SequenceMatcher(None, wanted, plain(preset.name)).ratio(), preset) for preset in presets]
    return tuple(preset for ratio, preset in sorted(alike, key=lambda pair: -pair[0]) if ratio >= 0.6)


def plain(written: str) -> str:
    """Text in small letters without accents, for comparing."""
    spread = unicodedata.normalize("NFKD", written.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).strip()


def _rank(preset: Preset, words: list[str], spoken: Callable[[str], str]) -> int | None:
    names = {plain(preset.name), plain(spoken(preset.name))}
    labels = [CHANNELS[n].label for n, _ in preset.values]
    titles = [spoken(label.capitalize()) for label in labels]  # emotions are named with a capital
    content = plain(" ".join((*(n for n, _ in preset.values), *labels, *map(spoken, labels), *titles)))
    worst = 0
    for word in words:
        if any(name.startswith(word) for name in names):
            rank = 0
        elif any(f" {word}" in f" {name}" for name in names):
            rank = 1
        elif any(word in name for name in names):
            rank = 2
        elif word in content:
            rank = 3
        else:
            return None
        worst = max(worst, rank)
    return worst
