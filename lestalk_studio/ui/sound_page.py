"""The preferences of the sound: device, volume, scrubbing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from lestalk_studio.audio.devices import Device
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.volume import STEPS, VolumeSlider, device_title

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow


class SoundPage(QWidget):
    """Changes hold at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._sound = window.sound
        self._devices: list[Device] = []
        self.device, self.again = QComboBox(), QPushButton(tr("Look again"))
        self.device.setAccessibleName(tr("Output device"))
        self.device.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.device.setMinimumContentsLength(24)
        self.device.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.volume, self.muted = VolumeSlider(), QCheckBox(tr("Mute"))
        self.volume.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.volume.setFixedWidth(180)
        self.scrub = QCheckBox(tr("Audible scrubbing"))
        self.state = _hint("")
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        chosen.addWidget(self.device, 1)
        chosen.addWidget(self.again)
        loud = QHBoxLayout()
        loud.addWidget(self.volume)
        loud.addSpacing(12)
        loud.addWidget(self.muted)
        loud.addStretch(1)
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setVerticalSpacing(8)
        form.addRow(tr("Output device"), chosen)
        form.addRow(self.state)
        form.addRow(tr("Volume"), loud)
        form.addRow(self.scrub)
        form.addRow(_hint(tr("Dragging the playhead or stepping by frames lets the sound there be heard.")))
        self.device.activated.connect(self._choose)
        self.again.clicked.connect(self._sound.list_devices)
        self.volume.valueChanged.connect(lambda value: self._sound.set_volume(value / STEPS))
        self.muted.toggled.connect(self._sound.set_muted)
        self.scrub.toggled.connect(self._sound.set_scrub)
        self._sound.changed.connect(self.refresh)
        self._sound.listed.connect(self._list)
        self.refresh()
        self._sound.list_devices()

    def refresh(self) -> None:
        """Show what is set."""
        settings, chosen = self._sound.settings, self._sound.device
        for widget, put in (
            (self.volume, lambda: self.volume.setValue(round(settings.volume * STEPS))),
            (self.muted, lambda: self.muted.setChecked(settings.muted)),
            (self.scrub, lambda: self.scrub.setChecked(settings.scrub)),
        ):
            with QSignalBlocker(widget):
                put()
        self.state.setText(self._sound.text)
        self._known = list(dict.fromkeys((None, *self._devices, chosen)))
        self.device.clear()
        for device in self._known:
            title = device_title(device)
            if device is not None and device not in self._devices:
                title = tr("{device}, not there").format(device=title)
            self.device.addItem(title)
        self.device.setCurrentIndex(self._known.index(chosen))

    def _list(self, devices: list) -> None:
        self._devices = devices
        self.refresh()

    def _choose(self, index: int) -> None:
        self._sound.set_device(self._known[index])


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("hint")
    label.setWordWrap(True)
    return label
