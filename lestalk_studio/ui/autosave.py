"""Unsaved work is written to the state folder a moment after each change, and offered back after a crash."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from lestalk_studio.document.recovery import Recoverable, RecoverySession, RecoveryStore
from lestalk_studio.ui.errands import Errands, run_aside
from lestalk_studio.ui.session import Session

DELAY_MS = 2000


class Autosave(QObject):
    """Writes at the latest DELAY_MS after a change, also while changes go on; in a thread of its own.

    The snapshot belongs to that thread alone. failed(sentence): the state folder refuses.
    """

    failed = Signal(str)

    def __init__(self, session: Session, store: RecoveryStore | None = None, parent: QObject | None = None):
        super().__init__(parent)
        self._session, self._store = session, store or RecoveryStore()
        self._snapshot: RecoverySession | None = None
        self._used = self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.write)
        self._errands = Errands(self)
        self._errands.failed.connect(self.failed)
        session.document_changed.connect(self._changed)
        session.file_changed.connect(self._saved)

    def found(self) -> tuple[Recoverable, ...]:
        """Work of programs that ended without saving it, the latest first."""
        return run_aside(self._store.recoverable)

    def recover(self, work: Recoverable) -> None:
        """Open that work, unsaved as it is."""
        self._session.open(work.project, work.project_file)
        self._session.undo_stack.resetClean()
        self._used = True
        self._errands.do(lambda: self._opened().adopt(work))

    def write(self) -> None:
        """Write what is there now, unless everything is saved; soon, in the other thread."""
        if self._closed or not self._session.is_modified:
            return
        self._used = True
        project, file = self._session.project, self._session.file
        self._errands.do(lambda: self._opened().write(project, file))

    def close(self) -> None:
        """A clean end: nothing is to be offered next time."""
        self._timer.stop()
        self._closed = True
        if self._used:
            self._errands.do(self._close)
        self._errands.stop()

    def _changed(self, _) -> None:
        # Not started anew by each change: a long drag is written meanwhile, too.
        if not (self._closed or self._timer.isActive()):
            self._timer.start()

    def _saved(self) -> None:
        self._timer.stop()
        if self._used and not (self._closed or self._session.is_modified):
            self._errands.do(self._discard)

    # --- in the other thread

    def _opened(self) -> RecoverySession:
        if self._snapshot is None:
            self._snapshot = self._store.open_session()
        return self._snapshot

    def _discard(self) -> None:
        if self._snapshot is not None:
            self._snapshot.discard()

    def _close(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None
