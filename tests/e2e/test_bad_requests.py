"""Edits and ranges that mean nothing are refused in one sentence, wrong usage with exit code 2."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("no_fit")


@pytest.fixture
def refuse(refused, voice):
    return lambda *more: refused("render", "--portrait", "builtin:hopper", "--audio", voice, *more)


def test_an_unknown_emotion_suggests_the_nearest(refuse):
    assert "did you mean happy?" in refuse("--emotion", "hapy:3")


def test_an_unknown_unit_suggests_the_nearest(refuse):
    assert "AU12" in refuse("--au", "AU21:+0.5") or "AU20" in refuse("--au", "AU21:+0.5")


def test_an_unknown_blendshape_suggests_the_nearest(refused, tmp_path):
    out = tmp_path / "older.png"
    sentence = refused("frame", "--portrait", "builtin:hopper", "--arkit", "jawopn:0.5", out=out)
    assert "jawOpen" in sentence


@pytest.mark.parametrize("level", ["nan", "-1", "inf", "strong", ""])
def test_levels_that_are_none(refuse, level):
    refuse("--emotion", f"happy:{level}")


@pytest.mark.parametrize("bias", ["nan", "inf", "much"])
def test_biases_that_are_none(refuse, bias):
    refuse("--au", f"AU12:{bias}")


@pytest.mark.parametrize("name", ["--mouth-preservation", "--take-back", "--appearance"])
@pytest.mark.parametrize("weight", ["nan", "-0.1", "1.5"])
def test_weights_outside_their_interval(refuse, name, weight):
    assert name in refuse(name, weight)


@pytest.mark.parametrize("span", ["5-6", "1-9", "2-1", "a-b"])
def test_times_outside_the_clip(refuse, span):
    refuse("--emotion", f"happy:3@{span}")


def test_frames_outside_the_clip(refuse):
    assert "frames 0-49" in refuse("--frames", "10-50")


@pytest.mark.parametrize("fps", ["0", "-25", "nan", "1000"])
def test_rates_that_are_none(refuse, fps):
    assert "frames a second" in refuse("--fps", fps)


def test_a_level_from_the_voice_needs_a_voice(refused, tmp_path):
    source = tmp_path / "source.csv"
    source.touch()
    options = ("--portrait", "builtin:hopper", "--au-source", source, "--emotion", "happy:auto")
    assert "give a level" in refused("render", *options)


def test_cuda_where_there_is_none(refuse, monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    assert "CUDA" in refuse("--device", "cuda")


@pytest.mark.parametrize(
    "args",
    [
        ("render",),
        ("render", "--portrait", "builtin:hopper", "-o", "a.mp4"),
        ("render", "--portrait", "builtin:hopper", "--audio", "a.wav"),
        ("render", "--portrait", "builtin:hopper", "--audio", "a.wav", "-o", "a.avi"),
        ("render", "--portrait", "builtin:hopper", "--audio", "a.wav", "-o", "a.mp4", "--size", "huge"),
        ("render", "--portrait", "builtin:hopper", "--audio", "a.wav", "-o", "a.mp4", "--frames", "9-3"),
        ("render", "--portrait", "builtin:hopper", "--audio", "a.wav", "-o", "a.mp4", "--lips", "source"),
        ("render", "--portrait", "builtin:hopper", "--audio", "a.wav", "-o", "a.mp4", "--seed", "-1"),
        ("frame", "--portrait", "builtin:hopper", "-o", "a.jpg"),
        ("analyze", "a.wav", "-o", "a.txt"),
        ("frobnicate",),
        ("render", "--frobnicate"),
    ],
)
def test_wrong_usage(lestalk, args, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = lestalk(*args)
    assert result.exit_code == 2, result.output
    assert "Error: " in result.stderr
    assert list(tmp_path.iterdir()) == []
