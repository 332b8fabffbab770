"""An export in a process of its own, so that whoever asked for it has the interpreter to himself.

Threads of one process take turns at Python's lock; while frames are rendered, a window beside them would wait for its
turn again and again. What is made is the same, byte for byte.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from lestalk_studio.cancelling import cancellable, checkpoint
from lestalk_studio.document.project import Project
from lestalk_studio.errors import Cancelled, StudioError, in_a_sentence
from lestalk_studio.nets import device
from lestalk_studio.pipeline.export import Exported
from lestalk_studio.pipeline.project_render import Known, Progress, Stage, export_project
from lestalk_studio.pipeline.resume import PartKept, Stopped
from lestalk_studio.pipeline.target import Target

log = logging.getLogger(__name__)

LOOK_S = 0.03
"""So often it is asked whether the export is still wanted; its progress is told no more often."""
PATIENCE_S = 4.0
"""A process that was asked to stop and has not by then is killed; finished segments stay."""
NICENESS = 10
"""Of the process: windows and sound come first."""

STAGE, PROGRESS, DONE, STOPPED, REFUSED, PART = "stage", "progress", "done", "stopped", "refused", "part"


@dataclass(frozen=True)
class _Asked:
    """What the process is to do, and how the one that asks is set up."""

    project: Project
    target: Target
    known: Known | None
    project_file: Path | None
    device: str
    log_level: int


def export_apart(
    project: Project,
    target: Target,
    stage: Stage,
    progress: Progress,
    known: Known | None = None,
    project_file: Path | None = None,
) -> Exported:
    """As `project_render.export_project`, with the real steps of the chain, in a process that ends with it.

    Raises as that does; StudioError, too, when the process is killed. Whatever Cancelled `stage`, `progress` or a
    checkpoint of this thread raises stops it. If this process dies, the other stops by itself.
    """
    asked = _Asked(project, target, known, project_file, device.used(), log.getEffectiveLevel())
    context = get_context("spawn")  # a fork of a process with threads may never get on
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), name="export", daemon=True)
    with ours:
        process.start()
        theirs.close()
        try:
            _give_way(process.pid)  # from its first import on
            ours.send(asked)
            try:
                while True:
                    checkpoint()
                    if ours.poll(LOOK_S):
                        kind, *told = ours.recv()
                        if kind == STAGE:
                            stage(*told)
                        elif kind == PROGRESS:
                            progress(*told)
                        else:
                            return _answer(kind, *told)
            except Cancelled:
                return _stopped(ours)
        except (EOFError, ConnectionError) as error:
            process.join(1.0)
            raise StudioError(
                f"The process that made {target.path} ended unexpectedly (code {process.exitcode}), as when memory "
                "runs out; try it again: it goes on where it was."
            ) from error
        finally:
            _end(process)


def _answer(kind: str, *told) -> Exported:
    """What came of the export: returned or raised."""
    if kind == DONE:
        return told[0]
    if kind == STOPPED:
        raise Stopped(*told) if told else Cancelled("")
    if kind == PART:
        sentence, *kept = told
        raise PartKept(StudioError(sentence), *kept)
    raise StudioError(*told)


def _stopped(pipe: Connection) -> Exported:
    """Ask the process to stop and hear what it kept; it may have finished by then, or died: stopped it is, too."""
    end = time.monotonic() + PATIENCE_S
    with contextlib.suppress(EOFError, ConnectionError):
        pipe.send(None)
        while pipe.poll(max(0.0, end - time.monotonic())):
            kind, *told = pipe.recv()
            if kind not in (STAGE, PROGRESS):
                return _answer(kind, *told)
    raise Cancelled("")


def _give_way(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)


def _end(process) -> None:
    # It has said its last word; to unload its libraries would take another second, and nobody needs that.
    process.kill()
    process.join()
    process.close()


# --- in the process


def _serve(pipe: Connection) -> None:
    """Export what is asked, tell how it goes, and stop at the next word from the other side, or its end."""
    # Ctrl-C in a terminal reaches both; the one who asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        asked: _Asked = pipe.recv()
    except EOFError:
        return
    logging.getLogger("lestalk_studio").setLevel(asked.log_level)
    unwanted = threading.Event()
    threading.Thread(target=_listen, args=(pipe, unwanted), daemon=True).start()
    device.use(asked.device)
    with contextlib.suppress(ConnectionError):  # nobody listens any more
        with cancellable(unwanted.is_set):
            outcome = _outcome(pipe, asked)
        pipe.send(outcome)


def _listen(pipe: Connection, unwanted: threading.Event) -> None:
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    unwanted.set()


def _outcome(pipe: Connection, asked: _Asked) -> tuple:
    told_at = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told_at
        checkpoint()
        now = time.monotonic()
        if now - told_at >= LOOK_S or done >= total:
            told_at = now
            pipe.send((PROGRESS, done, total))

    def stage(name: str) -> None:
        checkpoint()
        pipe.send((STAGE, name))

    try:
        made = export_project(
            asked.project, asked.target, None, stage, progress, asked.known, asked.project_file
        )
    except Cancelled as stop:
        return (STOPPED, stop.kept, stop.total) if isinstance(stop, Stopped) else (STOPPED,)
    except PartKept as failure:
        return PART, _plain(failure.reason), failure.place, failure.frames, failure.total
    except Exception as error:
        log.warning("export failed", exc_info=not isinstance(error, StudioError))
        return REFUSED, _plain(error)
    return DONE, made


def _plain(error: Exception) -> str:
    """Its sentence in English: the one who asked translates it."""
    return in_a_sentence(error).args[0]
