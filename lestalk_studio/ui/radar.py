"""The LES radar: base, edit and result of this frame as three shapes; a spoke can be dragged."""

from __future__ import annotations

import math
from collections import deque

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QToolTip, QVBoxLayout, QWidget

from lestalk_studio.document.channels import channels_of
from lestalk_studio.les.space import INDEX
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour, colour
from lestalk_studio.ui.timeline.texts import lane_title, short_title, value_of

RINGS = {"emotion": (0.0, 3.0), "action": (-1.0, 1.0), "isolation": (-1.0, 1.0)}
TRAIL_FRAMES = 25


def spoke_angle(index: int, count: int) -> float:
    """Radians of a spoke, clockwise from the top."""
    return 2 * math.pi * index / count


def spoke_point(centre: QPointF, radius: float, index: int, count: int, part: float) -> QPointF:
    """The point at `part` (0 = centre, 1 = rim) of a spoke."""
    angle = spoke_angle(index, count)
    return centre + QPointF(math.sin(angle), -math.cos(angle)) * (radius * part)


def nearest_spoke(centre: QPointF, point: QPointF, count: int) -> int:
    """The spoke whose direction `point` lies in."""
    away = point - centre
    angle = math.atan2(away.x(), -away.y()) % (2 * math.pi)
    return round(angle / (2 * math.pi) * count) % count


def part_along(centre: QPointF, radius: float, index: int, count: int, point: QPointF) -> float:
    """How far along a spoke `point` lies: 0 at the centre, 1 at the rim, and not below 0."""
    angle = spoke_angle(index, count)
    away = point - centre
    return max((away.x() * math.sin(angle) - away.y() * math.cos(angle)) / radius, 0.0)


class RadarView(QWidget):
    """group: 'emotion', 'action' or 'isolation'."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.group = "emotion"
        self._frame = None
        self._trail: deque[np.ndarray] = deque(maxlen=TRAIL_FRAMES)
        self._spoke: int | None = None
        self._gesture = 0
        self.setMouseTracking(True)
        self.setMinimumSize(220, 170)
        self.setAccessibleName(tr("LES radar"))
        session.document_changed.connect(self.update)
        session.playhead_changed.connect(self.update)

    @property
    def names(self) -> tuple[str, ...]:
        """Channels of the spokes, clockwise from the top."""
        return tuple(channel.name for channel in channels_of(self.group))

    def set_group(self, group: str) -> None:
        """Show other spokes."""
        self.group = group
        self._trail.clear()
        self.update()

    def show_frame(self, frame) -> None:
        """Take base and result of a PreviewFrame; None = nothing known."""
        self._frame = frame
        if frame is not None:
            self._trail.append(self._values(frame, "result"))
        self.update()

    def _values(self, frame, which: str) -> np.ndarray:
        if self.group == "emotion":
            return np.asarray(getattr(frame, f"{which}_levels"))
        return np.asarray(getattr(frame, which))[[INDEX[name] for name in self.names]]

    # --- geometry

    def centre(self) -> QPointF:
        """Middle of the rings."""
        return QPointF(self.width() / 2, (self.height() - 18) / 2)

    def radius(self) -> float:
        """Of the outer ring."""
        return max(min(self.width() / 2 - 72, (self.height() - 18) / 2 - 22), 30.0)

    def part(self, value: float) -> float:
        """Share of the radius of a value."""
        low, high = RINGS[self.group]
        return min(max((value - low) / (high - low), 0.0), 1.15)

    def edit_values(self) -> list[float]:
        """The project's own values at the playhead."""
        project, time = self._session.project, self._session.playhead
        return [project.track(name).value_at(time) for name in self.names]

    # --- painting

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("panel"))
        self._paint_rings(painter)
        frame = self._frame
        if frame is not None:
            for i, values in enumerate(self._trail):
                alpha = int(40 * (i + 1) / len(self._trail))
                self._shape(painter, values, QPen(colour("selected", alpha), 1), None)
            pen = QPen(colour("dim_text"), 1.3, Qt.PenStyle.DashLine)
            self._shape(painter, self._values(frame, "base"), pen, colour("dim_text", 30))
            self._shape(painter, self._values(frame, "result"), QPen(colour("selected"), 1.6), None)
        edits = self.edit_values()
        self._shape(painter, edits, QPen(colour("accent"), 1.6), colour("accent", 50))
        for i, (name, value) in enumerate(zip(self.names, edits, strict=True)):
            at = spoke_point(self.centre(), self.radius(), i, len(self.names), self.part(value))
            painter.setPen(QPen(colour("selected") if i == self._spoke else colour("edge"), 1.2))
            painter.setBrush(QColor(channel_colour(name, self.group)))
            painter.drawEllipse(at, 5, 5) if i == self._spoke else painter.drawEllipse(at, 3.5, 3.5)
        self._paint_legend(painter)
        painter.end()

    def _paint_rings(self, painter: QPainter) -> None:
        centre, radius, names = self.centre(), self.radius(), self.names
        low = RINGS[self.group][0]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        steps = 3 if self.group == "emotion" else 4
        for i in range(1, steps + 1):
            middle = low < 0 and i == steps // 2
            painter.setPen(QPen(colour("line"), 1.6 if middle else 1))
            painter.drawEllipse(centre, radius * i / steps, radius * i / steps)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        for i, name in enumerate(names):
            painter.setPen(colour("faint_line"))
            painter.drawLine(centre, spoke_point(centre, radius, i, len(names), 1.0))
            painter.setPen(colour("text" if self.group == "emotion" else "dim_text"))
            at = spoke_point(centre, radius + 10, i, len(names), 1.0)
            box = QRectF(0, 0, 90, 16)
            box.moveCenter(at)
            sine = math.sin(spoke_angle(i, len(names)))
            side = Qt.AlignmentFlag.AlignHCenter
            if sine > 0.1:
                box.moveLeft(at.x() - 2)
                side = Qt.AlignmentFlag.AlignLeft
            elif sine < -0.1:
                box.moveRight(at.x() + 2)
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, short_title(name))

    def _shape(self, painter: QPainter, values, pen: QPen, fill: QColor | None) -> None:
        count = len(self.names)
        corners = [
            spoke_point(self.centre(), self.radius(), i, count, self.part(float(v)))
            for i, v in enumerate(values)
        ]
        painter.setPen(pen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(corners))

    def _paint_legend(self, painter: QPainter) -> None:
        x, y = 10.0, self.height() - 10.0
        entries = ((tr("Base"), "dim_text"), (tr("Edit"), "accent"), (tr("Result"), "selected"))
        for text, tint in entries:
            painter.setPen(QPen(colour(tint), 2))
            painter.drawLine(QPointF(x, y), QPointF(x + 14, y))
            painter.setPen(colour("dim_text"))
            painter.drawText(QPointF(x + 19, y + 4), text)
            x += 19 + painter.fontMetrics().horizontalAdvance(text) + 14
        if self._frame is None and not any(self.edit_values()):
            room = QRectF(self.rect()).adjusted(8, 4, -self.width() / 2 - 34, 0)
            painter.setPen(colour("dim_text"))
            painter.drawText(room, Qt.TextFlag.TextWordWrap, tr("Drag a dot to set its level"))

    # --- mouse

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._spoke = nearest_spoke(self.centre(), event.position(), len(self.names))
            self._gesture = self._session.begin_gesture()
            self._drag(event.position())

    def mouseMoveEvent(self, event) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._spoke is not None:
            self._drag(event.position())
            return
        spoke = nearest_spoke(self.centre(), event.position(), len(self.names))
        away = event.position() - self.centre()
        inside = math.hypot(away.x(), away.y()) < self.radius() + 30
        self._spoke = spoke if inside else None
        if inside:
            QToolTip.showText(event.globalPosition().toPoint(), self.hover_text(spoke), self)
        else:
            QToolTip.hideText()
        self.update()

    def _drag(self, point: QPointF) -> None:
        name = self.names[self._spoke]
        part = part_along(self.centre(), self.radius(), self._spoke, len(self.names), point)
        low, high = RINGS[self.group]
        value = round(low + min(part, 1.0) * (high - low), 2)
        value = 0.0 if abs(value) < 0.02 * (high - low) else value
        self._session.attempt(SetValues, self._session.playhead, {name: value}, gesture=self._gesture)

    def mouseReleaseEvent(self, event) -> None:
        self.update()

    def leaveEvent(self, event) -> None:
        self._spoke = None
        self.update()

    def hover_text(self, spoke: int) -> str:
        """Anatomical name and values of a spoke."""
        name = self.names[spoke]
        lines = [lane_title(name), f"{tr('Edit')} {value_of(name, self.edit_values()[spoke])}"]
        frame = self._frame
        if frame is not None:
            for title, which in ((tr("Base"), "base"), (tr("Result"), "result")):
                lines.append(f"{title} {value_of(name, float(self._values(frame, which)[spoke]))}")
        return "\n".join(lines)


class RadarPanel(QWidget):
    """The radar and the choice of its spokes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = RadarView(session)
        row = QHBoxLayout()
        row.setContentsMargins(6, 4, 6, 0)
        self.choice = QButtonGroup(self)
        for group, text in (
            ("emotion", tr("Emotions")),
            ("action", tr("Action units")),
            ("isolation", tr("Isolation")),
        ):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(group == "emotion")
            button.clicked.connect(lambda _=False, chosen=group: self.view.set_group(chosen))
            self.choice.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
