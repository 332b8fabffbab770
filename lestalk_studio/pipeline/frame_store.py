"""Frames of the preview on the disk, so that they outlive the program."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import threading
import time
from collections import OrderedDict
from hashlib import blake2b
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError

_log = logging.getLogger(__name__)

SUFFIX, PART = ".frame", ".part"
STORE_BYTES = 2048 * 1024 * 1024
LEAST_FREE = 256 * 1024 * 1024
"""Bytes that are left free on the disk for others."""
QUALITY = 97
"""JPEG quality, with colour at full resolution: 45 dB and more, no difference the eye finds."""
_MAGIC, _DIGEST = b"LSF1", 16
_ABANDONED = 3600.0  # seconds after which a half-written file belongs to nobody


class FrameStore:
    """Frames (H, W, 3) uint8 as files in `folder`, by key, up to `limit` bytes; the ones not used for longest go.

    A damaged file counts as none. May be used by several threads, and by several programs at once.
    """

    def __init__(self, folder: Path, limit: int = STORE_BYTES) -> None:
        self.folder, self._limit = Path(folder), limit
        self._lock = threading.RLock()
        self._sizes: OrderedDict[str, int] | None = None  # the one used longest ago first
        self._bytes = 0

    @property
    def limit(self) -> int:
        """Bytes it may hold; a lower one holds from the next frame on."""
        return self._limit

    @limit.setter
    def limit(self, limit: int) -> None:
        self._limit = limit

    @property
    def bytes(self) -> int:
        """Bytes of all files."""
        with self._lock:
            self._known()
            return self._bytes

    def __contains__(self, key: object) -> bool:
        with self._lock:
            return isinstance(key, bytes) and _name(key) in self._known()

    def __len__(self) -> int:
        with self._lock:
            return len(self._known())

    def get(self, key: bytes) -> np.ndarray | None:
        """The frame, which then counts as used last, or None."""
        name = _name(key)
        with self._lock:
            if name not in self._known():
                return None
        path = self.folder / name
        try:
            frame = _decoded(path.read_bytes())
        except OSError:
            frame = None
        if frame is None:
            self._forget(name)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        with self._lock:
            if name in self._known():
                self._known().move_to_end(name)
        with contextlib.suppress(OSError):
            os.utime(path)
        return frame

    def put(self, key: bytes, frame: np.ndarray) -> None:
        """Keep a frame. Raises StudioError where the disk is full or refuses."""
        name, data = _name(key), _encoded(frame)
        path = self.folder / name
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}{PART}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._make_room(len(data))
            if shutil.disk_usage(self.folder).free - len(data) < LEAST_FREE:
                raise StudioError(
                    f"The disk of {self.folder} is nearly full, so rendered frames are no longer kept there; "
                    "free some room, or clear the disk cache in the preferences."
                )
            part.write_bytes(data)
            os.replace(part, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise StudioError(
                f"Rendered frames cannot be kept in {self.folder} ({error.strerror or error}); "
                "make the folder writable, or turn the disk cache off in the preferences."
            ) from error
        with self._lock:
            self._forget(name)
            self._known()[name] = len(data)
            self._bytes += len(data)

    def clear(self) -> None:
        """Remove all frames. Raises StudioError where the disk refuses."""
        with self._lock:
            self._sizes, self._bytes = None, 0
            try:
                for path in self._files():
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise StudioError(
                    f"The disk cache in {self.folder} cannot be cleared ({error.strerror or error}); "
                    "remove the folder by hand."
                ) from error

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in self.folder.iterdir() if path.suffix in (SUFFIX, PART)]

    def _known(self) -> OrderedDict[str, int]:
        if self._sizes is None:
            found = []
            with contextlib.suppress(OSError):
                for path in self._files():
                    with contextlib.suppress(OSError):
                        status = path.stat()
                        if path.suffix == SUFFIX:
                            found.append((status.st_mtime_ns, path.name, status.st_size))
                        elif time.time() - status.st_mtime > _ABANDONED:
                            path.unlink()
            self._sizes = OrderedDict((name, size) for _, name, size in sorted(found))
            self._bytes = sum(self._sizes.values())
        return self._sizes

    def _forget(self, name: str) -> None:
        with self._lock:
            self._bytes -= self._known().pop(name, 0)

    def _make_room(self, wanted: int) -> None:
        with self._lock:
            while self._known() and self._bytes + wanted > self._limit:
                name = next(iter(self._known()))
                (self.folder / name).unlink(missing_ok=True)
                self._forget(name)


def _name(key: bytes) -> str:
    return blake2b(key, digest_size=20).hexdigest() + SUFFIX


def _encoded(frame: np.ndarray) -> bytes:
    import cv2

    full_colour = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    options = [cv2.IMWRITE_JPEG_QUALITY, QUALITY, *full_colour]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(frame, cv2.COLOR_RGB2BGR), options)
    body = data.tobytes()
    return _MAGIC + blake2b(body, digest_size=_DIGEST).digest() + body


def _decoded(data: bytes) -> np.ndarray | None:
    import cv2

    start = len(_MAGIC) + _DIGEST
    magic, digest, body = data[: len(_MAGIC)], data[len(_MAGIC) : start], data[start:]
    if magic != _MAGIC or blake2b(body, digest_size=_DIGEST).digest() != digest:
        _log.info("a damaged frame of the disk cache is left out")
        return None
    decoded = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
    return None if decoded is None else cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB)
