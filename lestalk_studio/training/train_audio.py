"""Train the lip nets: `python -m lestalk_studio.training train-audio CORPUS... --out models/audio_to_les.safetensors`.

CORPUS: folders with tracks/ and audio/, as `prepare` makes them. Deterministic for a seed; about half an hour of
one core.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from lestalk_studio.nets.audio_to_les import PARTING_UNITS
from lestalk_studio.nets.lip_network import WIDTH, LipNetwork, LipNetworks
from lestalk_studio.nets.phones import Phones
from lestalk_studio.training.clips import NO_VISEME, Clip, piece, synthetic_clips, tracked_clips
from lestalk_studio.training.coarticulation import Coarticulation, loudness_of
from lestalk_studio.training.evaluate_audio import best_correlation
from lestalk_studio.training.grid_words import align, viseme_words
from lestalk_studio.training.loop import RANK_SEED, device, together, train_averaged
from lestalk_studio.training.people import held_out_of
from lestalk_studio.training.targets import SPEECH_INDEX, SPEECH_UNITS, gap_per_unit
from lestalk_studio.training.visemes import VISEMES
from lestalk_studio.training.voices import corpus

log = logging.getLogger(__name__)

HELD_OUT = ("grid_s31", "grid_s2", "grid_u_datascientistabhishek_0", "grid_x_sbwe5n")
"""People never trained on, whatever label they bear (`people.SAME_PERSON`)."""

BATCH = 24
_JOINED = 0.6
"""Share of the examples into which a stretch of another is cut: what is said next can't be told from what was said, as
it can from GRID's six words."""
_SHORTEST_PART = 15
_UNSURE = 4
"""Frames (20 ms) on either side of a cut where nothing is known of the lips."""
_MOST_HEARD = 400
_GAP_STEP = 0.05


def _draw(groups: list[list[Clip]], shares: Sequence[float], rng: np.random.Generator) -> list[tuple]:
    """A batch of pieces, each from a group drawn by its share, most of them joined of two."""
    drawn = rng.choice(len(groups), BATCH, p=np.asarray(shares) / np.sum(shares))
    pieces = [piece(groups[g][rng.integers(len(groups[g]))], rng) for g in drawn]
    others = rng.permutation(BATCH)
    return [
        joined(one, pieces[other], rng) if rng.random() < _JOINED else one
        for one, other in zip(pieces, others, strict=True)
    ]


def joined(one: tuple, other: tuple, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """An example as `piece` makes them with a stretch of another in its midst, at the same time of both."""
    frames = len(one[1])
    cuts = rng.choice(np.arange(_SHORTEST_PART, frames - _SHORTEST_PART), 2, replace=False)
    start, stop = int(cuts.min()), int(cuts.max())
    made = []
    for mine, theirs in zip(one, other, strict=True):
        step = len(mine) // frames
        part = mine.copy()
        part[start * step : stop * step] = theirs[start * step : stop * step]
        made.append(part)
    _, _, visemes, weight = made
    for cut in (start, stop):
        weight[cut - _UNSURE : cut + _UNSURE] = 0.0
        visemes[cut - 1 : cut + 1] = NO_VISEME
    return tuple(made)


def _loss(
    network: torch.nn.Module, batch: list[tuple], spread: torch.Tensor, gaps: torch.Tensor
) -> torch.Tensor:
    """Units, the gap they leave between the lips, how the gap moves, and the visemes."""
    given, z, visemes, weight = (torch.from_numpy(np.stack(v)).to(device()) for v in zip(*batch, strict=True))
    found, logits = network(given)
    error = functional.smooth_l1_loss(found / spread, z / spread, reduction="none").mean(dim=2)
    gap, real = found @ gaps, z @ gaps
    error = error + 0.7 * functional.smooth_l1_loss(gap / _GAP_STEP, real / _GAP_STEP, reduction="none")
    total = (error * weight).sum() / weight.sum().clamp(min=1.0)
    total = total + 0.5 * _uncorrelated(gap, real, weight)
    known = functional.cross_entropy(logits.flatten(0, 1), visemes.flatten(), ignore_index=NO_VISEME)
    return total + 0.3 * known


def _uncorrelated(gap: torch.Tensor, real: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """1 - Pearson's r of each example's gap, averaged by weight."""
    share = weight / weight.sum(dim=1, keepdim=True).clamp(min=1e-6)
    a = gap - (gap * share).sum(dim=1, keepdim=True)
    b = real - (real * share).sum(dim=1, keepdim=True)
    both = (a * b * share).sum(dim=1)
    r = both / torch.sqrt((a * a * share).sum(dim=1) * (b * b * share).sum(dim=1) + 1e-7)
    each = weight.mean(dim=1)
    return ((1 - r) * each).sum() / each.sum().clamp(min=1e-6)


def train(
    groups: list[list[Clip]],
    shares: Sequence[float],
    steps: int,
    seed: int,
    start: LipNetwork | None = None,
    rank: int = 0,
    phones: Phones | None = None,
) -> LipNetwork:
    """Adam with a one-cycle rate; returns the average of the last third's weights. rank: of `together`; phones: what
    a new net hears in place of bands."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed + RANK_SEED * rank)
    groups, shares = zip(*((g, s) for g, s in zip(groups, shares, strict=True) if g), strict=True)
    network = start or LipNetwork(len(SPEECH_UNITS), len(VISEMES), phones=phones)
    network.train()
    spread = torch.tensor([0.1] * len(SPEECH_UNITS), device=device())
    gaps = torch.tensor(gap_per_unit()[SPEECH_INDEX], dtype=torch.float32, device=device())
    return train_averaged(
        network,
        lambda trained: _loss(trained, _draw(groups, shares, rng), spread, gaps),
        steps,
        rate=2e-3,
        decay=0.02,
        warm_up=0.15,
        every=100,
        log=log,
    )


def align_clips(network: LipNetwork, clips: list[Clip]) -> int:
    """Give clips with a known sentence their visemes, by what the net hears; returns how many.

    Where no sentence is known, in corpora other than GRID, the likeliest visemes are believed.
    """
    done = 0
    known = [clip for clip in clips if viseme_words(clip.name) is not None]
    for clip in known or clips[:_MOST_HEARD]:
        given = piece(clip, None)[0]
        with torch.no_grad():
            logits = network(torch.from_numpy(given)[None])[1][0]
        log_posterior = functional.log_softmax(logits, dim=1).numpy()[: (len(clip.power) + 1) // 2]
        words = viseme_words(clip.name)
        if words is None:
            classes = log_posterior.argmax(axis=1)
        else:
            classes = align(np.maximum(log_posterior, -8.0), words)
        heard = np.repeat(classes, 2)[: len(clip.power)].astype(np.int8)
        clip.visemes = np.pad(heard, (0, len(clip.power) - len(heard)), constant_values=NO_VISEME)
        done += 1
    return done


def give_lips(talkers: list[Clip], voices: list[Clip]) -> Coarticulation:
    """Fit how visemes look on the talkers that are aligned, and fill in z of the voices."""
    pairs = []
    for clip in talkers:
        known = (
            len(clip.power)
            if (clip.visemes != NO_VISEME).all()
            else int((clip.visemes == NO_VISEME).argmax())
        )
        if known > 50:
            part = slice(0, known, 2)
            pairs.append((clip.visemes[part], loudness_of(clip.power)[: (known + 1) // 2], clip.z[part]))
    model = Coarticulation.fit(pairs)
    for voice in voices:
        lips = model.lips(voice.visemes[::2], loudness_of(voice.power))
        voice.z = np.repeat(lips, 2, axis=0)[: len(voice.power)]
    return model


def groups_of(clips: list[Clip], held_out: Sequence[str]) -> tuple[list[list[Clip]], list[Clip]]:
    """The talker who fills most of the corpus (none where nobody fills half), the others, and those held out."""
    train_on = [c for c in clips if c.identity not in held_out]
    people = [c.identity for c in train_on]
    most = max(sorted(set(people)), key=people.count) if people else ""
    main = [c for c in train_on if c.identity == most and 2 * people.count(most) > len(people)]
    others = [c for c in train_on if not main or c.identity != most]
    return [main, others], [c for c in clips if c.identity in held_out]


def held_out_fit(network: LipNetwork | LipNetworks, clips: list[Clip]) -> tuple[np.ndarray, float]:
    """(gain (16,) that gives each unit its real range, mean over talkers of r of the gap), on clips held out.

    Units that part the lips share the gain of the gap; nobody is made to look sadder by an AU15 or AU17 scaled up.
    """
    gaps = gap_per_unit()[SPEECH_INDEX]
    if not clips:
        return np.ones(len(SPEECH_UNITS)), 0.0
    scores: dict[str, list[float]] = {}
    found, real = [], []
    for clip in clips:
        with torch.no_grad():
            z = network(torch.from_numpy(piece(clip, None)[0])[None])[0][0].numpy()
        frames = len(clip.power) // 2
        found.append(z[:frames])
        real.append(clip.z[::2][:frames])
        r = best_correlation((found[-1] @ gaps)[::2], (real[-1] @ gaps)[::2])
        scores.setdefault(clip.identity, []).append(r)
    wide = [np.percentile(np.concatenate(part), 95, axis=0) for part in (found, real)]
    gain = np.clip((wide[1] + 0.02) / (wide[0] + 0.02), 1.0, 1.8)
    parted = [np.percentile(np.concatenate(part) @ gaps, 95) for part in (found, real)]
    for i, name in enumerate(SPEECH_UNITS):
        if name in PARTING_UNITS:
            gain[i] = np.clip(parted[1] / parted[0], 1.0, 1.8)
        if name in ("AU15", "AU17"):
            gain[i] = 1.0
    return gain, float(np.mean([np.mean(s) for s in scores.values()]))


def save(network: LipNetworks, path: Path, gain: np.ndarray) -> None:
    """Half-precision safetensors with what `AudioToLes.load` needs to know."""
    from safetensors.torch import save_file

    about = {"units": " ".join(SPEECH_UNITS), "visemes": " ".join(VISEMES), "width": str(WIDTH)}
    state = {
        name: value.detach().to(torch.float16).contiguous() for name, value in network.state_dict().items()
    }
    save_file(state, str(path), metadata=about | {"gain": " ".join(f"{g:.3f}" for g in gain)})
    path.chmod(0o644)  # safetensors makes it readable by its owner only


def main(arguments: list[str] | None = None) -> None:
    """Two rounds: hear visemes and the talkers' lips; then, with every voice given lips, all of it together. The second
    is gone through by a net that hears phones as well."""
    parser = argparse.ArgumentParser(
        prog="python -m lestalk_studio.training train-audio", description=__doc__
    )
    parser.add_argument("corpus", type=Path, nargs="+", help="folders with tracks/ and audio/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first-steps", type=int, default=300)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", nargs="*", help="people to leave out, to choose and measure by")
    parser.add_argument(
        "--voices", type=float, default=1.0, help="size of the synthesised corpus, 1 = an hour"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    talkers = [clip for folder in options.corpus for clip in tracked_clips(folder)]
    people = {clip.identity for clip in talkers}
    asked = options.held_out
    if asked is None and people & set(HELD_OUT):
        asked = sorted(people & set(HELD_OUT))
    groups, held_out = groups_of(talkers, held_out_of(people, asked))
    log.info("%d clips of %d people, %d clips held out", len(talkers), len(people), len(held_out))
    voices = synthetic_clips(corpus(options.seed, options.voices, log.info))
    with together() as rank:
        first = (0.2, 0.3, 0.5)
        network = train([*groups, voices], first, options.first_steps, options.seed, rank=rank)
        log.info("round 1: held-out r %.3f", held_out_fit(network, held_out)[1])
        log.info("%d clips aligned", align_clips(network, groups[0] + groups[1]))
        give_lips(groups[0] + groups[1], voices)
        shares = (0.1, 0.25, 0.65)
        network = train([*groups, voices], shares, options.steps, options.seed + 1, network, rank)
        log.info("round 2: held-out r %.3f", held_out_fit(network, held_out)[1])
        by_phones = train(
            [*groups, voices], shares, options.steps, options.seed + 2, None, rank, Phones.load()
        )
        log.info("by phones: held-out r %.3f", held_out_fit(by_phones, held_out)[1])
    if rank:
        return
    both = LipNetworks(network, by_phones).eval()
    gain, score = held_out_fit(both, held_out)
    save(both, options.out, gain)
    log.info("together: held-out r %.3f, gain %s", score, np.round(gain, 2))


if __name__ == "__main__":
    main()
