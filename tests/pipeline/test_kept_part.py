"""What an export had finished when it failed can be looked at, and is used by the next try."""

from __future__ import annotations

import errno
import os

import av
import numpy as np
import pytest

from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline import segments
from lestalk_studio.pipeline.resume import PartKept, Stopped, Unfinished
from lestalk_studio.pipeline.segments import export_resumable
from lestalk_studio.pipeline.soundtrack import Soundtrack
from lestalk_studio.pipeline.target import video_target
from tests.pipeline.media import decoded, tone, write_wav

FPS, TOTAL = 25, 300


def frames_until(fail_at=None, error=None):
    """Frames whose brightness is their number modulo 200; `error` in place of frame `fail_at`."""

    def frames(start):
        for index in range(start, TOTAL):
            if index == fail_at:
                raise error or RuntimeError("the renderer broke")
            yield np.full((32, 48, 3), index % 200, np.uint8)

    return frames


@pytest.fixture
def run(tmp_path):
    sound = Soundtrack(write_wav(tmp_path / "voice.wav", tone(TOTAL / FPS)), 0.0, TOTAL / FPS)

    def export(name, frames, progress=None):
        unfinished = Unfinished("key", tmp_path / "state")
        return export_resumable(
            frames, video_target(f"{tmp_path}/{name}"), FPS, TOTAL, sound, unfinished, progress
        )

    return export


@pytest.mark.parametrize("fail_at", [100, 280])
def test_a_failed_video_leaves_its_part_with_sound_and_goes_on_from_there(tmp_path, run, fail_at):
    with pytest.raises(PartKept, match="the renderer broke") as failed:
        run("a.mp4", frames_until(fail_at))
    part = tmp_path / "a (unfinished).mp4"
    assert failed.value.place == part and str(part) in str(failed.value)
    assert failed.value.frames == fail_at
    seen = decoded(part)
    assert len(seen) == fail_at
    assert abs(float(seen[-1].mean()) - (fail_at - 1) % 200) < 3
    with av.open(str(part)) as clip:
        heard = clip.streams.audio[0]
        assert float(heard.duration * heard.time_base) == pytest.approx(fail_at / FPS, abs=0.05)
    assert not (tmp_path / "a.mp4").exists()
    made = run("a.mp4", frames_until())
    assert made.resumed == (250 if fail_at > 250 else 0) and len(decoded(made.path)) == TOTAL


def test_where_no_part_can_be_joined_the_pieces_are_named(tmp_path, run, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(segments, "join", full)
    with pytest.raises(PartKept, match="disk is full") as failed:
        run("a.mp4", frames_until())
    assert failed.value.place == tmp_path / "state" / "key"
    assert len(decoded(failed.value.place / "segment_000000.mp4")) == 250
    monkeypatch.undo()
    assert run("a.mp4", frames_until()).resumed == 250


def test_what_fails_at_once_leaves_nothing(tmp_path, run):
    with pytest.raises(RuntimeError):
        run("a.mp4", frames_until(5))
    assert not list(tmp_path.glob("a*"))


def test_a_sentence_stays_one(tmp_path, run):
    with pytest.raises(PartKept) as failed:
        run("a.mp4", frames_until(260, StudioError("The portrait is gone; put it back.")))
    told = str(failed.value)
    assert told.startswith("The portrait is gone; put it back; the first 260 of 300 frames are in ")
    assert told.endswith(".")


def test_stopping_says_how_much_is_kept(tmp_path, run):
    def stop(done, total):
        if done == 270:
            raise Cancelled("")

    with pytest.raises(Stopped) as stopped:
        run("a.mp4", frames_until(), stop)
    assert (stopped.value.kept, stopped.value.total) == (250, TOTAL)
    assert not list(tmp_path.glob("a*"))


class TestPictures:
    def test_stopped_ones_are_gone_on_with(self, tmp_path, run):
        def stop(done, total):
            if done == 40:
                raise Cancelled("")

        with pytest.raises(Stopped, match="40 of 300"):
            run("a/", frames_until(), stop)
        assert not (tmp_path / "a").exists()
        seen = []
        made = run("a/", frames_until(), lambda done, total: seen.append(done))
        assert made.resumed == 40 and seen[0] == 41
        names = sorted(path.name for path in (tmp_path / "a").iterdir())
        assert names == [f"frame_{n:05d}.png" for n in range(TOTAL)]
        assert not (tmp_path / "a (unfinished)").exists()

    def test_failed_ones_can_be_looked_at(self, tmp_path, run):
        with pytest.raises(PartKept, match="the first 7 of 300 frames are in") as failed:
            run("a/", frames_until(7))
        assert failed.value.place == tmp_path / "a (unfinished)"
        assert len(list(failed.value.place.glob("*.png"))) == 7

    def test_pictures_of_another_export_are_not_mixed_in(self, tmp_path, run):
        with pytest.raises(PartKept):
            run("a/", frames_until(7))
        other = export_resumable(
            frames_until(),
            video_target(str(tmp_path / "a") + "/"),
            FPS,
            TOTAL,
            None,
            Unfinished("other", tmp_path / "s"),
        )
        assert other.resumed == 0

    def test_a_folder_of_the_user_with_that_name_is_left_alone(self, tmp_path, run):
        mine = tmp_path / "a (unfinished)"
        mine.mkdir()
        (mine / "frame_00000.png").write_bytes(b"mine")
        run("a/", frames_until())
        assert (mine / "frame_00000.png").read_bytes() == b"mine"
        assert len(list((tmp_path / "a").iterdir())) == TOTAL


def test_the_terminal_goes_on_with_what_the_editor_left(tmp_path):
    """The same project, saved meanwhile to a file and exported to another name."""
    from lestalk_studio.document.project import Project
    from lestalk_studio.document.settings import ExportSettings
    from lestalk_studio.document.storage import save_project
    from lestalk_studio.pipeline.project_file import run_project
    from lestalk_studio.pipeline.project_render import export_project
    from tests.pipeline.fakes import PARTS

    voice = write_wav(tmp_path / "long.wav", tone(24.0))
    settings = ExportSettings(quality="draft", path=tmp_path / "editor.mp4")
    project = Project(portrait="builtin:hopper", audio=voice, export=settings)

    def stop(done, total):
        if done == 300:
            raise Cancelled("")

    with pytest.raises(Stopped, match="250 of 600"):
        export_project(project, video_target(str(settings.path), "draft"), PARTS, progress=stop)
    save_project(project, tmp_path / "film.lestalk")
    made = run_project(tmp_path / "film.lestalk", video_target(f"{tmp_path}/terminal.mp4"), parts=PARTS)
    assert made.exported.resumed == 250 and len(decoded(made.exported.path)) == 600
    again = run_project(
        tmp_path / "film.lestalk", video_target(f"{tmp_path}/b.mp4"), {"quality": "good"}, parts=PARTS
    )
    assert again.exported.resumed == 0
