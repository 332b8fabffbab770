"""What of the picture and of the head takes part in rendering."""

from __future__ import annotations

import cv2
import numpy as np

EDGES = ("lip_inner_upper", "lip_inner_lower", *(f"lid_{e}_{s}" for s in "lr" for e in ("upper", "lower")))
CROP_MARGIN = 0.62  # of the face's height, beside and below it
CROP_ABOVE = 0.85  # above it: room for hair and hats that move
CROP_SNAP = 0.04  # an edge of the picture that near is the crop's own, which hair may move past


def resized(portrait: np.ndarray, size: str | int) -> tuple[np.ndarray, float]:
    """The picture with its longer side at `size` pixels, or as it is ('source'), and its scale."""
    if size == "source":
        return portrait, 1.0
    scale = int(size) / max(portrait.shape[:2])
    if scale == 1.0:
        return portrait, 1.0
    target = (max(2, round(portrait.shape[1] * scale)), max(2, round(portrait.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(portrait, target, interpolation=how), scale


def drawn_skin(head) -> np.ndarray:
    """(V,) bool: the facial skin that is drawn, up to and with the edges of its openings."""
    keep = head.regions["skin_face"].copy()
    for name in ("inner_mouth", "eye_socket_l", "eye_socket_r", "lid_edge_l", "lid_edge_r"):
        keep &= ~head.regions[name]
    for name in EDGES:
        keep[head.loops[name]] = True
    return keep


def held_still(*free: np.ndarray | None) -> np.ndarray | None:
    """The least of several (V,) 0..1, leaving out those that are None; None where all are."""
    some = [one for one in free if one is not None]
    return np.minimum.reduce(some) if some else None


def lids(head) -> np.ndarray:
    """(V,) bool: skin of all four lids."""
    return np.any(
        [head.regions[f"lid_{edge}_{side}"] for edge in ("upper", "lower") for side in "lr"], axis=0
    )


def relief_of(head) -> np.ndarray:
    """How much of the model's change of shading skin shows: less where the mesh is no picture of it."""
    relief = np.full(len(head.neutral), 0.85, np.float32)
    relief[head.regions["lips_upper"] | head.regions["lips_lower"]] = 0.35
    relief[lids(head)] = 0.25
    return relief


def crop_box(points: np.ndarray, shape: tuple[int, int]) -> tuple[int, int, int, int]:
    """(x0, y0, x1, y1) around the face's points (n, >=2), with room for what follows it, inside (H, W)."""
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    size = float(max(high - low))
    above = np.array((CROP_MARGIN, CROP_ABOVE)) * size
    x0, y0 = np.floor(low - above).astype(int)
    x1, y1 = np.ceil(high + CROP_MARGIN * size).astype(int)
    near = CROP_SNAP * size
    x0, y0 = (0 if edge < near else int(edge) for edge in (x0, y0))
    x1, y1 = (side if side - edge < near else int(edge) for edge, side in ((x1, shape[1]), (y1, shape[0])))
    return x0, y0, x1, y1
