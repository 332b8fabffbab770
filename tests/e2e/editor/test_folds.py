"""How strongly the skin folds is chosen in the project's settings, and the picture shows that strength."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from lestalk_studio.pipeline.parts import APPEARANCE, strength_of
from lestalk_studio.ui.project_settings import ProjectSettingsDialog
from tests.e2e.editor.dialogs import opened


@pytest.fixture
def built(window):
    """Renderers paint their strength as grey; the threads that built them, and a gate that holds them up."""
    preview, gate, threads = window.preview._frames._preview, threading.Event(), []
    gate.set()

    def renderer(face, size):
        threads.append(threading.current_thread())
        assert gate.wait(10)
        grey = np.full((40, 30, 3), grey_of(strength_of(face.appearance)), np.uint8)
        return SimpleNamespace(shape=grey.shape, front=None, render=lambda z, aux, correction=None: grey)

    preview._parts = replace(preview._parts, renderer=renderer)
    yield threads, gate
    gate.set()


def grey_of(strength):
    return round(50 + 200 * strength)


def shown(window):
    """The strength that the picture shows, once it is called the project's."""
    if not (window.viewport.has_frame and window.preview.up_to_date):
        return None
    return window.viewport.image.pixelColor(5, 5).red()


def choose(window, percent, qtbot):
    window.actions_by_name["settings"].trigger()
    dialog = opened(window, ProjectSettingsDialog)
    dialog.appearance.slider.setValue(percent)
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def test_the_picture_folds_as_the_settings_say_and_back(window, built, portrait, qtbot):
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(lambda: shown(window) == grey_of(APPEARANCE))
    choose(window, 30, qtbot)
    qtbot.waitUntil(lambda: shown(window) == grey_of(0.3))
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: shown(window) == grey_of(APPEARANCE))
    assert window.session.project.appearance is None


def test_while_it_is_made_ready_the_old_picture_is_not_taken_for_the_new(window, built, portrait, qtbot):
    threads, gate = built
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(lambda: shown(window) == grey_of(APPEARANCE))
    gate.clear()
    before = len(threads)
    choose(window, 30, qtbot)
    qtbot.waitUntil(lambda: len(threads) > before)
    assert shown(window) is None, "what is shown is known to be old"
    assert threading.main_thread() not in threads, "the window goes on"
    gate.set()
    qtbot.waitUntil(lambda: shown(window) == grey_of(0.3))
