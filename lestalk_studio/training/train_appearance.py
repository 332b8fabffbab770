"""Train the appearance generator: `python -m lestalk_studio.training train-appearance --out FILE.safetensors`.

Needs no data: looks are made of the head model, by a seed (`appearance_data`). Deterministic for a seed; about two
minutes of one core. As the generator is linear in w, it is trained in two steps: the looks' principal components
under the lights are what w's numbers are to stand for, and the mapping network learns how strongly an expression shows
each (`train_mapping`); then the convolutions learn the components themselves (`train_looks`).
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from lestalk_studio.errors import StudioError
from lestalk_studio.nets.appearance import CHANNELS, SIZE, WIDTH, AppearanceGenerator
from lestalk_studio.training.appearance_data import SEEDS, Looks, expressions, lights, made, sensitivity
from lestalk_studio.training.loop import RANK_SEED, device, together, train_averaged

log = logging.getLogger(__name__)

LOOKS, LIGHTS = 1200, 48
MAPPING_STEPS, BATCH = 3000, 256
STEPS, LOOKS_BATCH = 200, 6
GROWN = (64, 128, 256)
_RATE = 2e-2
_PLAIN = 0.1
"""Weight of each channel's own error beside that of the log ratio."""
_CHUNK = 4096  # texels at a time


@dataclass(frozen=True, eq=False)
class Material:
    """What is to be learned: z (N, 41); codes (N, WIDTH), of unit size, how strongly each look shows each of the
    components (WIDTH, CHANNELS, size, size); variance (WIDTH,) of the light that each explains, together 1.

    root (CHANNELS, CHANNELS, size, size): upper triangular; its product with an error, squared and summed, is that of
    the log ratio, averaged over all lights. size: that of the looks themselves, explained: how much of it by the
    components.
    """

    z: torch.Tensor
    codes: torch.Tensor
    components: torch.Tensor
    variance: torch.Tensor
    root: torch.Tensor
    size: float
    explained: float

    @staticmethod
    def of(looks: Looks, seed: int = 0) -> Material:
        """With lights of a seed."""
        root = _root(looks, seed)
        moments, flat = _moments(looks, root), looks.maps.reshape(len(looks.z), CHANNELS, -1)
        sizes, vectors = np.linalg.eigh(moments)
        sizes, vectors = sizes[::-1], vectors[:, ::-1]
        count = min(WIDTH, len(sizes))
        # As eigenvectors have no sign of their own.
        vectors = vectors[:, :count] * np.sign(vectors[np.abs(vectors[:, :count]).argmax(0), range(count)])
        codes = np.zeros((len(looks.z), WIDTH), np.float32)
        codes[:, :count] = vectors * len(looks.z) ** 0.5
        components = np.zeros((WIDTH, CHANNELS, flat.shape[2]), np.float32)
        share = (codes.T / len(codes)).astype(np.float32)
        for start in range(0, flat.shape[2], _CHUNK):
            part = np.s_[..., start : start + _CHUNK]
            components[part] = np.tensordot(share, flat[part].astype(np.float32), 1)
        variance = np.zeros(WIDTH, np.float32)
        variance[:count] = np.maximum(sizes[:count], 0) / sizes[:count].sum()
        return Material(
            torch.from_numpy(looks.z),
            torch.from_numpy(codes),
            torch.from_numpy(components.reshape(WIDTH, *looks.maps.shape[1:])),
            torch.from_numpy(variance),
            torch.from_numpy(root),
            float(sizes[:count].sum() / len(looks.z)),
            float(sizes[:count].sum() / np.trace(moments)),
        )

    def smaller(self, size: int) -> Material:
        """With components of size x size."""
        return replace(self, components=_pooled(self.components, size), root=_pooled(self.root, size))


def _pooled(maps: torch.Tensor, size: int) -> torch.Tensor:
    return torch.nn.functional.avg_pool2d(maps, maps.shape[-1] // size)


def _root(looks: Looks, seed: int) -> np.ndarray:
    """As in Material, (CHANNELS, CHANNELS, size, size) float32; zero where the map holds no skin."""
    lit = np.stack([sensitivity(light, looks.rest) for light in lights(LIGHTS, seed)])
    answers = np.concatenate((np.ones_like(lit[:, :1]), lit), axis=1).reshape(LIGHTS, CHANNELS, -1)
    moments = np.einsum("lax,lbx->xab", answers, answers) / LIGHTS + _PLAIN * np.eye(CHANNELS)
    root = np.moveaxis(np.linalg.cholesky(moments).transpose(0, 2, 1), 0, -1)
    return (root.reshape(CHANNELS, CHANNELS, *looks.covered.shape) * looks.covered).astype(np.float32)


def _moments(looks: Looks, root: np.ndarray) -> np.ndarray:
    """(N, N): products of looks with each other, as their light is seen."""
    flat, root = looks.maps.reshape(len(looks.z), CHANNELS, -1), root.reshape(CHANNELS, CHANNELS, -1)
    found = np.zeros((len(flat), len(flat)))
    for start in range(0, flat.shape[2], _CHUNK):
        part = flat[..., start : start + _CHUNK].astype(np.float32)
        seen = np.einsum("abx,nbx->nax", root[..., start : start + _CHUNK], part).reshape(len(flat), -1)
        seen = seen[:, np.abs(seen).max(0) > 1e-4]
        found += seen @ seen.T
    return found


def mapping_loss(mapping: torch.nn.Module, material: Material, chosen: torch.Tensor) -> torch.Tensor:
    """The share of the light's variance that w misses, for looks of indices `chosen`."""
    apart = mapping(material.z[chosen].to(device())) - material.codes[chosen].to(device())
    return (apart.square() * material.variance.to(device())).sum(1).mean()


def looks_loss(of_w: Callable, material: Material, w: torch.Tensor) -> torch.Tensor:
    """The share of the light's variance that maps made of w (B, WIDTH) miss of those the components make up."""
    wanted = (w @ material.components.flatten(1)).view(-1, *material.components.shape[1:])
    apart = (of_w(w.to(device())) - wanted.to(device())).unbind(1)
    root = material.root.to(device())
    missed = sum(
        sum(root[row, k] * apart[k] for k in range(row, CHANNELS)).square().sum() for row in range(CHANNELS)
    )
    return missed / (len(w) * material.size)


def train(
    material: Material,
    steps: int = STEPS,
    mapping_steps: int = MAPPING_STEPS,
    seed: int = 0,
    rank: int = 0,
) -> AppearanceGenerator:
    """Both steps. rank: of `together`; all train the convolutions alike."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    spread = material.components.square().sum(0).mean((1, 2)).sqrt()
    network = AppearanceGenerator(spread.clamp_min(1e-6))
    train_mapping(network, material, mapping_steps, seed, rank)
    train_looks(network, material, steps, seed)
    return network.eval()


def train_mapping(
    network: AppearanceGenerator, material: Material, steps: int, seed: int = 0, rank: int = 0
) -> None:
    """Teach the mapping network, in place, which w expressions have."""
    rng = np.random.default_rng(seed + RANK_SEED * rank)
    batch = min(BATCH, len(material.z))
    network.mapping = train_averaged(
        network.mapping.train(),
        lambda net: mapping_loss(
            net, material, torch.from_numpy(rng.choice(len(material.z), batch, replace=False))
        ),
        steps,
        rate=3e-3,
        decay=0.1,
        warm_up=0.1,
        every=1000,
        log=log,
    )


def train_looks(network: AppearanceGenerator, material: Material, steps: int, seed: int = 0) -> None:
    """Teach the convolutions, in place, the looks that w's numbers stand for.

    Coarse ones first (Karras et al., ICLR 2018, "Progressive Growing of GANs"): steps at GROWN[-1], more below.
    """
    rng = np.random.default_rng(seed)
    network.to(device()).train()
    parts = [network.constant, *network.layers.parameters(), *network.to_map.parameters()]
    for size in GROWN:
        count, shown = steps * SIZE // size, material.smaller(size)
        optimiser = torch.optim.Adam(parts, lr=_RATE)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=count, pct_start=0.1)
        for step in range(count):
            w = torch.from_numpy(rng.normal(size=(LOOKS_BATCH, WIDTH)).astype(np.float32))
            loss = looks_loss(lambda w, size=size: network.of_w(w, size), shown, w)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            if (step + 1) % 50 == 0:
                log.info("%d texels a side, step %d, loss %.4f", size, step + 1, loss.item())
    network.cpu().eval()


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
    parser.add_argument("--steps", type=int, default=STEPS, help="of the convolutions at full size")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    if given.looks < WIDTH or given.steps < 1:
        raise StudioError(f"Training needs at least {WIDTH} looks and one step.")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    looks = made(FoldShading(Head.load(), SIZE), expressions(given.looks, SEEDS["train"] + given.seed))
    material = Material.of(looks, given.seed)
    log.info("%d looks; %d components explain %.2f %%", len(looks.z), WIDTH, 100 * material.explained)
    with together() as rank:
        network = train(material, given.steps, seed=given.seed, rank=rank)
    if rank == 0:
        save(
            network,
            given.out,
            {"steps": str(given.steps), "seed": str(given.seed), "looks": str(given.looks)},
        )


if __name__ == "__main__":
    main()
