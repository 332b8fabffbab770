"""Tools to build a displacement (V, 3) in head space: sides, smoothing, jaw rotation, lids, lips, lashes."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from . import source
from .assembly import EYE_L, EYE_R, LASH, SKIN, TEETH_LOWER, TONGUE, Assembly
from .lips import close_lips
from .rings import (
    ARCH_DEPTH,
    ARCH_HALF_WIDTH,
    LID_MARGIN,
    LID_RINGS,
    LID_WATERLINE,
    LIP_CONTACT,
    MOUTH_RINGS,
    TEETH_BEHIND_LIPS,
)
from .topology import adjacency

# (y, z) about which the lower teeth of the ARKit shape jawOpen turn: low behind the ear, as a jaw that
# also slides forward on its joint does.
JAW_PIVOT = (-0.863, -0.887)


def arkit(head: Assembly, **weights: float) -> np.ndarray:
    """Weighted sum of ARKit shapes; a name without a side stands for Left + Right where those exist."""
    total = np.zeros_like(source.base_mesh()[0])
    for name, weight in weights.items():
        try:
            total += weight * source.arkit(name)
        except FileNotFoundError:
            total += weight * (source.arkit(f"{name}Left") + source.arkit(f"{name}Right"))
    return head.carry(total)


def expression(head: Assembly, **weights: float) -> np.ndarray:
    """Weighted sum of MakeHuman's expression units (underscores for hyphens), lips and lids as they are."""
    return head.carry(sum(w * source.expression(name.replace("_", "-")) for name, w in weights.items()))


def side_weight(head: Assembly, side: str, width: float = 0.16) -> np.ndarray:
    """(V,) 1 on the side 'l' or 'r', 0 on the other, smooth over `width` about the midline; both sum to 1."""
    x = head.neutral[:, 0] * (1 if side == "l" else -1)
    t = np.clip(x / width + 0.5, 0, 1)
    return t * t * (3 - 2 * t)


def one_sided(head: Assembly, delta: np.ndarray, side: str, width: float = 0.16) -> np.ndarray:
    """The part of a symmetric shape on one side of the face."""
    return delta * side_weight(head, side, width)[:, None]


def mirrored(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """The shape as seen in a mirror."""
    return delta[head.mirror] * [-1, 1, 1]


def symmetric(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """The mean of a shape and its mirror image."""
    return (delta + mirrored(head, delta)) / 2


Triple = tuple[float, float, float]


def bump(head: Assembly, centre: Triple, radius: Triple, within_mouth: bool = False) -> np.ndarray:
    """(V,) smooth weight on the skin, 1 at `centre`, 0 beyond the ellipsoid `radius`, on both sides of the
    face.

    Skin behind the lids has none, nor has that behind the lips unless `within_mouth`.
    """
    at = np.abs(head.neutral * [1, 0, 0]) + head.neutral * [0, 1, 1]
    d = np.sqrt((((at - centre) / radius) ** 2).sum(1))
    t = np.clip(1 - d, 0, 1)
    weight = t * t * (3 - 2 * t)
    hidden = head.sockets["l"] | head.sockets["r"] | (head.part != SKIN)
    if not within_mouth:
        hidden = hidden | head.inner_mouth
    return np.where(hidden, 0.0, weight)


def smoothed(head: Assembly, delta: np.ndarray, rounds: int, mask: np.ndarray | None = None) -> np.ndarray:
    """Laplacian smoothing of a displacement over the skin, within `mask` (V,) 0..1 if given."""
    average = adjacency(head.faces, head.count())
    weight = (head.part == SKIN) * (1.0 if mask is None else mask)
    out = delta.copy()
    for _ in range(rounds):
        out += 0.5 * weight[:, None] * (average @ out - out)
    return out


def follow_lids(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """Lashes moved with the lid margin they grow from; eyeballs still."""
    out = delta.copy()
    lashes = np.flatnonzero(head.part == LASH)
    for loop_of in (0, 1):
        margin = np.concatenate([head.lids[s][LID_MARGIN][loop_of] for s in "lr"])
        tree = cKDTree(head.neutral[margin])
        distance, nearest = tree.query(head.neutral[lashes], k=3)
        other = np.concatenate([head.lids[s][LID_MARGIN][1 - loop_of] for s in "lr"])
        mine = distance[:, 0] <= cKDTree(head.neutral[other]).query(head.neutral[lashes])[0]
        weight = 1 / (distance + 1e-3)
        weight /= weight.sum(1, keepdims=True)
        move = (weight[..., None] * delta[margin[nearest]]).sum(1)
        out[lashes[mine]] = move[mine]
    out[np.isin(head.part, (EYE_L, EYE_R))] = 0
    return out


def clear_eyes(head: Assembly, delta: np.ndarray, gap: float = 0.004) -> np.ndarray:
    """Lid skin that would enter an eyeball pushed out onto it; the neutral's own clearance is kept if
    smaller.
    """
    out = delta.copy()
    for side in "lr":
        loops = [loop for seed in (LID_WATERLINE, *LID_RINGS) for loop in head.lids[side][seed]]
        lid = np.unique(np.concatenate(loops))
        rest = head.neutral[lid] - head.eye_centre[side]
        at = rest + delta[lid]
        least = np.minimum(np.linalg.norm(rest, axis=1), head.eye_radius + gap)
        length = np.linalg.norm(at, axis=1)
        push = np.maximum(least / np.maximum(length, 1e-9), 1.0)
        out[lid] += at * (push - 1)[:, None]
    return out


def open_jaw(head: Assembly, delta: np.ndarray, degrees: float) -> np.ndarray:
    """Lower teeth turned with the jaw by `degrees` about JAW_PIVOT, the tongue with them but for its root."""
    out = delta.copy()
    arm = head.neutral - [0, *JAW_PIVOT]
    a = np.radians(degrees)
    turned = np.stack(
        [
            arm[:, 0],
            np.cos(a) * arm[:, 1] - np.sin(a) * arm[:, 2],
            np.sin(a) * arm[:, 1] + np.cos(a) * arm[:, 2],
        ],
        1,
    )
    root = np.clip((head.neutral[:, 2] + 0.9) / 0.8, 0, 1)
    share = np.where(head.part == TONGUE, root * root * (3 - 2 * root), 1.0)[:, None]
    rows = np.isin(head.part, (TEETH_LOWER, TONGUE))
    out[rows] = (share * (turned - arm))[rows]
    # The tongue also flattens onto the floor of the mouth, or its back would fill the opening.
    tongue = head.part == TONGUE
    y = head.neutral[tongue, 1]
    height = (y - y.min()) / np.ptp(y)
    out[tongue, 1] -= 0.017 * degrees * height * np.clip((head.neutral[tongue, 2] + 1.15) / 0.35, 0, 1)
    return out


def sealed(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """The shape with the lips brought together again along their contact line: closed mouths stay closed."""
    return close_lips(head, head.neutral + delta) - head.neutral


def clear_teeth(head: Assembly, delta: np.ndarray, gap: float = 0.012) -> np.ndarray:
    """Lip skin that would go into the upper teeth's front (of a closed jaw) held before it."""
    out = delta.copy()
    seeds = MOUTH_RINGS[3:]
    rows = np.unique(np.concatenate([loop for seed in seeds[:10] for loop in head.mouth[seed]]))
    at = head.neutral[rows] + delta[rows]
    contact = np.concatenate(head.mouth[LIP_CONTACT])
    front = head.neutral[contact][:, 2].max() - TEETH_BEHIND_LIPS
    least = front - ARCH_DEPTH * np.abs(at[:, 0] / ARCH_HALF_WIDTH) ** 3 + gap
    # What lies behind the teeth's face at rest (the cavity's wall near the corners) stays free.
    least = np.minimum(least, head.neutral[rows, 2])
    out[rows, 2] += np.clip(least - at[:, 2], 0, None)
    return out


def uncross_lips(head: Assembly, delta: np.ndarray) -> np.ndarray:
    """Where the contact lines would pass through each other both are moved back to where they meet."""
    upper, lower = head.mouth[LIP_CONTACT]
    at = head.neutral + delta
    out = delta.copy()
    for _ in range(2):
        at = head.neutral + out
        for mine, other, sign in ((upper, lower, 1.0), (lower, upper, -1.0)):
            line = at[other][np.argsort(at[other][:, 0])]
            gap = sign * (at[mine, 1] - np.interp(at[mine, 0], line[:, 0], line[:, 1]))
            out[mine, 1] += sign * 0.5 * np.clip(-gap, 0, None)
    changed = out - delta
    if np.abs(changed).max() > 1e-4:
        spread = smoothed_from(head, changed, np.concatenate([upper, lower]), 6)
        out = delta + spread
    return out


def smoothed_from(head: Assembly, seed: np.ndarray, fixed: np.ndarray, rounds: int) -> np.ndarray:
    """Spreads a displacement given on the vertices `fixed` to their neighbours by diffusion with decay."""
    average = adjacency(head.faces, head.count())
    out = seed.copy()
    for _ in range(rounds):
        out = 0.85 * (average @ out)
        out[fixed] = seed[fixed]
    out[head.part != SKIN] = seed[head.part != SKIN]
    return out
