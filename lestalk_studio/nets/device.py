"""Where the nets compute. One choice for the whole program; a device that fails gives way to the CPU."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


def run(network: Any, *given: Any) -> Any:
    """`network(*given)` on the device in use, without gradients; what it returns lies on the CPU.

    given: tensors on the CPU, and plain numbers. The network is moved there and stays, so nothing of it may be read
    on the way but through here. Where the device fails (gone, or out of memory), everything goes on by the CPU, and
    that is told once. The same input gives the same bits on the same device; CUDA computes in whole single precision,
    so that its results are the CPU's to the rounding.
    """
    import torch

    with _lock, torch.inference_mode():
        name = _used
        if name != CPU:
            try:
                with _exact():
                    return _back(_placed(network, name)(*(_there(one, name) for one in given)))
            except (RuntimeError, AssertionError) as error:  # torch raises the latter when built without CUDA
                _lose(name, error)
        return _placed(network, CPU)(*given)


@contextmanager
def one_thread() -> Iterator[None]:
    """While entered, torch computes on one core: sharing out what a frame takes costs more, the more so beside a
    renderer that uses every core, and one thread gives the same bits on every machine of a kind."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _there(one: Any, name: str) -> Any:
    return one.to(name) if hasattr(one, "to") else one


@contextmanager
def _exact() -> Iterator[None]:
    """Convolutions without TF32, whose ten bits show, and by an algorithm that repeats."""
    import torch

    with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True, allow_tf32=False):
        yield


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
