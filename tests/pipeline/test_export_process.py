"""An export in a process of its own gives what one in this process gives, and neither survives the other's end."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.document.track import Track
from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline.export_process import export_apart
from lestalk_studio.pipeline.project_render import export_project
from lestalk_studio.pipeline.resume import Stopped
from lestalk_studio.pipeline.target import video_target
from tests.conftest import REPOSITORY

SECONDS, FPS = 12.0, 10.0
"""Of the clip: more than one segment, which is 100 frames."""


def smiling(seconds=SECONDS):
    happy = Track("happy", (Keyframe(0.0, 0.0), Keyframe(seconds - 1 / FPS, 2.0)))
    export = ExportSettings(size=96, quality="draft")
    return Project(portrait="builtin:hopper", fps=FPS, tracks=(happy,), export=export)


def quiet(*_):
    pass


def at_frame(number, act):
    """A progress that does `act` once frame `number` is reached."""

    def progress(done, total):
        if done >= number:
            act()

    return progress


def stop():
    raise Cancelled("")


def kill():
    for process in multiprocessing.active_children():
        os.kill(process.pid, signal.SIGKILL)


def test_it_tells_its_steps_and_gives_the_same_bytes(tmp_path):
    project, stages, progress = smiling(1.0), [], []
    apart, here = (video_target(f"{tmp_path}/{name}.mp4", "draft") for name in ("apart", "here"))
    made = export_apart(project, apart, stages.append, lambda *told: progress.append(told))
    assert (made.path, made.frames) == (apart.path, 10)
    assert stages[0] == "Looking for the face" and stages[-1] == "Rendering"
    assert progress[-1] == (10, 10) and progress == sorted(progress)
    export_project(project, here)
    assert here.path.read_bytes() == apart.path.read_bytes()
    assert not multiprocessing.active_children()


def test_what_cannot_be_used_is_told_in_the_same_sentence(tmp_path):
    project = replace(smiling(), portrait=tmp_path / "gone.png")
    target = video_target(f"{tmp_path}/a.mp4", "draft")
    with pytest.raises(StudioError) as here:
        export_project(project, target)
    with pytest.raises(StudioError) as apart:
        export_apart(project, target, quiet, quiet)
    assert str(apart.value) == str(here.value)


def test_stopped_it_keeps_what_is_finished_and_goes_on_from_there(tmp_path):
    target = video_target(f"{tmp_path}/a.mp4", "draft")
    with pytest.raises(Stopped) as stopped:
        export_apart(smiling(), target, quiet, at_frame(105, stop))
    assert stopped.value.kept == 100 and not target.path.exists()
    assert not multiprocessing.active_children()
    assert export_apart(smiling(), target, quiet, quiet).resumed == 100


def test_stopped_while_it_starts_nothing_is_left(tmp_path):
    def stage(name):
        raise Cancelled("")

    with pytest.raises(Cancelled):
        export_apart(smiling(), video_target(f"{tmp_path}/a.mp4", "draft"), stage, quiet)
    assert not multiprocessing.active_children() and os.listdir(tmp_path) == []


def test_killed_it_says_so_and_the_next_goes_on(tmp_path):
    target = video_target(f"{tmp_path}/a.mp4", "draft")
    with pytest.raises(StudioError, match=r"ended unexpectedly \(code -9\).*goes on where it was"):
        export_apart(smiling(), target, quiet, at_frame(105, kill))
    assert export_apart(smiling(), target, quiet, quiet).resumed == 100


def test_stopped_while_it_dies_it_counts_as_stopped(tmp_path):
    target = video_target(f"{tmp_path}/a.mp4", "draft")

    def die_and_stop():
        kill()
        stop()

    with pytest.raises(Cancelled):
        export_apart(smiling(), target, quiet, at_frame(5, die_and_stop))
    assert not target.path.exists()


ASKING = """
import multiprocessing, sys
from lestalk_studio.pipeline.export_process import export_apart
from lestalk_studio.pipeline.target import video_target
from tests.pipeline.test_export_process import quiet, smiling

def progress(done, total):
    print(multiprocessing.active_children()[0].pid, flush=True)

export_apart(smiling(600.0), video_target(sys.argv[1], "draft"), quiet, progress)
"""


def test_when_the_one_who_asked_is_killed_the_export_ends(tmp_path):
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKING, f"{tmp_path}/a.mp4"], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    with asking:
        exporting = int(asking.stdout.readline())
        asking.kill()
    end = time.monotonic() + 20
    with suppress(ProcessLookupError):
        while time.monotonic() < end:
            os.kill(exporting, 0)
            time.sleep(0.05)
        os.kill(exporting, signal.SIGKILL)
        pytest.fail("the export went on for nobody")
    assert not (tmp_path / "a.mp4").exists()
