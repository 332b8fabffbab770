"""The device that computes is shown, chosen and remembered; one that is gone gives way to the processor."""

import pytest
from PySide6.QtCore import QSettings

from lestalk_studio.nets import device as nets_device
from lestalk_studio.pipeline.device import Device, Devices
from lestalk_studio.ui import device_control
from lestalk_studio.ui.preferences import show_preferences

TWO = Devices((Device("cpu", "CPU, 4 cores"), Device("cuda:0", "Big Card")))


@pytest.fixture(autouse=True)
def by_cpu():
    yield
    nets_device.use("cpu")


def open_menu(window, qtbot):
    menu = window.status.device.menu()
    control = window.background.devices
    with qtbot.waitSignal(control.found, timeout=20_000):
        menu.aboutToShow.emit()
    return menu, [entry for entry in menu.actions() if entry.text()]


def test_where_there_is_only_the_processor_the_menu_says_why(window, qtbot, monkeypatch):
    only = Devices((Device("cpu", "CPU, 4 cores"),), "build")
    monkeypatch.setattr(device_control, "find_devices", lambda: only)
    assert window.status.device.text() == "Device: CPU"
    _, entries = open_menu(window, qtbot)
    assert entries[0].text() == "CPU, 4 cores" and entries[0].isChecked()
    assert "processor only" in entries[1].text() and not entries[1].isEnabled()


def test_the_real_machine_can_be_asked(window, qtbot):
    _, entries = open_menu(window, qtbot)
    assert entries[0].text().startswith("CPU") and len(entries) >= 2


def test_another_device_is_used_and_remembered(window, qtbot, monkeypatch):
    monkeypatch.setattr(device_control, "find_devices", lambda: TWO)
    _, entries = open_menu(window, qtbot)
    entries[1].trigger()
    assert nets_device.used() == "cuda:0" and QSettings().value("device") == "cuda:0"
    assert window.status.device.text() == "Device: Big Card"
    page = show_preferences(window, "device").page("device")
    assert page.device.currentText() == "Big Card"
    page.device.setCurrentIndex(0)
    page.device.activated.emit(0)
    assert nets_device.used() == "cpu" and window.status.device.text() == "Device: CPU"


def test_a_remembered_device_that_is_gone_is_told(window, qtbot, monkeypatch):
    monkeypatch.setattr(device_control, "find_devices", lambda: Devices((Device("cpu", "CPU"),), "card"))
    QSettings().setValue("device", "cuda:1")
    control = device_control.DeviceControl(window)
    with qtbot.waitSignal(control.told) as told:
        pass
    assert "cuda:1" in told.args[0] and control.used == "cpu"
    assert QSettings().value("device") == "cuda:1"  # it may be back at the next start
    control.close()


def test_a_device_that_fails_on_the_way_is_told_in_the_window(window, qtbot):
    import torch

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.ones(2))

        def forward(self, given):
            return given * self.weight

    nets_device.use("cuda:7")
    assert nets_device.run(Net(), torch.ones(2)).tolist() == [1.0, 1.0]
    qtbot.waitUntil(lambda: "cuda:7" in window.statusBar().currentMessage())
    assert window.status.device.text() == "Device: CPU"
