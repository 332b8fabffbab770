"""Nothing half-done under the final name, and what cannot be written is refused first."""

from __future__ import annotations

import errno
import os
import stat

import numpy as np
import pytest

from lestalk_studio.errors import Cancelled, StudioError
from lestalk_studio.pipeline import target as targets
from lestalk_studio.pipeline.encoder import VideoEncoder
from lestalk_studio.pipeline.export import export
from lestalk_studio.pipeline.target import (
    check_apart,
    check_room,
    check_writable,
    picture_target,
    video_target,
)


def broken_off(error):
    yield np.zeros((64, 64, 3), np.uint8)
    yield np.zeros((64, 64, 3), np.uint8)
    raise error


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a/", "a_%03d.png"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled, StudioError("no")])
def test_a_stopped_export_leaves_nothing(tmp_path, name, error):
    with pytest.raises(error if isinstance(error, type) else type(error)):
        export(broken_off(error), video_target(str(tmp_path) + "/" + name), 25, 9)
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_export_leaves_the_older_file(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"older")
    with pytest.raises(KeyboardInterrupt):
        export(broken_off(KeyboardInterrupt), video_target(str(path)), 25, 9)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_export_is_readable_by_others_as_any_new_file(tmp_path):
    path = tmp_path / "a.mp4"
    export(iter([np.zeros((64, 64, 3), np.uint8)]), video_target(str(path)), 25, 1)
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_disk_that_fills_up_is_told(tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"older")

    def full(self, frame):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(VideoEncoder, "write", full)
    with pytest.raises(StudioError, match="disk is full"):
        export(broken_off(KeyboardInterrupt), video_target(str(path)), 25, 9)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_too_little_room_is_refused_before_the_work(tmp_path, monkeypatch):
    class Usage:
        free = 1_000_000

    monkeypatch.setattr(targets.shutil, "disk_usage", lambda path: Usage)
    target = video_target(str(tmp_path / "a.mp4"))
    check_room(target, 900_000)
    with pytest.raises(StudioError, match="needs about 5 MB and its disk has 1 MB free"):
        check_room(target, 5_000_000)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing/a.mp4", "does not exist"),
        ("file/a.mp4", "not a folder"),
        ("missing/b/", "does not exist"),
        ("n" * 300 + ".mp4", "too long"),
    ],
)
def test_places_that_cannot_be_written(tmp_path, name, sentence):
    (tmp_path / "file").touch()
    target = video_target(str(tmp_path) + "/" + name)
    with pytest.raises(StudioError, match=sentence):
        check_writable(target)
        export(broken_off(KeyboardInterrupt), target, 25, 9)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StudioError, match="may not be written"):
        check_writable(video_target(str(tmp_path / "a.mp4")))


def test_a_refusal_of_the_system_is_told_as_such(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(targets.tempfile, "NamedTemporaryFile", refuse)
    with pytest.raises(StudioError, match="may not be written by you"):
        check_writable(video_target(str(tmp_path / "a.mp4")))


def test_a_device_is_never_replaced(tmp_path):
    link = tmp_path / "full.png"
    link.symlink_to("/dev/full")
    with pytest.raises(StudioError, match="not an ordinary file"):
        check_writable(picture_target(str(link)))


@pytest.mark.parametrize("name", ["a.avi", "a", "a.png", "a.jpg"])
def test_names_that_say_no_format(tmp_path, name):
    with pytest.raises(ValueError):
        video_target(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("f_%04d.png", "f_0012.png"), ("f_###.png", "f_012.png"), ("100%_%d.png", "100%_12.png")],
)
def test_patterns_of_picture_names(tmp_path, name, pattern):
    target = video_target(str(tmp_path / name))
    assert target.kind == "folder"
    assert target.path == tmp_path
    assert target.pattern % 12 == pattern


def test_a_link_stays_and_what_it_points_to_is_written(tmp_path):
    real = tmp_path / "elsewhere" / "real.mp4"
    real.parent.mkdir()
    real.write_bytes(b"older")
    real.chmod(0o600)
    link = tmp_path / "a.mp4"
    link.symlink_to(real)
    export(iter([np.zeros((64, 64, 3), np.uint8)]), video_target(str(link)), 25, 1)
    assert link.is_symlink()
    assert real.stat().st_size > 5
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_what_is_read_is_not_written_over(tmp_path):
    video = tmp_path / "a.mp4"
    video.write_bytes(b"source")
    (tmp_path / "b.mp4").hardlink_to(video)
    for name in "ab":
        with pytest.raises(StudioError, match="is what is read"):
            check_apart(video_target(str(tmp_path / f"{name}.mp4")), None, video)
    check_apart(video_target(str(tmp_path / "c.mp4")), video)
