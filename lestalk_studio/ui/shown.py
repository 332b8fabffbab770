"""Frames as pictures that Qt paints fast. Made in a worker thread: converting a large one takes a while."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from lestalk_studio.pipeline.preview import PreviewFrame


@dataclass(frozen=True, eq=False)
class Shown:
    """A frame with its picture, and that of the untouched portrait where it was asked for."""

    frame: PreviewFrame
    image: QImage
    source: QImage | None = None


def image_of(rgb: np.ndarray) -> QImage:
    """(H, W, 3) uint8 as a picture with memory of its own, in the format that is painted without conversion."""
    rgb = np.ascontiguousarray(rgb)
    height, width = rgb.shape[:2]
    image = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
