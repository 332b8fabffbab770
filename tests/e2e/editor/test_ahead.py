"""Frames are rendered while nothing happens, in another thread, and give way to whoever asks."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QColor

from lestalk_studio.document.project import Project
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.pipeline.export_store import ExportOrder
from lestalk_studio.pipeline.parts import FittedFace, SeenFace
from lestalk_studio.pipeline.target import video_target
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.preview_worker import SPARING_FRAMES
from lestalk_studio.ui.theme import colour
from lestalk_studio.ui.timeline.scene import HEADER_WIDTH, RULER_HEIGHT
from tests.e2e.editor.conftest import GreyRenderer, fake_parts


def bar_at(window, time: float) -> QColor:
    canvas = window.canvas
    picture = canvas.grab().toImage()
    return picture.pixelColor(round(canvas.scene().x(time)) + 1, RULER_HEIGHT - 2)


@pytest.fixture
def smiling(window, portrait, qtbot):
    """A window whose face smiles from 0 to 1 s, and everything rendered ahead."""
    window.viewport.dropped.emit(portrait)
    window.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})
    whole(window, qtbot)
    return window


def whole(window, qtbot) -> None:
    frames = window.session.last_frame + 1
    qtbot.waitUntil(lambda: window.preview.up_to_date and window.canvas.covered.fresh == ((0, frames),))


def test_the_bar_turns_green_by_itself(smiling):
    assert bar_at(smiling, 0.1) == colour("cached") and bar_at(smiling, 0.9) == colour("cached")
    assert smiling.canvas.scene().x(0.0) >= HEADER_WIDTH


def test_an_edit_turns_it_yellow_and_rendering_ahead_green_again(smiling, qtbot):
    seen = []
    smiling.preview.covered.connect(seen.append)
    smiling.session.attempt(SetValues, 1.0, {"AU12": 1.0})
    qtbot.waitUntil(lambda: bool(seen) and bool(seen[0].stale))
    smiling.canvas.set_covered(seen[0])
    assert bar_at(smiling, 0.9) == colour("stale")
    whole(smiling, qtbot)


def test_a_step_of_zoom_leaves_the_bar_full(window, portrait, qtbot):
    """What lay ready is shown, larger, until it is sharp: yellow, and green again by itself."""
    large = SimpleNamespace(rgb=np.zeros((1200, 900, 3), np.uint8))
    fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32))
    preview = window.preview._frames._preview
    preview._parts = replace(
        preview._parts,
        look=lambda path, face: SeenFace(large, None),
        fit=lambda seen: FittedFace(large, fit, None),
    )
    window.viewport.dropped.emit(portrait)
    window.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})
    whole(window, qtbot)
    seen = []
    window.preview.covered.connect(seen.append)
    before = window.preview._size
    window.actions_by_name["full_size"].trigger()
    qtbot.waitUntil(lambda: window.preview._size > before)
    qtbot.waitUntil(lambda: any(covered.stale for covered in seen))
    whole(window, qtbot)
    frames = window.session.last_frame + 1
    assert all(length(one.fresh) + length(one.stale) == frames for one in seen)


def test_the_bar_is_empty_without_a_portrait(smiling):
    smiling.session.undo_stack.setClean()
    smiling.files.new()
    assert smiling.canvas.covered.fresh == () and bar_at(smiling, 0.1) != colour("cached")


def length(runs) -> int:
    return sum(stop - first for first, stop in runs)


class Gate:
    """A renderer that stands still at a frame until it is let go on."""

    def __init__(self):
        self.asked: list[float] = []
        self.reached, self.go_on = threading.Event(), threading.Event()

    def render(self, z, aux):
        self.asked.append(float(z[INDEX["AU12"]]))
        if len(self.asked) == 4:
            self.reached.set()
            self.go_on.wait(10)
        return np.full((40, 30, 3), 100, np.uint8)


def rendering_ahead(window, portrait, qtbot) -> Gate:
    """The window's renderer, stopped within the fourth frame of a lip corner on its way up."""
    gate = Gate()
    preview = window.preview._frames._preview
    preview._parts = replace(preview._parts, renderer=lambda face, size: gate)
    window.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(gate.reached.is_set)
    return gate


def test_a_question_is_answered_after_the_frame_that_is_being_rendered(window, portrait, qtbot):
    gate = rendering_ahead(window, portrait, qtbot)
    window.session.seek(0.8)
    gate.go_on.set()
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    assert gate.asked[4] > max(gate.asked[:4]) + 0.5


def test_closing_does_not_wait_for_the_whole_clip(window, portrait, qtbot):
    gate = rendering_ahead(window, portrait, qtbot)
    threading.Timer(0.05, gate.go_on.set).start()
    window.preview.close()
    assert len(gate.asked) <= 5


def test_while_an_export_runs_only_what_is_near_is_rendered_ahead(window, portrait, tmp_path, qtbot):
    """And what is at the playhead at once; when the export has ended, the rest."""
    let = threading.Event()

    class Waiting(GreyRenderer):
        def render(self, z, aux):
            assert let.wait(20)
            return super().render(z, aux)

    queue = window.background.queue
    queue._parts = replace(fake_parts(), renderer=lambda face, size: Waiting())
    window.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    window.session.attempt(SetValues, 4.0, {"AU12": 2.0})
    order = ExportOrder(Project(portrait=portrait), video_target(str(tmp_path / "a.mp4")))
    job = queue.add(order)
    window.viewport.dropped.emit(portrait)
    ready = []
    window.preview.covered.connect(lambda covered: ready.append(length(covered.fresh)))
    qtbot.waitUntil(lambda: SPARING_FRAMES in ready)
    window.session.seek(3.0)
    qtbot.waitUntil(lambda: window.preview.up_to_date)
    qtbot.waitUntil(lambda: 2 * SPARING_FRAMES in ready)
    assert job.is_open and max(ready) == 2 * SPARING_FRAMES
    let.set()
    whole(window, qtbot)
    assert not queue.is_busy
