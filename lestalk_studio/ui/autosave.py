"""Unsaved work is written to the state folder a moment after each change, and offered back after a crash."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from lestalk_studio.document.recovery import Recoverable, RecoveryStore
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.session import Session

DELAY_MS = 2000
_log = logging.getLogger(__name__)


class Autosave(QObject):
    """Writes at the latest DELAY_MS after a change, also while changes go on."""

    failed = Signal(str)

    def __init__(self, session: Session, store: RecoveryStore | None = None, parent: QObject | None = None):
        super().__init__(parent)
        self._session, self._store = session, store or RecoveryStore()
        self._snapshot = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.write)
        session.document_changed.connect(self._changed)
        session.file_changed.connect(self._saved)

    def found(self) -> tuple[Recoverable, ...]:
        """Work of programs that ended without saving it, the latest first."""
        return self._store.recoverable()

    def recover(self, work: Recoverable) -> None:
        """Open that work, unsaved as it is."""
        self._session.open(work.project, work.project_file)
        self._session.undo_stack.resetClean()
        self._open().adopt(work)

    def _open(self):
        if self._snapshot is None:
            self._snapshot = self._store.open_session()
        return self._snapshot

    def _changed(self, _) -> None:
        # Not started anew by each change: a long drag is written meanwhile, too.
        if not self._timer.isActive():
            self._timer.start()

    def _saved(self) -> None:
        self._timer.stop()
        if self._snapshot is not None and not self._session.is_modified:
            self._snapshot.discard()

    def write(self) -> None:
        """Write now, unless everything is saved."""
        if not self._session.is_modified:
            return
        try:
            self._open().write(self._session.project, self._session.file)
        except StudioError as error:
            _log.warning("%s", error)
            self.failed.emit(str(error))

    def close(self) -> None:
        """A clean end: nothing is to be offered next time."""
        self._timer.stop()
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None
