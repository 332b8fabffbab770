"""Train the appearance generator: `python -m lestalk_studio.training train-appearance --out FILE.safetensors`.

Needs no data: looks are made of the head model, by a seed (`appearance_data`). Deterministic for a seed; about twenty
minutes of one core.
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lestalk_studio.errors import StudioError
from lestalk_studio.nets.appearance import SIZE, AppearanceGenerator
from lestalk_studio.training.appearance_data import SEEDS, Looks, expressions, lights, made, sensitivity
from lestalk_studio.training.loop import RANK_SEED, device, together, train_averaged

log = logging.getLogger(__name__)

LOOKS, LIGHTS, STEPS, BATCH = 700, 48, 3000, 4
MIXED = 2
"""Looks of a batch that are made of two w, averaged."""
MIXED_WEIGHT = 0.5
_TYPICAL = 0.015  # log ratio, so that losses are near 1


@dataclass(frozen=True, eq=False)
class Material:
    """looks: what is to be learned, and its z as a tensor; lit (LIGHTS, 2, size, size): how lights answer to lean."""

    looks: Looks
    z: torch.Tensor
    lit: torch.Tensor
    spread: torch.Tensor

    @staticmethod
    def of(looks: Looks, seed: int = 0) -> Material:
        """With lights of a seed."""
        lit = np.stack([sensitivity(light, looks.rest) for light in lights(LIGHTS, seed)])
        lit *= looks.covered
        spread = looks.maps.astype(np.float32).std(axis=(0, 2, 3))
        return Material(
            looks,
            torch.from_numpy(looks.z),
            torch.from_numpy(lit.astype(np.float32)),
            torch.from_numpy(spread),
        )


def draw(material: Material, rng: np.random.Generator, batch: int = BATCH, mixed: int = MIXED):
    """z (B, 41), wanted (B + mixed, 3, size, size), pairs (mixed, 2) of the batch, shares (mixed,), and how lights
    answer, (B + mixed, 2, size, size). What is wanted of two w averaged is the average of what is wanted of each."""
    chosen = rng.choice(len(material.looks.z), batch, replace=False)
    wanted = torch.from_numpy(material.looks.maps[chosen].astype(np.float32))
    pairs = (
        np.stack([rng.choice(batch, 2, replace=False) for _ in range(mixed)])
        if mixed
        else np.zeros((0, 2), int)
    )
    share = torch.from_numpy(rng.uniform(0.2, 0.8, mixed).astype(np.float32))
    between = (
        share[:, None, None, None] * wanted[pairs[:, 0]]
        + (1 - share)[:, None, None, None] * wanted[pairs[:, 1]]
    )
    lit = material.lit[torch.from_numpy(rng.integers(len(material.lit), size=batch + mixed))]
    return (
        material.z[torch.from_numpy(chosen)],
        torch.cat([wanted, between]),
        torch.from_numpy(pairs),
        share,
        lit,
    )


def loss_of(network: torch.nn.Module, batch) -> torch.Tensor:
    """Squared error of the log ratio under a light, and of each channel; near 1 for a map of nothing."""
    z, wanted, pairs, share, lit = (values.to(device()) for values in batch)
    found = network(z, pairs, share)
    apart = found - wanted
    lit_apart = apart[:, 0] + (apart[:, 1:] * lit).sum(1)
    weight = torch.ones(len(found), device=found.device)
    weight[len(z) :] = MIXED_WEIGHT
    error = (lit_apart / _TYPICAL).square().mean((1, 2))
    plain = (apart / _TYPICAL).square().mean((1, 2, 3))
    return (weight * (error + 0.3 * plain)).mean()


class Trainee(torch.nn.Module):
    """The generator as it is trained: looks of z, and of averages of their w."""

    def __init__(self, generator: AppearanceGenerator) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, z: torch.Tensor, pairs: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
        w = self.generator.mapping(z)
        between = share[:, None] * w[pairs[:, 0]] + (1 - share)[:, None] * w[pairs[:, 1]]
        return self.generator.of_w(torch.cat([w, between]))


def train(
    material: Material, steps: int, seed: int = 0, rate: float = 4e-3, rank: int = 0
) -> AppearanceGenerator:
    """AdamW with a one-cycle rate; returns the average of the last steps' weights. rank: of `together`."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed + RANK_SEED * rank)
    network = Trainee(AppearanceGenerator(material.spread)).train()
    trained = train_averaged(
        network,
        lambda net: loss_of(net, draw(material, rng)),
        steps,
        rate,
        decay=0.0,
        warm_up=0.1,
        every=100,
        log=log,
    )
    return trained.generator


def fitted_linear(looks: Looks, ridge: float = 1.0) -> np.ndarray:
    """(41, CHANNELS * size * size) float32: what the net is compared with, the ridge regression of maps on z."""
    z = looks.z.astype(np.float64)
    left = np.linalg.solve(z.T @ z + ridge * np.eye(z.shape[1]), z.T).astype(np.float32)
    flat = looks.maps.reshape(len(z), -1)
    out = np.zeros((z.shape[1], flat.shape[1]), np.float32)
    for start in range(0, len(z), 100):
        out += left[:, start : start + 100] @ flat[start : start + 100].astype(np.float32)
    return out


def save(network: AppearanceGenerator, path: Path, about: dict[str, str]) -> None:
    """Write the weights, in half precision."""
    from safetensors.torch import save_file

    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(state, str(path), about)
    path.chmod(0o644)  # safetensors makes it readable by its owner only


def main(arguments: list[str] | None = None) -> None:
    """Make the looks and train; see the module."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.training.fold_shading import FoldShading

    parser = argparse.ArgumentParser(
        prog="python -m lestalk_studio.training train-appearance", description=__doc__
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--looks", type=int, default=LOOKS, help="expressions to make")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    if given.looks < BATCH or given.steps < 1:
        raise StudioError(f"Training needs at least {BATCH} looks and one step.")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    looks = made(FoldShading(Head.load(), SIZE), expressions(given.looks, SEEDS["train"] + given.seed))
    with together() as rank:
        network = train(Material.of(looks, given.seed), given.steps, given.seed, rank=rank)
    if rank == 0:
        save(
            network,
            given.out,
            {"steps": str(given.steps), "seed": str(given.seed), "looks": str(given.looks)},
        )


if __name__ == "__main__":
    main()
