"""Vertex masks of the face's regions, from rings of the mesh and from what its identity targets move."""

from __future__ import annotations

import numpy as np

from . import source
from .assembly import SKIN, Assembly
from .rings import LID_RINGS, LID_WATERLINE, LIP_BORDER, LIP_CONTACT, MOUTH_RINGS

# Eyebrow centre line from the nose outwards: (x, y) in head space, subject's left.
BROW_LINE = np.array([[0.20, 0.30], [0.30, 0.345], [0.45, 0.385], [0.60, 0.40], [0.74, 0.375], [0.86, 0.305]])
BROW_HALF_WIDTH = np.array([0.062, 0.062, 0.058, 0.052, 0.040, 0.022])


def moved_by(head: Assembly, folder: str, words: tuple[str, ...], share: float) -> np.ndarray:
    """(V,) bool: vertices that the folder's targets with one of `words` in their name move noticeably."""
    reach = np.zeros(len(source.base_mesh()[0]))
    for name, delta in source.identity_targets(folder).items():
        if any(word in name for word in words):
            length = np.linalg.norm(delta, axis=1)
            reach = np.maximum(reach, length / max(length.max(), 1e-9))
    mask = (head.blend @ reach > share) & (head.part == SKIN)
    return mask | mask[head.mirror]


def brow_weight(positions: np.ndarray, side: float = 1.0) -> np.ndarray:
    """(V,) 0..1, 1 on the eyebrow's centre line, 0 outside it; side 1 = subject's left, -1 = right."""
    x, y, z = positions.T
    centre = np.interp(x * side, BROW_LINE[:, 0], BROW_LINE[:, 1])
    half = np.interp(x * side, BROW_LINE[:, 0], BROW_HALF_WIDTH)
    ends = np.clip((x * side - 0.17) / 0.05, 0, 1) * np.clip((0.90 - x * side) / 0.05, 0, 1)
    return np.clip(1.5 * (1 - np.abs(y - centre) / half), 0, 1) * ends * (z > 0)


def build(head: Assembly) -> dict[str, np.ndarray]:
    """The masks (V,) bool by name; see docs/units.md for what each covers."""
    skin = head.part == SKIN
    x, y, z = head.neutral.T
    masks: dict[str, np.ndarray] = {}

    def among(loops: list[np.ndarray]) -> np.ndarray:
        mask = np.zeros(head.count(), bool)
        mask[np.concatenate(loops)] = True
        return mask

    seeds = list(MOUTH_RINGS)
    lip_rings = seeds[seeds.index(LIP_BORDER) : seeds.index(LIP_CONTACT) + 1]
    upper, lower = (among([head.mouth[s][k] for s in lip_rings]) for k in (0, 1))
    # The corner vertex of a ring is on both its loops; the upper lip has it.
    masks["lips_upper"], masks["lips_lower"] = (
        upper | upper[head.mirror],
        lower & ~(upper | upper[head.mirror]),
    )
    masks["inner_mouth"] = head.inner_mouth
    for side in ("l", "r"):
        rings = head.lids[side]
        masks[f"lid_upper_{side}"] = among([rings[s][0] for s in LID_RINGS[:7]])
        lower = among([rings[s][1] for s in LID_RINGS[:8]])
        masks[f"lid_lower_{side}"] = lower & ~masks[f"lid_upper_{side}"]
        masks[f"eye_socket_{side}"] = head.sockets[side]
        # The strip of the margin that lies on the eyeball: part of the socket, but it moves with the lid.
        masks[f"lid_edge_{side}"] = among(list(rings[LID_WATERLINE]))
    lips = masks["lips_upper"] | masks["lips_lower"]
    lids = np.any([masks[f"lid_{p}_{s}"] | head.sockets[s] for p in ("upper", "lower") for s in "lr"], axis=0)
    hidden = head.inner_mouth | head.sockets["l"] | head.sockets["r"]
    for side, sign in (("l", 1.0), ("r", -1.0)):
        masks[f"brow_{side}"] = (brow_weight(head.neutral, sign) > 0.01) & skin & ~lids
    brows = masks["brow_l"] | masks["brow_r"]
    taken = lips | lids | hidden | brows
    masks["ears"] = moved_by(head, "ears", ("shape-", "lobe"), 0.08) & ~taken & (np.abs(x) > 1.0)
    nose = moved_by(head, "nose", ("scale-horiz", "scale-vert", "volume"), 0.22)
    masks["nose"] = nose & ~taken & (np.abs(x) < 0.36) & (y < 0.15) & ~masks["ears"]
    masks["nose"] |= skin & ~taken & (np.abs(x) < 0.13) & (y > -0.5) & (y < 0.12) & (z > 0)
    taken = taken | masks["ears"] | masks["nose"]
    jawline = -1.05 - 0.30 * (0.75 - np.clip(np.abs(x), 0, 0.95))
    chin_top = head.neutral[head.mouth[LIP_BORDER][1], 1].min() - 0.03
    masks["neck"] = (
        skin & ~taken & ((y < -1.86 + 0.75 * np.clip(0.2 - z, 0, 1.2)) | ((z < -0.9) & (y < -0.7)))
    )
    taken = taken | masks["neck"]
    masks["chin"] = skin & ~taken & (y < chin_top) & (np.abs(x) < 0.42) & (z > 0.1)
    taken = taken | masks["chin"]
    masks["forehead"] = skin & ~taken & (y > 0.12) & (y < 1.05 - 0.35 * np.abs(x)) & (z > -0.35)
    taken = taken | masks["forehead"]
    masks["scalp"] = skin & ~taken & ((y > 0.12) | (z < -0.75))
    taken = taken | masks["scalp"]
    masks["jaw"] = skin & ~taken & (y < jawline)
    taken = taken | masks["jaw"]
    masks["cheek_l"] = skin & ~taken & (x > 0)
    masks["cheek_r"] = skin & ~taken & (x < 0)
    masks["nose"] |= skin & ~taken & (x == 0)  # the bridge's and the philtrum's midline
    masks["skin_face"] = skin & ~hidden & ~masks["neck"] & ~masks["scalp"] & ~masks["ears"]
    return masks
