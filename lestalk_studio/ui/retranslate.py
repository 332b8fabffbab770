"""Another language while the window is open: every text that is on it, or lies ready in it, is said anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QUndoView,
    QWidget,
)

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.ui import language
from lestalk_studio.ui.actions import action_table, give_keys
from lestalk_studio.ui.inspector.section import sections
from lestalk_studio.ui.rewording import Rewording
from lestalk_studio.ui.shortcut_sheet import ShortcutSheet
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.timeline.texts import lane_title, short_title
from lestalk_studio.ui.tool_row import tool_row

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

_Say = Callable[[str], str]
_TEXTS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (QAction, ("text", "toolTip", "statusTip")),
    (QMenu, ("title",)),
    (QLabel, ("text",)),
    (QAbstractButton, ("text",)),
    (QGroupBox, ("title",)),
    (QLineEdit, ("placeholderText",)),
    (QAbstractSpinBox, ("specialValueText",)),
    (QUndoView, ("emptyLabel",)),
    (QWidget, ("windowTitle", "toolTip", "accessibleName", "accessibleDescription", "whatsThis")),
)
"""Properties that hold a text for people, by the class that has them."""
_OF_QT = (
    ("QDockWidget", "Float"),
    ("QDockWidget", "Undocks and re-attaches the dock widget"),
    ("QDockWidget", "Closes the dock widget"),
    ("QTabBar", "Scroll Left"),
    ("QTabBar", "Scroll Right"),
)
"""What Qt says once, when a widget is made: contexts and texts."""


def choose(window: MainWindow, choice: str) -> None:
    """Speak this language from now on (a code or language.SYSTEM), and remember it."""
    QSettings().setValue(language.SETTING, choice)
    app = QApplication.instance()
    old, before = language.spoken(app), _put_together()
    new = language.speak(app, choice)
    if new != old:
        say = Rewording([*zip(before, _put_together(), strict=True), *language.pairs(old, new)])
        _say_anew(window, say)


def _put_together() -> list[str]:
    """Texts that are made of a translated one and something else, always in the same order."""
    titles = [contents.title for contents in sections()]
    return [
        *(lane_title(name) for name in CHANNELS),
        *(short_title(name) for name in CHANNELS),
        *(f"{name} {side}" for name in CHANNELS for side in (tr("left"), tr("right"))),
        *(f"{sign}  {title}" for title in titles for sign in "▾▸"),
        *(QCoreApplication.translate(context, text) for context, text in _OF_QT),
    ]


def _say_anew(window: MainWindow, say: _Say) -> None:
    for thing in (window, *window.findChildren(QObject)):
        for kind, names in _TEXTS:
            if isinstance(thing, kind):
                for name in names:
                    _reword(thing, name, say)
        if isinstance(thing, QComboBox):
            for i in range(thing.count()):
                thing.setItemText(i, say(thing.itemText(i)))
        elif isinstance(thing, QTabBar):
            for i in range(thing.count()):
                thing.setTabText(i, say(thing.tabText(i)))
        elif isinstance(thing, QListWidget) and thing is not window.presets.list:  # users name presets
            for i in range(thing.count()):
                thing.item(i).setText(say(thing.item(i).text()))
        if isinstance(thing, QWidget) and thing.isWindow():
            thing.setLocale(QLocale())  # its decimal comma
    _actions(window)
    _history(window, say)
    _running(window, say)
    for sheet in window.findChildren(ShortcutSheet):
        sheet.close()  # it holds nothing of its own
    window.speak_again()


def _reword(thing: QObject, name: str, say: _Say) -> None:
    said = getattr(thing, name)()
    new = say(said)
    if new != said:
        getattr(thing, f"set{name[0].upper()}{name[1:]}")(new)


def _actions(window: MainWindow) -> None:
    for spec in action_table():
        action = window.actions_by_name[spec.name]
        action.setText(spec.text)
        give_keys(action, spec.text, tuple(key.toString() for key in action.shortcuts()))
    playing = window.actions_by_name["play"].iconText()
    tool_row(window.actions_by_name)
    window.actions_by_name["play"].setIconText(playing)


def _history(window: MainWindow, say: _Say) -> None:
    stack = window.session.undo_stack
    for i in range(stack.count()):
        command = stack.command(i)
        command.setText(say(command.text()))
    window.history.viewport().update()


def _running(window: MainWindow, say: _Say) -> None:
    tasks, viewport = window.status.tasks, window.viewport
    for task in tasks.running.values():
        task.text = say(task.text)
    for key, missing in tasks.missing.items():
        tasks.missing[key] = type(missing)(say(missing.sentence), say(missing.offer), missing.again)
    tasks.changed.emit()
    viewport.set_state(busy=say(viewport.busy), trouble=say(viewport.trouble))
