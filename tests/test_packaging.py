"""What is installed is what is pinned, and the program finds what it ships."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from lestalk_studio import paths
from lestalk_studio.pipeline.builtins import BUILTIN_PORTRAITS, portrait_path
from tests.conftest import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
APP = REPOSITORY / "dist" / "LES-Talker-Studio"
needs_app = pytest.mark.skipif(not (APP / "lestalk").is_file(), reason="make app was not run")


def script(name):
    """A module of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(
        f"packaging_{name}", REPOSITORY / "packaging" / f"{name}.py"
    )
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins():
    lines = (REPOSITORY / "constraints.txt").read_text().splitlines()
    found = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {plain(name): number for name, _, number in found}


def required(lines):
    return [plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in lines]


def test_everything_asked_for_is_pinned():
    # PyTorch3D lives in an environment of its own, with another torch, and pins both itself.
    assert all("==" in line for line in EXTRAS["gpu"])
    extras = [line for name, lines in EXTRAS.items() if name != "gpu" for line in lines]
    assert set(required(PROJECT["dependencies"] + extras)) <= set(pins())


@pytest.mark.parametrize("name", required(PROJECT["dependencies"] + EXTRAS["dev"]))
def test_the_pinned_version_is_installed(name):
    assert version(name).partition("+")[0] == pins()[name]


@pytest.mark.parametrize("name", ["opencv-python", "opencv-python-headless"])
def test_only_one_package_owns_cv2(name):
    with pytest.raises(PackageNotFoundError):
        version(name)


def test_pip_never_takes_a_newer_torch_than_the_pinned_one():
    (line,) = (line for line in PROJECT["dependencies"] if line.startswith("torch"))
    allowed = Requirement(line).specifier
    assert pins()["torch"] in allowed and "2.13.1" not in allowed and "3.0" not in allowed


def imported():
    """Top-level modules that the program's source imports, or looks for in the package that carries a portrait."""
    names = {"matplotlib", "skimage"}
    for path in (REPOSITORY / "lestalk_studio").rglob("*.py"):
        if "training" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names


def test_what_is_installed_is_used():
    used = {plain(name) for module in imported() for name in packages_distributions().get(module, ())}
    assert set(required(PROJECT["dependencies"])) <= used


def test_shipped_files_are_found():
    assert (paths.models_dir() / "face_landmarker.task").is_file()
    assert paths.resources_dir().is_dir()
    for name in BUILTIN_PORTRAITS:
        assert portrait_path(f"builtin:{name}").is_file()


def test_the_hand_model_is_what_its_script_makes_of_google_s_nets(tmp_path):
    """The nets themselves, so that the recipe on the card stays true."""
    recipe = script("hand_model")
    with zipfile.ZipFile(paths.models_dir() / "hand_landmarker.task") as bundle:
        assert set(bundle.namelist()) == set(recipe.NETS)
        nets = {inside: bundle.read(name) for name, (inside, _) in recipe.NETS.items()}
    wheel = tmp_path / "mediapipe-0.10.14-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for inside, net in nets.items():
            packed.writestr(inside, net)
    recipe.build(wheel, tmp_path / "made.task")
    made = (tmp_path / "made.task").read_bytes()
    assert made == (paths.models_dir() / "hand_landmarker.task").read_bytes()

    with zipfile.ZipFile(wheel, "w") as packed:
        for inside in nets:
            packed.writestr(inside, b"another net")
    with pytest.raises(ValueError, match="another net"):
        recipe.build(wheel, tmp_path / "other.task")


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
    for target in ("demo", "test", "lint", "bench", "run", "app"):
        assert f"make {target}" in done.stdout


@pytest.fixture
def frozen_folder(tmp_path):
    """Modules of a frozen program with something compiled beside them."""
    beside = tmp_path / "app" / "lestalk_studio" / "render" / "__pycache__"
    beside.mkdir(parents=True)
    (beside / "raster.fill-19.py311.nbi").write_bytes(b"index")
    (beside / "raster.fill-19.py311.1.nbc").write_bytes(b"code")
    return tmp_path / "app"


def test_compiled_code_of_a_writable_program_stays_where_it_is(frozen_folder, monkeypatch):
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    script("runtime_hook").place_numba_cache(frozen_folder)
    assert "NUMBA_CACHE_DIR" not in os.environ


def test_compiled_code_of_a_read_only_program_moves_to_the_users_cache(frozen_folder, monkeypatch):
    from numba.core.caching import UserProvidedCacheLocator

    hook = script("runtime_hook")
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    really = hook._writable
    monkeypatch.setattr(hook, "_writable", lambda folder: "app" not in Path(folder).parts and really(folder))
    for _ in range(2):  # the second start finds what the first one left
        hook.place_numba_cache(frozen_folder)
        root = Path(os.environ.pop("NUMBA_CACHE_DIR"))
        assert root.is_relative_to(paths.cache_dir())
        source = frozen_folder / "lestalk_studio" / "render" / "raster.py"
        looked_in = root / UserProvidedCacheLocator.get_suitable_cache_subpath(str(source))
        assert sorted(p.name for p in looked_in.iterdir()) == [
            "raster.fill-19.py311.1.nbc",
            "raster.fill-19.py311.nbi",
        ]
        assert list(root.iterdir()) == [looked_in]


def test_a_program_finds_the_portaudio_it_carries(frozen_folder, monkeypatch):
    hook = script("runtime_hook")
    before = hook.ctypes.util.find_library
    monkeypatch.setattr(hook.ctypes.util, "find_library", before)
    hook.place_portaudio(frozen_folder)
    assert hook.ctypes.util.find_library is before
    (frozen_folder / "portaudio").mkdir()
    carried = frozen_folder / "portaudio" / "libportaudio.so.2.0.0"
    carried.touch()
    hook.place_portaudio(frozen_folder)
    assert hook.ctypes.util.find_library("portaudio") == str(carried)
    assert hook.ctypes.util.find_library("c") == before("c")


def test_what_the_program_cannot_need_is_left_out():
    trim = script("trim")
    inside = ("torch/bin/torch_shm_manager", "torch/bin/protoc", "torch/lib/libtorch.so", "torch/include/a.h")
    assert [name for name, *_ in trim.kept([(name, "", "DATA") for name in inside])] == [inside[0], inside[2]]
    modules = (
        "torch.testing._internal.common_utils",
        "torch.testing._internal.common_dtype",
        "numpy.tests.x",
    )
    assert [name for name, *_ in trim.kept_modules([(name, "", "") for name in modules])] == [modules[1]]


@pytest.mark.parametrize("name", required(PROJECT["dependencies"]))
def test_every_package_has_a_text_of_its_licence(name):
    entry = script("licences").distribution_entry(distribution(name))
    assert entry.version == version(name) and entry.licence
    assert all(len(text) > 200 for _, text in entry.texts[:1])


def test_a_file_of_no_package_stops_the_build(tmp_path):
    licences = script("licences")
    stray = tmp_path / "libstray.so"
    stray.touch()
    with pytest.raises(licences.Unaccounted, match="libstray"):
        licences.collect([("libstray.so", str(stray))])


def test_each_text_is_written_once():
    licences = script("licences")
    entries = [
        licences.Entry(name, "1", "MIT", "https://x", (("LICENSE", "Do as you like."),)) for name in "ab"
    ]
    text = licences.written(entries)
    assert text.count("Do as you like.") == 1 and "the same text as a, LICENSE" in text
    assert "GNU General Public License, version 3 or later" in text


@needs_app
def test_the_bundle_lists_the_licence_of_everything_in_it():
    text = (APP / "LICENCES.txt").read_text()
    listed = {plain(name) for name in re.findall(r"^(\S+) \S+\n    \S", text, re.MULTILINE)}
    owners = packages_distributions()
    inside = {path.name.partition(".")[0] for path in (APP / "_internal").iterdir()}
    bundled = {plain(name) for module in inside for name in owners.get(module, ())} - {"lestalk-studio"}
    assert len(bundled) > 15
    assert bundled <= listed
    assert {"python", "models", "resources", "lestalk-studio", "pyside6-essentials", "av"} <= listed


@needs_app
def test_the_bundle_carries_its_data_and_compiled_code():
    inside = APP / "_internal"
    for file in ("models/head.npz", "resources/demo_speech.ogg", "skimage/data/astronaut.png"):
        assert (inside / file).is_file(), file
    assert list((inside / "lestalk_studio" / "render" / "__pycache__").glob("*.nbc"))
    assert not (inside / "torch" / "include").exists()


@needs_app
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_bundle_tries_itself_in_an_empty_home(tmp_path):
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}
    command = [str(APP / "lestalk"), "edit", "--self-test", "made"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "made" / "self_test.json").read_text())
    assert report["ok"] and (tmp_path / "made" / "self_test.mp4").stat().st_size > 10_000
