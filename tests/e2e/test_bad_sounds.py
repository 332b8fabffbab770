"""Sounds that cannot be spoken are refused in one sentence."""

from __future__ import annotations

import numpy as np
import pytest

from tests.pipeline.media import header_only_wav, tone, write_wav

pytestmark = pytest.mark.usefixtures("no_fit")


@pytest.fixture
def refuse(refused):
    return lambda sound, *more: refused("render", "--portrait", "builtin:hopper", "--audio", sound, *more)


def test_silence(refuse, tmp_path):
    assert "silent" in refuse(write_wav(tmp_path / "silent.wav", np.zeros(32000)))


def test_no_length(refuse, tmp_path):
    assert "no sound" in refuse(write_wav(tmp_path / "none.wav", np.zeros(0)))
    (tmp_path / "empty.wav").touch()
    assert "empty" in refuse(tmp_path / "empty.wav")


def test_three_hours(refuse, tmp_path):
    assert "3.0 hours" in refuse(header_only_wav(tmp_path / "long.wav", 3 * 3600))


def test_eight_channels(refuse, tmp_path):
    assert "8 channels" in refuse(write_wav(tmp_path / "wide.wav", tone(1.0, channels=8)))


def test_damage(refuse, tmp_path):
    path = tmp_path / "damaged.mp3"
    path.write_bytes(np.random.default_rng(0).bytes(20000))
    refuse(path)
    path = tmp_path / "damaged.wav"
    path.write_bytes(b"RIFF\x10\x00\x00\x00WAVEjunk")
    refuse(path)


def test_a_picture_given_as_sound(refuse):
    from lestalk_studio.pipeline.builtins import portrait_path

    assert "no sound" in refuse(portrait_path("builtin:astronaut"))


def test_a_missing_file_and_a_folder(refuse, tmp_path):
    assert "does not exist" in refuse(tmp_path / "gone.wav")
    assert "folder" in refuse(tmp_path)


def test_a_missing_source(refused, tmp_path):
    sentence = refused("render", "--portrait", "builtin:hopper", "--au-source", tmp_path / "gone.mpg")
    assert "does not exist" in sentence
