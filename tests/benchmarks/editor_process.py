"""`python -m tests.benchmarks.editor_process WHAT`: one figure of the editor, in its own process, as JSON.

The window is the real one, on the platform QT_QPA_PLATFORM names; it is driven by mouse, wheel and key events. The last
line of the output is a list of milliseconds, or a mapping of such lists.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

KEYS, SECONDS = 2000, 600.0
STEPS = 120
BEAT_MS = 5
NO, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def pump(until: Callable[[], bool], seconds: float) -> None:
    """Let Qt work until `until()`. Raises RuntimeError when that takes longer than `seconds`."""
    awake = QTimer(interval=20)  # so that waiting for events always ends
    awake.start()
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise RuntimeError(f"the window did not get there within {seconds:g} s")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    awake.stop()


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def mouse(
    widget: QWidget, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton, held: Qt.MouseButton
):
    """Send a mouse event at a point of `widget`."""
    at = QPointF(x, y)
    QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, PLAIN))


def wheel(widget: QWidget, x: float, y: float, angle: int, modifiers: Qt.KeyboardModifier) -> None:
    """Turn the wheel over a point of `widget`."""
    at, phase = QPointF(x, y), Qt.ScrollPhase.NoScrollPhase
    turned = QPoint(0, angle)
    event = QWheelEvent(at, widget.mapToGlobal(at), QPoint(), turned, NO, modifiers, phase, False)
    QApplication.sendEvent(widget, event)


@contextmanager
def editor(project) -> Iterator[QMainWindow]:
    """The window with `project`, once the face is seen and the voice is heard; closed without questions."""
    from lestalk_studio.ui.main_window import MainWindow
    from lestalk_studio.ui.theme import apply_theme

    app = QApplication.instance() or QApplication([])
    app.setOrganizationName("lestalk-bench")
    apply_theme(app)
    window = MainWindow()
    window.show()
    window.session.open(project)
    pump(lambda: window.viewport.has_frame and window.preview.up_to_date, 300)
    try:
        yield window
    finally:
        window.shut_down()


def startup() -> dict[str, list[float]]:
    """Run the program itself. shown, usable: ms since LESTALK_BENCH_BEGAN (time.monotonic) until the window was
    painted, and until a key press had moved the playhead.
    """
    began = float(os.environ["LESTALK_BENCH_BEGAN"])
    from lestalk_studio.cli import cli

    app = QApplication(["lestalk"])
    found: dict[str, list[float]] = {}

    def passed() -> list[float]:
        return [1000 * (time.monotonic() - began)]

    def use(window: QMainWindow) -> None:
        window.session.playhead_changed.connect(lambda _: found.setdefault("usable", passed()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(window, QKeyEvent(kind, Qt.Key.Key_Period, PLAIN, "."))
        QTimer.singleShot(0, window.close)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow) and not found:
                QTimer.singleShot(0, lambda: (found.setdefault("shown", passed()), use(watched)))
                app.removeEventFilter(self)
            return False

    watch = Watch()
    app.installEventFilter(watch)
    cli.main([], standalone_mode=False)
    return found


def long_project(folder: Path):
    """Ten minutes with KEYS keys in the 8 emotions and 12 action units, with portrait and voice."""
    import soundfile

    from lestalk_studio.document.channels import channels_of
    from lestalk_studio.document.keyframe import Keyframe
    from lestalk_studio.document.project import Project
    from lestalk_studio.document.track import Track
    from tests.benchmarks.export_run import RATE, babble

    voice = folder / "voice.wav"
    soundfile.write(voice, babble(SECONDS), RATE)
    names = [channel.name for channel in (*channels_of("emotion"), *channels_of("action")[:12])]
    each = KEYS // len(names)
    tracks = []
    for lane, name in enumerate(names):
        times = [SECONDS * (i + lane / len(names)) / each for i in range(each)]
        tracks.append(Track(name, tuple(Keyframe(t, (i * 7 % 5) / 5) for i, t in enumerate(times))))
    return Project(portrait="builtin:hopper", audio=str(voice), tracks=tuple(tracks))


def motion() -> dict[str, list[float]]:
    """Ms a frame of the timeline, event to paint: time and lanes scrolled by wheel, playhead dragged, zoomed out."""
    with tempfile.TemporaryDirectory() as folder, editor(long_project(Path(folder))) as window:
        canvas = window.canvas
        paints = Paints(canvas)

        def timed(act: Callable[[int], None]) -> list[float]:
            taken = []
            for i in range(STEPS):
                before, start = paints.count, time.perf_counter()
                act(i)
                pump(lambda seen=before: paints.count > seen, 10)
                taken.append(1000 * (time.perf_counter() - start))
            return taken

        def up_and_down(i: int, half: int) -> int:
            return -120 if i // half % 2 == 0 else 120

        middle, lanes = canvas.width() / 2, canvas.height() / 2 + 60
        found = {"lanes": timed(lambda i: wheel(canvas, middle, lanes, up_and_down(i, 2), PLAIN))}
        scene = canvas.scene()
        left, width = scene.x(0.0), scene.x(SECONDS) - scene.x(0.0)
        mouse(canvas, QEvent.Type.MouseButtonPress, left + 1, 8, LEFT, LEFT)

        def drag(i: int) -> None:
            mouse(canvas, QEvent.Type.MouseMove, left + width * (i + 1) / (STEPS + 1), 8, NO, LEFT)

        found["playhead"] = timed(drag)
        mouse(canvas, QEvent.Type.MouseButtonRelease, left + width, 8, LEFT, NO)
        for _ in range(6):
            wheel(canvas, middle, lanes, 120, Qt.KeyboardModifier.ControlModifier)
        found["time"] = timed(lambda i: wheel(canvas, middle, lanes, up_and_down(i, 8), SHIFT))
        return found


def scrub(moves: int = 60) -> list[float]:
    """Ms from a move of the playhead to a place it was not before, until its picture is painted."""
    from lestalk_studio.ui.demo_project import demo_project

    with editor(demo_project()) as window:
        canvas, paints = window.canvas, Paints(window.viewport)
        scene, last = canvas.scene(), window.session.last_frame
        arrived = [0]  # paints when the newest picture came; connected last, the viewport has it by then
        window.preview.frame_ready.connect(lambda _: arrived.__setitem__(0, paints.count))
        fps = window.session.project.fps
        # Steps over the clip by a number that meets every frame once.
        frames = [(7 + 29 * i) % last for i in range(moves)]
        mouse(canvas, QEvent.Type.MouseButtonPress, scene.x(0.0), 8, LEFT, LEFT)
        taken = []
        for frame in frames:
            x, start = scene.x(frame / fps), time.perf_counter()
            mouse(canvas, QEvent.Type.MouseMove, x, 8, NO, LEFT)
            if window.preview.up_to_date:
                continue  # the same frame by rounding: nothing was asked for
            pump(lambda: window.preview.up_to_date and paints.count > arrived[0], 10)
            taken.append(1000 * (time.perf_counter() - start))
        mouse(canvas, QEvent.Type.MouseButtonRelease, x, 8, LEFT, NO)
        return taken


class Beats:
    """While entered, notes when events that are due every BEAT_MS are served."""

    def __enter__(self) -> Beats:
        self._times: list[float] = []
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._times.append(time.perf_counter()))
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def waits(self) -> list[float]:
        """Ms that each event waited."""
        found = []
        for before, after in pairwise(self._times):
            gap = 1000 * (after - before)
            found.append(max(gap - BEAT_MS, 0.0))
            # Whoever came later in the same gap waited less.
            found += [gap - due for due in range(2 * BEAT_MS, int(gap), BEAT_MS)]
        return found


def _drag_about(window: QMainWindow, until: Callable[[], bool]) -> None:
    """Drag the second key of the demo's first lane there and back, a move every 16 ms, until `until()`."""
    canvas, name = window.canvas, window.session.project.tracks[0].name
    scene = canvas.scene()
    lane = scene.lane(name)
    x, y = scene.x(window.session.project.track(name).times[1]), scene.y(lane) + lane.height / 2
    mouse(canvas, QEvent.Type.MouseButtonPress, x, y, LEFT, LEFT)
    moves = [0]

    def move() -> None:
        moves[0] += 1
        mouse(canvas, QEvent.Type.MouseMove, x + 30 - abs(moves[0] % 60 - 30), y, NO, LEFT)

    mover = QTimer(interval=16, timerType=Qt.TimerType.PreciseTimer)
    mover.timeout.connect(move)
    mover.start()
    pump(until, 300)
    mover.stop()
    mouse(canvas, QEvent.Type.MouseButtonRelease, x, y, LEFT, NO)


def block(ahead_s: float = 5.0, edit_s: float = 6.0) -> dict[str, list[float]]:
    """Ms that events due every BEAT_MS waited for the window with the demo project: while frames are rendered ahead,
    while it exports, and while keys are dragged beside another export.
    """
    from lestalk_studio.ui.demo_project import demo_project

    with tempfile.TemporaryDirectory() as folder, editor(demo_project()) as window:
        found = {}
        with Beats() as beats:
            end = time.monotonic() + ahead_s
            pump(lambda: time.monotonic() > end, 2 * ahead_s)
        found["rendering ahead"] = beats.waits()

        def export(name: str) -> Path:
            window.actions_by_name["export"].trigger()
            dialog, video = window.exporting, Path(folder) / name
            dialog.path.setText(str(video))
            dialog.size.setCurrentIndex(dialog.size.findData(512))
            dialog.start_button.click()
            return video

        with Beats() as beats:
            video = export("out.mp4")
            pump(video.exists, 300)
        found["exporting"] = beats.waits()
        video = export("again.mp4")
        with Beats() as beats:
            end = time.monotonic() + edit_s
            _drag_about(window, lambda: video.exists() or time.monotonic() > end)
        found["editing beside it"] = beats.waits()
        pump(video.exists, 300)
        return found


def main() -> int:
    """Print what was asked for."""
    found = {"startup": startup, "motion": motion, "scrub": scrub, "block": block}[sys.argv[1]]()
    print(json.dumps(found), flush=True)
    os._exit(0)  # what libraries leave running is of no interest


if __name__ == "__main__":
    main()
