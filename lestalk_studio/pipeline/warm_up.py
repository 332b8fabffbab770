"""What the first portrait and the first voice need anyway, made ready before anybody asks for it."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

_TORCH = ("libtorch_global_deps.so", "libc10.so", "libtorch_cpu.so", "libtorch_python.so")
_MODULES = (
    *("cv2", "PIL.ImageOps"),
    *("scipy.optimize", "scipy.ndimage", "scipy.interpolate"),
    *("numba", "numba.np.linalg", "numba.np.arraymath", "numba.typed", "numba.np.random.generator_methods"),
    *("lestalk_studio.face.detector", "lestalk_studio.face.portrait", "lestalk_studio.face.search"),
    *("lestalk_studio.face.fit", "lestalk_studio.render.renderer", "lestalk_studio.audio.decode"),
    *("av", "torch", "lestalk_studio.pipeline.perform"),
)
_RATE = 16_000


def steps() -> Iterator[Callable[[], object]]:
    """Functions to be called in this order, each of them short; nothing depends on any of them.

    To be called beside a window: the largest libraries are loaded without the interpreter's lock.
    """
    yield _load_torch
    yield _load_mediapipe
    for name in _MODULES:
        yield lambda name=name: importlib.import_module(name)
    yield _load_head
    yield _load_looks
    yield _load_brush
    yield _hear


def _load_torch() -> None:
    """Have the system load torch's libraries; the import that follows finds them loaded.

    An import would hold the lock for the second this may take, and with it a window.
    """
    found = importlib.util.find_spec("torch") if sys.platform.startswith("linux") else None
    if found is None or not found.submodule_search_locations or "torch" in sys.modules:
        return
    folder = Path(found.submodule_search_locations[0]) / "lib"
    dlopen = ctypes.CDLL(None).dlopen  # unlike ctypes.CDLL itself, a foreign function gives up the lock
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for name in _TORCH:
        scope = os.RTLD_GLOBAL if "global" in name else os.RTLD_LOCAL  # as torch itself does
        if (folder / name).is_file():
            dlopen(os.fsencode(folder / name), os.RTLD_NOW | scope)


def _load_mediapipe() -> None:
    from lestalk_studio.face.quiet import quiet_native_log

    with quiet_native_log():
        for name in ("mediapipe", "mediapipe.tasks.python.vision", "mediapipe.tasks.c"):
            importlib.import_module(name)


def _load_head() -> None:
    """And a compiled loop on it: with the first one numba loads most of itself."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.render.raster import vertex_normals

    head = Head.load()
    vertex_normals(head.neutral.copy(), head.faces.copy())


def _load_looks() -> None:
    """The maps of the skin's folds, a tenth of a second of convolutions; whoever draws will say if they are missing."""
    from lestalk_studio.errors import StudioError
    from lestalk_studio.nets.les_to_look import LesToLook

    with suppress(StudioError):
        LesToLook()


def _load_brush() -> None:
    """The compiled loop that lays strokes: the first one is to be seen at once."""
    from lestalk_studio.document.strokes import Stroke
    from lestalk_studio.render.painted import cover

    cover((Stroke("still", ((0.5, 0.5),), 0.1),), np.zeros((16, 16, 3), np.uint8), (0, 0), (16, 16), True)


def _hear() -> None:
    """Let the audio net compute once, for nobody."""
    from lestalk_studio.pipeline.perform import speech_performance

    rng = np.random.default_rng(0)
    speech_performance(0.05 * rng.standard_normal(_RATE // 2).astype(np.float32), 25.0)
