"""Arrays of lines as Qt paths, without a Python object a line."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])


def lines_path(lines: np.ndarray) -> QPainterPath:
    """(N, 2, 2), from where to where, as a path that is to be stroked."""
    path = QPainterPath()
    count = 2 * len(lines)
    if not count:
        return path
    elements = np.zeros(count, _ELEMENT)
    points = np.asarray(lines, np.float64).reshape(-1, 2)
    elements["kind"][1::2] = 1
    elements["x"], elements["y"] = points.T
    # As QDataStream writes a path: the number of elements, these, where the last part began, the fill rule.
    data = np.array([count], ">i4").tobytes() + elements.tobytes() + np.array([count - 2, 0], ">i4").tobytes()
    stream = QDataStream(QByteArray(data))  # this form, with no mode, keeps the bytes alive
    stream.setVersion(QDataStream.Version.Qt_6_0)
    stream >> path
    return path
