"""Pictures of widgets, compared with references; what differs is put under build/ to look at."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QWidget

FOLDER = Path(__file__).resolve().parent / "snapshots"
FAILED = Path(__file__).resolve().parents[3] / "build" / "snapshots"
FAMILY = "DejaVu Sans"
MEAN_LIMIT, FAR, FAR_SHARE = 2.0, 48, 0.01
"""Levels of 255: mean difference, and a difference that counts; share of pixels that may differ so much."""


def use_fixed_font(*widgets: QWidget) -> None:
    """Set the font of the references; skip the test where it is not installed."""
    if FAMILY not in QFontDatabase.families():
        pytest.skip(f"the font {FAMILY} is not installed (package fonts-dejavu-core)")
    font = QFont(FAMILY)
    font.setPixelSize(12)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    for widget in widgets:
        widget.setFont(font)


def grab(widget: QWidget) -> QImage:
    """The widget as it is now, a pixel of the picture a pixel of its size."""
    image = QImage(widget.size(), QImage.Format.Format_RGB888)
    image.fill(0)
    widget.render(image)
    return image


def compare(image: QImage, name: str) -> None:
    """Fail when `image` does not look like the reference `name`; LESTALK_NEW_SNAPSHOTS=1 makes it the reference."""
    reference = FOLDER / f"{name}.png"
    if os.environ.get("LESTALK_NEW_SNAPSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        image.convertToFormat(QImage.Format.Format_RGB888).save(str(reference))
        return
    why = difference(_pixels(QImage(str(reference))), _pixels(image))
    if why:
        FAILED.mkdir(parents=True, exist_ok=True)
        image.save(str(FAILED / f"{name}.png"))
        pytest.fail(f"{name} {why}; compare {FAILED / name}.png with {reference}")


def difference(reference: np.ndarray, actual: np.ndarray) -> str:
    """What is different between two (H, W, 3) uint8, '' when they look alike."""
    if reference.shape != actual.shape:
        return f"has shape {actual.shape}, not {reference.shape}"
    apart = np.abs(reference.astype(np.int16) - actual)
    mean, share = apart.mean(), (apart.max(axis=2) > FAR).mean()
    if mean > MEAN_LIMIT or share > FAR_SHARE:
        return f"differs by {mean:.2f} levels, {100 * share:.2f} % of the pixels by more than {FAR}"
    return ""


def _pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
