"""Cuts the head out of the base mesh, adds eyeballs and teeth, and finds its rings.

Head space: x = subject's left, y up, z to the camera; 1 = distance between the eyeball centres;
origin midway between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from . import parts, refine, source, topology
from .lips import close_lips
from .rings import (
    ARCH_DEPTH,
    ARCH_HALF_WIDTH,
    FACE_SEED,
    INNER_MOUTH,
    LID_MARGIN,
    LID_RINGS,
    LID_WATERLINE,
    LIP_CONTACT,
    MOUTH_RINGS,
    NECK_CUT,
    TEETH_BEHIND_LIPS,
)

PART_NAMES = ("skin", "eye_l", "eye_r", "lash", "teeth_upper", "teeth_lower", "tongue")
SKIN, EYE_L, EYE_R, LASH, TEETH_UPPER, TEETH_LOWER, TONGUE = range(7)


@dataclass
class Assembly:
    """The head before any unit: see the fields; V vertices."""

    neutral: np.ndarray  # (V, 3) head space
    faces: np.ndarray  # (F, 3)
    part: np.ndarray  # (V,) index into PART_NAMES
    uv: np.ndarray  # (V, 2) of eyes and teeth, else 0
    origin: np.ndarray  # (V,) base-mesh vertex, -1 for split points and made parts
    blend: sparse.csr_matrix  # (V, 19158) each vertex as a blend of base-mesh vertices; empty for made parts
    mirror: np.ndarray  # (V,)
    unit: float  # decimetres per head-space unit
    mouth: dict[int, tuple[np.ndarray, np.ndarray]]  # seed -> (upper, lower) loops, right corner to left
    lids: dict[
        str, dict[int, tuple[np.ndarray, np.ndarray]]
    ]  # side -> seed -> (upper, lower), inner to outer
    inner_mouth: np.ndarray  # (V,) bool, behind the lips' contact line
    sockets: dict[str, np.ndarray]  # side -> (V,) bool, skin behind the lid margins
    eye_centre: dict[str, np.ndarray] = field(default_factory=dict)
    eye_radius: float = 0.0

    def count(self) -> int:
        return len(self.neutral)

    def place(self, base: np.ndarray) -> np.ndarray:
        """Positions (V, 3) in head space of the whole head for base-mesh positions (19158, 3) dm."""
        return _place(self, base)

    def carry(self, delta: np.ndarray) -> np.ndarray:
        """An expression's displacement (19158, 3) dm as (V, 3) head space; eyeballs do not move."""
        moved = self.blend @ delta / self.unit
        for part, group in ((TEETH_UPPER, "helper-upper-teeth"), (TEETH_LOWER, "helper-lower-teeth")):
            moved[self.part == part] = delta[np.unique(source.base_mesh()[1][group])].mean(0) / self.unit
        return moved


def _eye(base: np.ndarray, side: str) -> tuple[np.ndarray, float]:
    points = base[np.unique(source.base_mesh()[1][f"helper-{side}-eye"])]
    centre = points.mean(0)
    return centre, float(np.linalg.norm(points - centre, axis=1).mean())


def head_frame(base: np.ndarray) -> tuple[np.ndarray, float]:
    """Origin (3,) dm midway between the eyeballs and the unit in dm."""
    left, right = _eye(base, "l")[0], _eye(base, "r")[0]
    return (left + right) / 2, float(np.linalg.norm(left - right))


def _place(head: Assembly, base: np.ndarray) -> np.ndarray:
    middle, unit = head_frame(base)
    placed = (head.blend @ base - middle) / unit
    for side, part in (("l", EYE_L), ("r", EYE_R)):
        centre, radius = _eye(base, side)
        rows = head.part == part
        direction = (head.neutral[rows] - head.eye_centre[side]) / head.eye_radius
        placed[rows] = (centre - middle) / unit + direction * radius / unit
    # Teeth follow the mouth's midpoint and width rigidly: they are not skin.
    contact = np.concatenate(head.mouth[LIP_CONTACT])
    old, new = head.neutral[contact], placed[contact]
    stretch = np.clip(np.ptp(new[:, 0]) / np.ptp(old[:, 0]), 0.9, 1.1)
    pivot_old = old[np.abs(old[:, 0]) < 1e-3].mean(0)
    pivot_new = new[np.abs(old[:, 0]) < 1e-3].mean(0)
    rows = np.isin(head.part, (TEETH_UPPER, TEETH_LOWER))
    placed[rows] = pivot_new + (head.neutral[rows] - pivot_old) * [stretch, 1, 1]
    return close_lips(head, placed)


def _split(ring: list[int], first: int, second: int, above: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A closed ring as (upper, lower) open loops from `first` to `second`, both included."""
    turned = ring[ring.index(first) :] + ring[: ring.index(first)]
    k = turned.index(second)
    a, b = turned[: k + 1], [first, *turned[: k - 1 : -1]]
    return (np.array(a), np.array(b)) if above[a].mean() > above[b].mean() else (np.array(b), np.array(a))


def build() -> Assembly:
    """The assembled neutral head."""
    base = source.adult_mean()
    _, groups = source.base_mesh()
    mesh = topology.QuadMesh(source.base_mesh()[0], groups["body"])
    x, y = mesh.positions[:, 0], mesh.positions[:, 1]

    neck = mesh.ring_from(NECK_CUT)
    skin = np.concatenate([mesh.enclosed(FACE_SEED, neck), neck])
    quads = [groups["body"][np.isin(groups["body"], skin).all(1)]]
    lashes = [q for name, q in groups.items() if "eyelashes" in name]
    blocks = [(SKIN, quads), (LASH, lashes), (TONGUE, [groups["helper-tongue"]])]
    origin = np.concatenate([np.unique(np.concatenate(q)) for _, q in blocks])
    part = np.concatenate([np.full(len(np.unique(np.concatenate(q))), p) for p, q in blocks])
    index = np.full(len(base), -1)
    index[origin] = np.arange(len(origin))
    middle, unit = head_frame(base)
    lips = mesh.enclosed(INNER_MOUTH, mesh.ring_from(MOUTH_RINGS[2]))
    whole = np.concatenate([f for _, q in blocks for f in q])
    fine = np.isin(whole, lips).any(1) | ~np.isin(whole, groups["body"]).all(1)
    blend, faces = refine.refined(base, middle, unit, origin, index[whole], fine)
    origin = np.concatenate([origin, np.full(blend.shape[0] - len(origin), -1)])
    part = np.concatenate([part, np.full(len(origin) - len(part), SKIN)])

    # The base mesh is symmetric to rounding; its mean with its mirror is so exactly.
    placed = (blend @ base - middle) / unit
    mirror = topology.mirror_map(blend @ source.base_mesh()[0])
    placed = (placed + placed[mirror] * [-1, 1, 1]) / 2

    mouth = {}
    for seed in MOUTH_RINGS[1:]:
        ring = mesh.ring_from(seed)
        left = max(ring, key=lambda v: x[v])
        right = min(ring, key=lambda v: x[v])
        mouth[seed] = tuple(index[loop] for loop in _split(ring, right, left, y))
    lids: dict[str, dict[int, tuple[np.ndarray, np.ndarray]]] = {"l": {}, "r": {}}
    for seed in (LID_WATERLINE, *LID_RINGS):
        eye = base[np.unique(groups["helper-l-eye"])].mean(0)
        ring = _ring_about(mesh, seed, eye)
        inner, outer = min(ring, key=lambda v: x[v]), max(ring, key=lambda v: x[v])
        lids["l"][seed] = tuple(index[loop] for loop in _split(ring, inner, outer, y))
        lids["r"][seed] = tuple(mirror[loop] for loop in lids["l"][seed])

    behind = mesh.enclosed(INNER_MOUTH, mesh.ring_from(LIP_CONTACT))
    head = Assembly(
        placed,
        faces,
        part,
        np.zeros((len(placed), 2)),
        origin,
        blend,
        mirror,
        unit,
        mouth,
        lids,
        np.zeros(0, bool),
        {},
    )
    for side in ("l", "r"):
        centre, radius = _eye(base, side)
        head.eye_centre[side] = (centre - middle) / unit
        head.eye_radius = radius / unit
    _add_parts(head)
    head.inner_mouth = np.isin(head.origin, behind)
    margin = [int(head.origin[v]) for loop in lids["l"][LID_MARGIN] for v in loop]
    inside = mesh.enclosed(LID_WATERLINE, margin)
    head.sockets["l"] = np.isin(head.origin, inside)
    head.sockets["r"] = head.sockets["l"][head.mirror]
    head.neutral = close_lips(head, head.neutral)
    head.neutral = (head.neutral + head.neutral[head.mirror] * [-1, 1, 1]) / 2
    return head


def _ring_about(mesh: topology.QuadMesh, seed: int, eye: np.ndarray) -> list[int]:
    """Of the rings through `seed`, the one that goes round the eye."""
    for second in mesh.neighbours[seed]:
        try:
            ring = mesh.ring(seed, second)
        except ValueError:
            continue
        points = mesh.positions[ring]
        if points[:, 0].min() < eye[0] - 0.05 and points[:, 0].max() > eye[0] + 0.05 and len(ring) == 28:
            return ring
    raise ValueError(f"no ring about the eye through {seed}")


def _add_parts(head: Assembly) -> None:
    """Appends eyeballs and teeth and extends every per-vertex array."""
    contact = head.neutral[np.concatenate(head.mouth[LIP_CONTACT])]
    centre = contact[np.abs(contact[:, 0]) < 1e-3].mean(0)
    # The incisors lie against the lips' inner wall; the upper ones overlap the lower by about 2 mm.
    front = centre[2] - TEETH_BEHIND_LIPS
    patches = [
        (EYE_L, parts.eyeball(head.eye_centre["l"], head.eye_radius)),
        (EYE_R, parts.eyeball(head.eye_centre["r"], head.eye_radius)),
        (TEETH_UPPER, parts.dental_arch(True, front, centre[1] - 0.035, ARCH_HALF_WIDTH, ARCH_DEPTH)),
        (
            TEETH_LOWER,
            parts.dental_arch(
                False, front - 0.035, centre[1] - 0.005, ARCH_HALF_WIDTH - 0.03, ARCH_DEPTH - 0.03
            ),
        ),
    ]
    for part, patch in patches:
        head.faces = np.concatenate([head.faces, patch.faces + len(head.neutral)])
        head.neutral = np.concatenate([head.neutral, patch.vertices])
        head.uv = np.concatenate([head.uv, patch.uv])
        head.part = np.concatenate([head.part, np.full(len(patch.vertices), part)])
        head.origin = np.concatenate([head.origin, np.full(len(patch.vertices), -1)])
    extra = len(head.neutral) - head.blend.shape[0]
    head.blend = sparse.vstack([head.blend, sparse.csr_matrix((extra, head.blend.shape[1]))]).tocsr()
    made = np.isin(head.part, (EYE_L, EYE_R, TEETH_UPPER, TEETH_LOWER))
    own = np.flatnonzero(made)
    _, nearest = cKDTree(head.neutral[own]).query(head.neutral[own] * [-1, 1, 1])
    mirror = np.zeros(len(head.neutral), int)
    mirror[~made] = head.mirror  # made parts are appended last
    mirror[own] = own[nearest]
    head.mirror = mirror
