"""Closing the window while something runs: at once, with nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QThread

from lestalk_studio.document.project import Project
from lestalk_studio.document.recovery import RecoveryStore
from lestalk_studio.pipeline.export_store import ExportOrder
from lestalk_studio.pipeline.target import video_target
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.lingering import lingering, wait_for_lingering
from tests.conftest import REPOSITORY
from tests.e2e.editor.conftest import fake_parts
from tests.e2e.editor.test_background import Slow


def threads_of(window):
    return [thread for thread in window.findChildren(QThread) if thread.isRunning()]


@pytest.mark.parametrize("name", ["look", "fit", "renderer", "speech"])
def test_what_runs_is_stopped_and_not_waited_for(window, portrait, voice, qtbot, name):
    """None of these steps ends by itself before the test's time is over."""
    step = Slow(getattr(fake_parts(), name))
    parts = replace(fake_parts(), **{name: step})
    window.preview._frames._preview._parts = parts
    window.preview._analysis._parts = parts
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(step.begun.is_set)
    window.session.undo_stack.setClean()
    window.close()
    assert step.stopped.is_set() and not window.isVisible()
    assert threads_of(window) == []


class Deaf:
    """A step that does not look whether it is still wanted, and ends when it is let."""

    def __init__(self, real):
        self.real, self.begun, self.may_end = real, threading.Event(), threading.Event()

    def __call__(self, *arguments):
        self.begun.set()
        assert self.may_end.wait(20)
        return self.real(*arguments)


@pytest.mark.parametrize("name", ["look", "fit", "renderer"])
def test_a_step_that_cannot_be_stopped_is_not_waited_for(window, portrait, qtbot, name):
    step = Deaf(getattr(fake_parts(), name))
    window.preview._frames._preview._parts = replace(fake_parts(), **{name: step})
    shown = []
    window.preview.shown.connect(shown.append)
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(step.begun.is_set)
    window.session.undo_stack.setClean()
    window.close()
    assert not step.may_end.is_set() and not window.isVisible()
    assert threads_of(window) == [] and lingering() == 1
    shown.clear()
    step.may_end.set()
    assert wait_for_lingering(10)
    QCoreApplication.processEvents()
    assert shown == []


LEAVING = """
import sys, threading, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from lestalk_studio.ui.main_window import MainWindow
from tests.e2e.editor.conftest import fake_parts

begun, ended = threading.Event(), threading.Event()

def renderer(face, size):
    begun.set()
    time.sleep(1.0)
    print("built", flush=True)
    return fake_parts().renderer(face, size)

app = QApplication([])
app.setOrganizationName("lestalk-test")
window = MainWindow(replace(fake_parts(), renderer=renderer))
window.show()
window.viewport.dropped.emit(Path(sys.argv[1]))

def look():
    if begun.is_set():
        timer.stop()
        window.session.undo_stack.setClean()
        window.close()
        print("closed", flush=True)

timer = QTimer(interval=10)
timer.timeout.connect(look)
timer.start()
sys.exit(app.exec())
"""


def test_the_program_ends_well_while_a_renderer_is_being_built(portrait):
    done = subprocess.run(
        [sys.executable, "-c", LEAVING, str(portrait)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    complaints = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, complaints) == (0, [])
    assert done.stdout.split() == ["closed", "built"]


def test_an_export_is_stopped_between_two_frames(window, portrait, voice, tmp_path, qtbot, monkeypatch):
    window.background.queue._parts = fake_parts()
    renderer = fake_parts().renderer(None, 0)
    step = Slow(renderer.render)
    renderer.render = step
    window.background.queue._parts = replace(fake_parts(), renderer=lambda face, size: renderer)
    out = tmp_path / "a.mp4"
    window.background.queue.add(ExportOrder(Project(portrait=portrait, audio=voice), video_target(str(out))))
    qtbot.waitUntil(step.begun.is_set)
    monkeypatch.setattr(window.background, "may_leave", lambda: True)
    window.close()
    assert step.stopped.is_set() and not out.exists() and threads_of(window) == []
    assert not list(tmp_path.glob("*part*"))


def test_closing_while_it_saves_itself_leaves_nothing_to_recover(window, qtbot):
    window.session.attempt(SetValues, 0.0, {"AU12": 1.0})
    window.autosave.write()
    window.session.undo_stack.setClean()
    window.close()
    assert RecoveryStore().recoverable() == ()
    assert threads_of(window) == []


def test_nothing_is_written_after_the_end(window, qtbot):
    window.session.attempt(SetValues, 0.0, {"AU12": 1.0})
    window.shut_down()
    window.session.attempt(SetValues, 0.0, {"AU12": 2.0})
    window.autosave.write()
    assert RecoveryStore().recoverable() == ()


EDITOR = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.main_window import MainWindow
from tests.e2e.editor.conftest import fake_parts

app = QApplication([])
app.setOrganizationName("lestalk-test")
window = MainWindow(fake_parts())
window.show()
count = 0

def edit():
    global count
    window.session.attempt(SetValues, count / 25, {"happy": count % 30 / 10})
    count += 1
    print(count, flush=True)

timer = QTimer(interval=100)
timer.timeout.connect(edit)
timer.start()
app.exec()
"""


def test_after_kill_9_of_the_window_only_the_last_seconds_are_missing(qtbot):
    """Ten edits a second for five seconds: at least those of the first two are there, in the autosave's rhythm."""
    from lestalk_studio.ui.autosave import DELAY_MS

    with subprocess.Popen(
        [sys.executable, "-c", EDITOR],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as editor:
        for line in editor.stdout:
            if int(line) == 50:
                break
        editor.send_signal(signal.SIGKILL)
    (work,) = RecoveryStore().recoverable()
    keys = work.project.track("happy").keys
    assert [key.time for key in keys] == pytest.approx([n / 25 for n in range(len(keys))])
    assert len(keys) >= 50 - 10 * (DELAY_MS / 1000 + 1)


def test_a_project_of_many_keys_is_saved_by_other_threads(window, tmp_path, qtbot, monkeypatch):
    from lestalk_studio.document import recovery, storage

    threads = {}

    def watch(module, name):
        real = getattr(module, name)

        def called(*arguments, **options):
            threads.setdefault(f"{module.__name__} {name}", set()).add(threading.current_thread())
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, called)

    for module in (recovery, storage):
        for name in ("dump_json", "write_atomically", "load_json", "project_from_dict"):
            watch(module, name)
    session = window.session
    for n in range(200):
        session.attempt(SetValues, n / 25, {"AU12": 1.0, "happy": 2.0})
    window.autosave.write()
    qtbot.waitUntil(lambda: "lestalk_studio.document.recovery write_atomically" in threads)
    session.save(tmp_path / "film.lestalk")
    session.load(tmp_path / "film.lestalk")
    assert session.project.key_count == 400
    assert window.autosave.found() == ()
    seen = {name for name, by in threads.items() if threading.main_thread() in by}
    assert len(threads) >= 5 and seen == set()
