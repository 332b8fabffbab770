"""How near the appearance generator comes to what folds do to light, on expressions and under lights never trained on.

`python -m lestalk_studio.training.evaluate_appearance` prints it beside the renderer's shading without folds and beside
a linear map.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from lestalk_studio.nets.appearance import CHANNELS, SIZE
from lestalk_studio.training.appearance_data import (
    SEEDS,
    Looks,
    exact_log_ratio,
    expressions,
    lights,
    made,
    sensitivity,
)

log = logging.getLogger(__name__)

Way = Callable[[np.ndarray], np.ndarray]
"""z (41,) -> maps (CHANNELS, size, size)."""
UNSEEN_LIGHTS, LIGHTS_SEED = 12, 990_001


@dataclass(frozen=True)
class MapError:
    """Of one way on one set: RMS of the log ratio's error over the skin that folds, and the share of its variance that
    is explained, 0 for a map of nothing."""

    way: str
    rms: float
    explained: float


def errors(looks: Looks, ways: dict[str, Way], seed: int = LIGHTS_SEED) -> list[MapError]:
    """Each way's error over all looks, under lights of `seed`; the exact ratio is the truth, the ways' is linear in
    the light."""
    if looks.normal is None:
        raise ValueError("looks without normals cannot be lit")
    found = dict.fromkeys(ways, 0.0)
    whole, count = 0.0, 0
    chosen = lights(UNSEEN_LIGHTS, seed)
    answers = [(light, sensitivity(light, looks.rest)) for light in chosen]
    for z, maps, normal in zip(looks.z, looks.maps, looks.normal, strict=True):
        truth_maps, normal = maps.astype(np.float32), normal.astype(np.float32)
        given = {name: way(z) for name, way in ways.items()}
        for light, lit in answers:
            truth = exact_log_ratio(truth_maps, normal, light)[looks.covered]
            whole += float(truth @ truth)
            count += len(truth)
            for name, map_ in given.items():
                apart = (map_[0] + (map_[1:] * lit).sum(0))[looks.covered] - truth
                found[name] += float(apart @ apart)
    return [MapError(name, (sum_ / count) ** 0.5, 1.0 - sum_ / whole) for name, sum_ in found.items()]


def averaging(of_w: Callable[[np.ndarray], np.ndarray], w: np.ndarray) -> float:
    """How far the map of the average of two w lies from the average of their maps, beside half the distance of these:
    0 where averaging w averages the look. w (N, WIDTH), taken in pairs."""
    apart, wide = 0.0, 0.0
    for one, other in zip(w[::2], w[1::2], strict=False):
        maps = of_w(np.stack((one, other, (one + other) / 2)))
        apart += float(np.square(maps[2] - (maps[0] + maps[1]) / 2).sum())
        wide += float(np.square((maps[0] - maps[1]) / 2).sum())
    return (apart / wide) ** 0.5


def held_out(count: int = 40) -> dict[str, Looks]:
    """Looks that no training saw: fresh expressions, and mixtures of emotions that are never mixed in training."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.training.fold_shading import FoldShading

    shading = FoldShading(Head.load(), SIZE)
    seed = SEEDS["held out"]
    return {
        "expressions": made(shading, expressions(count, seed), with_normals=True),
        "mixtures": made(shading, expressions(count, seed + 1, unseen=True), with_normals=True),
    }


def ways_of(weights: Path | None = None) -> dict[str, Way]:
    """'geometry' (the mesh's own shading: no folds) and 'net'."""
    from lestalk_studio.nets.les_to_look import LesToLook

    return {
        "geometry": lambda z: np.zeros((CHANNELS, SIZE, SIZE), np.float32),
        "net": LesToLook(weights).maps,
    }


def averaged(weights: Path | None = None, count: int = 24) -> float:
    """`averaging` of the net, over pairs of expressions that it was not trained on."""
    from lestalk_studio.nets.les_to_look import LesToLook

    net = LesToLook(weights)
    w = np.stack([net.shares(z) for z in expressions(count, SEEDS["held out"])])
    return averaging(lambda some: np.tensordot(some, net.basis, 1), w)


def seconds() -> float:
    """Of one expression's whole map, the least of ten; the renderer sums up where the portrait shows skin alone."""
    from lestalk_studio.nets.les_to_look import LesToLook

    net, taken = LesToLook(), []
    for z in expressions(11, 5):
        start = perf_counter()
        net.maps(z)
        taken.append(perf_counter() - start)
    return min(taken[1:])


def figures(train_looks: int, count: int = 20) -> list[tuple[str, float, float | None, float | None, bool]]:
    """(figure, of the net, of the linear map, goal, whether more is better), on expressions and lights never trained
    on. Where the linear map is better, so is the goal."""
    ways = ways_of() | {"linear": linear_way(train_looks)}
    found = []
    for name, looks in held_out(count).items():
        by = {row.way: 100 * row.explained for row in errors(looks, ways)}
        found.append((f"% explained, unseen {name}", by["net"], by["linear"], by["linear"], True))
    found.append(("average of w off average", averaged(), None, 0.35, False))
    found.append(("seconds a map", seconds(), None, 0.01, False))
    return found


def main() -> None:
    """Print the errors; see the module."""
    parser = argparse.ArgumentParser(prog="python -m lestalk_studio.training.evaluate_appearance")
    parser.add_argument("--weights", type=Path, help="the shipped ones when left out")
    parser.add_argument("--looks", type=int, default=40, help="expressions of each kind")
    parser.add_argument("--train-looks", type=int, default=0, help="fit the linear map to so many, too")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    ways = ways_of(given.weights)
    if given.train_looks:
        ways["linear"] = linear_way(given.train_looks)
    for name, looks in held_out(given.looks).items():
        log.info("unseen %s, %d under %d unseen lights", name, len(looks.z), UNSEEN_LIGHTS)
        for row in errors(looks, ways):
            log.info(
                "  %-10s RMS of log ratio %.4f, explained %.1f %%", row.way, row.rms, 100 * row.explained
            )
    log.info(
        "average of two w off the average of their maps: %.3f of half their distance", averaged(given.weights)
    )
    log.info("a map takes %.1f ms", 1000 * seconds())


def linear_way(count: int) -> Way:
    """The linear map of as many looks as the net was trained on: the same ones."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.training.fold_shading import FoldShading
    from lestalk_studio.training.train_appearance import fitted_linear

    looks = made(FoldShading(Head.load(), SIZE), expressions(count, SEEDS["train"]))
    fitted = fitted_linear(looks)
    return lambda z: (z @ fitted).reshape(CHANNELS, SIZE, SIZE)


if __name__ == "__main__":
    main()
