"""Threads that compute for the window. They know the pipeline, never a widget."""

from __future__ import annotations

import logging
import threading
import time

from PySide6.QtCore import QMutex, QMutexLocker, QObject, QThread, QWaitCondition, Signal

from lestalk_studio.cancelling import cancellable, checkpoint
from lestalk_studio.document.project import Project
from lestalk_studio.errors import Cancelled, StudioError, in_a_sentence
from lestalk_studio.pipeline.analysis import VOICE_RATE, AnalysisKey, analyse, load_voice
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.lingering import linger

log = logging.getLogger(__name__)

TELL_S = 0.04
"""Progress is told this often at most."""
PATIENCE_MS = 60
"""What reaches a checkpoint by then is waited for when a worker is let go."""


class LatestWorker(QThread):
    """Does what was asked for last; what was asked for before and not yet begun is left out.

    Signals come in the thread of the receiver. Subclasses write `work`. gives_way: whether another question
    stops, at its next checkpoint, what is being done.
    """

    failed = Signal(str)
    stage = Signal(str)
    progress = Signal(int, int)
    cancelled = Signal()
    gives_way = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mutex, self._wake = QMutex(), QWaitCondition()
        self._asked: object | None = None
        self._last: object | None = None
        self._stopping = False
        self._cancel = threading.Event()
        self._told = 0.0

    def ask(self, request: object) -> None:
        """Do this next."""
        with QMutexLocker(self._mutex):
            self._asked = request
        self._wake.wakeAll()
        if not self.isRunning():
            self.start()

    def again(self) -> None:
        """Do once more what was done last, unless something else was asked for meanwhile."""
        with QMutexLocker(self._mutex):
            if self._asked is None and not self._stopping:
                self._asked = self._last
        self._wake.wakeAll()

    def cancel(self) -> None:
        """Give up what was asked for, at the next checkpoint; then comes `cancelled`."""
        with QMutexLocker(self._mutex):
            self._asked = self._last = None
            self._cancel.set()

    def leave(self) -> None:
        """Let the thread end as soon as it can, without waiting for it."""
        with QMutexLocker(self._mutex):
            self._stopping, self._asked = True, None
        self._wake.wakeAll()

    def stop(self) -> None:
        """End the thread, and wait for what it is at."""
        self.leave()
        self.wait()

    def let_go(self) -> None:
        """End the thread; a step that does not stop at once ends on its own, and its outcome is for nobody.

        For what only computes; what must be finished is for `stop`.
        """
        self.leave()
        if not self.wait(PATIENCE_MS):
            linger(self)

    @property
    def stopping(self) -> bool:
        """For `work`: whether the thread is to end."""
        with QMutexLocker(self._mutex):
            return self._stopping

    @property
    def outdated(self) -> bool:
        """For `work`: whether something else was asked for meanwhile, so that it may stop here."""
        with QMutexLocker(self._mutex):
            return self._stopping or self._asked is not None

    def rest(self, milliseconds: int) -> bool:
        """For `work`: wait; False as soon as something else is asked for."""
        with QMutexLocker(self._mutex):
            if self._asked is None and not self._stopping:
                self._wake.wait(self._mutex, milliseconds)
            return self._asked is None and not self._stopping

    def run(self) -> None:
        threading.current_thread().name = f"QThread {type(self).__name__}"
        while True:
            self._mutex.lock()
            while self._asked is None and not self._stopping:
                self._wake.wait(self._mutex)
            request, self._asked = self._asked, None
            self._last = request
            self._cancel.clear()
            stopping = self._stopping
            self._mutex.unlock()
            if stopping:
                return
            try:
                with cancellable(self._unwanted):
                    self.work(request)
            except Cancelled:
                if self._cancel.is_set():
                    self.cancelled.emit()
            except Exception as error:
                if not isinstance(error, StudioError):
                    log.exception("unexpected failure")
                self.failed.emit(str(in_a_sentence(error)))

    def tell_progress(self, done: int, total: int) -> None:
        """For `work`: emit `progress`, but not for every frame. Raises Cancelled when it is not wanted."""
        checkpoint()
        now = time.monotonic()
        if now - self._told >= TELL_S or done >= total:
            self._told = now
            self.progress.emit(done, total)

    def _unwanted(self) -> bool:
        return self._cancel.is_set() or (self.outdated if self.gives_way else self.stopping)

    def work(self, request: object) -> None:
        """Fulfil one request; runs in this thread. May raise StudioError, and Cancelled at checkpoints."""
        raise NotImplementedError


class AnalysisWorker(LatestWorker):
    """wave_ready(Pyramid or None, seconds), then performance_ready(AnalysisKey, Performance or None).

    progress: of the frames of an AU source. voice_lost(sentence): the voice is of no use, and why.
    """

    gives_way = True

    wave_ready = Signal(object, float)
    performance_ready = Signal(object, object)
    voice_lost = Signal(str)

    def __init__(self, parts: Parts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts or Parts()

    def work(self, request: Project) -> None:
        from lestalk_studio.audio.pyramid import Pyramid

        key = AnalysisKey.of(request)
        samples = None
        if request.audio is not None:
            self.stage.emit("Reading the voice")
            try:
                samples = load_voice(request)
            except StudioError as error:
                self.wave_ready.emit(None, 0.0)  # what is shown belongs to another voice
                self.voice_lost.emit(str(error))
                raise
        wave = None if samples is None else Pyramid(samples, VOICE_RATE)
        self.wave_ready.emit(wave, 0.0 if wave is None else wave.duration)
        if self.outdated:
            return
        if request.audio is not None or request.au_source is not None:
            self.stage.emit("Listening to the speech" if samples is not None else "Following the face")
        performance = analyse(request, samples, self._parts, self.tell_progress)
        checkpoint()
        if performance is not None and wave is None:
            self.wave_ready.emit(None, performance.duration)
        self.performance_ready.emit(key, performance)
        self.stage.emit("")
