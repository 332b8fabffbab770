"""Landmarks, mesh and motion over the face: where they should be, following every edit, and free when off."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lestalk_studio.ui.commands.keys import SetValues
from tests.e2e.editor.heads import CENTRE, HEIGHT, UNIT, WIDTH, with_head

CHIN, NOSE, LIP_CORNER = 152, 4, 61


@pytest.fixture
def head(window, portrait, qtbot):
    """A window that shows the head; gives its renderer."""
    preview = window.preview._frames._preview
    preview._parts, renderer = with_head(preview._parts)
    window.viewport.dropped.emit(portrait)
    settled(window, qtbot)
    return renderer


def settled(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.viewport.has_frame and window.preview.up_to_date, timeout=20_000)
    QApplication.processEvents()


def switched(window, qtbot, key) -> None:
    qtbot.keyClick(window, key)
    settled(window, qtbot)


def pixels(viewport) -> np.ndarray:
    """The viewport as it is painted, (H, W, 3) int."""
    image = viewport.grab().toImage().convertToFormat(viewport.image.format())
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[..., 2::-1].astype(int)


def on_screen(viewport, point) -> tuple[int, int]:
    rect = viewport.picture_rect()
    return (
        round(rect.left() + point[0] / WIDTH * rect.width()),
        round(rect.top() + point[1] / HEIGHT * rect.height()),
    )


def test_the_picture_is_measured_in_the_portraits_own_pixels(window, head):
    size = window.viewport.picture_size()
    assert (size.width(), size.height()) == (WIDTH, HEIGHT)


def test_landmarks_are_painted_where_they_lie_and_go_without_a_trace(window, head, qtbot):
    viewport = window.viewport
    before = pixels(viewport)
    switched(window, qtbot, Qt.Key.Key_5)
    marks, after = viewport.overlay.landmarks, pixels(viewport)
    assert marks.shape == (478, 2)
    assert np.hypot(*(marks[468] - marks[473])) == pytest.approx(UNIT, rel=0.05)
    for number in (CHIN, NOSE, LIP_CORNER, 468, 473):
        x, y = on_screen(viewport, marks[number])
        around = np.s_[y - 1 : y + 2, x - 1 : x + 2]
        assert np.abs(after[around] - before[around]).max() > 60, number
    changed = np.argwhere(np.abs(after - before).max(-1) > 30)
    low, high = on_screen(viewport, marks.min(0)), on_screen(viewport, marks.max(0))
    assert (changed.min(0)[::-1] >= np.array(low) - 5).all()
    assert (changed.max(0)[::-1] <= np.array(high) + 5).all()
    switched(window, qtbot, Qt.Key.Key_5)
    assert (pixels(viewport) == before).all()


def test_landmarks_follow_expression_and_head(window, head, qtbot):
    switched(window, qtbot, Qt.Key.Key_5)
    rest = window.viewport.overlay.landmarks
    window.session.attempt(SetValues, 0.0, {"AU26": 1.0})
    settled(window, qtbot)
    dropped = window.viewport.overlay.landmarks
    assert dropped[CHIN, 1] - rest[CHIN, 1] > 0.1 * UNIT
    assert np.abs(dropped[NOSE] - rest[NOSE]).max() < 0.03 * UNIT
    window.session.attempt(SetValues, 0.0, {"head_roll": 15.0})
    settled(window, qtbot)
    rolled = window.viewport.overlay.landmarks
    before, after = (np.subtract(*marks[[468, 473]]) for marks in (dropped, rolled))
    cosine = before @ after / np.linalg.norm(before) / np.linalg.norm(after)
    assert np.degrees(np.arccos(cosine)) == pytest.approx(15.0, abs=0.5)


def test_landmarks_stay_on_the_face_when_zoomed(window, head, qtbot):
    switched(window, qtbot, Qt.Key.Key_5)
    viewport = window.viewport
    viewport.zoom_by(1.7)
    x, y = on_screen(viewport, viewport.overlay.landmarks[NOSE])
    shown = pixels(viewport)
    assert np.abs(shown[y, x] - 100).max() > 60


def test_the_mesh_is_lines_that_face_the_viewer(window, head, qtbot):
    switched(window, qtbot, Qt.Key.Key_6)
    overlay = window.viewport.overlay
    assert overlay.landmarks is None and overlay.heat is None
    assert 500 < len(overlay.coarse_mesh) < 0.7 * len(overlay.mesh)
    centre = overlay.mesh.reshape(-1, 2).mean(0)
    assert np.abs(centre - CENTRE[:2]).max() < UNIT
    straight = len(overlay.mesh)
    window.session.attempt(SetValues, 0.0, {"head_yaw": 45.0})
    settled(window, qtbot)
    assert len(window.viewport.overlay.mesh) < straight


def test_the_mesh_becomes_finer_with_the_zoom(window, head, qtbot):
    switched(window, qtbot, Qt.Key.Key_6)
    viewport = window.viewport

    def part() -> float:
        rect = viewport.picture_rect().toRect().intersected(viewport.rect())
        shown = pixels(viewport)[rect.top() : rect.bottom(), rect.left() : rect.right()]
        return float((np.abs(shown - 100).max(-1) > 30).mean()) * rect.width() * rect.height()

    before = part()
    viewport.zoom_by(3.0)
    assert part() > 1.2 * before


def test_motion_is_seen_where_the_skin_moves_with_a_legend(window, head, qtbot):
    switched(window, qtbot, Qt.Key.Key_7)
    viewport = window.viewport
    assert not viewport.overlay.heat[..., 3].any()
    legend = pixels(viewport)
    window.session.attempt(SetValues, 0.0, {"AU26": 1.0})
    settled(window, qtbot)
    heat, box = viewport.overlay.heat, np.array(viewport.overlay.heat_box)
    rows = len(heat)
    y = box[1] + (np.arange(rows) + 0.5) / rows * (box[3] - box[1])
    strength = heat[..., 3].max(axis=1)
    brows, chin = CENTRE[1] - 0.3 * UNIT, CENTRE[1] + 1.95 * UNIT
    assert strength[np.abs(y - chin).argmin()] > 150 and strength[y < brows].max() < 30
    shown = pixels(viewport)
    x0, y0 = on_screen(viewport, (CENTRE[0], chin))
    assert np.ptp(shown[y0, x0]) > 40  # coloured, on a grey face
    switched(window, qtbot, Qt.Key.Key_7)
    plain = pixels(viewport)
    corner = np.s_[viewport.height() - 60 : viewport.height() - 15, 15:120]
    assert np.abs(legend[corner] - plain[corner]).max() > 60


def test_turning_the_head_is_no_motion_of_the_skin(window, head, qtbot):
    switched(window, qtbot, Qt.Key.Key_7)
    window.session.attempt(SetValues, 0.0, {"head_yaw": 12.0})
    settled(window, qtbot)
    assert not window.viewport.overlay.heat[..., 3].any()


def test_overlays_lie_over_the_result_alone(window, head, qtbot):
    window.session.attempt(SetValues, 0.0, {"AU26": 1.0})
    switched(window, qtbot, Qt.Key.Key_7)
    switched(window, qtbot, Qt.Key.Key_2)
    viewport = window.viewport
    shown = pixels(viewport)
    marks = CENTRE[0], CENTRE[1] + 1.95 * UNIT
    left, right = (
        on_screen(viewport, (marks[0] - 16, marks[1])),
        on_screen(viewport, (marks[0] + 16, marks[1])),
    )
    assert np.ptp(shown[left[1], left[0]]) < 5 and np.ptp(shown[right[1], right[0]]) > 40


def test_nothing_is_computed_while_no_overlay_is_on(window, head, qtbot):
    for frame in range(1, 6):
        window.session.seek(frame / 25)
        settled(window, qtbot)
    assert head.asked == 0 and window.viewport.overlay is None
    switched(window, qtbot, Qt.Key.Key_5)
    assert head.asked == 1


def test_all_three_at_once(window, head, qtbot):
    for key in (Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7):
        switched(window, qtbot, key)
    overlay = window.viewport.overlay
    assert overlay.landmarks is not None and overlay.mesh is not None and overlay.heat is not None
