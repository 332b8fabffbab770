"""Painting of lanes: names, curves, keys."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from lestalk_studio.document.channels import channels_of
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.sampling import audible
from lestalk_studio.document.track import Track
from lestalk_studio.ui.crisp import level, upright
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour, colour, current_theme
from lestalk_studio.ui.timeline.hit import BRACKET_HEIGHT, BUTTON
from lestalk_studio.ui.timeline.lanes import Row
from lestalk_studio.ui.timeline.polygon import polygon
from lestalk_studio.ui.timeline.scene import CURVES, HEADER_WIDTH, TOP, Scene
from lestalk_studio.ui.timeline.shapes import curve_points, lane_axis
from lestalk_studio.ui.timeline.texts import group_title, lane_title
from lestalk_studio.ui.timeline.ticks import ticks

KEY, PICTURE = 5.0, 16
"""Half the width of a key, and the side of its picture with some room around, in pixels."""
FOLDED_DOT = 2.5
"""Radius of what tells of a key in a folded group."""


def paint_lanes(painter: QPainter, scene: Scene) -> None:
    """Lanes of the dope sheet: level curves filled, keys as diamonds, holds as squares."""
    painter.save()
    painter.setClipRect(QRectF(HEADER_WIDTH, TOP, scene.width - HEADER_WIDTH, scene.height - TOP))
    for row in scene.visible_rows():
        area = QRectF(HEADER_WIDTH, scene.y(row), scene.width - HEADER_WIDTH, row.height)
        if row.is_group or row.name in scene.active:
            painter.fillRect(area, colour("raised", 130 if row.is_group else 60))
        level(painter, area.left(), area.right(), area.bottom() - 1, colour("faint_line"))
    paint_grid(painter, scene)
    for row in scene.visible_rows():
        if row.folded and row.keys:
            _paint_folded(painter, scene, row)
    heard = {track.name for track in audible(scene.project.tracks)}
    for track, row in scene.keyed_lanes():
        _paint_curve(painter, scene, row, track, track.name in heard)
        for key in scene.visible_keys(track):
            paint_key(painter, scene, track, key, row)
    if not scene.project.key_count:
        paint_hint(painter, scene, tr("Move a slider, or double-click in a lane, to set the first key"))
    painter.restore()


def _paint_folded(painter: QPainter, scene: Scene, row: Row) -> None:
    """Where the keys of the lanes lie that are folded away, as small dots."""
    places = {
        round(scene.x(key.time))
        for channel in channels_of(row.name)
        for key in scene.visible_keys(scene.project.track(channel.name))
    }
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("dim_text"))
    for x in sorted(places):
        painter.drawEllipse(QPointF(x, scene.y(row) + row.height / 2), FOLDED_DOT, FOLDED_DOT)


def paint_grid(painter: QPainter, scene: Scene) -> None:
    """Upright lines at the ruler's labels."""
    for tick in ticks(scene.view, scene.project.fps):
        if tick.label:
            upright(painter, scene.x(tick.time), TOP, scene.height, colour("faint_line"))


def _paint_curve(painter: QPainter, scene: Scene, row: Row, track: Track, heard: bool) -> None:
    axis = lane_axis(track, scene.y(row) + 3, scene.y(row) + row.height - 3)
    points = curve_points(track, scene.view, axis)
    points[:, 0] += HEADER_WIDTH
    line = QColor(channel_colour(track.name, track.channel.group))
    fill = QColor(line)
    line.setAlpha(190 if heard else 70)
    fill.setAlpha(70 if heard else 22)
    ground = axis.y(min(max(track.channel.default, axis.low), axis.high))
    closed = np.vstack(((points[0, 0], ground), points, (points[-1, 0], ground)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPolygon(polygon(closed))
    painter.setPen(QPen(line, 0))  # a pen of width 0 has a much faster painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(polygon(points))


def paint_key(painter: QPainter, scene: Scene, track: Track, key: Keyframe, row: Row | None) -> None:
    """One key: a diamond, a square where the curve holds; white when selected, hollow when automatic."""
    x, y = scene.key_point(key, row)
    selected = key.time in scene.selection.get(track.name, ())
    tint = channel_colour(track.name, track.channel.group)
    ratio = painter.device().devicePixelRatioF()
    hold = key.transition.kind == "hold"
    picture = key_picture(current_theme().name, tint, selected, hold, key.auto, ratio)
    painter.drawImage(QPointF(x - PICTURE / 2, y - PICTURE / 2), picture)


@lru_cache(maxsize=256)
def key_picture(theme: str, tint: str, selected: bool, hold: bool, auto: bool, ratio: float) -> QImage:
    """A key's picture in the current `theme`, drawn once: there may be thousands on the screen."""
    picture = QImage(
        round(PICTURE * ratio), round(PICTURE * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = colour("selected") if selected else QColor(tint) if auto else colour("edge")
    painter.setPen(QPen(rim, 1.6 if selected else 1.3 if auto else 1.0))
    painter.setBrush(colour("selected") if selected else colour("panel") if auto else QColor(tint))
    middle = PICTURE / 2
    if hold:
        painter.drawRect(QRectF(middle - KEY + 1, middle - KEY + 1, 2 * KEY - 2, 2 * KEY - 2))
    else:
        corners = ((0, -KEY), (KEY, 0), (0, KEY), (-KEY, 0))
        painter.drawPolygon(QPolygonF([QPointF(middle + dx, middle + dy) for dx, dy in corners]))
    painter.end()
    return picture


def paint_header(painter: QPainter, scene: Scene, hovered: str = "") -> None:
    """Names at the left, with mute and solo."""
    painter.save()
    painter.setClipRect(QRectF(0, TOP, HEADER_WIDTH, scene.height - TOP))
    painter.fillRect(QRectF(0, TOP, HEADER_WIDTH, scene.height - TOP), colour("window"))
    bold = QFont(painter.font())
    bold.setBold(True)
    plain = QFont(painter.font())
    for row in scene.visible_rows():
        top = scene.y(row)
        area = QRectF(0, top, HEADER_WIDTH, row.height)
        if row.is_group:
            painter.fillRect(area, colour("raised"))
            painter.setFont(bold)
            painter.setPen(colour("text"))
            title = ("▸ " if row.folded else "▾ ") + group_title(row.name)
            painter.drawText(area.adjusted(8, 0, -30, 0), Qt.AlignmentFlag.AlignVCenter, title)
            if row.keys:
                painter.setFont(plain)
                painter.setPen(colour("dim_text"))
                side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(area.adjusted(0, 0, -8, 0), side, str(row.keys))
            continue
        _paint_name(painter, scene, row, area, plain, row.name == hovered)
    painter.restore()
    upright(painter, HEADER_WIDTH - 1, 0, scene.height, colour("line"))


def _paint_name(painter: QPainter, scene: Scene, row: Row, area: QRectF, font: QFont, hovered: bool) -> None:
    track = scene.project.track(row.name)
    if row.name in scene.active:
        painter.fillRect(area, colour("active"))
    chip = QColor(channel_colour(row.name, track.channel.group))
    if not row.keys:
        chip.setAlpha(90)
    painter.fillRect(QRectF(4, area.top() + 4, 4, area.height() - 8), chip)
    painter.setFont(font)
    painter.setPen(colour("text") if row.keys or hovered or row.name in scene.active else colour("dim_text"))
    room = area.adjusted(15, 0, -2 * BUTTON - 10, 0)
    name = painter.fontMetrics().elidedText(
        lane_title(row.name), Qt.TextElideMode.ElideRight, int(room.width())
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
    for i, (letter, on, tint) in enumerate(
        (("S", track.soloed, "warning"), ("M", track.muted, "playhead")), start=1
    ):
        if not (on or hovered or row.keys):
            continue
        box = QRectF(HEADER_WIDTH - 6 - i * BUTTON + 1, area.center().y() - 8, BUTTON - 2, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tint) if on else colour("raised"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour("on_badge") if on else colour("dim_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    level(painter, area.left(), area.right(), area.bottom() - 1, colour("faint_line"))


def paint_graph(painter: QPainter, scene: Scene) -> None:
    """The curve editor: the active lanes over one value axis, with handles at selected keys."""
    if scene.mode != CURVES:
        return
    painter.save()
    area = QRectF(HEADER_WIDTH, TOP, scene.width - HEADER_WIDTH, scene.height - TOP)
    painter.setClipRect(area)
    painter.fillRect(area, colour("panel"))
    paint_grid(painter, scene)
    _paint_values(painter, scene)
    for name in scene.active:
        track = scene.project.track(name)
        line = QColor(channel_colour(name, track.channel.group))
        points = curve_points(track, scene.view, scene.axis)
        points[:, 0] += HEADER_WIDTH
        style = Qt.PenStyle.SolidLine if track.keys else Qt.PenStyle.DotLine
        painter.setPen(QPen(line, 1.8, style))
        painter.drawPolyline(polygon(points))
        for key, which, x, y in scene.handles(track):
            end = key if which == 1 else track.keys[track.place(key.time) + 1]
            painter.setPen(colour("dim_text"))
            painter.drawLine(QPointF(*scene.key_point(end, None)), QPointF(x, y))
            painter.setBrush(colour("accent"))
            painter.drawEllipse(QPointF(x, y), 4, 4)
        for key in scene.visible_keys(track):
            paint_key(painter, scene, track, key, None)
    _paint_value_bracket(painter, scene)
    if not any(scene.project.track(name).keys for name in scene.active):
        paint_hint(painter, scene, tr("Double-click to set the first key of this lane"))
    painter.restore()


def _paint_value_bracket(painter: QPainter, scene: Scene) -> None:
    values = scene.selected_values()
    if values is None:
        return
    x = scene.width - BRACKET_HEIGHT / 2
    bottom, top = scene.axis.y(values[0]), scene.axis.y(values[1])
    painter.setPen(QPen(colour("selected", 150), 2))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("selected"))
    for y in (top, bottom):
        painter.drawRect(QRectF(x - 4, y - 3, 8, 6))


def paint_hint(painter: QPainter, scene: Scene, text: str) -> None:
    """What to do where there is nothing yet."""
    room = QRectF(HEADER_WIDTH, TOP, scene.width - HEADER_WIDTH, scene.height - TOP).adjusted(24, 8, -24, -8)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.setFont(QFont(painter.font()))
    box = painter.boundingRect(room, flags, text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("window", 225))
    painter.drawRoundedRect(box.adjusted(-12, -7, 12, 7), 6, 6)
    painter.setPen(colour("dim_text"))
    painter.drawText(box, flags, text)


def _paint_values(painter: QPainter, scene: Scene) -> None:
    axis = scene.axis
    room = axis.bottom - axis.top
    span = axis.high - axis.low
    step = next((s for s in (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50) if s / span * room >= 26), 100)
    for i in range(int(np.ceil(axis.low / step)), int(np.floor(axis.high / step)) + 1):
        y = axis.y(i * step)
        level(painter, HEADER_WIDTH, scene.width, y, colour("line") if i == 0 else colour("faint_line"))
        painter.setPen(colour("dim_text"))
        painter.drawText(QPointF(HEADER_WIDTH + 5, y - 3), f"{i * step:g}".replace("-", "−"))
