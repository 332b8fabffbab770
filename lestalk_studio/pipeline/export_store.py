"""Exports that are asked for and not finished, kept on the disk so that the next start can go on with them.

Like recovery.py: each running program has a folder and a lock that says it is alive; what lies in the folder of a
program that is gone is offered again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lestalk_studio.document.atomic import write_atomically
from lestalk_studio.document.codec import project_from_dict, project_to_dict
from lestalk_studio.document.locks import ProcessLock, is_held, remove_if_free
from lestalk_studio.document.migrations import SCHEMA, migrate
from lestalk_studio.document.project import Project
from lestalk_studio.document.readable import dump_json, encodable, load_json
from lestalk_studio.document.storage import LARGEST_FILE
from lestalk_studio.errors import StudioError
from lestalk_studio.paths import state_dir
from lestalk_studio.pipeline.project_render import Known
from lestalk_studio.pipeline.target import Target

FORMAT = "lestalk-export"
ORDER, LOCK = ".export", ".lock"
_KINDS = ("mp4", "webm", "mov", "folder")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ExportOrder:
    """One export: the project as it was when it was asked for, and where it goes.

    project_file: the file the project belongs to, which must not be written over. known: the performance, if
    it was analysed by then; it is not stored.
    """

    project: Project
    target: Target
    project_file: Path | None = None
    known: Known | None = field(default=None, compare=False, repr=False)
    name: str = field(default_factory=lambda: uuid.uuid4().hex)


class ExportStore:
    """Orders of this program in a folder of `root` (None = exports-waiting/ of the state folder).

    Belongs to one thread at a time. Use `begin` before anything else, `end` at the end.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root if root is not None else state_dir() / "exports-waiting"
        self.folder = self.root / uuid.uuid4().hex
        self._lock: ProcessLock | None = None

    def begin(self) -> None:
        """Take a folder. Raises StudioError when the state folder cannot be written."""
        if self._lock is not None:
            return
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._lock = ProcessLock(self.folder.with_suffix(LOCK))
            self.folder.mkdir()
        except OSError as error:
            raise StudioError(
                f"{self.root} cannot be written ({error.strerror}), so exports are not offered again after a"
                " crash; free space there or set XDG_STATE_HOME."
            ) from error

    def keep(self, order: ExportOrder) -> None:
        """Have it offered again until `drop`. Raises StudioError when the disk refuses."""
        self.begin()
        write_atomically(self._file(order.name), encodable(dump_json(_to_dict(order))) + "\n")

    def arrange(self, names: list[str]) -> None:
        """Have the orders `names` offered in this order. Raises StudioError."""
        self.begin()
        write_atomically(self.folder / "order", "\n".join(names) + "\n")

    def drop(self, name: str) -> None:
        """Forget it: it is finished, or not wanted."""
        with contextlib.suppress(OSError):
            self._file(name).unlink(missing_ok=True)

    def end(self) -> None:
        """Let the next start have what is left."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            _remove_if_empty(self.folder)

    def take_over(self) -> tuple[ExportOrder, ...]:
        """The orders of programs that are gone, first to last; they are kept by this one from now on.

        A damaged one is skipped and stays on the disk. Raises StudioError.
        """
        found: list[ExportOrder] = []
        folders = [path for path in self.root.glob("*") if path.is_dir() and path != self.folder]
        for folder in sorted(folders, key=lambda path: path.stat().st_mtime):
            if is_held(folder.with_suffix(LOCK)):
                continue
            for file in _in_order(folder):
                try:
                    order = _read(file)
                except (OSError, ValueError, StudioError) as error:
                    log.warning("%s cannot be gone on with: %s", file, error)
                    continue
                self.begin()
                os.replace(file, self._file(order.name))
                found.append(order)
            _remove_if_empty(folder)
            remove_if_free(folder.with_suffix(LOCK))
        if found:
            self.arrange([order.name for order in found])
        return tuple(found)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{ORDER}"


def _in_order(folder: Path) -> list[Path]:
    try:
        names = (folder / "order").read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        names = []
    place = {name: n for n, name in enumerate(names)}
    return sorted(folder.glob(f"*{ORDER}"), key=lambda file: (place.get(file.stem, len(place)), file.name))


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        if not any(folder.glob(f"*{ORDER}")):
            (folder / "order").unlink(missing_ok=True)
            folder.rmdir()


def _to_dict(order: ExportOrder) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": SCHEMA,
        "path": str(order.target.path),
        "kind": order.target.kind,
        "pattern": order.target.pattern,
        "project_file": None if order.project_file is None else str(order.project_file),
        "project": project_to_dict(order.project, None),
    }


def _read(file: Path) -> ExportOrder:
    if file.stat().st_size > LARGEST_FILE:
        raise ValueError("it is too large")
    data = load_json(file.read_text("utf-8"))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("it is no export")
    schema, body = data.get("version"), data.get("project")
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA or not isinstance(body, dict):
        raise ValueError("another version of the program wrote it")
    texts = [data.get(name) for name in ("path", "kind", "pattern")]
    path, kind, pattern = texts
    project_file = data.get("project_file")
    if not all(isinstance(text, str) for text in texts) or kind not in _KINDS:
        raise ValueError("it does not say where to")
    if project_file is not None and not isinstance(project_file, str):
        raise ValueError("its project file is no path")
    project = project_from_dict(migrate(body, schema), None)
    return ExportOrder(
        project,
        Target(Path(path), kind, pattern, project.export.quality),
        None if project_file is None else Path(project_file),
        name=file.stem,
    )
