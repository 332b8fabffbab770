"""`lestalk edit --self-test FOLDER` does what a user would, and tells honestly when that fails."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from lestalk_studio.cli import cli
from lestalk_studio.document.project import Project
from lestalk_studio.ui import self_test
from lestalk_studio.ui.self_test import Failed, SelfTest, check_video


class Loop:
    """In place of the application: its loop runs until the test asks it to quit."""

    def __init__(self, qtbot):
        self._qtbot, self.over = qtbot, False

    def exec(self):
        self._qtbot.waitUntil(lambda: self.over, timeout=60_000)

    def quit(self):
        self.over = True


@pytest.fixture
def loop(qtbot, monkeypatch):
    made = Loop(qtbot)
    monkeypatch.setattr(self_test.QApplication, "quit", made.quit)
    return made


def test_it_opens_exports_saves_and_opens_again(window, loop, tmp_path):
    test = SelfTest(window, tmp_path)
    loop.exec()
    assert [step.failure for step in test.steps] == [""] * len(test.steps) and test.code == 0
    names = [step.name for step in test.steps]
    assert names[:3] == ["window shown", "demo project opened", "2 s exported"] and len(names) == 4
    assert test.video.is_file() and test.project.is_file() and not window.isVisible()
    with pytest.raises(Failed, match="does not show a moving face"):  # the fake face is grey and small
        check_video(test.video, 25.0)


def test_a_failure_is_told_with_its_sentence(window, loop, tmp_path, monkeypatch):
    broken = Project(portrait="builtin:nobody", audio="builtin:speech")
    monkeypatch.setattr("lestalk_studio.ui.files.demo_project", lambda: broken)
    told = []
    self_test.emptied(tmp_path / "made")
    code = self_test.run_self_test(loop, window, tmp_path / "made", told.append)
    assert code == 1 and "FAILED" in told[-1] and "nobody" in told[-1]
    report = json.loads((tmp_path / "made" / "self_test.json").read_text())
    assert report["ok"] is False and report["steps"][-1]["failure"]


def test_a_video_is_looked_at(tmp_path):
    import av

    path = tmp_path / "short.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width = stream.height = 64
        for _ in range(10):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    with pytest.raises(Failed, match="no sound"):
        check_video(path, 25.0)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    result = CliRunner().invoke(cli, ["edit", "--self-test", str(tmp_path / "file" / "made")])
    assert result.exit_code == 1 and "cannot be written" in result.stderr
    both = CliRunner().invoke(cli, ["edit", "x.lestalk", "--self-test", str(tmp_path)])
    assert both.exit_code == 2
