"""`lestalk doctor`: what is missing is named, with the way to get it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from lestalk_studio.cli import cli
from lestalk_studio.pipeline import checkup
from lestalk_studio.pipeline.checkup import check_up


def by_name():
    return {found.name: found for found in check_up()}


def test_here_everything_needed_is_found():
    assert [found for found in check_up() if found.state == "missing"] == []


def test_every_absence_has_a_remedy_or_none_is_needed(monkeypatch):
    monkeypatch.setattr(checkup.ctypes.util, "find_library", lambda name: None)
    sound = by_name()["sound output"]
    assert sound.state == "optional"
    assert "libportaudio2" in sound.remedy


def test_a_missing_package_is_told(monkeypatch):
    monkeypatch.setitem(checkup._NEEDED, "no-such-package", ("nothing", "nothing"))
    found = by_name()["no-such-package"]
    assert found.state == "missing"
    assert "make setup" in found.remedy


def test_a_package_that_lacks_a_system_library_is_told(monkeypatch):
    def fail(name):
        raise ImportError("libGLESv2.so.2: cannot open shared object file")

    monkeypatch.setattr(checkup, "import_module", fail)
    found = by_name()["mediapipe"]
    assert found.state == "missing"
    assert "system_packages.sh" in found.remedy


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hand_landmarker.task", "hands move along"),
        ("selfie_segmenter.tflite", "the background moves along"),
        ("appearance.safetensors", "furrows of the skin are drawn"),
    ],
)
def test_without_the_models_of_hands_persons_and_folds_the_program_can_be_used(
    monkeypatch, tmp_path, name, said
):
    monkeypatch.setattr(checkup.paths, "models_dir", lambda: tmp_path)
    found = by_name()[name]
    assert found.state == "optional"
    assert said in found.remedy


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_a_missing_model_ends_with_1(monkeypatch, tmp_path, extra):
    monkeypatch.setattr(checkup.paths, "models_dir", lambda: tmp_path)
    result = CliRunner().invoke(cli, ["doctor", *extra])
    assert result.exit_code == 1
    if extra:
        told = json.loads(result.stdout)
        assert told["ok"] is False
        assert any(check["name"] == "head.npz" and check["state"] == "missing" for check in told["checks"])
    else:
        assert "MISSING  head.npz" in result.stdout
