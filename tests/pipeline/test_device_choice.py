"""What `--device auto` picks: CUDA only where frames can be drawn on it."""

import sys

import pytest

from lestalk_studio.nets import device as nets_device
from lestalk_studio.pipeline import device
from lestalk_studio.pipeline.device import Device, Devices


@pytest.fixture(autouse=True)
def nets_stay():
    before = nets_device.used()
    yield
    nets_device.use(before)


def there(monkeypatch, *, drawing: bool, cuda: bool):
    monkeypatch.setattr(device, "find_spec", lambda name: object() if drawing else None)
    found = (Device("cpu", "CPU"), *((Device("cuda:0", "a card"),) if cuda else ()))
    monkeypatch.setattr(device, "find_devices", lambda: Devices(found))


@pytest.mark.parametrize(
    ("drawing", "cuda", "picked"),
    [(True, True, "cuda:0"), (True, False, "cpu"), (False, True, "cpu"), (False, False, "cpu")],
)
def test_auto_takes_cuda_where_it_can_draw(monkeypatch, drawing, cuda, picked):
    there(monkeypatch, drawing=drawing, cuda=cuda)
    assert device.chosen_device("auto") == picked
    assert nets_device.used() == picked
    assert device.draws_on(nets_device.used()) == picked


def test_asking_for_cuda_without_pytorch3d_leaves_the_drawing_to_the_processor(monkeypatch):
    there(monkeypatch, drawing=False, cuda=True)
    device.chosen_device("cuda")
    assert nets_device.used() == "cuda:0"
    assert device.draws_on("cuda:0") == "cpu"


def test_auto_looks_at_no_card_where_nothing_could_draw_on_it(monkeypatch):
    monkeypatch.setattr(device, "find_spec", lambda name: None)
    monkeypatch.setattr(device, "find_devices", lambda: pytest.fail("torch was loaded for nothing"))
    assert device.chosen_device("auto") == "cpu"
    assert "pytorch3d" not in sys.modules
