"""The thread that looks after the disk cache: a folder of ten thousand files is not read in passing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lestalk_studio.pipeline.frame_store import FrameStore
from lestalk_studio.ui.workers import LatestWorker


class StoreWorker(LatestWorker):
    """Does (FrameStore, whether to clear it first): used(bytes)."""

    used = Signal(object)

    def work(self, request: tuple[FrameStore, bool]) -> None:
        store, clear = request
        if clear:
            store.clear()
        self.used.emit(store.bytes)
