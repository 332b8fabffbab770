"""Work in progress, kept in the state folder so that a crash loses nothing that was written here.

Each running program has one session: a lock file that tells it is alive and a snapshot of the project. A
snapshot whose session is gone is offered at the next start. There are no timers here: whoever edits calls
`write` when it is time.
"""

from __future__ import annotations

import contextlib
import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

from lestalk_studio.document.atomic import write_atomically
from lestalk_studio.document.codec import project_from_dict, project_to_dict
from lestalk_studio.document.locks import ProcessLock, is_held, remove_if_free
from lestalk_studio.document.migrations import SCHEMA, migrate
from lestalk_studio.document.project import Project
from lestalk_studio.document.readable import dump_json, encodable, load_json
from lestalk_studio.document.storage import LARGEST_FILE, load_project
from lestalk_studio.errors import StudioError
from lestalk_studio.paths import state_dir

FORMAT = "lestalk-recovery"
SNAPSHOT, LOCK = ".recovery", ".lock"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recoverable:
    """Work that a program which is gone did not save.

    file: the snapshot. project_file: the project file it belongs to, None when it was never saved.
    written: when, in seconds since 1970.
    """

    file: Path
    project: Project
    project_file: Path | None
    written: float

    def discard(self) -> None:
        """Remove it for good."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        remove_if_free(self.file.with_suffix(LOCK))

    @property
    def is_saved(self) -> bool:
        """Whether the project file says just this: the program was stopped between saving and forgetting."""
        if self.project_file is None:
            return False
        try:
            return load_project(self.project_file).project == self.project
        except StudioError:
            return False


class RecoverySession:
    """The snapshot of this running program. Use `open_session`; `close` it at a clean end."""

    def __init__(self, folder: Path) -> None:
        name = uuid.uuid4().hex
        self.file = folder / f"{name}{SNAPSHOT}"
        self._lock = ProcessLock(folder / f"{name}{LOCK}")

    def write(self, project: Project, project_file: Path | None) -> None:
        """Make `project` what a later start offers. May be called from any one thread at a time.

        Raises StudioError when the state folder refuses; the snapshot before stays.
        """
        body = {
            "format": FORMAT,
            "version": SCHEMA,
            "project_file": None if project_file is None else str(project_file),
            "project": project_to_dict(project, None),
        }
        write_atomically(self.file, encodable(dump_json(body)) + "\n")

    def discard(self) -> None:
        """Forget the snapshot: the work was saved, or the user let it go."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)

    def adopt(self, work: Recoverable) -> None:
        """Take over recovered work: it becomes this session's snapshot before its own is removed."""
        self.write(work.project, work.project_file)
        work.discard()

    def close(self) -> None:
        """End cleanly: nothing is offered at the next start."""
        self.discard()
        self._lock.release()


class RecoveryStore:
    """Snapshots in `folder` (None = recovery/ of the state folder)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = Path(folder) if folder is not None else state_dir() / "recovery"

    def open_session(self) -> RecoverySession:
        """The session of this program. Raises StudioError when the state folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return RecoverySession(self.folder)
        except OSError as error:
            raise StudioError(
                f"{self.folder} cannot be written ({error.strerror}), so unsaved work is not kept after a"
                " crash; free space there or set XDG_STATE_HOME."
            ) from error

    def recoverable(self) -> tuple[Recoverable, ...]:
        """What programs that are gone left behind, the latest first; what running ones hold is left out.

        A damaged snapshot is skipped and stays on the disk; one that was saved after all is removed.
        """
        found = []
        for file in sorted(self.folder.glob(f"*{SNAPSHOT}")):
            if is_held(file.with_suffix(LOCK)):
                continue
            try:
                work = _read(file)
            except (OSError, ValueError) as error:
                _log.warning("%s cannot be recovered: %s", file, error)
                continue
            if work.is_saved:
                work.discard()
            else:
                found.append(work)
        self._sweep()
        return tuple(sorted(found, key=lambda work: work.written, reverse=True))

    def _sweep(self) -> None:
        """Remove the locks and half-written files of programs that are gone."""
        for lock in self.folder.glob(f"*{LOCK}"):
            snapshot = lock.with_suffix(SNAPSHOT)
            if is_held(lock):
                continue
            for part in self.folder.glob(f".{snapshot.name}.*.part"):
                with contextlib.suppress(OSError):
                    part.unlink()
            if not snapshot.exists():
                remove_if_free(lock)


def _read(file: Path) -> Recoverable:
    status = file.stat()
    if status.st_size > LARGEST_FILE:
        raise ValueError("it is too large")
    data = load_json(file.read_text("utf-8"))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("it is no snapshot")
    schema, body = data.get("version"), data.get("project")
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA or not isinstance(body, dict):
        raise ValueError("another version of the program wrote it")
    project_file = data.get("project_file")
    if project_file is not None and not isinstance(project_file, str):
        raise ValueError("its project file is no path")
    project = project_from_dict(migrate(body, schema), None)
    return Recoverable(file, project, None if project_file is None else Path(project_file), status.st_mtime)
