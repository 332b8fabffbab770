"""Where the work is done: which devices there are, and which one the nets compute on."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from importlib.util import find_spec

from lestalk_studio.errors import StudioError
from lestalk_studio.nets import device as nets_device

log = logging.getLogger(__name__)

AUTO, CPU, CUDA = "auto", "cpu", "cuda"
DRAWING = "pytorch3d"


@dataclass(frozen=True)
class Device:
    """A device by torch's name, 'cpu' or 'cuda:0', and as people call it."""

    name: str
    title: str


@dataclass(frozen=True)
class Devices:
    """What is there. lack: why there is only the processor: 'build' (torch is made without CUDA), 'card' (no
    graphics card that torch can use), 'driver' (it does not answer), or '' where there is more.
    """

    found: tuple[Device, ...]
    lack: str = ""

    def named(self, name: str) -> Device | None:
        """The device called `name`, None when it is not there."""
        wanted = "cuda:0" if name == CUDA else name
        return next((device for device in self.found if device.name == wanted), None)


def find_devices() -> Devices:
    """The devices of this machine. Loads torch, which takes a second or two the first time."""
    import torch

    found = [Device(CPU, _processor())]
    if not torch.backends.cuda.is_built():
        return Devices(tuple(found), "build")
    try:
        for number in range(torch.cuda.device_count()):
            found.append(Device(f"cuda:{number}", torch.cuda.get_device_name(number)))
    except RuntimeError as error:
        log.warning("no CUDA device can be used: %s", error)
        return Devices(tuple(found), "driver")
    return Devices(tuple(found), "" if len(found) > 1 else "card")


def _processor() -> str:
    count = os.cpu_count() or 1
    return f"CPU, {count} cores" if count > 1 else "CPU"


def chosen_device(asked: str) -> str:
    """Make the nets compute on 'auto', 'cpu', 'cuda' or 'cuda:1', and return which that is.

    'auto' is the first CUDA device where PyTorch3D is installed to draw on it, else the CPU: the nets alone take
    milliseconds there. Raises StudioError when CUDA is asked for and absent.
    """
    if asked == AUTO and find_spec(DRAWING) is not None:
        cuda = find_devices().named(CUDA)
        asked = CPU if cuda is None else cuda.name
    if asked in (AUTO, CPU):
        nets_device.use(CPU)
        return CPU
    devices = find_devices()
    found = devices.named(asked)
    if found is None:
        raise StudioError("No CUDA device can be used here; leave out --device cuda, or see lestalk doctor.")
    nets_device.use(found.name)
    return asked


def draws_on(device: str) -> str:
    """The device that frames are drawn on when the nets compute on `device`: itself, where PyTorch3D can."""
    return device if device != CPU and find_spec(DRAWING) is not None else CPU
