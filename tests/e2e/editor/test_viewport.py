"""Looking at the face: fit, zoom, pan, compare with portrait or driving video, drop files, menus."""

import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import av
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.pipeline.parts import FittedFace
from lestalk_studio.ui import film_worker
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.commands.project import SetMedia
from tests.e2e.editor.mouse import double_click, drag, press, release

NONE = Qt.KeyboardModifier.NoModifier
SOURCE = 100
"""Brightness of the portrait."""


@pytest.fixture
def face(window, portrait, qtbot):
    """The viewport of a window whose face smiles all the time."""
    window.viewport.dropped.emit(portrait)
    window.session.attempt(SetValues, 0.0, {"AU12": 2.0})
    settled(window, qtbot)
    return window.viewport


def settled(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date)
    QApplication.processEvents()


def wheel(widget, at: QPointF, angle: int) -> None:
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def level(viewport, x: float, y: float) -> int:
    return viewport.grab().toImage().pixelColor(round(x), round(y)).red()


def smile_level(viewport) -> int:
    """Brightness of the face with its smile."""
    made = viewport.image.pixelColor(5, 5).red()
    assert made > SOURCE + 20
    return made


def point_under(viewport, at: QPointF) -> tuple[float, float]:
    rect = viewport.picture_rect()
    return (at.x() - rect.left()) / rect.width(), (at.y() - rect.top()) / rect.height()


# --- zoom and pan


def test_the_wheel_zooms_about_the_cursor(face):
    at = QPointF(face.picture_rect().center().x() + 40, face.picture_rect().center().y() - 30)
    before, scale = point_under(face, at), face.percent
    for _ in range(4):
        wheel(face, at, 120)
    assert face.percent == pytest.approx(scale * 1.2**4)
    assert point_under(face, at) == pytest.approx(before, abs=0.01)
    for _ in range(4):
        wheel(face, at, -120)
    assert face.percent == pytest.approx(scale)


def test_dragging_pans_and_never_loses_the_picture(face):
    for _ in range(6):
        wheel(face, QPointF(face.rect().center()), 120)
    before = face.picture_rect()
    drag(face, (200, 150), (260, 130))
    assert face.picture_rect().topLeft() - before.topLeft() == QPointF(60, -20)
    for _ in range(10):
        drag(face, (10, 10), (face.width() - 10, face.height() - 10))
    corner = face.picture_rect().topLeft()  # lies on whole pixels
    assert corner.x() <= face.width() / 2 + 0.5 and corner.y() <= face.height() / 2 + 0.5
    assert level(face, face.width() - 5, face.height() - 5) == smile_level(face)


def test_a_click_on_a_fitted_picture_leaves_it_fitted(face):
    press(face, 100, 100)
    release(face, 101, 100)
    assert face.view.zoom is None


def test_double_click_and_key_fit_again_and_full_size_is_a_pixel_a_pixel(window, face, qtbot):
    wheel(face, QPointF(100, 100), 120)
    double_click(face, 100, 100)
    assert face.view.zoom is None
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert face.percent == 100 and face.picture_rect().width() * face.devicePixelRatioF() == 30
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert face.view.zoom is None


def test_the_face_is_fitted_by_key_and_by_double_click(window, face, qtbot):
    def shown_of_face():
        whole = face.picture_rect()
        scale = whole.width() / 30
        box = QRectF(whole.left() + 10 * scale, whole.top() + 12 * scale, 10 * scale, 12 * scale)
        assert face.area().contains(box), "all of it is seen"
        assert box.center().x() == pytest.approx(face.area().center().x(), abs=2)
        assert box.center().y() == pytest.approx(face.area().center().y(), abs=2)
        return max(box.width() / face.width(), box.height() / face.height())

    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert 0.55 < shown_of_face() < 0.8
    double_click(face, 100, 100)
    assert face.view.zoom is None
    double_click(face, 100, 100)
    assert 0.55 < shown_of_face() < 0.8
    window.session.seek(1.0)
    settled(window, qtbot)
    assert 0.55 < shown_of_face() < 0.8, "another frame is looked at in the same way"


def test_the_bar_tells_the_zoom_and_sets_it(window, face):
    zoom = window.view_panel.zoom
    assert zoom.text() == f"Fit {face.percent:.0f} %"
    twice = next(action for action in zoom.menu().actions() if action.text() == "200 %")
    twice.trigger()
    assert zoom.text() == "200 %" and face.picture_rect().width() * face.devicePixelRatioF() == 60


def test_pixels_are_squares_when_zoomed_in(window, face, qtbot):
    checks = np.indices((40, 30)).sum(0) % 2 * 255
    face.show_frame(np.repeat(checks[..., None], 3, -1).astype(np.uint8))
    face.full_size()
    for _ in range(16):
        wheel(face, QPointF(face.rect().center()), 120)
    picture = face.grab().toImage()
    left, right = round(face.picture_rect().left()), round(face.picture_rect().right())
    seen = {picture.pixelColor(x, face.height() // 2).red() for x in range(left, right, 3)}
    assert seen <= {0, 255}


# --- comparison


def test_the_split_shows_source_left_and_result_right_of_a_line_that_is_dragged(window, face, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2)
    settled(window, qtbot)
    rect = face.picture_rect()
    middle, y = rect.center().x(), rect.top() + 60
    assert level(face, middle - 20, y) == SOURCE and level(face, middle + 20, y) == smile_level(face)
    drag(face, (middle, y), (middle + 60, y))
    assert level(face, middle + 40, y) == SOURCE and level(face, middle + 80, y) == smile_level(face)
    assert face.view.zoom is None
    drag(face, (middle + 60, y), (face.width() + 500, y))
    assert level(face, rect.right() - 10, y) == SOURCE
    double_click(face, rect.right() - 1, y)
    assert face.divider == 0.5
    qtbot.keyClick(window, Qt.Key.Key_1)
    assert level(face, middle - 20, y) == smile_level(face)


def test_side_by_side_zooms_and_pans_both(window, face, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_3)
    settled(window, qtbot)
    left, right = face.picture_rect(0), face.picture_rect(1)
    assert left.size() == right.size() and left.right() <= right.left()
    assert level(face, left.center().x(), left.center().y()) == SOURCE
    assert level(face, right.center().x(), right.center().y()) == smile_level(face)
    at = QPointF(left.center().x() + 20, left.center().y())
    wheel(face, at, 120)
    now = face.picture_rect(0)
    assert (at.x() - now.left()) / now.width() == pytest.approx(
        (at.x() - left.left()) / left.width(), abs=0.01
    )
    assert face.picture_rect(1).size() == now.size()


def test_only_one_comparison_is_on_and_the_source_is_not_rendered_for_nothing(window, face, qtbot):
    actions = window.actions_by_name
    frames = []
    window.preview.frame_ready.connect(frames.append)
    window.session.seek(0.4)
    settled(window, qtbot)
    assert frames[-1].source is None
    actions["show_both"].trigger()
    settled(window, qtbot)
    assert frames[-1].source is not None
    assert [actions[name].isChecked() for name in ("show_result", "show_split", "show_both")] == [0, 0, 1]


# --- the driving video


@pytest.fixture
def film(tmp_path):
    """Two seconds; each frame is as bright as twice its number."""
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", 25, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv444p"
        for i in range(50):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 2 * i, np.uint8), format="rgb24")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def film_level(viewport) -> int:
    centre = viewport.picture_rect(0).center()
    return level(viewport, centre.x(), centre.y())


def test_the_driving_video_is_shown_at_the_playhead_and_decoded_in_another_thread(
    window, face, film, qtbot, monkeypatch
):
    decoding = set()
    real = film_worker.FilmWorker.work

    def work(self, request):
        decoding.add(threading.current_thread())
        real(self, request)

    monkeypatch.setattr(film_worker.FilmWorker, "work", work)
    actions = window.actions_by_name
    assert not actions["show_film"].isEnabled()
    window.session.attempt(SetMedia, "au_source", film)
    assert actions["show_film"].isEnabled()
    actions["show_film"].trigger()
    assert actions["show_both"].isChecked()
    for frame in (0, 4, 2):
        window.session.seek(frame / 25)
        qtbot.waitUntil(lambda frame=frame: abs(film_level(face) - 2 * frame) <= 1)
    assert face.source_name == "film.mp4"
    assert decoding and threading.main_thread() not in decoding
    actions["show_film"].trigger()
    settled(window, qtbot)
    qtbot.waitUntil(lambda: film_level(face) == SOURCE)


def test_a_video_that_cannot_be_read_is_told_and_the_portrait_stays(window, face, tmp_path, qtbot):
    broken = tmp_path / "broken.mp4"
    broken.write_text("no video")
    window.session.attempt(SetMedia, "au_source", broken)
    window.actions_by_name["show_film"].trigger()
    qtbot.waitUntil(lambda: "broken.mp4 cannot be read" in window.statusBar().currentMessage())
    assert face.has_frame


def test_what_cannot_be_switched_on_says_why(window, face, film):
    show = window.actions_by_name["show_film"]
    assert not show.isEnabled() and "no driving video" in show.toolTip()
    window.session.attempt(SetMedia, "au_source", film)
    assert show.isEnabled() and show.toolTip() == "Driving video as the source (4)"


def test_taking_the_driving_video_away_shows_the_portrait_again(window, face, film, qtbot):
    window.session.attempt(SetMedia, "au_source", film)
    window.actions_by_name["show_film"].trigger()
    qtbot.waitUntil(lambda: not face.source_is_portrait and face.source_image is not None)
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: face.source_is_portrait and face.source_image is not None)
    assert not window.actions_by_name["show_film"].isEnabled()


# --- size of the frames


def test_frames_are_as_large_as_they_are_seen(window, portrait, qtbot):
    asked = []
    preview = window.preview._frames._preview
    parts = preview._parts

    def fitted(seen):
        made = parts.fit(seen)
        made.portrait.rgb = np.zeros((2000, 1500, 3), np.uint8)
        return made

    def renderer(face, size):
        asked.append(size)
        return parts.renderer(face, size)

    preview._parts = replace(parts, fit=fitted, renderer=renderer)
    window.viewport.dropped.emit(portrait)
    settled(window, qtbot)
    side = round(2000 * window.viewport.percent / 100)
    qtbot.waitUntil(lambda: asked and asked[-1] != 640 and side <= asked[-1] < side + 64)
    window.viewport.full_size()
    qtbot.waitUntil(lambda: asked[-1] == "source")
    assert window.viewport.percent == 100


class SlowRenderer:
    """Frames of the size asked for, none of them quick."""

    def __init__(self, size):
        self._side = 2000 if size == "source" else size

    def render(self, z, aux):
        time.sleep(0.03)
        return np.full((self._side, self._side * 3 // 4, 3), 100 + 40 * z[INDEX["AU12"]], np.uint8)


def test_a_resting_picture_is_refined_and_a_moving_one_follows_at_once(window, portrait, qtbot):
    preview = window.preview._frames._preview
    large = SimpleNamespace(rgb=np.zeros((2000, 1500, 3), np.uint8))
    fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32))
    preview._parts = replace(
        preview._parts,
        fit=lambda seen: FittedFace(large, fit, None),
        renderer=lambda face, size: SlowRenderer(size),
    )
    window.viewport.dropped.emit(portrait)
    window.session.attempt(SetValues, 0.0, {"AU12": 0.5})
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})
    settled(window, qtbot)
    window.viewport.full_size()
    qtbot.waitUntil(lambda: window.viewport.image.height() == 2000)
    heights = []
    window.preview.shown.connect(lambda shown: heights.append(shown.image.height()))
    window.session.seek(0.4)
    qtbot.waitUntil(lambda: heights[-1:] == [2000])
    assert heights[0] == 640 and window.viewport.percent == 100


def test_a_renderer_is_made_once_however_often_the_playhead_moves_meanwhile(window, portrait, qtbot):
    preview = window.preview._frames._preview
    large = SimpleNamespace(rgb=np.zeros((2000, 1500, 3), np.uint8))
    fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32))
    built, reached, go_on = [], threading.Event(), threading.Event()

    def renderer(face, size):
        built.append((size, threading.current_thread()))
        if size == "source":
            reached.set()
            go_on.wait(10)
        return SlowRenderer(size)

    preview._parts = replace(preview._parts, fit=lambda seen: FittedFace(large, fit, None), renderer=renderer)
    window.viewport.dropped.emit(portrait)
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})
    settled(window, qtbot)
    window.viewport.full_size()
    qtbot.waitUntil(reached.is_set)
    shown = []
    window.preview.shown.connect(shown.append)
    for frame in range(1, 6):  # frames go on coming while it is made
        window.session.seek(frame / 25)
        settled(window, qtbot)
        qtbot.waitUntil(lambda frame=frame: shown and shown[-1].frame.time == frame / 25)
    go_on.set()
    qtbot.waitUntil(lambda: window.viewport.image.height() == 2000)
    sizes = [size for size, _ in built]
    assert sizes.count("source") == 1
    assert built[-1][1] is not built[0][1] and threading.main_thread() not in {one for _, one in built}


# --- dropping and menus


def drop(window, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    viewport, at = window.viewport, QPoint(50, 50)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(viewport, QDragEnterEvent(at, copy, data, left, NONE))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), copy, data, left, NONE, QEvent.Type.Drop))


def test_portrait_and_voice_are_dropped_at_once(window, portrait, voice, qtbot):
    drop(window, voice, portrait)
    settled(window, qtbot)
    assert window.session.project.portrait == portrait and window.session.project.audio == voice
    assert window.canvas.wave is not None


def test_a_project_dropped_with_a_voice_is_opened_first(window, portrait, voice, tmp_path, qtbot):
    window.viewport.dropped.emit(portrait)
    window.files._write(tmp_path / "one.lestalk")
    window.files.new()
    drop(window, voice, tmp_path / "one.lestalk")
    settled(window, qtbot)
    assert window.session.file == tmp_path / "one.lestalk"
    assert window.session.project.portrait == portrait and window.session.project.audio == voice


def test_text_dragged_over_is_not_taken(window):
    data = QMimeData()
    data.setText("hello")
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    event.ignore()
    QApplication.sendEvent(window.viewport, event)
    assert not event.isAccepted()


def test_the_right_click_menu_has_every_switch_of_the_bar(window):
    offered = {action.text() for action in window.view_panel.menu().actions()}
    for name in ("fit_picture", "full_size", "show_split", "show_both", "show_mesh", "full_screen"):
        assert window.actions_by_name[name].text() in offered
