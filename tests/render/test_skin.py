"""What keeps skin whole: folds that spread, surroundings that follow, spectacles that do not."""

import cv2
import numpy as np

from lestalk_studio.render.glasses import frame_hold
from lestalk_studio.render.relax import FoldRelaxer
from lestalk_studio.render.stiffness import rigid_weight
from lestalk_studio.render.surround import Surround
from tests.render.conftest import pose


def sheet(n=15, pitch=6.0, corner=(40.0, 40.0)):
    y, x = np.mgrid[0:n, 0:n]
    points = np.column_stack((x.ravel() * pitch + corner[0], y.ravel() * pitch + corner[1], np.zeros(n * n)))
    cell = np.arange(n * n).reshape(n, n)
    a, b, c, d = cell[:-1, :-1].ravel(), cell[:-1, 1:].ravel(), cell[1:, 1:].ravel(), cell[1:, :-1].ravel()
    triangles = np.vstack((np.column_stack((a, b, c)), np.column_stack((a, c, d)))).astype(np.int32)
    return points.astype(np.float32), triangles


def areas(points, triangles):
    a, b, c = (points[triangles[:, k], :2] for k in range(3))
    u, v = b - a, c - a
    return u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]


def test_folds_are_spread():
    points, triangles = sheet()
    pushed = np.zeros_like(points)
    pushed[points[:, 1] > 80, 1] = -7.0
    folded = areas(points + pushed, triangles)
    FoldRelaxer(points, triangles, np.array([], int)).apply(pushed)
    spread = areas(points + pushed, triangles)
    assert (folded < 0).any()
    assert not (spread < 0).any()


def test_gentle_motion_is_not_touched():
    points, triangles = sheet()
    pushed = np.zeros_like(points)
    pushed[:, 1] = -0.1 * (points[:, 1] - 40)
    before = pushed.copy()
    FoldRelaxer(points, triangles, np.array([], int)).apply(pushed)
    np.testing.assert_array_equal(pushed, before)


def back_in_full(back, shape):
    rows, columns = back.shape[:2]
    scale = np.array((columns - 1, rows - 1)) / (np.array(shape[::-1]) - 1)
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return cv2.remap(back, x * np.float32(scale[0]), y * np.float32(scale[1]), cv2.INTER_LINEAR)


def test_the_surroundings_follow_and_the_border_holds():
    points, triangles = sheet()
    shape = (170, 160)
    surround = Surround(points, triangles, np.full((*shape, 3), 128, np.uint8))
    moved = np.zeros((len(points), 2), np.float32)
    moved[:, 1] = 8.0
    back = back_in_full(surround.backward(moved), shape)
    assert np.abs(back[[0, -1]]).max() < 1e-4 and np.abs(back[:, [0, -1]]).max() < 1e-4
    assert back[90, 80, 1] < -7.0
    below = back[130:165:5, 80, 1]
    assert np.all(np.diff(below) > 0) and below[0] < -3.0


def test_no_motion_moves_nothing_around():
    points, triangles = sheet()
    surround = Surround(points, triangles, np.full((170, 160, 3), 128, np.uint8))
    assert not surround.backward(np.zeros((len(points), 2), np.float32)).any()


def test_the_heads_motion_reaches_past_detail_and_ends_on_what_is_smooth():
    face = np.zeros((60, 60), bool)
    face[20:40, 22:38] = True
    plain = np.full((240, 240, 3), 128, np.uint8)
    striped = plain.copy()
    striped[:, 176:192:4] = 255  # a fence to the right of the head
    bare, behind = rigid_weight(face, plain), rigid_weight(face, striped)
    for weight in (bare, behind):
        assert weight[30, 30] == 1 and not weight[0].any() and not weight[:, -1].any()
        assert weight.min() >= 0 and weight.max() <= 1
    drop = [float(w[30, 44] - w[30, 48]) for w in (bare, behind)]
    assert drop[1] < 0.6 * drop[0]


def test_hair_goes_with_the_head_and_shoulders_stay():
    face = np.zeros((60, 60), bool)
    face[20:36, 23:37] = True
    crop = np.full((240, 240, 3), 128, np.uint8)
    person = np.zeros((240, 240), np.float32)
    person[20:150, 60:180] = 1  # head and hair, and a lock of it at the picture's upper edge
    person[:24, 110:130] = 1
    person[150:] = 1
    inside, cut_off = (rigid_weight(face, crop, person, (True, own, True)) for own in (False, True))
    assert cut_off[8:30, 18:42].min() > 0.9 and inside[8:30, 18:42].min() > 0.7
    assert inside[44:, :10].max() < 0.1 and inside[-4:].max() < 0.05
    # Hair that only the crop cuts off has to meet what is drawn beyond; at the picture's edge nothing is.
    assert inside[0, 29] == 0 and cut_off[0, 29] > 0.9


def hold_of(renderer):
    return frame_hold(
        renderer._crop, renderer._points, renderer._mesh.skin, renderer._eye_openings, renderer._unit
    )


def test_spectacles_are_recognised_and_held(renderers):
    assert hold_of(renderers["astronaut"]) is None
    hold = hold_of(renderers["hopper"])
    assert hold.min() == 0 and hold.max() == 1
    mouth = renderers["hopper"]._mouth_opening
    assert np.all(hold[mouth.upper] == 1)


def test_a_lower_rim_keeps_its_shape_whatever_the_face_does(renderers, fitted):
    """Neither cheeks that rise nor a nose that wrinkles may bend it; the skin further off moves all the same."""
    renderer = renderers["hopper"]
    rim = (hold_of(renderer) == 0) & (fitted["hopper"].head.neutral[:, 1] < -0.3)
    assert rim.sum() > 30
    for values in ({"AU06": 1.0, "AU12": 1.0}, {"AU09": 1.0, "AU10": 1.0}):
        moved = np.abs(renderer._deform.displacement(*pose(**values))[:, :2]).max(1) / renderer._unit
        assert moved[rim].max() < 0.002
        assert moved.max() > 0.03
