"""A place for one file: drop it, or click to choose it; shows what the file holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lestalk_studio.pipeline.glance import FaceGlance, PortraitGlance, VoiceGlance
from lestalk_studio.ui.drops import accept_files, dropped_files
from lestalk_studio.ui.face_row import image_of
from lestalk_studio.ui.label_roles import set_role
from lestalk_studio.ui.media_kinds import file_filter, fits_role, role_title
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.polygon import polygon


class DropZone(QFrame):
    """path_changed(role): another file; other_dropped(path): a file that belongs elsewhere."""

    path_changed = Signal(str)
    other_dropped = Signal(Path)

    def __init__(self, role: str, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAcceptDrops(True)
        self.role, self.path = role, None
        self.ready = False
        self._title, self._hint = title, hint
        self.picture = GlancePicture()
        self.head, self.text = QLabel(), QLabel()
        self.head.setObjectName("title")
        self.text.setObjectName("hint")
        for label in (self.head, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.choose = QPushButton(tr("Choose …"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(role_title(role))
        self.choose.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.picture, 1)
        column.addWidget(self.text)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self.head.setText(title)
        self.text.setText(hint)

    def ask(self) -> None:
        """Choose the file in a dialog."""
        chosen, _ = QFileDialog.getOpenFileName(self, role_title(self.role), "", file_filter(self.role))
        if chosen:
            self.set_path(Path(chosen))

    def set_path(self, path: Path) -> None:
        """This file, not looked at yet."""
        self.path, self.ready = path, False
        self.picture.clear()
        self.head.setText(path.name)
        self.choose.setText(tr("Choose another …"))
        self.path_changed.emit(self.role)

    def show_busy(self, text: str) -> None:
        """It is being looked at."""
        self._tell(text)

    def show_trouble(self, path: object, sentence: str) -> None:
        """It cannot be used, and why; for another file than the present one nothing."""
        if path == self.path:
            self.ready = False
            self.picture.clear()
            self._tell(sentence, "warning")

    def show_portrait(self, glance: PortraitGlance, face: int) -> None:
        """A portrait with its faces."""
        self.ready = True
        self.picture.show_portrait(glance.picture, glance.faces, face)
        count = len(glance.faces)
        self._tell(tr("One face found") if count == 1 else tr("{n} faces found").format(n=count))

    def show_voice(self, glance: VoiceGlance, length: str) -> None:
        """A voice with its length."""
        self.ready = True
        self.picture.show_wave(glance.bins)
        self._tell(tr("Length {time}").format(time=length))

    def _tell(self, text: str, role: str = "hint") -> None:
        self.text.setText(text)
        set_role(self.text, role)

    def dragEnterEvent(self, event) -> None:
        accept_files(event)

    def dropEvent(self, event) -> None:
        for path in dropped_files(event):
            self.set_path(path) if fits_role(path, self.role) else self.other_dropped.emit(path)
        event.acceptProposedAction()


class GlancePicture(QWidget):
    """The portrait with a frame around the chosen face, or the waveform."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._faces: tuple[FaceGlance, ...] = ()
        self._bins: np.ndarray | None = None
        self.marked = 0
        self.setMinimumSize(160, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def clear(self) -> None:
        """Nothing to see."""
        self._image, self._bins, self._faces, self.marked = None, None, (), 0
        self.update()

    def show_portrait(self, rgb: np.ndarray, faces: tuple[FaceGlance, ...], marked: int) -> None:
        """A picture and the faces in it."""
        self._image, self._faces, self.marked = image_of(rgb), faces, marked
        self.update()

    def show_wave(self, bins: np.ndarray) -> None:
        """(N, 2) least and greatest samples."""
        self._bins = bins
        self.update()

    def mark(self, face: int) -> None:
        """Frame another face."""
        self.marked = face
        self.update()

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            self._paint_portrait(painter)
        elif self._bins is not None:
            self._paint_wave(painter)
        painter.end()

    def _paint_portrait(self, painter: QPainter) -> None:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
        painter.drawImage(room, self._image)
        for i, face in enumerate(self._faces):
            left, top, right, bottom = face.box
            corner = room.topLeft() + QPointF(left * room.width(), top * room.height())
            box = QRectF(corner, QPointF(room.x() + right * room.width(), room.y() + bottom * room.height()))
            painter.setPen(QPen(colour("accent") if i == self.marked else colour("dim_text"), 2))
            painter.drawRoundedRect(box, 4, 4)

    def _paint_wave(self, painter: QPainter) -> None:
        bins = self._bins.astype(np.float64)
        peak = max(float(np.abs(bins).max()), 1e-6)
        middle, half = self.height() / 2, self.height() / 2 - 4
        x = np.linspace(2, self.width() - 2, len(bins))
        upper = np.column_stack((x, middle - np.maximum(bins[:, 1] / peak * half, 0.5)))
        lower = np.column_stack((x, middle - np.minimum(bins[:, 0] / peak * half, -0.5)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("wave"))
        painter.drawPolygon(polygon(np.vstack((upper, lower[::-1]))))
