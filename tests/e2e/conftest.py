"""The command line as a user calls it, and a place with an older file that a refusal must leave alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lestalk_studio.cli import cli
from lestalk_studio.pipeline.builtins import portrait_path
from tests.pipeline.media import tone, write_wav

Command = Callable[..., Result]


@pytest.fixture
def lestalk() -> Command:
    """Run the program in this process: lestalk('frame', '--portrait', ...)."""
    return lambda *args: CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture
def refused(lestalk, tmp_path) -> Command:
    """Run, expect one sentence on stderr, exit code 1 and an untouched older file; returns the sentence."""
    out = tmp_path / "older.mp4"

    def run(*args: object, out: Path = out) -> str:
        if out.parent.is_dir() and not out.exists():
            out.write_bytes(b"older")
        before = sorted(tmp_path.rglob("*"))
        result = lestalk(*args, "-o", out)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        sentence = result.stderr.strip()
        assert len(sentence.splitlines()) == 1, sentence
        assert sentence.endswith((".", "?"))
        assert "unexpected" not in sentence
        if out.is_file():
            assert out.read_bytes() == b"older"
        assert sorted(tmp_path.rglob("*")) == before
        return sentence

    return run


@pytest.fixture
def voice(tmp_path) -> Path:
    """Two seconds of a swelling tone."""
    return write_wav(tmp_path / "voice.wav", tone(2.0))


@pytest.fixture(scope="session")
def astronaut() -> np.ndarray:
    """A portrait, (512, 512, 3) uint8."""
    with Image.open(portrait_path("builtin:astronaut")) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.fixture
def no_fit(monkeypatch):
    """Fail where a fit begins: what is refused must be refused before any long work."""

    def begin(*_, **__):
        raise AssertionError("long work began before the refusal")

    monkeypatch.setattr("lestalk_studio.face.fit.fit_portrait", begin)
