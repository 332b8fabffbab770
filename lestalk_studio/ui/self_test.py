"""`lestalk edit --self-test FOLDER`: the window tries itself, to tell whether an installation works.

It does what a user would do first, by the window's own actions: open the demo project, mark two seconds of it, export
them, save the project and open it again. The video is then opened and looked at.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from lestalk_studio import __version__
from lestalk_studio.errors import StudioError

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

log = logging.getLogger(__name__)

SECONDS = 2.0
SIZE = 512
BEAT_MS = 20
PATIENCE_S = 180.0
"""How long one step may take; the first picture on a new machine compiles code."""


@dataclass(frozen=True)
class Step:
    """What was tried and how long it took [s]. failure: a sentence, empty when it went well."""

    name: str
    seconds: float
    failure: str = ""


class Failed(Exception):
    """A step did not get where it should; the message is a sentence."""


class _Painted(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.once = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.once = self.once or event.type() == QEvent.Type.Paint
        return False


class SelfTest(QObject):
    """Works through its steps between the events of the program's own loop, then closes the window.

    steps: what was done so far. code: 0, or 1 once a step failed, and while they go on.
    """

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._window, self._folder = window, folder
        self.video, self.project = folder / "self_test.mp4", folder / "self_test.lestalk"
        self.steps: list[Step] = []
        self.code = 1
        self._painted = _Painted(window)
        self._plan = self._all()
        self._name, self._done, self._began = "", None, time.monotonic()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    # --- the steps: a name, and what has to be true before the next one

    def _all(self) -> Iterator[tuple[str, Callable[[], bool]]]:
        window, session = self._window, self._window.session
        does = window.actions_by_name
        yield "window shown", lambda: window.isVisible() and self._painted.once
        does["demo"].trigger()
        yield "demo project opened", lambda: window.viewport.has_frame and window.preview.up_to_date
        window.grab().save(str(self._folder / "window.png"))
        session.seek(0.0)
        does["set_in"].trigger()
        session.seek(SECONDS - 1 / session.project.fps)  # the frame at the out point is in
        does["set_out"].trigger()
        wanted = (session.project.start, session.project.end)
        if wanted[0] is None or wanted[1] is None:
            raise Failed("the in and out point were not set")
        self._export()
        yield f"{SECONDS:g} s exported", self._exported
        window.exporting.hide()
        session.save(self.project)
        does["new"].trigger()
        if not window.open_file(self.project):
            raise Failed("the saved project could not be opened")
        yield "project saved and opened again", lambda: window.preview.up_to_date
        if (session.project.start, session.project.end) != wanted:
            raise Failed("the saved project came back changed")

    def _export(self) -> None:
        self._window.actions_by_name["export"].trigger()
        dialog = self._window.exporting
        dialog.path.setText(str(self.video))
        dialog.size.setCurrentIndex(dialog.size.findData(SIZE))
        dialog.range.setCurrentIndex(dialog.range.findData("in_out"))
        dialog.sound.setChecked(True)
        dialog.start_button.click()

    def _exported(self) -> bool:
        return self.video.exists() and not self._window.background.queue.is_busy

    # --- going on

    def _beat(self) -> None:
        try:
            self._complain()
            if self._done is None or self._done():
                self._next()
            elif time.monotonic() - self._began > PATIENCE_S:
                raise Failed(f"it did not happen within {PATIENCE_S:g} s")
        except StopIteration:
            self._end(0)
        except (Failed, StudioError) as failure:
            self.steps.append(Step(self._name, self._passed(), str(failure)))
            self._end(1)
        except Exception as error:  # the program itself is broken, and saying so is what this is for
            log.exception("the self-test broke")
            self.steps.append(Step(self._name, self._passed(), f"{type(error).__name__}: {error}"))
            self._end(1)

    def _next(self) -> None:
        if self._done is not None:
            self.steps.append(Step(self._name, self._passed()))
            self._done = None
        self._began = time.monotonic()
        self._name, self._done = next(self._plan)

    def _passed(self) -> float:
        return round(time.monotonic() - self._began, 3)

    def _complain(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            text = box.text()
            box.reject()
            raise Failed(text)
        if self._window.viewport.trouble:
            raise Failed(self._window.viewport.trouble)

    def _end(self, code: int) -> None:
        self._timer.stop()
        self.code = code
        self._window.session.undo_stack.setClean()
        self._window.close()
        QApplication.quit()


def check_video(video: Path, fps: float) -> str:
    """Open a video of the test again. Returns what is in it; raises Failed when it is not what was asked for."""
    import av

    with av.open(str(video)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    with av.open(str(video)) as container:
        if not container.streams.audio:
            raise Failed("the video has no sound")
        rate = container.streams.audio[0].rate
        sound = sum(frame.samples for frame in container.decode(audio=0)) / rate
    if len(frames) != round(SECONDS * fps):
        raise Failed(f"the video has {len(frames)} frames in place of {round(SECONDS * fps)}")
    if abs(sound - SECONDS) > 0.1:
        raise Failed(f"the video has {sound:.2f} s of sound in place of {SECONDS:g}")
    if max(frames[0].shape) != SIZE or frames[0].std() < 5 or (frames[0] == frames[-1]).all():
        raise Failed("the video does not show a moving face")
    height, width = frames[0].shape
    return f"{len(frames)} frames, {width} x {height}, {sound:.2f} s of sound"


def emptied(folder: Path) -> None:
    """Make `folder`, without what an earlier test left in it. Raises StudioError when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in ("self_test.mp4", "self_test.json", "window.png"):
            (folder / old).unlink(missing_ok=True)
    except OSError as error:
        raise StudioError(
            f"The folder {folder} cannot be written ({error.strerror}); name another."
        ) from error


def run_self_test(app: QApplication, window: MainWindow, folder: Path, say: Callable[[str], None]) -> int:
    """Run it in the shown `window`; files go to `folder`. Returns an exit code: 0, or 1 when something failed.

    Leaves self_test.mp4, .lestalk, .json (what was done and how long it took) and window.png in `folder`.
    """
    fps = window.session.project.fps
    test = SelfTest(window, folder.absolute())
    app.exec()
    code, steps = test.code, test.steps
    if code == 0:
        began = time.monotonic()
        try:
            seen, failure = check_video(test.video, fps), ""
        except (Failed, OSError) as error:
            seen, failure, code = "video", str(error), 1
        steps.append(Step(f"video opened again: {seen}", round(time.monotonic() - began, 3), failure))
    for step in steps:
        say(
            f"{'FAILED' if step.failure else 'ok    '}  {step.seconds:6.2f} s  {step.name}  {step.failure}".rstrip()
        )
    report = {"version": __version__, "ok": code == 0, "steps": [asdict(step) for step in steps]}
    (folder / "self_test.json").write_text(json.dumps(report, indent=2) + "\n")
    return code
