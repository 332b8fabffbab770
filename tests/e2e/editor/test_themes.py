"""The theme changes while the program runs, everything with it, and is remembered; so is the language."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.ui import appearance, language, preferences
from lestalk_studio.ui.theme import DARK, LIGHT, apply_theme, current_theme
from tests.e2e.editor.snapshot import grab


@pytest.fixture(autouse=True)
def dark_at_first(dressed):
    """Each test begins in the dark theme, before its window is made."""


def settle():
    for _ in range(3):
        QApplication.processEvents()


def theme_entries(window):
    """The entries of View > Theme by their text."""
    menu = next(m for m in window.findChildren(QMenu) if m.title() == "Theme")
    return {action.text(): action for action in menu.actions()}


def lightness(widget: QWidget) -> float:
    """Mean of a picture of the widget, 0..255."""
    image = grab(widget)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return float(rows[:, : 3 * image.width()].mean())


def test_the_menu_switches_all_of_the_window_at_once(window):
    session = window.session
    session.open(Project(tracks=(Track("happy", (Keyframe(0.0, 1.0), Keyframe(2.0, 2.0))),)))
    parts = [
        window.canvas,
        window.inspector,
        window.radar,
        window.presets,
        window.viewport,
        window.statusBar(),
    ]
    parts.append(window.menuBar())
    settle()
    dark = [lightness(part) for part in parts]
    theme_entries(window)["Light"].trigger()
    settle()
    light = [lightness(part) for part in parts]
    for part, before, after in zip(parts, dark, light, strict=True):
        assert before < 90 and after > 165, (type(part).__name__, before, after)
    theme_entries(window)["Dark"].trigger()
    settle()
    for part, before, after in zip(parts, dark, [lightness(part) for part in parts], strict=True):
        assert after == pytest.approx(before, abs=1.5), type(part).__name__


def test_keys_and_labels_take_the_new_colours(window):
    window.session.open(Project(tracks=(Track("happy", (Keyframe(1.0, 1.0),)),)))
    row = window.inspector.rows["happy"]
    settle()
    assert count(window.canvas, DARK.emotions["happy"]) > 20 and count(row, DARK.text) > 5
    theme_entries(window)["Light"].trigger()
    settle()
    assert count(window.canvas, LIGHT.emotions["happy"]) > 20 and count(row, LIGHT.text) > 5
    assert count(window.canvas, DARK.emotions["happy"]) == 0


def count(widget: QWidget, colour: str) -> int:
    """Pixels of that very colour."""
    image = grab(widget)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    return int((np.abs(pixels.astype(int) - QColor(colour).getRgb()[:3]).max(axis=2) <= 2).sum())


def test_the_choice_is_remembered(window, qapp):
    assert appearance.stored_choice() == appearance.SYSTEM
    theme_entries(window)["Light"].trigger()
    assert appearance.stored_choice() == "light" and current_theme() is LIGHT
    apply_theme(qapp, DARK)
    appearance.wear(qapp, appearance.stored_choice())  # what the next start does
    assert current_theme() is LIGHT
    QSettings().setValue(appearance.SETTING, "purple")
    assert appearance.stored_choice() == appearance.SYSTEM


def test_the_systems_scheme_is_followed_and_dark_without_one(qapp, monkeypatch):
    scheme = Qt.ColorScheme
    for shown, expected in ((scheme.Light, LIGHT), (scheme.Dark, DARK), (scheme.Unknown, DARK)):

        class Hints:
            def colorScheme(self, shown=shown):
                return shown

        monkeypatch.setattr(appearance, "QGuiApplication", SimpleNamespace(styleHints=Hints))
        assert appearance.theme_of(appearance.SYSTEM) is expected
        appearance._system_changed(shown)
        assert current_theme() is expected
        assert appearance.theme_of("light") is LIGHT and appearance.theme_of("dark") is DARK


def test_a_fixed_choice_does_not_follow_the_system(window, qapp, monkeypatch):
    theme_entries(window)["Dark"].trigger()
    monkeypatch.setattr(appearance, "theme_of", lambda choice: LIGHT)
    appearance._system_changed(Qt.ColorScheme.Light)
    assert current_theme() is DARK


def test_the_preferences_choose_theme_and_language(window):
    dialog = preferences.show_preferences(window, "look")
    page = dialog.page("look")
    page.theme.setCurrentIndex(page.theme.findData("light"))
    assert current_theme() is LIGHT and theme_entries(window)
    menu = next(m for m in window.findChildren(QMenu) if m.title() == "Theme")
    menu.aboutToShow.emit()
    assert theme_entries(window)["Light"].isChecked()
    assert [page.language.itemText(i) for i in range(page.language.count())][1:3] == ["English", "Deutsch"]
    page.language.setCurrentIndex(page.language.findData("de"))
    assert language.stored_choice() == "de"
    page.language.setCurrentIndex(page.language.findData(language.SYSTEM))
    assert language.stored_choice() == language.SYSTEM
    dialog.close()
