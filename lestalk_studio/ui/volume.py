"""The volume beside the transport: mute, a slider, and a small menu with the devices."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QToolButton, QWidget

from lestalk_studio.audio.devices import Device
from lestalk_studio.ui.sound import SoundControl
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour

SIGN = 16
STEPS = 100
_SLIDER_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


def device_title(device: Device | None) -> str:
    """What a device is called in lists."""
    return tr("System default") if device is None else f"{device.name} ({device.host})"


class VolumeSlider(QSlider):
    """Takes the arrow keys while it has the focus, which the timeline has otherwise. A double click is full volume."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, STEPS)
        self.setPageStep(10)
        self.setFixedWidth(84)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Volume"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _SLIDER_KEYS:
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event) -> None:
        self.setValue(STEPS)


class SpeakerButton(QToolButton):
    """A loudspeaker with as many waves as it is loud, crossed out when muted."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(SIGN, SIGN))
        self.setAccessibleName(tr("Mute"))
        self._volume = 1.0

    def show_volume(self, volume: float, muted: bool) -> None:
        """Draw it for this volume."""
        self._volume = 0.0 if muted else volume
        with QSignalBlocker(self):
            self.setChecked(muted)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw()

    def _draw(self) -> None:
        self.setIcon(QIcon(_speaker(self._volume, colour("text"), self.devicePixelRatioF())))


def _speaker(volume: float, tint: QColor, ratio: float) -> QPixmap:
    picture = QPixmap(math.ceil(SIGN * ratio), math.ceil(SIGN * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QPainterPath(QPointF(1.5, 6))
    for x, y in ((4, 6), (8, 2.5), (8, 13.5), (4, 10), (1.5, 10)):
        body.lineTo(x, y)
    body.closeSubpath()
    painter.fillPath(body, tint)
    painter.setPen(QPen(tint, 1.4, c=Qt.PenCapStyle.RoundCap))
    if volume <= 0:
        painter.drawLine(QPointF(10.5, 6), QPointF(14.5, 10))
        painter.drawLine(QPointF(14.5, 6), QPointF(10.5, 10))
    for least, size in ((0.0, 3.0), (0.5, 6.0)):
        if volume > least:
            painter.drawArc(QRectF(8.5 - size, 8 - size, 2 * size, 2 * size), -50 * 16, 100 * 16)
    painter.end()
    return picture


class VolumeControl(QWidget):
    """settings_asked(): the menu's last entry."""

    settings_asked = Signal()

    def __init__(self, sound: SoundControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._devices: list[Device] = []
        self.mute, self.slider, self.more = SpeakerButton(), VolumeSlider(), QToolButton()
        self.menu = QMenu(self)
        self.more.setObjectName("soundMenu")
        self.more.setText("▾")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setToolTip(tr("Sound device and scrubbing"))
        self.more.setAccessibleName(tr("Sound device and scrubbing"))
        self.more.clicked.connect(self.open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self.mute, self.slider, self.more):
            row.addWidget(widget)
        self.mute.toggled.connect(sound.set_muted)
        self.slider.valueChanged.connect(lambda value: sound.set_volume(value / STEPS))
        sound.changed.connect(self.refresh)
        sound.listed.connect(self._list)
        self.refresh()

    def refresh(self) -> None:
        """Show what is set."""
        settings = self._sound.settings
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(settings.volume * STEPS))
        self.slider.setToolTip(tr("Volume {percent} %").format(percent=round(settings.volume * 100)))
        self.mute.show_volume(settings.volume, settings.muted)
        self.mute.setToolTip(tr("Sound on") if settings.muted else tr("Mute"))

    def open_menu(self) -> None:
        """Show the menu at once, and look meanwhile which devices there are."""
        self._fill()
        self._sound.list_devices()
        self.menu.popup(self.more.mapToGlobal(QPointF(0, self.more.height()).toPoint()))

    def _list(self, devices: list) -> None:
        self._devices = devices
        if self.menu.isVisible():
            self._fill()

    def _fill(self) -> None:
        menu, sound = self.menu, self._sound
        menu.clear()
        for old in menu.findChildren(QActionGroup):
            old.deleteLater()
        group = QActionGroup(menu)
        chosen = sound.device
        known = dict.fromkeys((None, *self._devices, chosen))
        for device in known:
            title = device_title(device)
            if device is not None and device not in self._devices:
                title = tr("{device}, not there").format(device=title)
            action = QAction(title.replace("&", "&&"), menu, checkable=True, checked=device == chosen)
            action.triggered.connect(lambda _=False, picked=device: sound.set_device(picked))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        scrub = QAction(tr("Audible scrubbing"), menu, checkable=True, checked=sound.settings.scrub)
        scrub.toggled.connect(sound.set_scrub)
        menu.addAction(scrub)
        menu.addSeparator()
        menu.addAction(tr("Sound preferences …"), self.settings_asked.emit)
