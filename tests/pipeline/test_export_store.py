"""Exports that are not finished are there at the next start, whatever became of the program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.document.track import Track
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.export_store import ExportOrder, ExportStore
from lestalk_studio.pipeline.target import Target, video_target
from tests.conftest import REPOSITORY


def order(tmp_path, name="a.mp4", **fields):
    project = Project(
        portrait=tmp_path / "face.png",
        tracks=(Track("happy", (Keyframe(0.0, 1.0), Keyframe(1.0, 2.5))),),
        export=ExportSettings(quality="best", size=512),
        **fields,
    )
    target = video_target(f"{tmp_path}/{name}", "best")
    return ExportOrder(project, target, tmp_path / "film.lestalk")


def test_what_was_left_is_taken_over_in_its_order(tmp_path):
    gone = ExportStore(tmp_path / "s")
    orders = [order(tmp_path, f"{n}.mp4", seed=n) for n in range(3)]
    for one in orders:
        gone.keep(one)
    gone.arrange([orders[2].name, orders[0].name, orders[1].name])
    gone.drop(orders[0].name)
    assert ExportStore(tmp_path / "s").take_over() == ()  # the program still runs
    gone.end()
    now = ExportStore(tmp_path / "s")
    assert now.take_over() == (orders[2], orders[1])
    assert now.take_over() == ()
    now.end()
    assert ExportStore(tmp_path / "s").take_over() == (orders[2], orders[1])  # still not finished


def test_a_folder_of_pictures_keeps_its_pattern(tmp_path):
    store = ExportStore(tmp_path / "s")
    pictures = ExportOrder(Project(), Target(tmp_path / "a", "folder", "x_%03d.png"))
    store.keep(pictures)
    store.end()
    assert ExportStore(tmp_path / "s").take_over() == (pictures,)


def test_a_clean_end_leaves_nothing(tmp_path):
    store = ExportStore(tmp_path / "s")
    one = order(tmp_path)
    store.keep(one)
    store.arrange([one.name])
    store.drop(one.name)
    store.end()
    assert os.listdir(tmp_path / "s") == []


@pytest.mark.parametrize(
    "text", ["", "{", "{}", '{"format": "lestalk-export", "version": 99, "project": {}}', "\udcff"]
)
def test_a_damaged_order_is_passed_over(tmp_path, text):
    store = ExportStore(tmp_path / "s")
    good, bad = order(tmp_path), order(tmp_path, "b.mp4")
    store.keep(good)
    store.keep(bad)
    (store.folder / f"{bad.name}.export").write_bytes(text.encode("utf-8", "surrogateescape"))
    store.end()
    assert ExportStore(tmp_path / "s").take_over() == (good,)


def test_after_kill_9_it_is_there(tmp_path):
    script = """
import sys, os, signal
from pathlib import Path
from tests.pipeline.test_export_store import order
from lestalk_studio.pipeline.export_store import ExportStore
store = ExportStore(Path(sys.argv[1]) / "s")
store.keep(order(Path(sys.argv[1])))
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=REPOSITORY, check=False)
    assert done.returncode == -9
    (left,) = ExportStore(tmp_path / "s").take_over()
    assert (left.project, left.target) == (order(tmp_path).project, order(tmp_path).target)


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "s").touch()
    with pytest.raises(StudioError, match="XDG_STATE_HOME"):
        ExportStore(tmp_path / "s").keep(order(tmp_path))
