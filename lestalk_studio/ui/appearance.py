"""Which theme the program wears: the user's choice, remembered, or what the system shows."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import DARK, LIGHT, THEMES, Theme, apply_theme, current_theme

SETTING = "theme"
SYSTEM = "system"


def choices() -> tuple[tuple[str, str], ...]:
    """(value, title) of what can be chosen, in the user's language."""
    return (SYSTEM, tr("As the system")), (DARK.name, tr("Dark")), (LIGHT.name, tr("Light"))


def stored_choice() -> str:
    """What was chosen: a theme's name, or SYSTEM."""
    value = str(QSettings().value(SETTING, SYSTEM))
    return value if value in THEMES else SYSTEM


def theme_of(choice: str) -> Theme:
    """The theme that a choice means now; dark where the system does not say."""
    if choice in THEMES:
        return THEMES[choice]
    light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    return LIGHT if light else DARK


def wear(app: QApplication, choice: str) -> None:
    """Dress the program as `choice` says, window frames too where the system lets it."""
    hints = app.styleHints()
    if choice == SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Light if choice == LIGHT.name else Qt.ColorScheme.Dark)
    theme = theme_of(choice)
    if theme is not current_theme() or not app.styleSheet():
        apply_theme(app, theme)


def choose(choice: str) -> None:
    """Wear it, and remember it."""
    QSettings().setValue(SETTING, choice)
    wear(QApplication.instance(), choice)


def dress(app: QApplication) -> None:
    """At the start: wear what was chosen, and follow the system from now on where that was chosen."""
    wear(app, stored_choice())
    app.styleHints().colorSchemeChanged.connect(_system_changed)


def _system_changed(_scheme: Qt.ColorScheme) -> None:
    if stored_choice() == SYSTEM:
        theme = theme_of(SYSTEM)
        if theme is not current_theme():
            apply_theme(QApplication.instance(), theme)


def theme_menu(parent: QWidget) -> QMenu:
    """The menu 'Theme'; what is worn is checked."""
    menu = QMenu(tr("Theme"), parent)
    group = QActionGroup(menu)
    entries: dict[str, QAction] = {}
    for choice, title in choices():
        action = menu.addAction(title)
        action.setCheckable(True)
        action.triggered.connect(lambda _=False, chosen=choice: choose(chosen))
        group.addAction(action)
        entries[choice] = action
    # The preferences may have chosen meanwhile.
    menu.aboutToShow.connect(lambda: entries[stored_choice()].setChecked(True))
    entries[stored_choice()].setChecked(True)
    return menu
