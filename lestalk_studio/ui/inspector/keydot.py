"""The diamond before a value: whether there is a key, and the button that sets or removes it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from lestalk_studio.document.channels import Channel
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour, colour
from lestalk_studio.ui.timeline.texts import lane_title


class KeyDot(QAbstractButton):
    """Filled: a key at this frame. Hollow: keys elsewhere. Faint: none. A click sets or removes one."""

    def __init__(self, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channel = channel
        self.here = self.keyed = False
        self.setFixedSize(18, 18)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Set or remove a key at this frame"))
        self.setAccessibleName(tr("Key of {lane}").format(lane=lane_title(channel.name)))

    def set_state(self, here: bool, keyed: bool) -> None:
        """A key at this frame; any key."""
        if (here, keyed) != (self.here, self.keyed):
            self.here, self.keyed = here, keyed
            self.update()

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = colour("control")
        if self.keyed:
            tint = QColor(channel_colour(self._channel.name, self._channel.group))
        if self.underMouse():
            tint = colour("text")
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(tint if self.here else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([QPointF(9, 4), QPointF(14, 9), QPointF(9, 14), QPointF(4, 9)]))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()
