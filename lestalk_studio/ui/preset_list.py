"""The list of presets: a picture and a name each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QWidget

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.document.presets import Preset
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour, colour
from lestalk_studio.ui.thumbnails import SIDE

_RATIO = 2.0
_ROUND = 5
_NAME_LINES = 2


class PresetList(QListWidget):
    """Pictures side by side, as many as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(SIDE - 8)
        self.setObjectName("presets")
        self.setAccessibleName(tr("Presets"))
        self._size_cells()

    def _size_cells(self) -> None:
        line = self.fontMetrics().lineSpacing()
        self.setGridSize(QSize(SIDE + 22, SIDE + _NAME_LINES * line + 12))
        self.verticalScrollBar().setSingleStep(20)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange, event.Type.LanguageChange):
            self._size_cells()

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        if self.count() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(colour("dim_text"))
            room = self.viewport().rect().adjusted(12, 8, -12, -8)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, tr("No preset is called that or holds it."))
            painter.end()


def preset_icon(preset: Preset, image: QImage | None) -> QIcon:
    """The pose on the portrait, or without a portrait a face in the colour of what is strongest in the pose."""
    picture = QPixmap(round(SIDE * _RATIO), round(SIDE * _RATIO))
    picture.setDevicePixelRatio(_RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform, True)
    frame = QRectF(0, 0, SIDE, SIDE)
    outline = QPainterPath()
    outline.addRoundedRect(frame, _ROUND, _ROUND)
    painter.setClipPath(outline)
    if image is not None:
        painter.drawImage(frame, image)
    else:
        _paint_face(painter, preset)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # or the style would tint it
    return icon


def _paint_face(painter: QPainter, preset: Preset) -> None:
    strongest = max(preset.values, key=lambda pair: abs(pair[1]), default=("neutral", 0.0))[0]
    tint = QColor(channel_colour(strongest, CHANNELS[strongest].group))
    painter.fillRect(QRectF(0, 0, SIDE, SIDE), colour("groove"))
    painter.setPen(QPen(tint, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(SIDE / 2, 0.46 * SIDE), 0.22 * SIDE, 0.28 * SIDE)
    painter.drawArc(QRectF(0.16 * SIDE, 0.80 * SIDE, 0.68 * SIDE, 0.5 * SIDE), 0, 180 * 16)
