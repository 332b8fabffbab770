"""Maps over a box of the portrait brought to the crop that is rendered, and back."""

from __future__ import annotations

import cv2
import numpy as np


class Laying:
    """Between maps of `size` (h, w) over `box` (x0, y0, x1, y1) of the portrait, and a crop of `shape` (h, w) whose
    first pixel is `corner` (x, y) of the portrait scaled by `scale`.

    matrix: (2, 3) float32 affine, from a map's pixel to the crop's.
    """

    def __init__(self, shape, box, size, corner, scale: float):
        self._shape, self._size = tuple(shape), tuple(size)
        x0, y0, x1, y1 = box
        grow_x, grow_y = (x1 - x0) * scale / size[1], (y1 - y0) * scale / size[0]
        shift_x = x0 * scale - corner[0] + 0.5 * grow_x - 0.5
        shift_y = y0 * scale - corner[1] + 0.5 * grow_y - 0.5
        self.matrix = np.array(((grow_x, 0, shift_x), (0, grow_y, shift_y)), np.float32)

    def __call__(self, values: np.ndarray, border=cv2.BORDER_REPLICATE, how=cv2.INTER_LINEAR) -> np.ndarray:
        """A map as the crop has it; beyond the box by `border`."""
        return cv2.warpAffine(values, self.matrix, self._shape[::-1], flags=how, borderMode=border)

    def back(self, values: np.ndarray) -> np.ndarray:
        """Values (h, w) of the crop as a map over the box, 0 beyond the crop."""
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return cv2.warpAffine(values, self.matrix, self._size[::-1], flags=how)
