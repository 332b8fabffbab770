"""Painting of the preview: pictures in their panes, divider, captions, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.viewport_geometry import SIDE_BY_SIDE, SPLIT, divider_x, is_sharp
from lestalk_studio.ui.viewport_overlays import paint_legend, paint_overlay

if TYPE_CHECKING:
    from lestalk_studio.ui.picture_area import PictureArea

_HANDLE = 11.0


def paint_pictures(painter: QPainter, viewport: PictureArea) -> None:
    """Result and source, as the comparison asks; the untouched portrait while the brush is in hand."""
    if viewport.tool is not None:
        _paint_canvas(painter, viewport)
        return
    panes = viewport.panes()
    result_pane = panes[-1]
    picture = viewport.picture_rect(len(panes) - 1)
    result_part = QRectF(result_pane)
    if viewport.comparison == SPLIT and viewport.source_image is not None:
        x = divider_x(viewport.divider, picture, result_pane)
        result_part.setLeft(x)
        source_part = QRectF(result_pane)
        source_part.setRight(x)
        _paint_source(painter, viewport, source_part, picture)
    elif viewport.comparison == SIDE_BY_SIDE:
        if viewport.source_image is not None:
            _paint_source(painter, viewport, panes[0], viewport.picture_rect(0))
        painter.fillRect(
            QRectF(panes[0].right(), 0, panes[1].left() - panes[0].right(), viewport.height()), colour("line")
        )
    painter.save()
    painter.setClipRect(result_part)
    _paint_picture(painter, viewport, viewport.image, picture)
    if viewport.overlay is not None:
        paint_overlay(painter, viewport.overlay, picture, viewport.picture_size())
    painter.restore()
    if viewport.comparison == SPLIT and viewport.source_image is not None:
        _paint_divider(painter, picture.intersected(result_pane), result_part.left())
    if viewport.overlay is not None and viewport.overlay.heat is not None:
        paint_legend(painter, result_pane)
    if viewport.source_image is not None and viewport.comparison in (SPLIT, SIDE_BY_SIDE):
        left = panes[0] if viewport.comparison == SIDE_BY_SIDE else result_pane
        _paint_caption(painter, left, viewport.source_name, Qt.AlignmentFlag.AlignLeft)
        _paint_caption(painter, result_pane, tr("Result"), Qt.AlignmentFlag.AlignRight)


def _paint_canvas(painter: QPainter, viewport: PictureArea) -> None:
    """The portrait to be painted on, and the result beside it where they are compared side by side."""
    panes = viewport.panes()
    places = [viewport.picture_rect(number) for number in range(len(panes))]
    images = [viewport.portrait_image or viewport.image, viewport.image]
    for pane, picture, image in zip(panes, places, images, strict=False):
        painter.save()
        painter.setClipRect(pane)
        _paint_picture(painter, viewport, image, picture)
        painter.restore()
    painter.save()
    painter.setClipRect(panes[0])
    viewport.tool.paint(painter, places[0])
    painter.restore()
    if len(panes) > 1:
        gap = QRectF(panes[0].right(), 0, panes[1].left() - panes[0].right(), viewport.height())
        painter.fillRect(gap, colour("line"))
        _paint_caption(painter, panes[0], tr("Portrait"), Qt.AlignmentFlag.AlignLeft)
        _paint_caption(painter, panes[1], tr("Result"), Qt.AlignmentFlag.AlignRight)


def _paint_picture(painter: QPainter, viewport: PictureArea, image: QImage, where: QRectF) -> None:
    ratio = viewport.devicePixelRatioF()
    whole = image.width() >= viewport.picture_size().width()
    sharp = whole and is_sharp(where.width() / image.width(), ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
    painter.drawImage(where, image)


def _paint_source(painter: QPainter, viewport: PictureArea, part: QRectF, picture: QRectF) -> None:
    painter.save()
    painter.setClipRect(part)
    image = viewport.source_image
    if viewport.source_is_portrait:
        _paint_picture(painter, viewport, image, picture)
    else:  # a film has a shape of its own: whole, in the middle of the picture's place
        if viewport.comparison == SPLIT:
            painter.fillRect(picture, QColor(0, 0, 0))
        size = QSizeF(image.size()).scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = picture.center() - QPointF(size.width() / 2, size.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(corner, size), image)
    painter.restore()


def _paint_divider(painter: QPainter, seen: QRectF, x: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ink, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255), 1.2)):
        painter.setPen(QPen(ink, width))
        painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()))
    middle = QPointF(x, seen.center().y())
    painter.setPen(QPen(QColor(0, 0, 0, 150), 1))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(middle, _HANDLE, _HANDLE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(50, 50, 50))
    for way in (-1, 1):
        tip = middle + QPointF(7 * way, 0)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-4.5 * way, -4), tip + QPointF(-4.5 * way, 4)]))
    painter.restore()


def _paint_caption(painter: QPainter, pane: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
    room = pane.adjusted(14, 10, -14, -10)
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(room.width() * 0.45))
    box = painter.boundingRect(room, side | Qt.AlignmentFlag.AlignTop, text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("window", 200))
    painter.drawRoundedRect(box.adjusted(-7, -3, 7, 3), 4, 4)
    painter.setPen(colour("text"))
    painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, text)
    painter.restore()


def paint_note(painter: QPainter, area: QRectF, text: str, warning: bool) -> None:
    """What is going on, or what went wrong, at the bottom of `area`."""
    room = area.adjusted(40, 24, -40, -24)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    box = painter.boundingRect(room, flags, text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("window", 235))
    painter.drawRoundedRect(box.adjusted(-12, -7, 12, 7), 6, 6)
    painter.setPen(colour("warning" if warning else "text"))
    painter.drawText(box, flags, text)
    painter.restore()
