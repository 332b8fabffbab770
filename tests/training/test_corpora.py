"""The clips of plain folders, MEAD and RAVDESS."""

from __future__ import annotations

import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.training.corpora import clips_of


def made(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return root


def test_plain_folders_are_people(tmp_path):
    made(tmp_path, "anna/one.mp4", "anna/day 2/one.MOV", "bert_1.mpg", "bert_2.mpg", "notes.txt")
    clips = {clip.name: clip.identity for clip in clips_of(tmp_path)}
    assert clips == {"anna_one": "anna", "anna_day-2_one": "anna", "bert_1": "bert", "bert_2": "bert"}


def test_mead(tmp_path):
    made(
        tmp_path,
        "M003/video/front/angry/level_3/001.mp4",
        "M003/video/left_30/angry/level_3/001.mp4",
        "M003/video/front/neutral/level_1/002.mp4",
        "M003/audio/angry/level_3/001.m4a",
        "W009/video/front/surprised/level_1/010.mp4",
    )
    angry, neutral, surprised = clips_of(tmp_path)
    assert (angry.identity, angry.emotion, angry.level) == ("M003", "angry", 3)
    assert angry.sound.name == "001.m4a" and angry.video.suffix == ".mp4"
    assert (neutral.emotion, neutral.level) == ("neutral", 0) and neutral.sound == neutral.video
    assert (surprised.name, surprised.emotion, surprised.level) == ("W009_surprised_1_010", "surprised", 1)


def test_ravdess(tmp_path):
    made(
        tmp_path,
        *("Actor_12/01-01-06-02-01-02-12.mp4", "Actor_12/01-01-01-01-01-01-12.mp4"),
        *("Actor_12/02-01-06-02-01-02-12.mp4", "Actor_12/01-02-06-02-01-02-12.mp4"),
        "Actor_12/01-01-02-01-01-01-12.mp4",
    )
    clips = clips_of(tmp_path)
    assert [(c.identity, c.emotion, c.level) for c in clips] == [
        ("actor_12", "neutral", 0),
        ("actor_12", "neutral", 0),
        ("actor_12", "fear", 3),
    ]


def test_what_is_no_corpus_is_told(tmp_path):
    with pytest.raises(StudioError, match="no folder"):
        clips_of(tmp_path / "gone")
    with pytest.raises(StudioError, match="holds no videos"):
        clips_of(tmp_path)
    made(tmp_path, "a.mp4")
    with pytest.raises(StudioError, match="as mead names them"):
        clips_of(tmp_path, "mead")
    made(tmp_path, "a.mov")
    with pytest.raises(StudioError, match="would both be called a"):
        clips_of(tmp_path)
