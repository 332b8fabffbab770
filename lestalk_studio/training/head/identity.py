"""Heads of many people: random mixes of MakeHuman's macro shapes and face targets, and their PCA."""

from __future__ import annotations

import numpy as np

from . import source
from .assembly import SKIN, Assembly

FOLDERS = ("head", "forehead", "cheek", "chin", "ears", "eyebrows", "eyes", "mouth", "nose", "neck", "asym")
# Standard deviation of a target's weight: what moves the whole head or its eyes less, or it is not a person.
SPREAD = {"head": 0.28, "ears": 0.30, "asym": 0.15, "eyes": 0.25, "neck": 0.25}
DEFAULT_SPREAD = 0.30
# Targets that only move or scale the head as a whole, which the fit's pose does.
LEFT_OUT = ("head-trans", "neck-trans", "head-angle", "measure-neck-height")
OPPOSITES = (("-decr", "-incr"), ("-in", "-out"), ("-down", "-up"), ("-backward", "-forward"),
             ("-concave", "-convex"), ("-compress", "-uncompress"), ("-l", "-r"))  # fmt: skip


def detail_axes() -> list[tuple[np.ndarray, np.ndarray, float]]:
    """(shape at -1, shape at +1, standard deviation) of each face target pair; single targets have a zero
    side.

    Left and right versions of one target move together, so that faces are symmetric but for `asym`.
    """
    axes = []
    for folder in FOLDERS:
        targets = dict(source.identity_targets(folder))
        joined: dict[str, np.ndarray] = {}
        for name, delta in targets.items():
            if name.startswith(LEFT_OUT):
                continue
            key = name[2:] if name[:2] in ("l-", "r-") and folder != "asym" else name
            joined[key] = joined.get(key, 0) + delta
        seen: set[str] = set()
        for name, delta in joined.items():
            if name in seen:
                continue
            other = next(
                (
                    name[: -len(a)] + b
                    for pair in OPPOSITES
                    for a, b in (pair, pair[::-1])
                    if name.endswith(a) and name[: -len(a)] + b in joined
                ),
                None,
            )
            seen |= {name, other or name}
            minus = joined[other] if other else np.zeros_like(delta)
            axes.append((minus, delta, SPREAD.get(folder, DEFAULT_SPREAD)))
    return axes


def _macro_sample(random: np.random.Generator, shapes: dict[str, np.ndarray]) -> np.ndarray:
    """A random sex, ethnic mix, age, weight and muscle, as MakeHuman mixes them."""
    male = np.clip(random.beta(0.7, 0.7), 0, 1)
    kinds = random.dirichlet([0.5, 0.5, 0.5])
    old = float(np.clip(random.uniform(-0.6, 1.0), 0, 1))
    child = float(random.uniform(0, 0.5)) if old == 0 and random.random() < 0.3 else 0.0
    ages = {"young": 1 - old - child, "old": old, "child": child}
    weight, muscle = random.normal(0, 0.5, 2).clip(-1, 1)
    weights = {"minweight": max(-weight, 0), "averageweight": 1 - abs(weight), "maxweight": max(weight, 0)}
    muscles = {"minmuscle": max(-muscle, 0), "averagemuscle": 1 - abs(muscle), "maxmuscle": max(muscle, 0)}
    total = np.zeros_like(next(iter(shapes.values())))
    for sex, s in (("male", male), ("female", 1 - male)):
        for age, a in ages.items():
            if a == 0:
                continue
            for kind, k in zip(source.ETHNICITIES, kinds, strict=True):
                total += s * a * k * shapes[f"{kind}-{sex}-{age}"]
            for m, mw in muscles.items():
                for w, ww in weights.items():
                    if mw * ww > 0:
                        total += s * a * mw * ww * shapes[f"universal-{sex}-{age}-{m}-{w}"]
    return total


def _macro_shapes() -> dict[str, np.ndarray]:
    names = []
    for sex in ("male", "female"):
        for age in ("young", "old", "child"):
            names += [f"{kind}-{sex}-{age}" for kind in source.ETHNICITIES]
            names += [
                f"universal-{sex}-{age}-{m}muscle-{w}weight"
                for m in ("min", "average", "max")
                for w in ("min", "average", "max")
            ]
    return {name: source.macro(name) for name in names}


def samples(head: Assembly, count: int, seed: int = 0) -> np.ndarray:
    """(count, V, 3) float32 displacements from the neutral head of random people, in each one's own head
    space.
    """
    random = np.random.default_rng(seed)
    axes, shapes = detail_axes(), _macro_shapes()
    start = source.adult_mean() - source.macro_mean()
    out = np.zeros((count, head.count(), 3), np.float32)
    for i in range(count):
        base = start + _macro_sample(random, shapes)
        calm = random.uniform(0.4, 1.0)
        for (minus, plus, spread), w in zip(axes, random.normal(size=len(axes)), strict=True):
            w = float(np.clip(w * spread * calm, -0.9, 0.9))
            base = base + w * plus if w > 0 else base - w * minus
        out[i] = head.place(base) - head.neutral
    return out


def basis(head: Assembly, shapes: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Components (count, V, 3) with unit norm over all coordinates, their standard deviations (count,),
    and the share of variance they hold (count,), cumulative. The face counts fully, the back of the head
    and neck less.
    """
    y, z = head.neutral[:, 1], head.neutral[:, 2]
    weight = np.where((z > -0.6) & (y > -1.9) & (head.part == SKIN), 1.0, 0.25)
    weight[head.inner_mouth | head.sockets["l"] | head.sockets["r"]] = 0.3
    flat = (shapes * weight[None, :, None]).reshape(len(shapes), -1)
    # Both a face and its mirror image are people: the mean stays symmetric, modes come out even or odd.
    swapped = (shapes[:, head.mirror] * np.array([-1, 1, 1], np.float32) * weight[None, :, None]).reshape(
        flat.shape
    )
    data = np.concatenate([flat, swapped])
    gram = data @ data.T
    values, vectors = np.linalg.eigh(gram)
    order = np.argsort(values)[::-1][:count]
    modes = (vectors[:, order] / np.sqrt(values[order])).T @ data
    # Back from weighted coordinates: regress the unweighted shapes on each mode's scores.
    scores = data @ modes.T
    both = np.concatenate(
        [
            shapes.reshape(len(shapes), -1),
            (shapes[:, head.mirror] * np.array([-1, 1, 1], np.float32)).reshape(len(shapes), -1),
        ]
    )
    raw = np.linalg.lstsq(scores, both, rcond=None)[0]
    norm = np.linalg.norm(raw, axis=1)
    sigma = scores.std(0) * norm
    order_raw = np.argsort(sigma)[::-1]
    raw, norm, sigma = raw[order_raw], norm[order_raw], sigma[order_raw]
    share = np.cumsum(values[order]) / values[values > 0].sum()
    return (raw / norm[:, None]).reshape(count, -1, 3).astype(np.float32), sigma.astype(np.float32), share
