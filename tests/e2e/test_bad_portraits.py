"""Portraits that cannot be animated are refused in one sentence."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PIL import Image

from lestalk_studio.face.detector import FaceDetector
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.export import export
from lestalk_studio.pipeline.target import video_target

pytestmark = pytest.mark.usefixtures("no_fit")


def save(path, pixels):
    Image.fromarray(pixels).save(path)
    return path


def test_no_face(refused, voice, tmp_path):
    wall = save(tmp_path / "wall.png", np.full((300, 400, 3), 128, np.uint8))
    assert "No face" in refused("render", "--portrait", wall, "--audio", voice)


def test_a_profile(refused, voice, astronaut, tmp_path, monkeypatch):
    found = FaceDetector.detect

    def turned(self, rgb):
        angle = np.radians(75)
        matrix = np.eye(4, dtype=np.float32)
        matrix[0, 0] = matrix[2, 2] = np.cos(angle)
        matrix[0, 2], matrix[2, 0] = np.sin(angle), -np.sin(angle)
        return [dataclasses.replace(face, matrix=matrix) for face in found(self, rgb)]

    monkeypatch.setattr(FaceDetector, "detect", turned)
    portrait = save(tmp_path / "profile.png", astronaut)
    sentence = refused("render", "--portrait", portrait, "--audio", voice)
    assert "75 degrees" in sentence
    assert "profile" in sentence


def test_a_tiny_face_says_the_size_needed(refused, voice, astronaut, tmp_path):
    small = np.full((300, 300, 3), 128, np.uint8)
    small[100:200, 100:200] = np.asarray(
        Image.fromarray(astronaut).resize((100, 100), Image.Resampling.LANCZOS)
    )
    sentence = refused("render", "--portrait", save(tmp_path / "tiny.png", small), "--audio", voice)
    assert "too small" in sentence
    assert "px needed" in sentence


def test_a_picture_that_is_too_small(refused, voice, astronaut, tmp_path):
    small = save(tmp_path / "small.png", astronaut[::8, ::8].copy())
    assert "at least 128 px" in refused("render", "--portrait", small, "--audio", voice)


def test_another_face_than_there_are(refused, voice, astronaut, tmp_path):
    portrait = save(tmp_path / "one.png", astronaut)
    assert "face 3" in refused("render", "--portrait", portrait, "--face", 3, "--audio", voice)


def test_a_truncated_picture(refused, voice, tmp_path):
    data = portrait_path("builtin:hopper").read_bytes()
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(data[: len(data) // 3])
    assert "cut short" in refused("render", "--portrait", cut, "--audio", voice)


@pytest.mark.parametrize("command", ["render", "frame"])
def test_no_picture_at_all(refused, voice, tmp_path, command):
    text = tmp_path / "portrait.jpg"
    text.write_text("this is no picture")
    more = ("--audio", voice) if command == "render" else ()
    out = tmp_path / ("older.mp4" if command == "render" else "older.png")
    assert "not a picture" in refused(command, "--portrait", text, *more, out=out)


def test_an_empty_file_a_folder_and_a_missing_one(refused, voice, tmp_path):
    (tmp_path / "empty.png").touch()
    assert "empty" in refused("render", "--portrait", tmp_path / "empty.png", "--audio", voice)
    assert "folder" in refused("render", "--portrait", tmp_path, "--audio", voice)
    assert "does not exist" in refused("render", "--portrait", tmp_path / "gone.png", "--audio", voice)


def test_a_video(refused, voice, tmp_path):
    target = video_target(str(tmp_path / "talk.mp4"))
    export((np.full((64, 64, 3), n, np.uint8) for n in range(5)), target, 25, 5)
    assert "is a video" in refused("render", "--portrait", target.path, "--audio", voice)


def test_an_unknown_built_in(refused, voice):
    sentence = refused("render", "--portrait", "builtin:einstein", "--audio", voice)
    assert "builtin:hopper" in sentence
