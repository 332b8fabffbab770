"""Train the CDAN: `python -m lestalk_studio.training train-cdan CORPUS... --out models/cdan.safetensors`.

CORPUS: folders with tracks/, as `prepare` makes them. Deterministic for a seed; about ten minutes of one core.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from lestalk_studio.les.emotions import DIRECTIONS
from lestalk_studio.les.space import ACTION, DIM, INDEX, NAMES
from lestalk_studio.nets.cdan import COEFFICIENTS, Cdan
from lestalk_studio.nets.offset_decoder import REACH, at_offset
from lestalk_studio.training.cdan_data import VIEWS, DenseFit, Track, load_tracks
from lestalk_studio.training.loop import RANK_SEED, device, together, train_averaged
from lestalk_studio.training.people import HELD_OUT, held_out_of, person
from lestalk_studio.training.tracks import identities

log = logging.getLogger(__name__)

SEQUENCE, STEPS = 25, 4000
TRACKED, EDITED, PURE = 6, 2, 3
"""Sequences of each kind in a batch; see `draw`."""
PURE_WEIGHT = 1.0
MOST_PER_PERSON = 45
_TYPICAL = 0.008  # head units; the linear map's landmark error, so that losses are near 1


@dataclass(frozen=True, eq=False)
class Material:
    """Tracks, how often each is drawn (n,), and the head's numbers as tensors."""

    tracks: list[Track]
    share: np.ndarray
    units: torch.Tensor
    aux: np.ndarray
    metric: torch.Tensor
    spread: torch.Tensor
    half: torch.Tensor
    mirror_z: np.ndarray
    mirror_beta: np.ndarray

    @staticmethod
    def of(tracks: list[Track], head) -> Material:
        """Everybody is drawn equally often up to a square root: one talker fills nine tenths of GRID."""
        people = [person(t.identity) for t in tracks]
        share = np.array([people.count(p) ** -0.5 for p in people])
        metric = DenseFit.of(head).metric
        residual = np.concatenate([t.beta for t in tracks])
        values, vectors = np.linalg.eigh(metric)
        half = vectors * np.sqrt(np.maximum(values, 0))
        points = np.sqrt(468.0)
        return Material(
            tracks,
            share / share.sum(),
            torch.tensor(head.units_to_beta, dtype=torch.float32),
            head.aux_to_beta.astype(np.float32),
            torch.tensor(metric, dtype=torch.float32),
            torch.tensor(residual.std(axis=0) + 0.05 * residual.std(), dtype=torch.float32),
            torch.tensor(half / points, dtype=torch.float32),
            mirrored_units(),
            mirrored_basis(head),
        )


def mirrored_units() -> np.ndarray:
    """(41,) where each component of a mirrored face's z is taken from: left and right exchanged."""
    swap = {"L": "R", "R": "L"}
    return np.array([INDEX[swap.get(n[0], n[0]) + n[1:]] for n in NAMES])


def mirrored_basis(head) -> np.ndarray:
    """(64, 64) with beta @ it = beta of the mirrored face; exact, as the head's shapes come in pairs."""
    turned = head.beta[:, head.mirror] * np.array([-1, 1, 1], np.float32)
    count = len(turned)
    return turned.reshape(count, -1) @ head.beta.reshape(count, -1).T


def split(tracks: list[Track], held_out: Sequence[str] = HELD_OUT) -> tuple[list[Track], list[Track]]:
    """(to train on, held out) by person."""
    held = [t for t in tracks if person(t.identity) in held_out]
    return [t for t in tracks if person(t.identity) not in held_out], held


class Mlp(nn.Module):
    """What the CDAN is compared with: a perceptron of as many parameters on the same window of frames.

    Zero where z is zero, as the CDAN is: its answer to no z is subtracted. It is not told the portrait: with
    as few people as there are to learn from, it did worse on others when it was.
    """

    def __init__(self, linear: torch.Tensor, spread: torch.Tensor, hidden: int = 145, dropout: float = 0.15):
        super().__init__()
        self.register_buffer("linear", linear)
        self.register_buffer("spread", spread)
        self.net = nn.Sequential(
            nn.Linear((2 * REACH + 1) * DIM, hidden),
            nn.GELU(),
            nn.Linear(hidden, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, COEFFICIENTS),
        )

    def forward(self, z: torch.Tensor, portrait: torch.Tensor, step: float = 1.0) -> torch.Tensor:
        seen = torch.cat([at_offset(z, k * step) for k in range(-REACH, REACH + 1)], dim=2)
        return (self.net(seen) - self.net(torch.zeros_like(seen[:, :1]))) * self.spread


def parameters(network: nn.Module) -> int:
    """How many numbers are trained."""
    return sum(p.numel() for p in network.parameters())


def edits(rng: np.random.Generator, sequences: int) -> np.ndarray:
    """(S, 41) edits as an animator makes them: an emotion at a level, one unit, or one to four."""
    out = np.zeros((sequences, DIM), np.float32)
    for row in out:
        kind = rng.random()
        if kind < 0.35:
            row += rng.uniform(0.2, 3.0) * DIRECTIONS[rng.integers(1, len(DIRECTIONS))]
        elif kind < 0.65:
            row[rng.integers(ACTION.start, ACTION.stop)] = rng.uniform(0.1, 1.0)
        else:
            chosen = rng.choice(DIM, rng.integers(1, 5), replace=False)
            row[chosen] += rng.uniform(0.1, 1.0, len(chosen)).astype(np.float32)
    return out


def draw(material: Material, rng: np.random.Generator, tracked: int, edited: int, pure: int):
    """A batch: z (S, T, 41), portrait (S, 64), wanted (S, T, 64) beyond the linear path.

    tracked: people as they were seen; edited: the same with an edit on top, which must arrive linearly; pure:
    edits alone from the head model, where the linear path is right.
    """
    count = tracked + edited + pure
    z = np.zeros((count, SEQUENCE, DIM), np.float32)
    wanted = np.zeros((count, SEQUENCE, COEFFICIENTS), np.float32)
    portrait = np.zeros((count, DIM), np.float32)
    for i, which in enumerate(rng.choice(len(material.tracks), count, p=material.share)):
        track = material.tracks[which]
        # A few faces must stand for all: whose rest it is, is mostly made up.
        other = material.tracks[rng.integers(len(material.tracks))] if rng.random() < 0.8 else track
        portrait[i] = other.source_z * rng.uniform(0.0, 1.3)
        if i >= tracked + edited:
            continue
        view = VIEWS[rng.integers(len(VIEWS))]
        start = rng.integers(len(track.beta) - SEQUENCE + 1)
        part = slice(start, start + SEQUENCE)
        z[i] = track.z[view][part]
        linear = z[i] @ material.units.numpy() + track.aux[view][part] @ material.aux
        size = rng.uniform(0.6, 1.5)
        wanted[i] = size * (track.beta[part] - linear)
        z[i] *= size
        if rng.random() < 0.5:
            z[i], portrait[i] = z[i][:, material.mirror_z], portrait[i][material.mirror_z]
            wanted[i] = wanted[i] @ material.mirror_beta
    ramp = np.linspace(rng.random(), rng.random(), SEQUENCE, dtype=np.float32)[:, None]
    z[tracked:] += edits(rng, edited + pure)[:, None] * np.clip(ramp, 0.1, 1)
    units = material.units
    return torch.from_numpy(z), torch.from_numpy(portrait) @ units, torch.from_numpy(wanted)


def loss_of(network: nn.Module, material: Material, batch, pure: int) -> torch.Tensor:
    """Landmark error, how it moves, and coefficients the landmarks do not see; 1 = the linear map's."""
    z, portrait, wanted = (values.to(device()) for values in batch)
    found = network(z, portrait)
    apart = (found - wanted) @ material.half.to(device()) / _TYPICAL
    error = torch.sqrt(apart.square().sum(dim=2) + 1e-4)
    motion = torch.sqrt(apart.diff(dim=1).square().sum(dim=2) + 1e-4)
    unseen = ((found - wanted) / material.spread.to(device())).square().mean(dim=2)
    seen = len(z) - pure
    weight = torch.ones(len(z), 1, device=device())
    weight[seen:] = PURE_WEIGHT
    return (weight * error).mean() + 0.3 * motion[:seen].mean() + 0.02 * unseen.mean()


def train(
    make: Callable[[torch.Tensor, torch.Tensor], nn.Module],
    material: Material,
    steps: int,
    seed: int = 0,
    rate: float = 2e-3,
    rank: int = 0,
) -> nn.Module:
    """AdamW with a one-cycle rate; returns the average of the last steps' weights. rank: of `together`."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed + RANK_SEED * rank)
    network = make(material.units, material.spread).train()
    return train_averaged(
        network,
        lambda trained: loss_of(trained, material, draw(material, rng, TRACKED, EDITED, PURE), PURE),
        steps,
        rate,
        decay=0.05,
        warm_up=0.1,
        every=200,
        log=log,
    )


def save(network: nn.Module, head, path: Path, about: dict[str, str]) -> None:
    """Write the weights and the coefficients of the head's units and aux, by which another head is told."""
    from safetensors.torch import save_file

    basis = np.concatenate([head.units_to_beta, head.aux_to_beta]).astype(np.float32)
    state = {name: value.contiguous() for name, value in network.state_dict().items()}
    save_file({**state, "head_basis": torch.from_numpy(basis)}, str(path), about)
    path.chmod(0o644)  # safetensors makes it readable by its owner only


def main(arguments: list[str] | None = None) -> None:
    """Train the net, or with --mlp what it is compared with; see the module."""
    from lestalk_studio.face.head import Head

    parser = argparse.ArgumentParser(prog="python -m lestalk_studio.training train-cdan", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+", help="folders with tracks/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--mlp", action="store_true", help="train the perceptron that the CDAN is compared with"
    )
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", nargs="*", help="people to leave out, for measuring")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    people = [who for folder in given.corpus for who in identities(folder)]
    left_out = held_out_of(people, given.held_out)
    head = Head.load()
    loaded = [t for folder in given.corpus for t in load_tracks(folder, head, MOST_PER_PERSON)]
    tracks, held = split([t for t in loaded if len(t.beta) >= SEQUENCE], left_out)
    log.info("%d clips to train on, %d held out", len(tracks), len(held))
    material = Material.of(tracks, head)
    with together() as rank:
        network = train(Mlp if given.mlp else Cdan, material, given.steps, given.seed, rank=rank)
    if rank == 0:
        about = {"steps": str(given.steps), "seed": str(given.seed), "clips": str(len(tracks))}
        save(network, head, given.out, about)


if __name__ == "__main__":
    main()
