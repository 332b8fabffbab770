"""Titles of lanes and groups."""

from __future__ import annotations

from collections.abc import Iterable

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.ui.texts import tr, tr_name, value_text


def group_title(group: str) -> str:
    """Heading of a group of lanes."""
    return {
        "emotion": tr("Emotions"),
        "action": tr("Action units"),
        "mix": tr("Mix"),
        "aux": tr("Eyes and head"),
        "isolation": tr("Isolation units"),
    }[group]


def lane_title(name: str) -> str:
    """Name of a lane: 'Happy', 'AU12 lip corner puller', 'Head yaw'."""
    channel = CHANNELS[name]
    if channel.group in ("action", "isolation"):
        return f"{name} {tr_name(channel.label)}"
    return tr_name(spoken(name))


def spoken(name: str) -> str:
    """English name of a channel that is no unit: 'Happy', 'Blink left', 'Head yaw'."""
    words = {"l": "left", "r": "right"}
    return " ".join(words.get(word, word) for word in name.split("_")).capitalize()


def short_title(name: str) -> str:
    """As lane_title, but units by their code alone."""
    return name if CHANNELS[name].group in ("action", "isolation") else lane_title(name)


def titles(names: Iterable[str]) -> str:
    """Names of lanes in a row, as steps of the history have them: 'Happy, AU12'; more than three are counted."""
    short = [short_title(name) for name in names]
    return ", ".join(short) if len(short) <= 3 else tr("{count} lanes").format(count=len(short))


def value_of(name: str, value: float) -> str:
    """A value of a channel with its unit."""
    return value_text(value, CHANNELS[name].unit)
