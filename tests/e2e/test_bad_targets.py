"""Targets that cannot be written are refused before the work, and a disk that fills up on the way is told."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from lestalk_studio.pipeline import target as targets


def render(voice):
    return "render", "--portrait", "builtin:hopper", "--audio", voice


@pytest.mark.usefixtures("no_fit")
class TestBeforeTheWork:
    def test_a_missing_folder(self, refused, voice, tmp_path):
        assert "does not exist" in refused(*render(voice), out=tmp_path / "gone" / "a.mp4")

    def test_a_file_where_a_folder_should_be(self, refused, voice):
        assert "not a folder" in refused(*render(voice), out=voice / "a.mp4")

    def test_a_folder_that_is_read_only(self, refused, voice, monkeypatch):
        def refuse(*_, **__):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        monkeypatch.setattr(targets.tempfile, "NamedTemporaryFile", refuse)
        assert "may not be written" in refused(*render(voice))

    def test_a_full_disk(self, refused, voice, monkeypatch):
        def refuse(*_, **__):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(targets.tempfile, "NamedTemporaryFile", refuse)
        assert "disk is full" in refused(*render(voice))

    def test_a_device(self, refused, tmp_path):
        link = tmp_path / "full.png"
        link.symlink_to("/dev/full")
        assert "not an ordinary file" in refused("frame", "--portrait", "builtin:hopper", out=link)
        assert Path("/dev/full").is_char_device()


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 300 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a/"])
def test_a_disk_that_fills_up_on_the_way(tiny_disk, name, monkeypatch):
    import numpy as np

    from lestalk_studio.errors import StudioError
    from lestalk_studio.pipeline.export import export

    monkeypatch.setattr("lestalk_studio.pipeline.export.check_room", lambda *_: None)
    noise = np.random.default_rng(0).integers(0, 255, (40, 128, 128, 3), dtype=np.uint8)
    with pytest.raises(StudioError, match="disk is full"):
        export(iter(noise), targets.video_target(f"{tiny_disk}/{name}"), 25, len(noise))
    assert list(tiny_disk.iterdir()) == []
