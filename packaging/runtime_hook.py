"""Runs in the frozen program before anything else: where compiled code is kept, and where PortAudio lies."""

from __future__ import annotations

import atexit
import ctypes.util
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

RENDER = Path("lestalk_studio", "render")


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def _cache() -> Path:
    from lestalk_studio.paths import cache_dir

    if _writable(cache_dir()):
        return cache_dir()
    for_now = Path(tempfile.mkdtemp(prefix="lestalk-studio-"))
    atexit.register(shutil.rmtree, for_now, ignore_errors=True)
    return for_now


def place_numba_cache(inside: Path) -> None:
    """Let numba find and keep compiled code, also where the program's folder `inside` cannot be written to.

    What was compiled when the program was built lies beside the modules. numba reads it there only where it may write
    (another processor needs code of its own), so a read-only installation copies it to the user's cache.
    """
    beside = inside / RENDER / "__pycache__"
    if "NUMBA_CACHE_DIR" in os.environ or _writable(beside):
        return
    shipped = sorted(beside.glob("*.nb?"))
    build = hashlib.sha256(b"".join(path.read_bytes() for path in shipped if path.suffix == ".nbi"))
    root = _cache() / "numba" / build.hexdigest()[:12]
    # The folder's name is numba's own: numba.core.caching.get_suitable_cache_subpath.
    source = os.path.abspath(inside / RENDER)
    folder = root / f"render_{hashlib.sha1(source.encode()).hexdigest()}"
    if not folder.is_dir():
        root.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=root))
        for path in shipped:
            shutil.copy(path, unfinished)
        try:
            unfinished.rename(folder)
        except OSError:  # another start of the program was faster
            shutil.rmtree(unfinished, ignore_errors=True)
    os.environ["NUMBA_CACHE_DIR"] = str(root)


def place_portaudio(inside: Path) -> None:
    """Let sounddevice find the PortAudio of the bundle: its wheel for Linux asks the system's linker alone."""
    carried = next(iter((inside / "portaudio").glob("libportaudio*")), None)
    if carried is None:
        return
    elsewhere = ctypes.util.find_library
    ctypes.util.find_library = lambda name: str(carried) if name == "portaudio" else elsewhere(name)


if getattr(sys, "frozen", False):
    place_numba_cache(Path(sys._MEIPASS))
    place_portaudio(Path(sys._MEIPASS))
