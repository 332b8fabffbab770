"""A chin painted with the mouse keeps still while the real face speaks, in the preview and in what is exported."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.face.portrait import load_portrait
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.project_render import export_project
from lestalk_studio.pipeline.target import video_target
from lestalk_studio.ui.main_window import MainWindow
from tests.e2e.editor.mouse import drag
from tests.e2e.editor.windows import shown_window

NOW = 0.4
SPEAKS = Project(
    portrait="builtin:hopper",
    audio="builtin:speech",
    tracks=(Track("AU26", (Keyframe(0.0, 0.9),)), Track("AU25", (Keyframe(0.0, 0.7),))),
    end=0.6,
    blinks=False,
)
SIDE = 40
"""Pixels of a square within the stroke over the chin."""


@pytest.fixture
def window(qtbot, tmp_path_factory, speakers):
    """The main window with the real chain and a speaking face, at the portrait's own size."""
    sound = SoundOutput(speakers, speakers.now)
    with shown_window(
        qtbot, tmp_path_factory.mktemp("settings"), lambda: MainWindow(sound=sound), 30.0
    ) as made:
        made.session.open(SPEAKS)
        made.session.seek(NOW)
        yield made


def settled(window, qtbot) -> None:
    """The frame at the playhead is there, in full size."""
    viewport, up_to_date = window.viewport, lambda: window.viewport.has_frame and window.preview.up_to_date
    qtbot.waitUntil(up_to_date, timeout=60_000)
    viewport.full_size()
    whole = viewport.picture_size().width()
    qtbot.waitUntil(lambda: up_to_date() and viewport.image.width() == whole, timeout=60_000)
    QApplication.processEvents()


def shown(window) -> np.ndarray:
    """The frame in the preview, (H, W, 3) uint8."""
    image = window.viewport.image
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), 2::-1].copy()


def chin(window) -> tuple[int, int]:
    """A point of the chin, in the portrait's pixels."""
    face = window.viewport.face_rect
    return round(face.center().x()), round(face.top() + 0.93 * face.height())


def square(frame: np.ndarray, at: tuple[int, int]) -> np.ndarray:
    """The pixels about a point."""
    x, y = at
    half = SIDE // 2
    return frame[y - half : y + half, x - half : x + half].astype(int)


def paint_chin(window, qtbot) -> None:
    """Over the chin, with the mouse."""
    x, y = chin(window)
    window.actions_by_name["front_brush"].setChecked(True)
    window.actions_by_name["brush_snap"].setChecked(False)
    window.front_brush.tool.set_brush(radius=1.2 * SIDE / 600, hardness=0.9)
    settled(window, qtbot)
    picture = window.viewport.picture_rect(0)
    across, down = (
        length / whole for length, whole in zip(picture.size().toTuple(), (512, 600), strict=True)
    )
    left, top = picture.left(), picture.top()
    drag(
        window.viewport,
        (left + (x - SIDE / 2) * across, top + y * down),
        (left + (x + SIDE / 2) * across, top + y * down),
    )
    window.front_brush.bar.done.click()
    settled(window, qtbot)


def test_the_chin_keeps_still_until_it_is_taken_back(window, qtbot, tmp_path):
    settled(window, qtbot)
    at, portrait = chin(window), load_portrait(portrait_path("builtin:hopper")).rgb
    moving = shown(window)
    paint_chin(window, qtbot)
    held = shown(window)
    assert np.abs(square(held, at) - square(portrait, at)).max() <= 1
    assert np.abs(square(moving, at) - square(portrait, at)).mean() > 3
    mouth = at[0], at[1] - 70
    assert np.abs(square(held, mouth) - square(portrait, mouth)).mean() > 5, "the mouth speaks on"
    window.session.undo_stack.undo()
    settled(window, qtbot)
    assert np.array_equal(shown(window), moving)
    window.session.undo_stack.redo()
    settled(window, qtbot)
    assert np.array_equal(shown(window), held)
    # Saved and opened again, and exported, it is the same frame.
    window.session.save(tmp_path / "film.lestalk")
    window.session.open(Project())
    assert window.open_file(tmp_path / "film.lestalk")
    window.session.seek(NOW)
    settled(window, qtbot)
    assert np.array_equal(shown(window), held)
    export_project(window.session.project, video_target(f"{tmp_path}/frames/"))
    frame = tmp_path / "frames" / f"frame_{round(NOW * 25):05d}.png"
    assert np.array_equal(np.asarray(Image.open(frame).convert("RGB")), held)
