"""Exports wait for each other and run beside the editing; what is not finished outlives the program."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.pipeline.export_store import ExportOrder
from lestalk_studio.pipeline.target import video_target
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.export_queue import DONE, LEFT, RUNNING, STOPPED, STOPPING, WAITING
from tests.conftest import REPOSITORY
from tests.e2e.editor.conftest import fake_parts
from tests.pipeline.media import decoded, tone, write_wav

LEFT_BUTTON = Qt.MouseButton.LeftButton


class Gate:
    """Steps of the chain whose renderer waits until it may go on."""

    def __init__(self):
        self.open = threading.Event()
        self.drawn = 0
        self.parts = replace(fake_parts(), renderer=self._renderer)

    def _renderer(self, face, size):
        made = fake_parts().renderer(face, size)
        real = made.render

        def render(z, aux):
            from lestalk_studio.cancelling import checkpoint

            while not self.open.wait(0.005):
                checkpoint()
            self.drawn += 1
            return real(z, aux)

        made.render = render
        return made


@pytest.fixture
def gate(window):
    made = Gate()
    window.background.queue._parts = made.parts
    yield made
    made.open.set()


@pytest.fixture
def order(window, portrait, voice, tmp_path):
    """Put an export of a small project into the queue; the job."""

    def add(name="a.mp4", **fields):
        project = Project(portrait=portrait, audio=voice, **fields)
        return window.background.queue.add(ExportOrder(project, video_target(f"{tmp_path}/{name}")))

    return add


def press(window, qtbot, job, verb):
    window.background.show_queue()
    button = window.background.panel.row(job).buttons[verb]
    qtbot.waitUntil(lambda: button.isVisible() and button.height() > 8)
    qtbot.mouseClick(button, LEFT_BUTTON)


def test_one_runs_and_the_others_wait_in_their_order(window, gate, order, qtbot):
    jobs = [order(f"{name}.mp4") for name in "abc"]
    assert [job.state for job in jobs] == [RUNNING, WAITING, WAITING]
    queue = window.background.queue
    press(window, qtbot, jobs[2], "up")
    assert queue.jobs == [jobs[0], jobs[2], jobs[1]]
    panel = window.background.panel
    assert [row.job for row in panel.rows] == queue.jobs
    assert not panel.row(jobs[2]).buttons["up"].isVisibleTo(panel.row(jobs[2]))  # the running one stays first
    press(window, qtbot, jobs[1], "remove")
    assert queue.jobs == [jobs[0], jobs[2]]
    ended = []
    queue.job_changed.connect(lambda job: job.state == DONE and ended.append(job))
    gate.open.set()
    with qtbot.waitSignal(queue.idle, timeout=10_000):
        pass
    assert ended == [jobs[0], jobs[2]] and not jobs[1].order.target.path.exists()
    assert "Done" in panel.row(jobs[2]).state.text()
    qtbot.mouseClick(panel.clear, LEFT_BUTTON)
    assert queue.jobs == [] and panel.empty.isVisibleTo(panel)


def test_the_running_one_shows_progress_and_time_left(window, gate, order, qtbot):
    job = order()
    seen = []
    window.background.queue.job_changed.connect(lambda job: seen.append(job.done))
    gate.open.set()
    qtbot.waitUntil(lambda: job.state == DONE)
    assert seen[-1] == job.total == 50 and seen == sorted(seen)
    job.state, job.done, job.total, job.left.seconds = RUNNING, 10, 50, 65.0
    row = window.background.panel.row(job)
    row.refresh()
    assert row.state.text() == "Frame 10 of 50, 1:05 left"
    assert (row.bar.value(), row.bar.maximum()) == (10, 50)
    job.state = DONE


def test_cancelling_the_running_one_lets_the_next_go_on(window, gate, order, qtbot):
    first, second = order("a.mp4"), order("b.mp4")
    qtbot.waitUntil(lambda: first.stage == "Rendering")
    press(window, qtbot, first, "cancel")
    assert first.state == STOPPING
    qtbot.waitUntil(lambda: first.state == STOPPED and second.state == RUNNING)
    gate.open.set()
    qtbot.waitUntil(lambda: second.state == DONE)
    assert not first.order.target.path.exists()
    press(window, qtbot, first, "again")
    qtbot.waitUntil(lambda: first.state == DONE)
    assert len(decoded(first.order.target.path)) == 50


def test_a_step_that_cannot_be_stopped_is_not_waited_for(window, order, qtbot, monkeypatch):
    """Somewhere in a library, no checkpoint in sight: the next export begins all the same."""
    release = threading.Event()
    parts = fake_parts()
    stuck = replace(parts, look=lambda path, face: release.wait(20) and parts.look(path, face))
    window.background.queue._parts = stuck
    first = order("a.mp4")
    qtbot.waitUntil(lambda: bool(first.stage))
    window.background.queue._parts = parts
    second = order("b.mp4")
    press(window, qtbot, first, "cancel")
    qtbot.waitUntil(lambda: first.state == STOPPED and second.state == DONE)
    release.set()
    qtbot.waitUntil(lambda: not window.background.queue._ending)
    assert first.state == STOPPED and not first.order.target.path.exists()


def test_the_status_bar_shows_it_and_stops_it(window, gate, order, qtbot):
    job = order("film.mp4")
    bar = window.status.task
    qtbot.waitUntil(lambda: bar.isVisible() and "film.mp4" in bar.text.text())
    qtbot.mouseClick(bar.stop, LEFT_BUTTON)
    qtbot.waitUntil(lambda: job.state == STOPPED and not bar.isVisible())


def test_an_export_shows_the_project_as_it_was_ordered(window, gate, portrait, voice, tmp_path, qtbot):
    window.viewport.dropped.emit(portrait)
    window.viewport.dropped.emit(voice)
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    window.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    dialog = window.exporting
    dialog.show_again()
    dialog.path.setText(str(tmp_path / "a.mp4"))
    with qtbot.waitSignal(dialog.added) as added:
        dialog.start_button.click()
    (job,) = added.args
    window.session.attempt(SetValues, 0.0, {"AU12": 3.0})  # while it runs
    window.session.attempt(SetValues, 1.0, {"happy": 3.0})
    assert window.session.project.track("AU12").value_at(0.0) == 3.0
    gate.open.set()
    qtbot.waitUntil(lambda: job.state == DONE, timeout=10_000)
    assert abs(float(decoded(tmp_path / "a.mp4")[0].mean()) - 100) < 3  # grey of AU12 = 0


def test_the_same_file_cannot_be_written_by_two(window, gate, portrait, voice, tmp_path, qtbot):
    window.viewport.dropped.emit(portrait)
    dialog = window.exporting
    for _ in range(2):
        dialog.show_again()
        dialog.path.setText(str(tmp_path / "a.mp4"))
        dialog.start_button.click()
        qtbot.waitUntil(lambda: not dialog.isVisible() or "in the queue already" in dialog.note.text())
    assert dialog.isVisible() and len(window.background.queue.jobs) == 1


class TestTheEndOfTheProgram:
    @pytest.fixture
    def running(self, window, gate, order, qtbot):
        job = order()
        qtbot.waitUntil(lambda: job.stage == "Rendering")
        return job

    def named(self, title):
        return {"later": "go on next time", "drop": "forget them", "stay": "Stay"}[title]

    def choose(self, monkeypatch, title):
        asked = []

        def press_it(box):
            asked.append(box.text())
            button = next(b for b in box.buttons() if self.named(title) in b.text())
            monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: button)
            return 0

        monkeypatch.setattr(QMessageBox, "exec", press_it)
        return asked

    def test_it_asks_and_staying_goes_on(self, window, running, gate, monkeypatch, qtbot):
        asked = self.choose(monkeypatch, "stay")
        window.close()
        assert asked and window.isVisible() and running.state == RUNNING
        gate.open.set()
        qtbot.waitUntil(lambda: running.state == DONE)

    def test_the_question_goes_away_when_the_export_ends_meanwhile(self, window, running, gate):
        QTimer.singleShot(100, gate.open.set)
        window.close()
        assert running.state == DONE and not window.isVisible()

    @pytest.mark.parametrize(("title", "offered"), [("later", 1), ("drop", 0)])
    def test_what_becomes_of_it_at_the_next_start(self, window, running, monkeypatch, qtbot, title, offered):
        from lestalk_studio.ui.main_window import MainWindow

        self.choose(monkeypatch, title)
        window.close()
        assert not window.isVisible()
        again = MainWindow(fake_parts())
        found = []
        again.background.queue.find_left(found.append)
        qtbot.waitUntil(lambda: bool(found))
        assert found == [offered]
        if offered:
            (job,) = again.background.queue.jobs
            assert job.state == LEFT and job.order.project == running.order.project
            again.background.queue.again(job)
            qtbot.waitUntil(lambda: job.state == DONE)
            assert len(decoded(job.order.target.path)) == 50
        again.shut_down()
        again.deleteLater()

    def test_with_nothing_to_do_it_does_not_ask(self, window, order, monkeypatch, qtbot):
        job = order()
        qtbot.waitUntil(lambda: job.state == DONE)
        asked = self.choose(monkeypatch, "stay")
        window.close()
        assert not asked and not window.isVisible()


# The real program in a process of its own; its renderer takes long enough to be killed in the middle.
PROGRAM = """
import sys, time
from pathlib import Path
import numpy as np
from PySide6.QtWidgets import QApplication
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.pipeline.export_store import ExportOrder
from lestalk_studio.pipeline.target import video_target
from lestalk_studio.ui.main_window import MainWindow
from dataclasses import replace
from tests.e2e.editor.conftest import fake_parts, GreyRenderer

class Slow(GreyRenderer):
    def render(self, z, aux):
        time.sleep(0.002)
        return super().render(z, aux)

app = QApplication([])
app.setOrganizationName("lestalk-test")
window = MainWindow(replace(fake_parts(), renderer=lambda face, size: Slow()))
window.show()
queue = window.background.queue
queue.job_changed.connect(lambda job: print(job.order.target.path.name, job.state, job.done, flush=True))
if len(sys.argv) > 1:
    portrait, voice, out = sys.argv[1:]
    for name in ("first.mp4", "second.webm"):
        project = Project(portrait=portrait, audio=voice, export=ExportSettings(quality="draft"))
        queue.add(ExportOrder(project, video_target(f"{out}/{name}", "draft")))
else:
    window.background.offer_left()
    def go_on():
        print("offered", len(queue.jobs), window.background.panel.isVisible(), flush=True)
        for job in list(queue.jobs):
            queue.again(job)
    queue.changed.connect(go_on)
    queue.changed.connect(lambda: queue.changed.disconnect())
    queue.idle.connect(app.quit)
app.exec()
for job in queue.jobs:
    print("end", job.order.target.path.name, job.state, job.made.resumed, flush=True)
window.shut_down()
"""


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def test_after_kill_9_in_the_middle_the_next_start_goes_on_with_the_finished_segments(tmp_path, portrait):
    voice = write_wav(tmp_path / "voice.wav", tone(24.0))
    with start(portrait, voice, tmp_path) as program:
        for line in program.stdout:
            name, state, done = line.split()
            if name == "first.mp4" and int(done) > 300:
                break
        program.send_signal(signal.SIGKILL)
    assert not (tmp_path / "first.mp4").exists()
    with start() as program:
        lines = program.stdout.read().splitlines()
        assert program.wait() == 0, program.stderr.read()
    assert "offered 2 True" in lines
    assert "end first.mp4 done 250" in lines and "end second.webm done 0" in lines
    for name in ("first.mp4", "second.webm"):
        assert len(decoded(tmp_path / name)) == 600
    # What an undisturbed export gives.
    from lestalk_studio.pipeline.project_render import export_project

    project = Project(portrait=portrait, audio=voice, export=ExportSettings(quality="draft"))
    export_project(project, video_target(f"{tmp_path}/whole.mp4"), fake_parts())
    assert (tmp_path / "whole.mp4").read_bytes() == (tmp_path / "first.mp4").read_bytes()
    state = os.environ["XDG_STATE_HOME"] + "/lestalk-studio/exports-waiting"
    assert os.listdir(state) == []
