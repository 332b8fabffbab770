"""`--expression-model`: what a voice does to a face, in a project and without."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

SMALL = ("--frames", "18-20", "--size", 96)


@pytest.fixture
def frames(lestalk, tmp_path):
    """Render with the given options; (3, H, W, 3)."""

    def run(name, *args):
        result = lestalk("render", *args, *SMALL, "-o", f"{tmp_path / name}/")
        assert result.exit_code == 0, result.output
        return np.stack([np.asarray(Image.open(file)) for file in sorted((tmp_path / name).iterdir())])

    return run


def test_the_model_is_chosen_by_option_or_by_the_project(frames, lestalk, tmp_path, voice):
    clip = ("--portrait", "builtin:hopper", "--audio", "builtin:speech", "--no-head-motion")
    project = tmp_path / "film.lestalk"
    assert lestalk("new", *clip, "--expression-model", "linear", "-o", project).exit_code == 0
    assert json.loads(project.read_text("utf-8"))["expression_model"] == "linear"
    by_linear, by_cdan = frames("a", project), frames("b", project, "--expression-model", "cdan")
    assert np.abs(by_linear.astype(int) - by_cdan).max() > 10
    assert np.array_equal(by_linear, frames("c", project))


def test_an_unknown_model_is_refused_in_a_sentence(lestalk, tmp_path, voice):
    clip = ("--portrait", "builtin:hopper", "--audio", voice, "-o", tmp_path / "a.mp4")
    result = lestalk("render", *clip, "--expression-model", "magic")
    assert result.exit_code == 2 and "cdan" in result.output and "magic" in result.output
    project = tmp_path / "film.lestalk"
    assert lestalk("new", *clip[:4], "-o", project).exit_code == 0
    said = json.loads(project.read_text("utf-8")) | {"expression_model": "magic"}
    project.write_text(json.dumps(said), "utf-8")
    result = lestalk("render", project, "-o", tmp_path / "b.mp4")
    assert result.exit_code == 1 and "expression_model must be one of cdan, linear" in result.output
    assert len(result.output.strip().splitlines()) == 1 and not (tmp_path / "b.mp4").exists()
