"""Work in progress survives the program, however it ends."""

import os
import signal
import subprocess
import sys

import pytest

from lestalk_studio.document import keys
from lestalk_studio.document.project import Project
from lestalk_studio.document.recovery import RecoveryStore
from lestalk_studio.document.storage import save_project
from lestalk_studio.errors import StudioError
from tests.conftest import REPOSITORY


def edited(count):
    """The project after `count` edits."""
    project = Project(seed=5, audio="/media/voice.wav")
    for i in range(count):
        project = project.with_track(keys.set_key(project.track("happy"), i / 25, (i % 30) / 10))
    return project


# Edits on and on, snapshots every seventh edit, and says after each snapshot how far it has come.
EDITOR = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_recovery import edited
from lestalk_studio.document import keys
from lestalk_studio.document.recovery import RecoveryStore
session = RecoveryStore(Path(sys.argv[1])).open_session()
project, i = edited(0), 0
while True:
    project = project.with_track(keys.set_key(project.track("happy"), i / 25, (i % 30) / 10))
    i += 1
    if i % 7 == 0:
        session.write(project, Path("/films/film.lestalk"))
        print(i, flush=True)
"""


def start_editor(folder):
    script = EDITOR.format(tests=str(REPOSITORY / "tests" / "document"))
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("snapshots", [1, 40])
def test_after_kill_9_everything_up_to_the_last_snapshot_is_there(tmp_path, snapshots):
    store = RecoveryStore(tmp_path / "recovery")
    with start_editor(store.folder) as editor:
        for _ in range(snapshots):
            told = int(editor.stdout.readline())
        assert store.recoverable() == ()  # it still runs
        editor.send_signal(signal.SIGKILL)
        told = max([told, *map(int, editor.stdout.read().split())])
    (work,) = store.recoverable()
    kept = len(work.project.track("happy").keys)
    assert kept in (told, told + 7)  # the one being written when it was killed may be whole already
    assert work.project == edited(kept)
    assert str(work.project_file) == "/films/film.lestalk"
    assert work.written > 0

    session = store.open_session()
    session.adopt(work)
    assert store.recoverable() == ()
    session.close()
    assert os.listdir(store.folder) == []


def test_a_clean_end_leaves_nothing(tmp_path):
    store = RecoveryStore(tmp_path)
    session = store.open_session()
    session.write(edited(3), None)
    session.close()
    session.close()
    assert store.recoverable() == () and os.listdir(tmp_path) == []


def test_saved_work_is_not_offered(tmp_path):
    store = RecoveryStore(tmp_path / "state")
    with start_editor(store.folder) as editor:
        editor.stdout.readline()
        editor.kill()
    (work,) = store.recoverable()
    work.discard()
    assert store.recoverable() == () and os.listdir(store.folder) == []


def test_work_that_reached_its_file_is_not_offered(tmp_path):
    """The program was killed after it saved and before it forgot the snapshot."""
    store = RecoveryStore(tmp_path / "state")
    session = store.open_session()
    save_project(edited(3), tmp_path / "film.lestalk")
    session.write(edited(3), tmp_path / "film.lestalk")
    session._lock._forget()  # as the system does at the end of a process
    assert store.recoverable() == () and os.listdir(store.folder) == []
    session = store.open_session()
    session.write(edited(4), tmp_path / "film.lestalk")
    session._lock._forget()
    assert [work.project for work in store.recoverable()] == [edited(4)]


def test_several_are_offered_the_latest_first(tmp_path):
    store = RecoveryStore(tmp_path)
    for count in (1, 2, 3):
        session = store.open_session()
        session.write(edited(count), None)
        os.utime(session.file, (1000 + count % 3, 1000 + count % 3))
        session._lock._forget()
    assert [len(work.project.track("happy").keys) for work in store.recoverable()] == [2, 1, 3]


FORKER = """
import os, signal, sys
from pathlib import Path
from lestalk_studio.document.project import Project
from lestalk_studio.document.recovery import RecoveryStore
session = RecoveryStore(Path(sys.argv[1])).open_session()
session.write(Project(seed=1), None)
program = os.getpid()
if os.fork() == 0:
    os.kill(program, signal.SIGKILL)
    os.write(1, b"forked\\n")
    sys.stdin.read()
    os._exit(0)
signal.pause()
"""


def test_a_forked_child_does_not_pass_for_the_program(tmp_path):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-W", "ignore", "-c", FORKER, str(tmp_path)]
    with subprocess.Popen(command, cwd=REPOSITORY, **pipes) as program:
        assert program.stdout.readline() == b"forked\n"
        program.wait()
        assert [work.project.seed for work in RecoveryStore(tmp_path).recoverable()] == [1]


def test_damaged_snapshots_are_skipped_and_kept(tmp_path):
    store = RecoveryStore(tmp_path)
    for i, text in enumerate(["", "{}", '{"format": "lestalk-recovery", "version": 99, "project": {}}']):
        (tmp_path / f"{i}.recovery").write_text(text)
    (tmp_path / "3.recovery").write_bytes(b"\xff\xfe\0")
    assert store.recoverable() == ()
    assert len(os.listdir(tmp_path)) == 4


def test_half_written_leftovers_are_swept(tmp_path):
    store = RecoveryStore(tmp_path)
    (tmp_path / "abc.lock").write_text("1\n")
    (tmp_path / ".abc.recovery.x1.part").write_text("{")
    session = store.open_session()
    assert store.recoverable() == ()
    assert os.listdir(tmp_path) == [session.file.with_suffix(".lock").name]
    session.close()


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StudioError, match="XDG_STATE_HOME"):
        RecoveryStore(tmp_path / "file" / "recovery").open_session()


def test_it_lives_in_the_state_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert RecoveryStore().folder == tmp_path / "lestalk-studio" / "recovery"
