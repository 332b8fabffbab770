"""What a frame of the preview depends on, as a key that holds from one run of the program to the next."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np

from lestalk_studio import __version__
from lestalk_studio.paths import models_dir

_CODE = ("render", "face", "les")
_BLOCK = 1 << 20


@lru_cache(maxsize=1)
def maker() -> bytes:
    """The program that renders: its version, its models, and its own source where it runs from source."""
    package = Path(__file__).resolve().parents[1]
    files = [path for folder in _CODE for path in sorted((package / folder).rglob("*.py"))]
    files += sorted(path for path in models_dir().iterdir() if path.is_file())
    told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return blake2b(repr((__version__, told)).encode(), digest_size=20).digest()


def content(path: Path) -> bytes:
    """A digest of a file's bytes; of nothing where it cannot be read."""
    digest = blake2b(digest_size=20)
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return b""
    return digest.digest()


def frame_key(
    portrait: bytes,
    face: int | tuple,
    size: int | str,
    z: np.ndarray,
    aux: np.ndarray,
    correction: np.ndarray | None = None,
) -> bytes:
    """The key of the frame of z, aux and a correction on the `face`-th face, and what else it depends on, of a
    portrait with this `content`."""
    digest = blake2b(maker(), digest_size=20)
    digest.update(repr((portrait, face, size)).encode())
    digest.update(np.ascontiguousarray(z, np.float32).tobytes())
    digest.update(np.ascontiguousarray(aux, np.float32).tobytes())
    if correction is not None:
        digest.update(np.ascontiguousarray(correction, np.float32).tobytes())
    return digest.digest()
