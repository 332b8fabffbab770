"""Where the nets compute. One choice for the whole program; a device that fails gives way to the CPU."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

CPU = "cpu"

_lock = threading.RLock()
_used = CPU
_told: list[Callable[[str], None]] = []


def use(name: str) -> None:
    """Compute on the torch device `name`, 'cpu', 'cuda' or 'cuda:1', from the next call of a net on."""
    global _used
    with _lock:
        _used = name


def used() -> str:
    """The torch device in use."""
    return _used


def when_lost(tell: Callable[[str], None]) -> Callable[[], None]:
    """Have `tell` called with one sentence when a device fails, in the thread that computes.

    Returns what ends that.
    """
    _told.append(tell)
    return lambda: _told.remove(tell)


def run(network: Any, *tensors: Any) -> Any:
    """`network(*tensors)` on the device in use, without gradients; what it returns lies on the CPU.

    The network is moved there and stays. Where the device fails (gone, or out of memory), everything goes on
    by the CPU, and that is told once.
    """
    import torch

    with _lock, torch.inference_mode():
        name = _used
        if name != CPU:
            try:
                return _back(_placed(network, name)(*(tensor.to(name) for tensor in tensors)))
            except (RuntimeError, AssertionError) as error:  # torch raises the latter when built without CUDA
                _lose(name, error)
        return _placed(network, CPU)(*tensors)


def _placed(network: Any, name: str) -> Any:
    import torch

    wanted = torch.device(name)
    here = next(network.parameters()).device
    same = here.type == wanted.type and (wanted.index is None or here.index == wanted.index)
    return network if same else network.to(wanted)


def _back(made: Any) -> Any:
    if isinstance(made, tuple | list):
        return type(made)(_back(one) for one in made)
    return made.cpu()


def _lose(name: str, error: Exception) -> None:
    log.warning("%s failed: %s", name, error)
    use(CPU)
    sentence = f"The device {name} failed, so the work goes on by the processor; choose it again to retry."
    for tell in tuple(_told):
        tell(sentence)
