"""z(t) -> the head's expression coefficients beta(t), by the linear map or by the CDAN on top of it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import AUX, DIM
from lestalk_studio.nets.cdan_forward import CdanForward
from lestalk_studio.nets.offset_times import STEP_FPS
from lestalk_studio.paths import models_dir

WEIGHTS = "cdan.safetensors"
_ANOTHER_HEAD = 0.1


class LesToBeta:
    """Both ways from LES to the 3DMM, for one head.

    head: a face.head.Head; path: weights, the shipped ones when None; aux_to_beta (len(AUX), 64): what the aux
    channels add, the head's own when None.
    """

    def __init__(self, head, path: Path | None = None, aux_to_beta: np.ndarray | None = None):
        self._units = head.units_to_beta
        self._own_aux = head.aux_to_beta
        self._aux = head.aux_to_beta if aux_to_beta is None else aux_to_beta
        self._path = path

    def linear(self, z: np.ndarray, aux: np.ndarray) -> np.ndarray:
        """beta float32 (T, 64) of z (T, 41) and aux (T, len(AUX)), all relative to the portrait."""
        z, aux = _frames(z, DIM), _frames(aux, len(AUX))
        return (z @ self._units + aux @ self._aux).astype(np.float32)

    def cdan(self, z: np.ndarray, aux: np.ndarray, source_z: np.ndarray, fps: float = 25.0) -> np.ndarray:
        """As `linear`, with what the CDAN adds for a portrait whose own expression is source_z (41,).

        Frames of zero z get exactly the linear result; a frame depends on 160 ms to either side.
        Raises StudioError where the weights are missing, damaged or made for another head.
        """
        beta = self.linear(z, aux)
        if not np.any(z):
            return beta
        return beta + self.correction(_frames(z, DIM), np.asarray(source_z, np.float32), fps)

    def correction(self, z: np.ndarray, source_z: np.ndarray, fps: float = 25.0) -> np.ndarray:
        """float32 (T, 64): what the CDAN adds to the linear map's beta.

        A frame has the same bits in any stretch of the clip that holds its 160 ms to either side, or the clip's end.
        """
        network, basis = load_cdan(self._path)
        portrait = np.asarray(source_z, np.float32) @ basis[:DIM]
        found = network(_frames(z, DIM), portrait, fps / STEP_FPS)
        return found if self._turn is None else (found[:, None] @ self._turn)[:, 0]

    @cached_property
    def _turn(self) -> np.ndarray | None:
        """(64, 64) from the coefficients of the head that was trained with to those of this head; None: they are one.

        A head that is built anew may span the same shapes by other coefficients; the units, which both can
        make, tell how they are related.
        """
        basis = load_cdan(self._path)[1]
        here = np.concatenate([self._units, self._own_aux])
        if here.shape == basis.shape and np.array_equal(here, basis):
            return None
        turn = np.linalg.lstsq(basis, here, rcond=1e-3)[0] if len(here) == len(basis) else None
        if turn is None or np.linalg.norm(basis @ turn - here) > _ANOTHER_HEAD * np.linalg.norm(here):
            raise StudioError(
                f"{WEIGHTS} was trained for another head model; train it again with "
                f"python -m lestalk_studio.training train-cdan, or install the program again."
            )
        return turn.astype(np.float32)


@lru_cache(maxsize=2)
def load_cdan(path: Path | None = None) -> tuple[CdanForward, np.ndarray]:
    """(the net, basis (41 + len(AUX), 64) of the head it was trained with).

    path: the shipped weights when None. Raises StudioError when they are missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    path = path or models_dir() / WEIGHTS
    try:
        state = load_file(str(path))
        return CdanForward(state), state["head_basis"]
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise StudioError(f"{path} is missing or damaged; install the program again.") from error


def _frames(values: np.ndarray, width: int) -> np.ndarray:
    values = np.asarray(values, np.float32)
    if values.ndim != 2 or values.shape[1] != width:
        raise ValueError(f"expected (T, {width}), got {values.shape}")
    return values
