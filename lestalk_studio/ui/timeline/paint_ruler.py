"""Painting of ruler, waveform, markers, in and out points and the playhead."""

from __future__ import annotations

from itertools import zip_longest

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from lestalk_studio.audio.pyramid import Pyramid
from lestalk_studio.pipeline.coverage import Covered
from lestalk_studio.ui.crisp import level, upright
from lestalk_studio.ui.texts import timecode, tr
from lestalk_studio.ui.theme import colour, shade
from lestalk_studio.ui.timeline.hit import BRACKET_HEIGHT
from lestalk_studio.ui.timeline.polygon import polygon
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, RULER_HEIGHT, TOP, WAVE_HEIGHT, Scene
from lestalk_studio.ui.timeline.ticks import ticks

LONGEST_NAME = 240.0
"""Pixels of a marker's name; it ends before the next marker, too."""


def paint_ground(
    painter: QPainter, scene: Scene, frames: bool, wave: Pyramid | None, trouble: str = ""
) -> None:
    """Ruler and voice: what no edit changes."""
    right = scene.width - HEADER_WIDTH
    painter.fillRect(QRectF(HEADER_WIDTH, 0, right, RULER_HEIGHT), colour("window"))
    painter.fillRect(QRectF(HEADER_WIDTH, RULER_HEIGHT, right, WAVE_HEIGHT), colour("panel"))
    painter.setClipRect(QRectF(HEADER_WIDTH, 0, right, TOP))
    painter.setFont(_small(painter.font()))
    _paint_ticks(painter, scene, frames)
    _paint_wave(painter, scene, wave, trouble)


def paint_ruler(painter: QPainter, scene: Scene) -> None:
    """What lies over ruler, voice and lanes but does not move while playing."""
    painter.save()
    painter.setClipRect(QRectF(HEADER_WIDTH, 0, scene.width - HEADER_WIDTH, scene.height))
    painter.setFont(_small(painter.font()))
    _paint_range(painter, scene)
    _paint_markers(painter, scene)
    _paint_bracket(painter, scene)
    for y in (RULER_HEIGHT - 1, TOP - 1):
        level(painter, HEADER_WIDTH, scene.width, y, colour("line"))
    painter.restore()


def _small(font: QFont) -> QFont:
    font = QFont(font)
    font.setPixelSize(10)
    return font


def _paint_ticks(painter: QPainter, scene: Scene, frames: bool) -> None:
    for tick in ticks(scene.view, scene.project.fps, frames):
        x = scene.x(tick.time)
        upright(painter, x, RULER_HEIGHT - (11 if tick.label else 5), RULER_HEIGHT, colour("control"))
        if tick.label:
            painter.setPen(colour("dim_text"))
            painter.drawText(QPointF(x + 4, 12), tick.label)


def _paint_wave(painter: QPainter, scene: Scene, wave: Pyramid | None, trouble: str) -> None:
    middle = RULER_HEIGHT + WAVE_HEIGHT / 2
    if wave is None:
        painter.setPen(colour("dim_text"))
        area = QRectF(HEADER_WIDTH, RULER_HEIGHT, scene.width - HEADER_WIDTH, WAVE_HEIGHT)
        if trouble:
            painter.setPen(colour("warning"))
            room = int(area.width()) - 24
            text = painter.fontMetrics().elidedText(trouble, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        elif scene.project.audio is None:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("Drop a voice here (WAV, MP3, video …)"))
        return
    count = int(scene.view.width)
    bins = wave.bins(scene.view.start, scene.view.end, count).astype(np.float64)
    peak = max(float(np.abs(wave.levels[-1]).max()), 1e-6)
    half = WAVE_HEIGHT / 2 - 3
    x = HEADER_WIDTH + np.arange(count) + 0.5
    upper = np.column_stack((x, middle - np.maximum(bins[:, 1] / peak * half, 0.4)))
    lower = np.column_stack((x, middle - np.minimum(bins[:, 0] / peak * half, -0.4)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("wave"))
    painter.drawPolygon(polygon(np.vstack((upper, lower[::-1]))))


def _paint_range(painter: QPainter, scene: Scene) -> None:
    start, end = scene.project.start, scene.project.end
    left = scene.x(start) if start is not None else HEADER_WIDTH - 10
    right = scene.x(end) if end is not None else scene.x(scene.duration)
    covered = shade()
    if start is not None:
        painter.fillRect(QRectF(HEADER_WIDTH, RULER_HEIGHT, left - HEADER_WIDTH, scene.height), covered)
    painter.fillRect(
        QRectF(right, RULER_HEIGHT, max(scene.width - right, 0), scene.height - RULER_HEIGHT), covered
    )
    if start is None and end is None:
        return
    painter.fillRect(QRectF(left, 0, right - left, 4), colour("range"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("range"))
    for edge, way in ((start, 1), (end, -1)):
        if edge is not None:
            x = scene.x(edge)
            painter.drawPolygon(QPolygonF([QPointF(x, 0), QPointF(x + 8 * way, 0), QPointF(x, 13)]))


def _paint_markers(painter: QPainter, scene: Scene) -> None:
    markers = sorted(scene.project.markers, key=lambda marker: marker.time)
    for marker, after in zip_longest(markers, markers[1:]):
        x = scene.x(marker.time)
        painter.setPen(QPen(colour("warning", 110), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, RULER_HEIGHT), QPointF(x, scene.height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("warning"))
        y = RULER_HEIGHT - 12
        shape = [(-5, 0), (5, 0), (5, 6), (0, 11), (-5, 6)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in shape]))
        if marker.name:
            room = (scene.x(after.time) - x - 18) if after else LONGEST_NAME
            name = painter.fontMetrics().elidedText(
                marker.name, Qt.TextElideMode.ElideRight, int(min(room, LONGEST_NAME))
            )
            wide = painter.fontMetrics().horizontalAdvance(name)
            if not wide:
                continue
            painter.setBrush(colour("window", 200))  # the voice and the playhead go through there
            painter.drawRoundedRect(QRectF(x + 2, RULER_HEIGHT + 1, wide + 9, 14), 3, 3)
            painter.setPen(colour("warning"))
            painter.drawText(QPointF(x + 6, RULER_HEIGHT + 12), name)


def _paint_bracket(painter: QPainter, scene: Scene) -> None:
    span = scene.selected_span()
    if span is None:
        return
    left, right = scene.x(span[0]), scene.x(span[1])
    y = TOP - BRACKET_HEIGHT / 2
    painter.setPen(QPen(colour("selected", 150), 2))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.setBrush(colour("selected"))
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (left, right):
        painter.drawRect(QRectF(x - 3, y - 4, 6, 8))


def paint_covered(painter: QPainter, scene: Scene, covered: Covered) -> None:
    """A bar under the ruler: green where the frames lie ready, yellow where they show an older state."""
    for name, spans in (("stale", covered.stale), ("cached", covered.fresh)):
        for first, stop in spans:
            left = max(scene.x(first / covered.fps), HEADER_WIDTH)
            right = min(scene.x(stop / covered.fps), scene.width)
            if right > left:
                painter.fillRect(QRectF(left, RULER_HEIGHT - 3, right - left, 3), colour(name))


def paint_corner(painter: QPainter, scene: Scene, frames: bool) -> None:
    """The playhead's time, above the names."""
    painter.fillRect(QRectF(0, 0, HEADER_WIDTH, TOP), colour("window"))
    font = QFont(painter.font())
    font.setPixelSize(20)
    font.setFamily("DejaVu Sans Mono")
    painter.setFont(font)
    painter.setPen(colour("text"))
    fps = scene.project.fps
    frame = round(scene.playhead * fps)
    big, small = timecode(scene.playhead, fps), tr("frame {n} · {fps:g} fps").format(n=frame, fps=fps)
    if frames:
        big, small = str(frame), f"{timecode(scene.playhead, fps)} · {fps:g} fps"
    painter.drawText(QRectF(10, 8, HEADER_WIDTH - 16, 28), Qt.AlignmentFlag.AlignVCenter, big)
    font = QFont()
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(colour("dim_text"))
    painter.drawText(QRectF(10, 40, HEADER_WIDTH - 16, 18), Qt.AlignmentFlag.AlignVCenter, small)


def paint_playhead(painter: QPainter, scene: Scene) -> None:
    """The line at the current frame."""
    x = round(scene.x(scene.playhead)) + 0.5
    if x < HEADER_WIDTH or x > scene.width:
        return
    upright(painter, x - 0.5, RULER_HEIGHT, scene.height, colour("playhead"), 1.4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("playhead"))
    y = RULER_HEIGHT - 13
    painter.drawPolygon(
        QPolygonF([QPointF(x + dx, y + dy) for dx, dy in ((-6, 0), (6, 0), (6, 6), (0, 13), (-6, 6))])
    )
