"""Fitting, zooming, panning, panes and the divider of the preview."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from lestalk_studio.ui.viewport_geometry import (
    RESULT,
    SIDE_BY_SIDE,
    SPLIT,
    PictureView,
    divider_x,
    is_sharp,
    panes,
    wanted_side,
)

PICTURE, PANE = QSizeF(1000, 500), QRectF(0, 0, 400, 400)


def under(view: PictureView, at: QPointF, pane=PANE) -> tuple[float, float]:
    """The point of the picture, in its pixels, at a point of the screen."""
    rect = view.rect(PICTURE, pane, 1000.0)  # so fine that nothing is rounded
    return (
        (at.x() - rect.left()) / rect.width() * PICTURE.width(),
        (at.y() - rect.top()) / rect.height() * PICTURE.height(),
    )


def test_a_fitted_picture_touches_two_edges_and_lies_in_the_middle():
    assert PictureView().rect(PICTURE, PANE) == QRectF(0, 100, 400, 200)


@pytest.mark.parametrize("factor", [1.2, 1 / 1.2, 1.2**5])
@pytest.mark.parametrize("at", [QPointF(200, 200), QPointF(120, 210)])
def test_zooming_keeps_the_point_under_the_cursor(factor, at):
    view = PictureView(3.0, (0.4, 0.5))
    after = view.zoomed(PICTURE, PANE, at, factor, 1.0)
    assert after.zoom == pytest.approx(3.0 * factor)
    assert under(after, at) == pytest.approx(under(view, at), abs=0.05)


def test_full_size_is_a_stop_while_zooming():
    view = PictureView(0.9).zoomed(PICTURE, PANE, PANE.center(), 1.2, 1.0)
    assert view.zoom == 1.0
    assert view.zoomed(PICTURE, PANE, PANE.center(), 1.2, 1.0).zoom == pytest.approx(1.2)
    assert PictureView(0.45).zoomed(PICTURE, PANE, PANE.center(), 1.2, 2.0).zoom == 0.5


def test_zooming_has_limits():
    near, far = PictureView(1.0), PictureView(1.0)
    for _ in range(100):
        near = near.zoomed(PICTURE, PANE, PANE.center(), 1.5, 1.0)
        far = far.zoomed(PICTURE, PANE, PANE.center(), 1 / 1.5, 1.0)
    assert near.zoom == 32.0 and far.zoom == 0.05


def test_a_large_picture_can_be_panned_until_its_edge_is_in_the_middle():
    view = PictureView(2.0).panned(PICTURE, PANE, QPointF(1e6, -1e6))
    rect = view.rect(PICTURE, PANE)
    assert rect.left() == PANE.center().x() and rect.bottom() == PANE.center().y()


def test_a_small_picture_can_be_panned_until_its_middle_is_at_the_edge():
    view = PictureView(0.2).panned(PICTURE, PANE, QPointF(1e6, -1e6))
    rect = view.rect(PICTURE, PANE)
    assert rect.center().x() == PANE.right() and rect.center().y() == PANE.top()


def test_panning_moves_by_as_much_as_the_mouse():
    before = PictureView(2.0).rect(PICTURE, PANE)
    after = PictureView(2.0).panned(PICTURE, PANE, QPointF(30, -20)).rect(PICTURE, PANE)
    assert after.topLeft() - before.topLeft() == QPointF(30, -20)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_edges_lie_on_device_pixels(ratio):
    rect = PictureView(0.37, (0.41, 0.53)).rect(PICTURE, PANE, ratio)
    for edge in (rect.left(), rect.top(), rect.right(), rect.bottom()):
        assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-9)


def test_at_full_size_every_pixel_of_the_picture_is_one_of_the_screen():
    for ratio in (1.0, 1.25, 2.0):
        rect = PictureView(1 / ratio).rect(PICTURE, PANE, ratio)
        assert rect.width() * ratio == pytest.approx(PICTURE.width())
        assert not is_sharp(1 / ratio, ratio) and is_sharp(2 / ratio, ratio)


def test_side_by_side_are_two_panes_of_one_size():
    left, right = panes(PANE, SIDE_BY_SIDE)
    assert left.size() == right.size() and left.right() < right.left() and right.right() == PANE.right()
    assert panes(PANE, SPLIT) == panes(PANE, RESULT) == [PANE]


def test_the_divider_goes_with_the_picture_but_stays_in_sight():
    picture = QRectF(-300, 0, 1000, 400)
    assert divider_x(0.5, picture, PANE) == 200
    assert divider_x(0.0, picture, PANE) == 0 and divider_x(1.0, picture, PANE) == 400


def test_frames_are_wanted_as_large_as_they_are_seen_and_never_larger_than_the_picture():
    assert wanted_side(PictureView(), PICTURE, PANE, 1.0) == 400
    assert wanted_side(PictureView(), PICTURE, PANE, 2.0) == 800
    assert wanted_side(PictureView(4.0), PICTURE, PANE, 2.0) == 1000
