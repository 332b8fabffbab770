"""What the appearance generator learns from: expressions, lights, and the looks that folds give the head model.

Everything is made here, by seeds; no picture of a person is in it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np

from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX
from lestalk_studio.les.space import ACTION, DIM, INDEX
from lestalk_studio.training.fold_shading import FoldShading, shade, tangents_of

log = logging.getLogger(__name__)

UNSEEN_MIXTURES = (("happy", "surprised"), ("sad", "angry"), ("fear", "disgusted"), ("contempt", "happy"))
"""Emotions that are mixed only where the net is measured."""
SEEDS = {"train": 0, "held out": 77_001}
_MOUTH = [INDEX[name] for name in ("AU25", "AU26", "AU18", "AU20", "AU22", "AU24", "AU27")]


def expressions(count: int, seed: int, unseen: bool = False) -> np.ndarray:
    """(count, 41) float32: emotions at levels 0..3.3, two mixed, units alone, up to five, some while speaking.

    unseen: mixtures of UNSEEN_MIXTURES alone, which are never among the others.
    """
    rng = np.random.default_rng(seed)
    forbidden = {frozenset(EMOTION_INDEX[name] for name in pair) for pair in UNSEEN_MIXTURES}
    out = np.zeros((count, DIM), np.float32)
    for row in out:
        kind = 0.4 if unseen else rng.random()
        if kind < 0.30:
            row += rng.uniform(0.3, 3.3) * DIRECTIONS[rng.integers(1, len(DIRECTIONS))]
        elif kind < 0.50:
            pair = rng.choice(np.arange(1, len(DIRECTIONS)), 2, replace=False)
            while (frozenset(pair.tolist()) in forbidden) != unseen:
                pair = rng.choice(np.arange(1, len(DIRECTIONS)), 2, replace=False)
            row += rng.uniform(0.5, 2.2, 2) @ DIRECTIONS[pair]
        elif kind < 0.68:
            row[rng.integers(DIM)] = rng.uniform(0.2, 1.2)
        else:
            chosen = rng.choice(DIM, rng.integers(2, 6), replace=False)
            row[chosen] = rng.uniform(0.1, 1.0, len(chosen))
        if rng.random() < 0.3:
            row[_MOUTH] += rng.uniform(0, 0.5, len(_MOUTH)) * (rng.random(len(_MOUTH)) < 0.4)
        if rng.random() < 0.25:
            # A portrait that shows something already is edited back.
            row[rng.integers(ACTION.start, ACTION.stop)] -= rng.uniform(0.1, 0.6)
    return out


@dataclass(frozen=True)
class Light:
    """Luminance of skin of normal n: ambient + direction . n, in head axes."""

    ambient: float
    direction: np.ndarray


def lights(count: int, seed: int) -> list[Light]:
    """Lights as portraits have them: more from the front and above than from elsewhere, hard to soft."""
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(count):
        turn, rise = rng.uniform(-75, 75), rng.normal(25, 22)
        strength = rng.uniform(0.25, 0.75)
        y, p = np.radians((turn, np.clip(rise, -30, 75)))
        direction = strength * np.array((np.sin(y) * np.cos(p), np.sin(p), np.cos(y) * np.cos(p)))
        out.append(Light(1.0 - 0.8 * float(direction[2]), direction.astype(np.float32)))
    return out


def sensitivity(light: Light, normal: np.ndarray) -> np.ndarray:
    """(2, size, size): by how much the log of the light grows where a normal leans left, and up."""
    here = shade(normal, light.ambient, light.direction)
    return np.stack([np.tensordot(light.direction, axis, 1) / here for axis in tangents_of(normal)])


@dataclass(frozen=True)
class Looks:
    """z (N, 41); maps (N, 3, size, size) float16: hollow, lean left, lean up; normal (N, 3, size, size) float16 of the
    moved mesh, or None where it was not kept; rest (3, size, size) of the mesh at rest; covered (size, size)."""

    z: np.ndarray
    maps: np.ndarray
    normal: np.ndarray | None
    rest: np.ndarray
    covered: np.ndarray


def made(shading: FoldShading, z: np.ndarray, with_normals: bool = False) -> Looks:
    """The looks of expressions z (N, 41), a third of a second each."""
    size = shading.size
    maps = np.empty((len(z), 3, size, size), np.float16)
    normals = np.empty_like(maps) if with_normals else None
    for i, one in enumerate(z):
        look = shading.look(one)
        maps[i, 0], maps[i, 1:] = look.hollow, look.lean
        if normals is not None:
            normals[i] = look.normal
        if (i + 1) % 100 == 0:
            log.info("%d of %d looks", i + 1, len(z))
    rest = shading.look(np.zeros(DIM, np.float32)).normal
    return Looks(z, maps, normals, rest.astype(np.float32), shading.covered)


def exact_log_ratio(maps: np.ndarray, normal: np.ndarray, light: Light) -> np.ndarray:
    """(size, size): log of the light on folded skin over that on the smooth mesh, of maps (3, size, size)."""
    left, up = tangents_of(normal)
    folded = normal + maps[1] * left + maps[2] * up
    folded = folded / np.maximum(np.linalg.norm(folded, axis=0), 1e-6)
    ratio = shade(folded, light.ambient, light.direction) / shade(normal, light.ambient, light.direction)
    return maps[0] + np.log(ratio)
