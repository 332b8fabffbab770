"""Work that goes on for long does not make the program grow: everything once, several times, and nothing is left."""

from __future__ import annotations

import pytest
from PIL import Image

from lestalk_studio.ui.appearance import choose, stored_choice
from tests.benchmarks.soak import Footprint
from tests.benchmarks.soak_acts import Animator

CYCLES = 2
OVERLAYS = frozenset({"show_landmarks", "show_mesh", "show_motion"})  # the grey face has none
OBJECTS_A_CYCLE, MB_A_CYCLE = 150, 4.0


@pytest.fixture
def animator(window, portrait, voice, tmp_path, qapp):
    sheet, palette = qapp.styleSheet(), qapp.palette()
    other = tmp_path / "other.png"
    Image.new("RGB", (30, 40), "white").save(other)
    yield Animator(window, tmp_path, (str(portrait), str(other)), str(voice), 20.0, OVERLAYS)
    choose(stored_choice())
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


@pytest.mark.slow
def test_work_leaves_nothing_behind(window, animator):
    animator.cycle()  # caches fill, libraries start what they keep
    animator.open()
    before = Footprint.of(window)
    for _ in range(CYCLES):
        animator.cycle()
    animator.open()
    after = Footprint.of(window)
    assert after.threads <= before.threads and after.python_threads <= before.python_threads
    assert after.timers <= before.timers and after.windows <= before.windows
    assert after.qobjects - before.qobjects <= 2 * CYCLES
    assert after.objects - before.objects <= OBJECTS_A_CYCLE * CYCLES
    assert after.held - before.held <= MB_A_CYCLE * CYCLES
