"""Settings of the project are changed in their dialog, each as one undo step."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import EXPRESSION_MODELS, Project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.project_settings import ProjectSettingsDialog
from tests.e2e.editor.dialogs import none_open, opened

OK = QDialogButtonBox.StandardButton.Ok
OTHER_MODEL = next(model for model in EXPRESSION_MODELS if model != Project().expression_model)


@pytest.fixture
def settings(window, portrait, voice, tmp_path):
    happy = Track("happy", (Keyframe(0.4, 1.0), Keyframe(1.0, 2.0)))
    window.session.open(Project(portrait=portrait, audio=voice, tracks=(happy,)))
    window.actions_by_name["settings"].trigger()
    return opened(window, ProjectSettingsDialog)


def agree(settings, qtbot):
    qtbot.mouseClick(settings.buttons.button(OK), Qt.MouseButton.LeftButton)


def test_another_frame_rate_keeps_the_times_of_keys_and_says_what_happens(window, settings, qtbot):
    settings.fps.setCurrentText("24")
    assert "stay at their times" in settings.fps_note.text()
    assert "1 of 2 keys then lie between two frames" in settings.fps_note.text()
    agree(settings, qtbot)
    assert window.session.project.fps == 24.0
    assert window.session.project.track("happy").times == (0.4, 1.0)
    window.session.undo_stack.undo()
    assert window.session.project.fps == 25.0


def test_the_name_of_a_film_rate_means_the_rate_itself(window, settings, qtbot):
    settings.fps.setCurrentText("23.976")
    agree(settings, qtbot)
    assert window.session.project.fps == 24000 / 1001


@pytest.mark.parametrize("typed", ["", "fast", "0", "1000", "-5", "nan"])
def test_no_rate_cannot_be_agreed_to(window, settings, typed):
    settings.fps.setCurrentText(typed)
    assert not settings.buttons.button(OK).isEnabled() and "from 1 to 120" in settings.fps_note.text()
    settings.reject()
    assert window.session.project.fps == 25.0


def test_each_setting_is_a_step_of_its_own(window, settings, qtbot, tmp_path):
    before = window.session.project
    settings.set_source(tmp_path / "take.csv")
    settings.lips.setCurrentIndex(settings.lips.findData("source"))
    settings.take_back.setValue(40)
    settings.blinks.click()
    settings.head_motion.click()
    settings.occluders.click()
    settings.appearance.slider.setValue(65)
    settings.expression_model.setCurrentIndex(settings.expression_model.findData(OTHER_MODEL))
    settings.seed.setValue(7)
    agree(settings, qtbot)
    after = window.session.project
    assert after == replace(
        before,
        au_source=tmp_path / "take.csv",
        lips="source",
        take_back=0.4,
        blinks=False,
        head_motion=False,
        occluders="none",
        appearance=0.65,
        expression_model=OTHER_MODEL,
        seed=7,
    )
    stack = window.session.undo_stack
    assert stack.count() == 9
    for _ in range(9):
        stack.undo()
    assert window.session.project == before
    for _ in range(9):
        stack.redo()
    assert window.session.project == after


def test_the_performance_is_cleared(window, settings, qtbot, tmp_path):
    settings.set_source(tmp_path / "take.csv")
    agree(settings, qtbot)
    window.actions_by_name["settings"].trigger()
    again = opened(window, ProjectSettingsDialog)
    qtbot.mouseClick(again.source_clear, Qt.MouseButton.LeftButton)
    agree(again, qtbot)
    assert window.session.project.au_source is None and window.session.undo_stack.count() == 2


def test_a_video_is_heard_where_there_is_no_voice(window, voice, portrait, tmp_path, qtbot):
    window.session.open(Project(portrait=portrait))
    window.actions_by_name["settings"].trigger()
    dialog = opened(window, ProjectSettingsDialog)
    silent, talk = tmp_path / "silent.mp4", tmp_path / "talk.mp4"
    silent.write_bytes(b"no film at all")
    shutil.copy(voice, talk)  # what counts is whether sound can be read
    with qtbot.waitSignal(window.files.glances.sound.probed):
        dialog.set_source(silent)
    assert dialog.source_sound is None
    dialog.set_source(talk)
    qtbot.waitUntil(lambda: dialog.source_sound == talk)
    agree(dialog, qtbot)
    project = window.session.project
    assert (project.au_source, project.audio, project.lips) == (talk, talk, "source")
    assert window.session.undo_stack.count() == 1


def test_the_face_is_chosen_by_its_picture(window, settings, qtbot):
    qtbot.waitUntil(lambda: len(settings.faces.buttons) == 2)
    qtbot.mouseClick(settings.faces.buttons[1], Qt.MouseButton.LeftButton)
    agree(settings, qtbot)
    assert window.session.project.face == 1
    assert window.session.undo_stack.undoText() == "Choose face"


def test_agreeing_to_nothing_is_no_step_and_cancelling_leaves_all(window, settings, qtbot):
    agree(settings, qtbot)
    assert none_open(window) and window.session.undo_stack.count() == 0
    window.actions_by_name["settings"].trigger()
    again = opened(window, ProjectSettingsDialog)
    again.seed.setValue(3)
    again.reject()
    assert window.session.project.seed == 0
