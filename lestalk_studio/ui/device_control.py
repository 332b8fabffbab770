"""Which device computes: chosen by a menu in the status bar or in the preferences, and remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QMenu, QToolButton, QWidget

from lestalk_studio.nets import device as nets_device
from lestalk_studio.pipeline.device import CPU, Device, Devices, find_devices
from lestalk_studio.ui.errands import Errands
from lestalk_studio.ui.texts import tr

if TYPE_CHECKING:
    from lestalk_studio.ui.main_window import MainWindow

SETTING = "device"


class DeviceControl(QObject):
    """found(Devices), changed(name of the device in use), told(sentence).

    Devices are looked for in a thread, for that loads torch. One that is gone, or fails while it computes,
    gives way to the CPU; the choice is remembered, so that it is taken again when it is back.
    """

    found = Signal(object)
    changed = Signal(str)
    told = Signal(str)
    _lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.devices: Devices | None = None
        self._errands = Errands(self)
        self._lost.connect(self._gave_way)
        self._forget = nets_device.when_lost(self._lost.emit)
        wanted = str(QSettings().value(SETTING, CPU))
        if wanted != CPU:
            self.look(lambda: self.choose(wanted))

    @property
    def used(self) -> str:
        """The device in use, by torch's name."""
        return nets_device.used()

    def look(self, then=None) -> None:
        """Find the devices of this machine, then call `then`."""

        def found(answer: object) -> None:
            if isinstance(answer, Devices):
                self.devices = answer
                self.found.emit(answer)
                if then is not None:
                    then()

        self._errands.do(find_devices, found)

    def choose(self, name: str) -> None:
        """Compute on the device `name` from now on, and at the next start."""
        QSettings().setValue(SETTING, name)
        if self.devices is not None and self.devices.named(name) is None:
            self.told.emit(
                tr("The device {name} is not there, so the processor does the work.").format(name=name)
            )
            name = CPU
        nets_device.use(name)
        self.changed.emit(name)

    def title(self, name: str) -> str:
        """The device `name` for people."""
        known = self.devices.named(name) if self.devices is not None else None
        return known.title if known is not None else name.upper()

    def attach(self, button: QToolButton) -> None:
        """Make `button` show the device in use and a menu of the others."""
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        def name(_=None) -> None:
            short = "CPU" if self.used == CPU else self.title(self.used)
            button.setText(tr("Device: {name}").format(name=short))

        def open_menu() -> None:
            self._fill(menu)
            if self.devices is None:
                self.look()

        menu.aboutToShow.connect(open_menu)
        self.found.connect(lambda _: self._fill(menu))
        self.found.connect(name)
        self.changed.connect(name)
        name()

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        if self.devices is None:
            menu.addAction(tr("Looking for devices …")).setEnabled(False)
            return
        for device in self.devices.found:
            entry = menu.addAction(device.title, partial(self.choose, device.name))
            entry.setCheckable(True)
            entry.setChecked(_is(device, self.used))
        if self.devices.lack:
            menu.addSeparator()
            menu.addAction(lack_text(self.devices.lack)).setEnabled(False)

    def _gave_way(self, sentence: str) -> None:
        self.changed.emit(CPU)
        self.told.emit(sentence)

    def close(self) -> None:
        """End the thread."""
        self._errands.stop()
        if self._forget is not None:
            self._forget()
            self._forget = None


class DevicePage(QWidget):
    """The preferences of the device; a change holds at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._control = control = window.background.devices
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.device = QComboBox()
        self.device.setAccessibleName(tr("Networks compute on"))
        form.addRow(tr("Networks compute on"), self.device)
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setObjectName("hint")
        form.addRow(self.why)
        hint = QLabel(tr("Pictures are rendered by the processor, whatever is chosen here."))
        hint.setWordWrap(True)
        hint.setObjectName("hint")
        form.addRow(hint)
        control.found.connect(self._fill)
        self.device.activated.connect(lambda _: control.choose(self.device.currentData()))
        if control.devices is None:
            self.device.addItem(tr("Looking for devices …"), control.used)
            self.device.setEnabled(False)
            control.look()
        else:
            self._fill(control.devices)

    def _fill(self, devices: Devices) -> None:
        self.device.clear()
        for device in devices.found:
            self.device.addItem(device.title, device.name)
            if _is(device, self._control.used):
                self.device.setCurrentIndex(self.device.count() - 1)
        self.device.setEnabled(len(devices.found) > 1)
        self.why.setText(lack_text(devices.lack))
        self.why.setVisible(bool(devices.lack))


def lack_text(lack: str) -> str:
    """Why there is nothing but the processor, in a sentence; see pipeline.device.Devices."""
    return {
        "": "",
        "build": tr("This installation of torch is for the processor only; install the one for CUDA."),
        "card": tr("No graphics card that torch can use was found."),
        "driver": tr("The graphics driver does not answer; restart the machine."),
    }[lack]


def _is(device: Device, name: str) -> bool:
    return device.name == name or (name == "cuda" and device.name == "cuda:0")
