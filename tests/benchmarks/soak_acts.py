"""What an animator does in an hour, as events: used to see whether the window grows with it.

Every act uses the real widgets by mouse, wheel, key and action, and leaves the window ready for the next one.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from lestalk_studio.document.channels import channels_of
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import save_project
from lestalk_studio.ui.demo_project import demo_project

NO, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
RULER_Y = 8
# Asking for a file opens the system's own dialog, and quitting ends the run.
NOT_TRIED = {
    "open",
    "save_as",
    "choose_portrait",
    "choose_voice",
    "quit",
    "new",
    "demo",
    "export",
    "full_screen",
}


def pump(until: Callable[[], bool], seconds: float = 120.0) -> None:
    """Let Qt work until `until()`. Raises RuntimeError when that takes longer than `seconds`."""
    awake = QTimer(interval=10)  # so that waiting for events always ends
    awake.start()
    end = time.monotonic() + seconds
    try:
        while not until():
            if time.monotonic() > end:
                raise RuntimeError(f"the window did not get there within {seconds:g} s")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    finally:
        awake.stop()


def let_go(seconds: float = 0.05) -> None:
    """Let Qt work for so long."""
    end = time.monotonic() + seconds
    pump(lambda: time.monotonic() >= end)


def mouse(widget: QWidget, kind: QEvent.Type, at: QPointF, button, held, modifiers=PLAIN) -> None:
    """Send a mouse event at a point of `widget`."""
    QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, modifiers))


def drag(widget: QWidget, path: Iterator[QPointF], button=LEFT, modifiers=PLAIN) -> None:
    """Press at the first point of `path`, move over the others, and let go."""
    first, *others = path
    mouse(widget, QEvent.Type.MouseButtonPress, first, button, button, modifiers)
    for at in others:
        mouse(widget, QEvent.Type.MouseMove, at, NO, button, modifiers)
        QCoreApplication.processEvents()
    mouse(widget, QEvent.Type.MouseButtonRelease, others[-1], button, NO, modifiers)


def wheel(widget: QWidget, angle: int, modifiers=PLAIN) -> None:
    """Turn the wheel over the middle of `widget`."""
    at = QPointF(widget.rect().center())
    phase = Qt.ScrollPhase.NoScrollPhase
    turn = (QPoint(), QPoint(0, angle), NO, modifiers, phase, False)
    QApplication.sendEvent(widget, QWheelEvent(at, widget.mapToGlobal(at), *turn))


def line(start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> Iterator[QPointF]:
    """`steps` + 1 points from `start` to `end`."""
    for i in range(steps + 1):
        part = i / steps
        yield QPointF(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))


@contextmanager
def dismissing() -> Iterator[None]:
    """Every dialog that opens meanwhile is closed soon after, as with the escape key."""
    timer = QTimer(interval=40)

    def dismiss() -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and (
                isinstance(widget, QDialog) or widget.windowType() == Qt.WindowType.Popup
            ):
                widget.close()

    timer.timeout.connect(dismiss)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        dismiss()


class Animator:
    """Works in `window`. portraits, voices: what projects are made of. folder: for project files and videos.

    limit: seconds that one thing may take. left_out: actions not to try. done: acts so far.
    """

    def __init__(
        self,
        window: QMainWindow,
        folder: Path,
        portraits: tuple[str, ...] = ("builtin:hopper", "builtin:astronaut"),
        voice: str = "builtin:speech",
        limit: float = 180.0,
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        self.window, self.session, self.canvas = window, window.session, window.canvas
        self.limit, self.done = limit, 0
        self._not_tried = NOT_TRIED | left_out
        self.does = window.actions_by_name
        self._folder = folder
        self._video = folder / "soak.mp4"
        self._files = []
        for number, portrait in enumerate(portraits):
            file = folder / f"project{number}.lestalk"
            save_project(Project(portrait=portrait, audio=voice, tracks=demo_project().tracks), file)
            self._files.append(file)
        self._next_file = itertools.cycle(self._files)
        self._theme = itertools.cycle(("light", "dark"))
        self.acts = (
            *(self.open, self.drag_keys, self.undo_and_redo, self.scrub, self.sliders, self.play),
            *(self.clipboard, self.curves, self.switches, self.look_around, self.presets, self.radar),
            *(self.markers, self.intensity, self.dialogs, self.theme, self.export),
        )

    def cycle(self) -> None:
        """Every act once."""
        for act in self.acts:
            act()
            self.done += 1
            let_go()

    def settle(self) -> None:
        """Wait until the picture of the playhead is there."""
        pump(lambda: self.window.preview.up_to_date, self.limit)

    def open(self) -> None:
        """Save what is open, open the next project: another portrait."""
        if self.session.file is not None:
            self.does["save"].trigger()
        self.session.undo_stack.setClean()
        with dismissing():
            self.window.open_file(next(self._next_file))
        self.session.load(self.session.file)
        self._reset_keys()
        self.settle()

    def _reset_keys(self) -> None:
        # The same keys each time, or projects would grow with what is pasted into them.
        fresh = Project(
            portrait=self.session.project.portrait,
            audio=self.session.project.audio,
            tracks=demo_project().tracks,
            markers=demo_project().markers,
        )
        self.session.open(fresh, self.session.file)

    def _key(self, lane: str, number: int = 1) -> tuple[float, float]:
        self.does["fit"].trigger()
        scene = self.canvas.scene()
        row = scene.lane(lane)
        return scene.x(self.session.project.track(lane).times[number]), scene.y(row) + row.height / 2

    def drag_keys(self) -> None:
        """Drag a key of each keyed lane there and back, and box them all."""
        self.does["keyed_only"].trigger()
        before = self.session.undo_stack.count()
        for track in demo_project().tracks:
            x, y = self._key(track.name)
            drag(self.canvas, line((x, y), (x + 40, y)))
        if self.session.undo_stack.count() - before < len(demo_project().tracks):
            raise RuntimeError("keys were dragged, and nothing changed")
        self.does["keyed_only"].trigger()
        width, height = self.canvas.width(), self.canvas.height()
        drag(self.canvas, line((width - 5, height - 5), (width / 2, 80)))
        self.settle()

    def undo_and_redo(self) -> None:
        """Everything back, forth and back."""
        stack = self.session.undo_stack
        for name in ("undo", "redo", "undo"):
            for _ in range(stack.count()):
                self.does[name].trigger()
                QCoreApplication.processEvents()
        self.settle()

    def scrub(self) -> None:
        """Drag the playhead over the clip and back; step by keys."""
        scene = self.canvas.scene()
        left, right = scene.x(0.0), scene.x(self.session.duration)
        drag(self.canvas, line((left + 1, RULER_Y), (right, RULER_Y), 30))
        drag(self.canvas, line((right, RULER_Y), (left + 1, RULER_Y), 30))
        for name in ("frame_on", "second_on", "next_key", "last_key", "end", "home"):
            self.does[name].trigger()
        self.settle()

    def sliders(self) -> None:
        """Drag, wheel and type values of feelings and units."""
        self.session.seek(self.session.duration / 3)
        for name in ("happy", "fear", "AU12", "AU04"):
            row = self.window.inspector.rows[name]
            middle = row.slider.height() / 2
            drag(row.slider, line((row.slider.width() * 0.3, middle), (row.slider.width() * 0.7, middle), 12))
            wheel(row.slider, 120, SHIFT)
            row.spin.setValue(row.channel.high / 2)
            row.dot.click()
            row.dot.click()
            row.reset()
        self.window.inspector.search.setText("brow")
        self.window.inspector.search.clear()
        self.settle()

    def play(self) -> None:
        """Play both ways, faster, looping."""
        for name in ("play", "forward", "backward", "pause"):
            self.does[name].trigger()
            let_go(0.2)
        self.does["pause"].trigger()
        self.settle()

    def clipboard(self) -> None:
        """Copy, paste, duplicate, nudge, delete."""
        self.session.seek(0.0)
        for name in (
            "select_all",
            "copy",
            "end",
            "paste",
            "nudge_left",
            "nudge_right",
            "duplicate",
            "delete",
        ):
            self.does[name].trigger()
            QCoreApplication.processEvents()
        self.undo_and_redo()

    def curves(self) -> None:
        """In the curve editor: scroll, zoom, box."""
        self.does["curves"].trigger()
        let_go()
        width, height = self.canvas.width(), self.canvas.height()
        drag(self.canvas, line((width - 5, height - 5), (width / 2, height / 2)))
        for modifiers in (PLAIN, SHIFT, CTRL):
            for angle in (120, 120, -120, -120):
                wheel(self.canvas, angle, modifiers)
                QCoreApplication.processEvents()
        self.does["curves"].trigger()
        self.does["fit"].trigger()

    def switches(self) -> None:
        """Every switch of the menus on and off."""
        for name, action in self.does.items():
            if action.isCheckable() and action.isEnabled() and name not in self._not_tried:
                for _ in range(2):
                    action.trigger()
                    QCoreApplication.processEvents()
        self.does["show_result"].trigger()
        self.settle()

    def look_around(self) -> None:
        """Zoom and pan the picture."""
        viewport = self.window.viewport
        for angle in (120, 120, 120):
            wheel(viewport, angle)
        middle = viewport.rect().center()
        drag(viewport, line((middle.x(), middle.y()), (middle.x() + 40, middle.y() + 30)))
        viewport.fit()

    def presets(self) -> None:
        """Find, apply, blend."""
        panel = self.window.presets
        for word in ("smile", "AU12", ""):
            panel.search.setText(word)
            let_go(0.02)
        for row in range(min(4, panel.list.count())):
            panel.list.setCurrentRow(row)
            panel.apply(panel.chosen)
            for percent in (20, 60, 90):
                panel.blend.setValue(percent)
                QCoreApplication.processEvents()
        self.undo_and_redo()

    def radar(self) -> None:
        """Drag about in each of its modes."""
        view = self.window.radar.view
        middle = view.rect().center()
        for button in self.window.radar.findChildren(QWidget):
            if hasattr(button, "isCheckable") and button.isCheckable():
                button.click()
                drag(view, line((middle.x() + 2, middle.y() - 30), (middle.x() + 2, middle.y() - 60)))
        self.undo_and_redo()

    def markers(self) -> None:
        """Markers, in and out points, lanes muted and alone."""
        ranges = ("set_in", "second_on", "second_on", "set_out", "clear_range")
        for name in ("add_marker", *ranges, "mute", "mute", "solo", "solo"):
            with dismissing():
                self.does[name].trigger()
                QCoreApplication.processEvents()
        self.undo_and_redo()

    def intensity(self) -> None:
        """A level from the voice."""
        self.canvas.active = (channels_of("emotion")[3].name,)
        told: list[str] = []
        self.window.auto_intensity.told.connect(told.append)
        self.does["auto_intensity"].trigger()
        pump(lambda: told, self.limit)
        self.window.auto_intensity.told.disconnect(told.append)
        self.undo_and_redo()

    def dialogs(self) -> None:
        """Every action that ends in three dots, but for those that ask for files."""
        for name, action in self.does.items():
            if name in ("shortcuts", "preferences") or (
                action.text().endswith("…") and name not in self._not_tried
            ):
                with dismissing():
                    action.trigger()
                    let_go(0.15)

    def theme(self) -> None:
        """The other theme."""
        from lestalk_studio.ui.appearance import choose

        choose(next(self._theme))
        let_go()

    def export(self) -> None:
        """Render one second, and edit meanwhile."""
        self._video.unlink(missing_ok=True)
        self.session.seek(0.0)
        self.does["set_in"].trigger()
        self.session.seek(1.0)
        self.does["set_out"].trigger()
        self.does["export"].trigger()
        dialog = self.window.exporting
        dialog.path.setText(str(self._video))
        dialog.size.setCurrentIndex(dialog.size.findData(512))
        dialog.range.setCurrentIndex(dialog.range.findData("in_out"))
        dialog.start_button.click()
        x, y = self._key("happy")
        drag(self.canvas, line((x, y), (x + 25, y)))
        pump(self._video.exists, self.limit)
        dialog.hide()
        pump(lambda: not self.window.background.queue.is_busy, self.limit)
        self.window.background.panel.clear.click()
        QTest.keyClick(self.canvas, Qt.Key.Key_Home)
        self.undo_and_redo()
