"""Unsaved work comes back after a crash, also of a real process that is killed in mid-edit."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.recovery import RecoveryStore
from lestalk_studio.document.storage import load_project, save_project
from lestalk_studio.document.track import Track
from lestalk_studio.ui.media_dialog import MediaDialog
from lestalk_studio.ui.recovery_dialog import RecoveryDialog
from tests.e2e.editor.dialogs import none_open, opened

AT_MOST_LOST_S = 3.0
SAVED = Project(tracks=(Track("sad", (Keyframe(20.0, 1.0),)),))


def crashed(project: Project, file: Path | None = None) -> None:
    """Leave behind what a program does that ended without saving."""
    session = RecoveryStore().open_session()
    session.write(project, file)
    session._lock.release()


def keyed(name: str, level: float) -> Project:
    return Project(tracks=(Track(name, (Keyframe(0.4, level),)),))


def test_the_work_of_a_crash_is_offered_and_taken_up_unsaved(window, qtbot):
    crashed(keyed("happy", 2.0))
    assert window.offer_recovery()
    qtbot.mouseClick(opened(window, RecoveryDialog).take_up, Qt.MouseButton.LeftButton)
    assert window.session.project == keyed("happy", 2.0) and window.isWindowModified()
    qtbot.waitUntil(lambda: RecoveryStore().recoverable() == ())  # it is this program's now


def test_without_a_crash_nothing_is_asked(window):
    assert not window.offer_recovery() and none_open(window)


def test_of_several_works_one_is_taken_up_one_deleted_and_one_kept(window, qtbot, tmp_path):
    for i, name in enumerate(("happy", "sad", "fear")):
        crashed(keyed(name, 1.0), tmp_path / f"{name}.lestalk")
        newest = max((tmp_path.parent).rglob("*.recovery"), default=None, key=lambda f: f.stat().st_mtime_ns)
        if newest is not None:
            os.utime(newest, (1_000_000 + i, 1_000_000 + i))
    window.offer_recovery()
    dialog = opened(window, RecoveryDialog)
    names = [dialog.list.topLevelItem(i).text(0) for i in range(3)]
    assert set(names) == {"happy", "sad", "fear"}
    dialog.list.setCurrentItem(dialog.list.topLevelItem(names.index("sad")))
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert dialog.list.topLevelItemCount() == 2
    rest = [dialog.list.topLevelItem(i).text(0) for i in range(2)]
    dialog.list.setCurrentItem(dialog.list.topLevelItem(rest.index("happy")))
    qtbot.mouseClick(dialog.take_up, Qt.MouseButton.LeftButton)
    assert window.session.file == tmp_path / "happy.lestalk"
    kept = [keyed("fear", 1.0)]
    qtbot.waitUntil(lambda: [work.project for work in RecoveryStore().recoverable()] == kept)


def test_deciding_later_keeps_all(window, qtbot):
    crashed(keyed("happy", 2.0))
    window.offer_recovery()
    qtbot.mouseClick(opened(window, RecoveryDialog).later, Qt.MouseButton.LeftButton)
    assert window.session.project == Project() and len(RecoveryStore().recoverable()) == 1


def test_a_file_given_at_the_start_is_opened_unless_its_work_is_taken_up(window, qtbot, tmp_path):
    file = tmp_path / "film.lestalk"
    save_project(keyed("happy", 1.0), file)
    crashed(keyed("sad", 1.0), tmp_path / "other.lestalk")
    crashed(keyed("happy", 3.0), file)
    assert window.offer_recovery(file)
    dialog = opened(window, RecoveryDialog)
    assert dialog.list.currentItem().text(0) == "film"
    qtbot.mouseClick(dialog.later, Qt.MouseButton.LeftButton)
    assert window.session.project == keyed("happy", 1.0) and not window.isWindowModified()
    assert window.offer_recovery(file)
    qtbot.mouseClick(opened(window, RecoveryDialog).take_up, Qt.MouseButton.LeftButton)
    assert window.session.project == keyed("happy", 3.0) and window.session.file == file


def test_work_whose_media_are_gone_asks_for_them(window, qtbot, tmp_path):
    crashed(Project(portrait=tmp_path / "gone.png"))
    window.offer_recovery()
    qtbot.mouseClick(opened(window, RecoveryDialog).take_up, Qt.MouseButton.LeftButton)
    assert "portrait" in opened(window, MediaDialog).rows
    opened(window, MediaDialog).reject()


# An editor that edits itself by its own keys and slider every tenth of a second, says what it did and when, and is
# killed in the middle of it.
_EDITOR = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from lestalk_studio.app import run
from lestalk_studio.ui.main_window import MainWindow

app = QApplication([])
def edit():
    window = next((w for w in app.topLevelWidgets() if isinstance(w, MainWindow)), None)
    if window is None or window.session.file is None or not window.isActiveWindow():
        return
    window.session.seek(window.session.frame / 25 + 0.04)
    window.inspector.rows["happy"].spin.setValue(1.0 + 0.01 * (window.session.frame % 100))
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    project = window.session.project
    keys = len(project.track("happy").keys)
    print(time.time(), keys, len(project.markers), flush=True)
    if keys == 45:
        os.kill(os.getpid(), signal.SIGKILL)
timer = QTimer(interval=100)
timer.timeout.connect(edit)
timer.start()
run(Path(sys.argv[1]))
"""


@pytest.fixture
def killed_editor(tmp_path):
    """A real editor on film.lestalk, killed in mid-edit: (file, [(when, keys, markers) after each edit])."""
    file = tmp_path / "film.lestalk"
    save_project(SAVED, file)
    command = [sys.executable, "-c", _EDITOR, file]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == -signal.SIGKILL
    return file, [
        tuple(map(float, line.split())) for line in done.stdout.splitlines() if len(line.split()) == 3
    ]


def test_a_killed_editor_gives_back_all_but_the_last_seconds(killed_editor, window, qtbot):
    file, said = killed_editor
    assert len(load_project(file).project.track("happy").keys) == 0  # nothing was saved
    window.offer_recovery(file)
    qtbot.mouseClick(opened(window, RecoveryDialog).take_up, Qt.MouseButton.LeftButton)
    project = window.session.project
    owed = [edit for edit in said if edit[0] <= said[-1][0] - AT_MOST_LOST_S]
    assert owed, "it was killed too early to owe anything"
    _, keys, markers = owed[-1]
    assert len(project.track("happy").keys) >= keys and len(project.markers) >= markers
    assert project.track("sad") == SAVED.track("sad")
    assert window.session.file == file and window.isWindowModified()
    assert window.files.save() and load_project(file).project == project
