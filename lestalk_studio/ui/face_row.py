"""The faces of a portrait as pictures to click."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from lestalk_studio.pipeline.glance import FaceGlance
from lestalk_studio.ui.texts import tr

SIDE = 64


class FaceRow(QWidget):
    """chosen_changed(index): another face was clicked. A face that cannot be animated says why and is off."""

    chosen_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen_changed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)

    @property
    def chosen(self) -> int:
        """Index of the chosen face; 0 while there is none."""
        return max(self._group.checkedId(), 0)

    def show_faces(self, faces: tuple[FaceGlance, ...], chosen: int = 0) -> None:
        """These faces, largest first; `chosen` is marked."""
        for button in self.buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for i, face in enumerate(faces):
            button = QToolButton()
            button.setCheckable(True)
            button.setIcon(QIcon(QPixmap.fromImage(image_of(face.picture))))
            button.setIconSize(QSize(SIDE, SIDE))
            button.setEnabled(not face.trouble)
            button.setToolTip(face.trouble or tr("Face {n}").format(n=i + 1))
            button.setAccessibleName(tr("Face {n}").format(n=i + 1))
            button.setChecked(i == chosen)
            self._group.addButton(button, i)
            self._row.addWidget(button)
            self.buttons.append(button)


def image_of(rgb: np.ndarray) -> QImage:
    """(H, W, 3) uint8 as a picture of its own."""
    rgb = np.ascontiguousarray(rgb)
    height, width = rgb.shape[:2]
    return QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
