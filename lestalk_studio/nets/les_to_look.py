"""z -> what folds do to the light on skin, as a map of the laid-flat face, by the appearance generator.

Computed by numpy: the generator is linear in w (`nets.appearance`), so that its convolutions run once, and torch, which
takes seconds to load, is not needed for showing a face.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import DIM
from lestalk_studio.paths import models_dir

WEIGHTS = "appearance.safetensors"
Weights = Mapping[str, np.ndarray]


class LesToLook:
    """path: weights, the shipped ones when None. Raises StudioError where they are missing or damaged.

    basis: float32 (K, 3, size, size), not to be written to: log of how much less of the sky the skin's hollows see, and
    how far its normals lean to the subject's left, and up (tangents of the angles), on the map that face.skinmap
    describes. A look is the sum of these, each as strongly as `shares` says.
    """

    def __init__(self, path: Path | None = None):
        self._weights, self.basis = load_looks(path)

    @property
    def size(self) -> int:
        """Texels along each edge of a map."""
        return self.basis.shape[-1]

    def shares(self, z: np.ndarray) -> np.ndarray:
        """float32 (K,) of z (41,), relative to the portrait: the generator's w. Exactly zero where z is."""
        z = np.ascontiguousarray(z, np.float32)
        if z.shape != (DIM,):
            raise ValueError(f"expected ({DIM},), got {z.shape}")
        return (
            _times(self._weights["mapping.direct.weight"], z) + self._bent(z) - self._bent(np.zeros_like(z))
        )

    def maps(self, z: np.ndarray) -> np.ndarray:
        """float32 (3, size, size) of z (41,)."""
        return np.tensordot(self.shares(z), self.basis, 1)

    def _bent(self, z: np.ndarray) -> np.ndarray:
        w = self._weights
        for name in ("mapping.net.0", "mapping.net.2"):
            z = np.maximum(_times(w[f"{name}.weight"], z) + w[f"{name}.bias"], 0.0)
        return _times(w["mapping.net.4.weight"], z)


def _times(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Their product, the same bits however many threads the linear algebra has."""
    return np.einsum("ij,j->i", matrix, vector)


@lru_cache(maxsize=2)
def load_looks(path: Path | None = None) -> tuple[Weights, np.ndarray]:
    """(the weights of the mapping network by their names, the basis of `LesToLook`).

    path: the shipped weights when None. Raises StudioError when they are missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    path = path or models_dir() / WEIGHTS
    try:
        weights = {name: value.astype(np.float32) for name, value in load_file(str(path)).items()}
        basis = _looks_of_w(weights)
        kept = {name: value for name, value in weights.items() if name.startswith("mapping.")}
        if basis.shape[0] != kept["mapping.direct.weight"].shape[0]:
            raise ValueError("the parts do not fit")
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise StudioError(f"{path} is missing or damaged; install the program again.") from error
    basis.flags.writeable = False
    return kept, basis


def _looks_of_w(weights: Weights) -> np.ndarray:
    """As AppearanceGenerator.looks_of_w."""
    x, out, number = weights["constant"], None, 0
    while f"layers.{number}.weight" in weights:
        layer = {part: weights[f"layers.{number}.{part}"] for part in ("weight", "bias", "places")}
        if x.shape[-1] < layer["places"].shape[-1]:
            x = _larger(x)
        x = _convolved(x, layer["weight"]) + layer["bias"][:, None, None] + layer["places"]
        x = np.maximum(x, 0.2 * x)
        made = _to_map(x, weights[f"to_map.{number}.weight"], weights[f"to_map.{number}.style.weight"])
        out = made if out is None else _larger(out) + made
        number += 1
    if out is None:
        raise KeyError("no layers")
    return out * weights["spread"][:, None, None]


def _to_map(x: np.ndarray, weight: np.ndarray, style: np.ndarray) -> np.ndarray:
    """(K, 3, h, h) of features x (n, h, h), weight (3, n), style (n, K)."""
    given = len(x)
    weight = given**-0.5 * weight * style.T[:, None]
    return (weight.reshape(-1, given) @ x.reshape(given, -1)).reshape(*weight.shape[:2], *x.shape[1:])


def _convolved(x: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(m, h, h) of x (n, h, h) and weight (m, n, k, k), k odd; zero beyond the edges."""
    made, given, reach, _ = weight.shape
    beside, (height, width) = reach // 2, x.shape[1:]
    flat = weight.size**-0.5 * made**0.5 * weight
    padded = np.pad(x, ((0, 0), (beside, beside), (beside, beside)))
    out = np.zeros((made, height * width), np.float32)
    for i in range(reach):
        for j in range(reach):
            tap = padded[:, i : i + height, j : j + width].reshape(given, -1)
            out += np.ascontiguousarray(flat[:, :, i, j]) @ tap
    return out.reshape(made, height, width)


def _larger(x: np.ndarray) -> np.ndarray:
    """(..., 2 h, 2 w) of x (..., h, w), linear in between."""
    for axis in (-1, -2):
        x = np.moveaxis(x, axis, -1)
        before = np.concatenate((x[..., :1], x[..., :-1]), -1)
        after = np.concatenate((x[..., 1:], x[..., -1:]), -1)
        out = np.empty((*x.shape[:-1], 2 * x.shape[-1]), np.float32)
        out[..., 0::2], out[..., 1::2] = 0.75 * x + 0.25 * before, 0.75 * x + 0.25 * after
        x = np.moveaxis(out, -1, axis)
    return np.ascontiguousarray(x)
