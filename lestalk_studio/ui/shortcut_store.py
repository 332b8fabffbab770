"""The user's own shortcuts: read, checked, kept in the program's settings and given to the actions."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QKeySequence

from lestalk_studio.ui.actions import action_table, give_keys

SETTING = "shortcuts"

Keys = dict[str, tuple[str, ...]]
"""Shortcuts in portable text ('Ctrl+K') by the name of their action; the first is shown in menus."""


def default_keys() -> Keys:
    """What the program comes with, for every action."""
    return {spec.name: tuple(map(portable, spec.keys)) for spec in action_table()}


def portable(key: str | QKeySequence) -> str:
    """A shortcut as it is kept and compared; '' for none that Qt knows."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """A shortcut as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def load_own_keys() -> Keys:
    """The shortcuts the user changed. What is damaged, unknown or given twice is left out."""
    try:
        stored = json.loads(str(QSettings().value(SETTING, "{}")))
    except ValueError:
        return {}
    if not isinstance(stored, dict):
        return {}
    defaults = default_keys()
    own: Keys = {}
    for name, entry in stored.items():
        if name in defaults and isinstance(entry, list) and all(isinstance(key, str) for key in entry):
            own[name] = tuple(dict.fromkeys(key for key in map(portable, entry) if key))
    taken: set[str] = set()
    for name in own:
        own[name] = tuple(key for key in own[name] if key not in taken)
        taken.update(own[name])
    # A default that the user gave to another action must not answer twice.
    for name, keys in defaults.items():
        if name not in own and taken.intersection(keys):
            own[name] = tuple(key for key in keys if key not in taken)
    return own


def store_own_keys(keys: Keys) -> None:
    """Keep what differs from the defaults."""
    defaults = default_keys()
    own = {name: list(held) for name, held in keys.items() if held != defaults[name]}
    QSettings().setValue(SETTING, json.dumps(own))


def holder(keys: Mapping[str, tuple[str, ...]], key: str, but: str = "") -> str | None:
    """Name of the action that has `key`, other than `but`; None when it is free."""
    return next((name for name, held in keys.items() if name != but and key in held), None)


def with_key(keys: Keys, name: str, key: str, add: bool = False) -> Keys:
    """`keys` with `key` as the one key of `name`, or beside its others; whoever had it loses it."""
    changed = {other: tuple(held for held in keys[other] if held != key) for other in keys}
    changed[name] = (*changed[name], key) if add else (key,)
    return changed


def reset_key(keys: Keys, name: str) -> Keys:
    """`keys` with the defaults of `name`; others that hold one of them lose it."""
    wanted = default_keys()[name]
    changed = {other: tuple(held for held in keys[other] if held not in wanted) for other in keys}
    return changed | {name: wanted}


def apply_keys(actions: Mapping[str, QAction], keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give the actions their keys at once."""
    for spec in action_table():
        if spec.name in keys:
            give_keys(actions[spec.name], spec.text, keys[spec.name])
