"""A look at what the program needs: interpreter, packages, files, system libraries, devices."""

from __future__ import annotations

import ctypes.util
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from lestalk_studio import __version__, paths

INSTALL = "python -m pip install -c constraints.txt -e . (or make setup)"

# distribution: (module, what it is for)
_NEEDED = {
    "numpy": ("numpy", "arrays"),
    "scipy": ("scipy", "fitting"),
    "av": ("av", "reading and writing sound and video"),
    "pillow": ("PIL", "pictures"),
    "opencv-contrib-python": ("cv2", "warping pictures"),
    "mediapipe": ("mediapipe", "finding faces"),
    "numba": ("numba", "drawing"),
    "torch": ("torch", "nets"),
    "safetensors": ("safetensors", "weights"),
}
_EDITOR = {
    "PySide6_Essentials": ("PySide6.QtWidgets", "the editor's windows"),
}


@dataclass(frozen=True)
class Finding:
    """One thing looked at. remedy: what to do, empty when nothing is."""

    name: str
    state: Literal["ok", "optional", "missing"]
    detail: str
    remedy: str = ""


def check_up() -> list[Finding]:
    """Look at everything; nothing is raised."""
    found = [
        Finding("program", "ok", f"LES Talker Studio {__version__}"),
        _python(),
        Finding("system", "ok", f"{platform.platform()}, {os.cpu_count()} processor cores"),
    ]
    found += [_package(name, *what, "missing") for name, what in _NEEDED.items()]
    found += [_package(name, *what, "optional") for name, what in _EDITOR.items()]
    found += [_single_cv2(), _codecs(), *_files(), _device(), _sound_output(), _writable()]
    return found


def _python() -> Finding:
    good = sys.version_info >= (3, 11)
    return Finding(
        "Python",
        "ok" if good else "missing",
        platform.python_version(),
        "" if good else "install Python 3.11 or newer",
    )


def _attempt(
    name: str, look: Callable[[], str], remedy: str, otherwise: Literal["optional", "missing"]
) -> Finding:
    try:
        return Finding(name, "ok", look())
    except Exception as error:  # noqa: BLE001 - a broken installation may raise anything, and this reports it
        lines = str(error).strip().splitlines()
        return Finding(name, otherwise, lines[0] if lines else type(error).__name__, remedy)


def _package(name: str, module: str, use: str, otherwise: Literal["optional", "missing"]) -> Finding:
    def look() -> str:
        number = version(name)
        import_module(module)
        return f"{number}, for {use}"

    try:
        return Finding(name, "ok", look())
    except PackageNotFoundError:
        return Finding(name, otherwise, f"not installed, for {use}", INSTALL)
    except Exception as error:  # noqa: BLE001 - a broken installation may raise anything, and this reports it
        text = str(error)
        remedy = INSTALL
        if ".so" in text:
            remedy = "install the system libraries: bash packaging/system_packages.sh"
        return Finding(name, otherwise, f"does not load: {text}", remedy)


def _single_cv2() -> Finding:
    others = []
    for other in ("opencv-python", "opencv-python-headless", "opencv-contrib-python-headless"):
        try:
            version(other)
        except PackageNotFoundError:
            continue
        others.append(other)
    if others:
        remedy = f"python -m pip uninstall {' '.join(others)}, then reinstall opencv-contrib-python"
        return Finding("one OpenCV", "missing", f"{', '.join(others)} is installed beside it", remedy)
    return Finding("one OpenCV", "ok", "no second package owns cv2")


def _codecs() -> Finding:
    def look() -> str:
        import av

        for codec in ("libx264", "aac", "libvpx-vp9", "libopus"):
            av.Codec(codec, "w")
        return "H.264, AAC, VP9, Opus"

    return _attempt("encoders", look, "install the av package from PyPI, which carries them", "missing")


def _files() -> list[Finding]:
    found = []
    for name, use in (
        ("face_landmarker.task", "the face landmark model"),
        ("head.npz", "the head model"),
        ("audio_to_les.safetensors", "the speech model"),
        ("phones.npz", "the phone model"),
        ("audio_to_intensity.safetensors", "the intensity model"),
    ):
        found.append(
            _attempt(
                name, lambda name=name, use=use: _file(name, use), "install the program again", "missing"
            )
        )
    for name, use, without in (
        ("selfie_segmenter.tflite", "the model of persons", "the background moves along with the head"),
        ("hand_landmarker.task", "the hand model", "hands move along with the face"),
        ("appearance.safetensors", "the appearance model", "furrows of the skin are drawn"),
    ):
        remedy = f"install the program again; without it {without}"
        found.append(_attempt(name, lambda name=name, use=use: _file(name, use), remedy, "optional"))
    return found


def _file(name: str, use: str) -> str:
    path = paths.models_dir() / name
    if not path.is_file():
        raise FileNotFoundError(f"{use} is not in {path.parent}")
    return f"{use}, {path.stat().st_size / 1e6:.1f} MB"


def _device() -> Finding:
    def look() -> str:
        import torch

        if torch.cuda.is_available():
            return f"cpu ({torch.get_num_threads()} threads); CUDA: {torch.cuda.get_device_name(0)}"
        return f"cpu ({torch.get_num_threads()} threads); no CUDA device"

    return _attempt("device", look, INSTALL, "missing")


def _sound_output() -> Finding:
    remedy = "apt-get install libportaudio2; exporting works without it"
    if ctypes.util.find_library("portaudio") is None and sys.platform == "linux":
        return Finding("sound output", "optional", "PortAudio is not installed", remedy)

    def look() -> str:
        import sounddevice

        outputs = [d["name"] for d in sounddevice.query_devices() if d["max_output_channels"] > 0]
        if not outputs:
            raise LookupError("no sound card; the editor plays silently, exporting works")
        return str(outputs[0])

    return _attempt("sound output", look, "", "optional")


def _writable() -> Finding:
    def look() -> str:
        folder = paths.cache_dir()
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(f"{folder} is not writable")
        return str(folder)

    return _attempt("cache folder", look, "set XDG_CACHE_HOME to a folder you may write to", "optional")
