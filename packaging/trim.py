"""What of the installed packages goes into the program's folder, and what does not."""

from __future__ import annotations

import ctypes.util
import os
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

# Imported by nothing the program does: packages of tests and of the head's build, and optional parts of others.
NOT_OURS = [
    *(
        "_pytest",
        "pytest",
        "pytestqt",
        "ruff",
        "tests",
        "lestalk_studio.training",
        "librosa",
        "sklearn",
    ),
    *("ai_edge_litert", "anny", "facex", "fer", "roma", "trimesh", "warp"),
    *("IPython", "pip", "PyInstaller", "setuptools", "tkinter"),
    *("tensorboard", "tensorflow", "torchvision", "torch.utils.tensorboard"),
]

_UNUSED_FILES = (
    "torch/test/*",
    "torch/include/*",
    "torch/share/*",
    "torch/bin/*",
    "torch/testing/_internal/*",
    "*/tests/*",
    "*.pyi",
    # Half of GTK would come along, and would meet the system's own half.
    "*/platformthemes/libqgtk3.so",
)
_NEEDED_FILES = ("torch/bin/torch_shm_manager",)
_UNUSED_MODULES = re.compile(r"\.tests(\.|$)|^torch\.testing\._internal\.(?!logging_tensor$|common_dtype$)")


def kept(entries):
    """The files of a table of contents [(name inside, source, kind)] that the program can need."""
    return [entry for entry in entries if _needed(Path(entry[0]).as_posix())]


def _needed(inside: str) -> bool:
    return inside in _NEEDED_FILES or not any(fnmatch(inside, pattern) for pattern in _UNUSED_FILES)


def kept_modules(entries):
    """The modules of a table of contents [(dotted name, source, kind)] that the program can need."""
    return [entry for entry in entries if not _UNUSED_MODULES.search(entry[0])]


def portaudio() -> list[tuple[str, str]]:
    """PortAudio of this system, which sounddevice's wheel for Linux does not carry; [] where it is missing."""
    name = ctypes.util.find_library("portaudio")
    if name is None:
        return []
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    found = re.search(rf"{re.escape(name)} .*=> (\S+)", listed)
    return [(os.path.realpath(found[1]), "portaudio")] if found else []


def portraits() -> list[tuple[str, str]]:
    """The photographs that two packages carry, where the program looks for them."""
    from lestalk_studio.pipeline.builtins import BUILTIN_PORTRAITS, PREFIX, portrait_path

    found = [portrait_path(PREFIX + name) for name in BUILTIN_PORTRAITS]
    site = [next(parent for parent in path.parents if parent.name == "site-packages") for path in found]
    return [(str(p), p.parent.relative_to(s).as_posix()) for p, s in zip(found, site, strict=True)]
