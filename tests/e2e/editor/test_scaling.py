"""At 100 to 200 % the window is drawn in real pixels, lines are sharp, and no text is cut."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from lestalk_studio.ui.crisp import snapped, thickness
from tests.conftest import REPOSITORY
from tests.e2e.editor.scaled_window import SIZE, blurred, clipped


@pytest.mark.parametrize(
    ("factor", "language"),
    [("1", "en"), ("1", "de"), ("1.25", "en"), ("1.5", "de"), ("2", "de")],
)
def test_the_window_is_crisp_and_whole(factor, language, tmp_path):
    picture = tmp_path / "window.png"
    more = (
        ["dialogs"] if (factor, language) == ("1", "de") else []
    )  # once: they look for devices, which takes long
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.editor.scaled_window", language, str(picture), *more],
        cwd=REPOSITORY,
        env={**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    ratio = float(factor)
    assert told["ratio"] == told["canvas_layer"] == ratio
    image = QImage(str(picture))
    assert [image.width(), image.height()] == told["pixels"] == [round(side * ratio) for side in SIZE]
    assert told["icon"] == round(72 * ratio), "a preset's picture has as many pixels as are shown"
    assert told["playhead_blur"] == told["ruler_blur"] == 0
    assert told["clipped"] == []


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_lines_lie_on_whole_pixels(ratio):
    for position in (0.0, 0.3, 7.0, 12.34, 799.5):
        assert (snapped(position, ratio) * ratio) % 1 == pytest.approx(0, abs=1e-9)
        assert abs(snapped(position, ratio) - position) <= 0.5 / ratio + 1e-9
    for width in (0.2, 1.0, 1.4, 2.0):
        assert thickness(width, ratio) * ratio == max(1, round(width * ratio))


def test_cut_texts_and_blurred_lines_are_found(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    for text, width in (("whole", 200), ("cut on the right", 30)):
        for kind in (QLabel, QPushButton):
            widget = kind(text)
            widget.setFixedWidth(width)
            column.addWidget(widget)
    box.show()
    assert clipped(box) == ["cut on the right", "cut on the right"]
    line, ground = [255, 0, 0], [0, 0, 0]
    assert blurred(np.array([ground, line, line, ground]), QColor("red")) == 0
    assert blurred(np.array([ground, [128, 0, 0], line, [64, 0, 0], ground]), QColor("red")) == 2
