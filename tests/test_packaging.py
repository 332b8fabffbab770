"""What is installed is what is pinned, and the program finds what it ships."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, version

import pytest

from lestalk_studio import paths
from lestalk_studio.pipeline.builtins import BUILTIN_PORTRAITS, portrait_path
from tests.conftest import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins():
    lines = (REPOSITORY / "constraints.txt").read_text().splitlines()
    found = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {plain(name): number for name, _, number in found}


def required(lines):
    return [plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in lines]


def test_everything_asked_for_is_pinned():
    asked = required(PROJECT["dependencies"] + [line for lines in EXTRAS.values() for line in lines])
    assert set(asked) <= set(pins())


@pytest.mark.parametrize("name", required(PROJECT["dependencies"] + EXTRAS["dev"]))
def test_the_pinned_version_is_installed(name):
    assert version(name).partition("+")[0] == pins()[name]


@pytest.mark.parametrize("name", ["opencv-python", "opencv-python-headless"])
def test_only_one_package_owns_cv2(name):
    with pytest.raises(PackageNotFoundError):
        version(name)


def test_torch_is_pinned_where_pip_first_sees_it():
    assert f"torch=={pins()['torch']}" in PROJECT["dependencies"]


def test_shipped_files_are_found():
    assert (paths.models_dir() / "face_landmarker.task").is_file()
    assert paths.resources_dir().is_dir()
    for name in BUILTIN_PORTRAITS:
        assert portrait_path(f"builtin:{name}").is_file()


def test_a_wheel_carries_them(tmp_path, monkeypatch):
    package = tmp_path / "lestalk_studio"
    for folder in ("models", "resources"):
        (package / "_shipped" / folder).mkdir(parents=True)
        (package / "_shipped" / folder / ".lestalk").touch()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.models_dir() == package / "_shipped" / "models"
    assert paths.resources_dir() == package / "_shipped" / "resources"


def test_make_explains_itself():
    done = subprocess.run(["make", "help"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for target in ("demo", "test", "lint", "bench", "run"):
        assert f"make {target}" in done.stdout
