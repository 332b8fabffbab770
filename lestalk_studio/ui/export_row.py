"""One export in the list: where it goes, how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.ui.elided_label import ElidedLabel
from lestalk_studio.ui.export_queue import (
    DONE,
    FAILED,
    LEFT,
    RUNNING,
    STOPPED,
    STOPPING,
    WAITING,
    ExportJob,
)
from lestalk_studio.ui.export_worker import folder_of
from lestalk_studio.ui.tasks import clock, left_text
from lestalk_studio.ui.texts import tr, tr_name
from lestalk_studio.ui.theme import colour


class ExportRow(QFrame):
    """asked(verb): 'cancel', 'again', 'remove', 'up' or 'down'."""

    asked = Signal(str)

    def __init__(self, job: ExportJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.setObjectName("export")
        self.title, self.state = ElidedLabel(job.order.target.path.name), QLabel()
        self.title.setToolTip(str(job.order.target.path))
        self.state.setObjectName("hint")
        self.state.setWordWrap(True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.buttons = {
            "up": _button("▲", tr("Earlier")),
            "down": _button("▼", tr("Later")),
            "again": QPushButton(),
            "open": QPushButton(tr("Open folder")),
            "cancel": _button("✕", tr("Stop this export")),
            "remove": _button("✕", tr("Take off the list")),
        }
        for verb, button in self.buttons.items():
            if verb != "open":
                button.clicked.connect(lambda _=False, verb=verb: self.asked.emit(verb))
        self.buttons["open"].clicked.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        for verb in ("up", "down", "cancel", "remove"):
            head.addWidget(self.buttons[verb])
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.buttons["again"])
        foot.addWidget(self.buttons["open"])
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 2, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.state)
        column.addLayout(foot)
        self.refresh()

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def refresh(self, first: bool = True, last: bool = True) -> None:
        """Show the job as it is; first, last: whether it is that of those that wait."""
        job = self.job
        running = job.state in (RUNNING, STOPPING)
        self.bar.setVisible(running)
        self.bar.setRange(0, job.total if running else 1)
        self.bar.setValue(job.done)
        self.state.setText(state_text(job))
        shown = {
            "up": job.state == WAITING and not first,
            "down": job.state == WAITING and not last,
            "again": job.state in (FAILED, STOPPED, LEFT),
            "open": job.place is not None,
            "cancel": job.state == RUNNING,
            "remove": not running,
        }
        for verb, button in self.buttons.items():
            button.setVisible(shown[verb])
        again = {FAILED: tr("Try again"), STOPPED: tr("Start again"), LEFT: tr("Go on")}
        if job.state == STOPPED and job.kept:
            again[STOPPED] = tr("Go on")
        self.buttons["again"].setText(again.get(job.state, ""))

    def _open(self) -> None:
        if self.job.place is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_of(self.job.place))))


def state_text(job: ExportJob) -> str:
    """What to say of a job in a line or two."""
    if job.state == WAITING:
        return tr("Waiting")
    if job.state == STOPPING:
        return tr("Stopping …")
    if job.state == RUNNING:
        if not job.total:
            return f"{tr_name(job.stage)} …" if job.stage else tr("Starting …")
        if job.done >= job.total:
            return tr("Writing the file …")
        text = tr("Frame {done} of {total}").format(done=job.done, total=job.total)
        left = left_text(job.left.seconds)
        return f"{text}, {left}" if left else text
    if job.state == DONE and job.made is not None:
        text = tr("Done: {n} frames, {size}")
        return text.format(n=job.made.frames, size=size_text(job.made.bytes))
    if job.state == FAILED:
        if job.place is None:
            return job.sentence
        return tr("{reason} The finished part is in {place}.").format(reason=job.sentence, place=job.place)
    if job.state == STOPPED:
        if job.kept:
            return tr("Stopped; {n} frames are kept").format(n=job.kept)
        return tr("Stopped")
    return tr("Not finished when the program ended")


def size_text(count: int) -> str:
    """Bytes as '900 kB', '3.1 MB' or '1.25 GB'."""
    if count < 999_500:
        return f"{max(1, round(count / 1000))} kB"
    if count < 999_500_000:
        return f"{count / 1e6:.1f} MB"
    return f"{count / 1e9:.2f} GB"


def estimate_text(frames: int, seconds: float, size: int) -> str:
    """'223 frames, about 0:12 and 3.1 MB'."""
    text = tr("{n} frames, about {time} and {size}")
    return text.format(n=frames, time=clock(max(1.0, seconds)), size=size_text(size))


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    if tip:
        button.setToolTip(tip)
        button.setAccessibleName(tip)
    return button
