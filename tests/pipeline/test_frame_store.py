"""Frames on the disk: kept over a restart, bounded, and never trusted when damaged."""

import os
from types import SimpleNamespace

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline import frame_store
from lestalk_studio.pipeline.frame_store import FrameStore


def face(seed: int = 0, side: int = 96) -> np.ndarray:
    """Something smooth with fine detail, as a photograph has it."""
    y, x = np.mgrid[0:side, 0:side] / side
    rng = np.random.default_rng(seed)
    base = np.stack((160 + 60 * np.sin(3 * x), 120 + 50 * np.cos(4 * y), 100 + 40 * x * y), -1)
    return np.clip(base + rng.normal(0, 4, (side, side, 1)), 0, 255).astype(np.uint8)


def test_a_frame_comes_back_after_a_restart_with_no_difference_the_eye_finds(tmp_path):
    FrameStore(tmp_path).put(b"a", face())
    back = FrameStore(tmp_path).get(b"a")
    error = (back.astype(float) - face()) ** 2
    assert back.dtype == np.uint8 and back.shape == face().shape
    assert 10 * np.log10(255**2 / error.mean()) > 40


def test_it_is_small(tmp_path):
    store = FrameStore(tmp_path)
    store.put(b"a", face(side=256))
    assert store.bytes < face(side=256).nbytes / 3
    assert store.bytes == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_an_unknown_frame_and_an_absent_folder_are_none(tmp_path):
    store = FrameStore(tmp_path / "nowhere")
    assert store.get(b"a") is None and b"a" not in store and store.bytes == 0
    store.clear()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data[:-20] + bytes(20),
        lambda data: b"something else" * 50,
    ],
)
def test_a_damaged_file_is_left_out_and_made_anew(tmp_path, damage):
    FrameStore(tmp_path).put(b"a", face())
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    store = FrameStore(tmp_path)
    assert store.get(b"a") is None and b"a" not in store and not file.exists()
    store.put(b"a", face())
    assert store.get(b"a") is not None


def test_a_file_that_somebody_removed_is_none(tmp_path):
    store = FrameStore(tmp_path)
    store.put(b"a", face())
    for file in tmp_path.iterdir():
        file.unlink()
    assert b"a" in store and store.get(b"a") is None
    assert b"a" not in store and store.bytes == 0


def test_the_frames_used_longest_ago_go_even_over_a_restart(tmp_path):
    store = FrameStore(tmp_path)
    for i, name in enumerate((b"a", b"b", b"c")):
        store.put(name, face(i))
    for i, file in enumerate(sorted(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(file, (1000 + i, 1000 + i))
    each = store.bytes // 3
    again = FrameStore(tmp_path, limit=round(3.5 * each))
    assert again.get(b"a") is not None
    again.put(b"d", face(4))
    assert b"b" not in again and all(name in again for name in (b"a", b"c", b"d"))
    assert again.bytes <= again.limit
    assert FrameStore(tmp_path).bytes == again.bytes


def test_a_full_disk_is_one_sentence_and_leaves_no_half_file(tmp_path, monkeypatch):
    store = FrameStore(tmp_path)
    monkeypatch.setattr(frame_store.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    with pytest.raises(StudioError, match="nearly full") as told:
        store.put(b"a", face())
    assert str(told.value).count(".") == 1 + str(tmp_path).count(".")
    assert list(tmp_path.iterdir()) == [] and b"a" not in store


def test_a_disk_that_refuses_is_one_sentence_and_leaves_no_half_file(tmp_path, monkeypatch):
    store = FrameStore(tmp_path)

    def refuse(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(frame_store.os, "replace", refuse)
    with pytest.raises(StudioError, match="No space left on device"):
        store.put(b"a", face())
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "frames").write_text("mine")
    with pytest.raises(StudioError, match="cannot be kept"):
        FrameStore(tmp_path / "frames").put(b"a", face())
    assert (tmp_path / "frames").read_text() == "mine"


def test_clearing_removes_frames_and_nothing_else(tmp_path):
    store = FrameStore(tmp_path)
    store.put(b"a", face())
    (tmp_path / "notes.txt").write_text("mine")
    store.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert store.bytes == 0 and store.get(b"a") is None


def test_half_written_files_of_a_crash_are_cleared_away_later(tmp_path):
    old, young = tmp_path / "x.1-2.part", tmp_path / "y.1-2.part"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1000, 1000))
    assert FrameStore(tmp_path).bytes == 0
    assert not old.exists() and young.exists()
