"""z -> what folds do to the light on skin, as a map of the laid-flat face, by the appearance generator."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import DIM
from lestalk_studio.nets import device
from lestalk_studio.paths import models_dir

WEIGHTS = "appearance.safetensors"
MOST_KEPT = 4
"""Maps kept: a head that moves and blinks keeps its expression for many frames."""


class LesToLook:
    """path: weights, the shipped ones when None. Raises StudioError where they are missing or damaged."""

    def __init__(self, path: Path | None = None):
        self._network, self._rest = load_appearance(path)
        self._kept: OrderedDict[bytes, np.ndarray] = OrderedDict()

    @property
    def size(self) -> int:
        """Texels along each edge of a map."""
        return self._rest.shape[1]

    def maps(self, z: np.ndarray) -> np.ndarray:
        """float32 (3, size, size) of z (41,), relative to the portrait; not to be written to.

        Log of how much less of the sky the skin's hollows see; how far its normals lean to the subject's left, and up
        (tangents of the angles). Exactly zero where z is. On the map that face.skinmap describes.
        """
        z = np.ascontiguousarray(z, np.float32)
        if z.shape != (DIM,):
            raise ValueError(f"expected ({DIM},), got {z.shape}")
        if not z.any():
            return np.zeros_like(self._rest)
        key = z.tobytes()
        if key not in self._kept:
            self._kept[key] = _whole(self._network, z) - self._rest
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


@lru_cache(maxsize=2)
def load_appearance(path: Path | None = None):
    """(the net in evaluation mode, its map (3, size, size) of z = 0 that is to be subtracted).

    path: the shipped weights when None. Raises StudioError when they are missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from lestalk_studio.nets.appearance import AppearanceGenerator

    path = path or models_dir() / WEIGHTS
    try:
        network = AppearanceGenerator()
        network.load_state_dict({name: value.float() for name, value in load_file(str(path)).items()})
    except (OSError, SafetensorError, KeyError, RuntimeError) as error:
        raise StudioError(f"{path} is missing or damaged; install the program again.") from error
    network.eval()
    return network, _whole(network, np.zeros(DIM, np.float32))


def _whole(network, z: np.ndarray) -> np.ndarray:
    """The map of z (41,), the one of z = 0 not yet subtracted."""
    import torch

    with device.one_thread():
        return device.run(network, torch.from_numpy(z)[None], False)[0].numpy()
