"""Short work that must not hold up the window: one after the other, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QThread, Signal

from lestalk_studio.errors import StudioError, in_a_sentence

log = logging.getLogger(__name__)


class Errands(QThread):
    """`do` puts work at the end of the line. failed(sentence): of work that nobody else answers for.

    The thread starts with the first errand. `stop` ends it after all that was asked for is done.
    """

    failed = Signal(str)
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line: deque[tuple[Callable[[], Any], Callable[[Any], None] | None]] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._answered.connect(lambda then, answer: then(answer))

    def do(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Call `work` in the thread, then `then` with what it returned in the thread of the window.

        What it raises goes to `then`, too, as the exception itself; without `then` it is told by `failed`.
        """
        with self._changed:
            self._line.append((work, then))
            self._changed.notify()
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """Do what is left, then end the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self.wait()

    def run(self) -> None:
        threading.current_thread().name = "QThread Errands"
        while True:
            with self._changed:
                while not self._line and not self._stopping:
                    self._changed.wait()
                if not self._line:
                    return
                work, then = self._line.popleft()
            answer = self._outcome(work)
            if then is not None:
                self._answered.emit(then, answer)
            elif isinstance(answer, Exception):
                self.failed.emit(str(in_a_sentence(answer)))

    @staticmethod
    def _outcome(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except StudioError as error:
            log.warning("%s", error)
            return error
        except Exception as error:
            log.exception("unexpected failure")
            return error


def run_aside(work: Callable[[], Any]) -> Any:
    """Call `work` in another thread and wait for it, while the window goes on painting but takes no input.

    For what takes a moment and must be finished before anything else, such as saving. Returns what it
    returns, raises what it raises. Without a running window, or outside its thread, it is simply called.
    """
    app = QCoreApplication.instance()
    if app is None or QThread.currentThread() is not app.thread():
        return work()
    once = _Once(work)
    loop = QEventLoop()
    once.finished.connect(loop.quit)
    once.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    once.wait()
    if once.error is not None:
        raise once.error
    return once.answer


class _Once(QThread):
    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work
        self.answer: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        threading.current_thread().name = "QThread aside"
        try:
            self.answer = self._work()
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked
            self.error = error
