"""What the LES radar shows: base, edit and result of this moment as three shapes, and where they came from."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from lestalk_studio.document.channels import channels_of
from lestalk_studio.document.sampling import audible
from lestalk_studio.les.muscles import MUSCLES
from lestalk_studio.les.space import INDEX
from lestalk_studio.ui.radar_feed import Reading
from lestalk_studio.ui.radar_layout import RadarLayout, arranged, free_corner
from lestalk_studio.ui.radar_paint import Shapes, paint_legend, paint_shapes, still_part
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.texts import lane_title, short_title, value_of

TRAIL_S, TRAIL_MOST, FADE_MS = 1.0, 40, 40


class RadarPicture(QWidget):
    """group: 'emotion', 'action' or 'isolation'. clock: seconds, for the trail."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self.group = "emotion"
        self._reading: Reading | None = None
        self._trail: deque[tuple[float, np.ndarray]] = deque(maxlen=TRAIL_MOST)
        self._fading = QTimer(self, interval=FADE_MS)
        self._fading.timeout.connect(self._fade)
        self._spoke: int | None = None
        self._layout: RadarLayout | None = None
        self._still: QPixmap | None = None
        self.setMinimumSize(220, 170)
        self.setAccessibleName(tr("LES radar"))
        session.document_changed.connect(self.update)
        session.playhead_changed.connect(self.update)

    # --- what is shown

    @property
    def names(self) -> tuple[str, ...]:
        """Channels of the spokes, clockwise from the top."""
        return tuple(channel.name for channel in channels_of(self.group))

    def set_group(self, group: str) -> None:
        """Show other spokes."""
        self.group = group
        self._trail.clear()
        self._spoke = None
        self._forget()

    def show_reading(self, reading: Reading | None) -> None:
        """What the face does now; None = nothing known."""
        before, self._reading = self._reading, reading
        if reading is None:
            self._trail.clear()
        elif before is not None and before.time != reading.time:
            self._trail.append((self._clock(), self._values("result", before)))
            self._fading.start()
        self.update()

    @property
    def trail(self) -> list[tuple[float, np.ndarray]]:
        """(age 0..1, values) of the results of the last second, the oldest first."""
        now = self._clock()
        ages = ((((now - then) / TRAIL_S), values) for then, values in self._trail)
        return [(age, values) for age, values in ages if age < 1.0]

    def _fade(self) -> None:
        if not self.trail:
            self._trail.clear()
            self._fading.stop()
        self.update()

    def _values(self, which: str, reading: Reading) -> np.ndarray:
        if self.group == "emotion":
            return np.asarray(getattr(reading, f"{which}_levels"))
        return np.asarray(getattr(reading, which))[[INDEX[name] for name in self.names]]

    def edit_values(self) -> list[float]:
        """The project's own values at the playhead."""
        project, time = self._session.project, self._session.playhead
        return [project.track(name).value_at(time) for name in self.names]

    def _silent(self) -> list[bool]:
        """Which lanes have keys and yet no effect: muted, or not among the soloed ones."""
        project = self._session.project
        sounding = {track.name for track in audible(project.tracks)}
        return [bool(project.track(name).keys) and name not in sounding for name in self.names]

    # --- geometry

    @property
    def layout_now(self) -> RadarLayout:
        """Where everything lies at this size."""
        if self._layout is None:
            titles = [lane_title(n) if self.group == "emotion" else short_title(n) for n in self.names]
            short = [_shorter(title, self.group) for title in titles]
            self._layout = arranged(self.width(), self.height(), titles, short, self._measure)
        return self._layout

    def _measure(self, text: str, pixels: int) -> QSizeF:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        metrics = QFontMetricsF(font)
        return QSizeF(metrics.horizontalAdvance(text), metrics.ascent())

    def centre(self) -> QPointF:
        """Middle of the rings."""
        return self.layout_now.centre

    def radius(self) -> float:
        """Of the outer ring."""
        return self.layout_now.radius

    def _forget(self) -> None:
        self._layout = self._still = None
        self.update()

    def resizeEvent(self, event) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.LanguageChange,
        ):
            self._forget()
        super().changeEvent(event)

    # --- painting

    def paintEvent(self, event) -> None:
        layout, ratio = self.layout_now, self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = still_part(self.size(), ratio, layout, self.group, self.font())
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        reading, edit = self._reading, np.array(self.edit_values())
        shapes = Shapes(
            edit,
            None if reading is None else self._values("base", reading),
            None if reading is None else self._values("result", reading),
            self.trail,
            self._spoke,
            self._silent(),
        )
        paint_shapes(painter, layout, self.group, self.names, shapes)
        paint_legend(painter, self.width(), self.height())
        if reading is None and not edit.any():
            painter.setPen(colour("dim_text"))
            text = tr("Drag a dot to set its level")
            place = free_corner(layout, partial(_wrapped, painter, text))
            if place is not None:
                painter.drawText(place, Qt.TextFlag.TextWordWrap, text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -1, -1))
        painter.end()

    # --- words

    def hover_text(self, spoke: int) -> str:
        """Name, muscle and values of a spoke."""
        name = self.names[spoke]
        lines = [lane_title(name)]
        if self.group != "emotion":
            lines.append(MUSCLES[int(name[-2:])])
        lines.append(f"{tr('Edit')} {value_of(name, self.edit_values()[spoke])}")
        if self._reading is not None:
            for title, which in ((tr("Base"), "base"), (tr("Result"), "result")):
                value = float(self._values(which, self._reading)[spoke])
                lines.append(f"{title} {value_of(name, value)}")
        return "\n".join(lines)


def _wrapped(painter: QPainter, text: str, room: QRectF) -> QRectF:
    return painter.boundingRect(room, Qt.TextFlag.TextWordWrap, text)


def _shorter(title: str, group: str) -> str:
    """For little room: 'Surp…', '12', 'L4'."""
    if group == "emotion":
        return title if len(title) <= 5 else title[:4] + "…"
    side = title[0] if title[0] in "LR" else ""
    return f"{side}{int(title[-2:])}"
