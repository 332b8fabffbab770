"""The picture of what is held in front of the face, to be laid over the portrait while it is painted."""

from __future__ import annotations

from typing import Any

import numpy as np

FOUND, PAINTED = (64, 156, 255), (255, 220, 0)
"""RGB of what was found and of what was painted: told apart with any colour vision, and both from skin."""
FILL, LINE = 0.5, 0.95
"""How opaque the area is, and its outline."""
_STRIPE = 5
"""Pixels of a stripe, and of the gap beside it, of what goes with the head."""


def front_colours(front: Any) -> np.ndarray:
    """(h, w, 4) uint8 RGBA, premultiplied, of what a render.frontlayer.FrontLayer holds.

    Plain where it stays with the picture, striped where it goes with the head.
    """
    import cv2

    still, worn = (part.astype(np.float32) / 255 for part in front.shares)
    held = still + worn
    was = np.minimum(sum(part.astype(np.float32) / 255 for part in front.found), held)
    share = np.divide(was, held, out=np.zeros_like(held), where=held > 0)[..., None]
    colour = np.float32(FOUND) * share + np.float32(PAINTED) * (1 - share)
    y, x = np.ogrid[: held.shape[0], : held.shape[1]]
    gaps = ((x + y) // _STRIPE % 2 == 0) & (worn > still)
    alpha = FILL * held * np.where(gaps, 0.3, 1.0)
    inside = (held > 0.5).astype(np.uint8)
    outline = cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    alpha = np.where(outline, LINE, alpha)[..., None]
    return np.rint(np.concatenate((colour * alpha, 255 * alpha), -1)).astype(np.uint8)
