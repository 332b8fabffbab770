"""Arrays of points as Qt polygons, without a Python object a point."""

from __future__ import annotations

import numpy as np
import shiboken6
from PySide6.QtGui import QPolygonF


def polygon(points: np.ndarray) -> QPolygonF:
    """(N, 2) float64 as a QPolygonF."""
    made = QPolygonF()
    if not len(points):
        return made
    made.resize(len(points))
    address = shiboken6.getCppPointer(made.data())[0]
    memory = shiboken6.VoidPtr(address, len(points) * 16, True)
    np.frombuffer(memory, np.float64).reshape(-1, 2)[...] = points
    return made
