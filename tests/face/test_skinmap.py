"""The face laid flat."""

from __future__ import annotations

import numpy as np

from lestalk_studio.face.head import Head
from lestalk_studio.face.skinmap import flat, skin_uv
from lestalk_studio.render.layout import drawn_skin


def test_the_drawn_face_lies_on_the_map_once():
    head = Head.load()
    drawn = drawn_skin(head)
    uv = skin_uv(head.neutral)
    assert uv[drawn].min() > 0 and uv[drawn].max() < 1
    faces = head.faces[drawn[head.faces].all(1)]
    a, b, c = (uv[faces[:, k]] for k in range(3))
    turned = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    # v points down, so triangles that are seen from outside turn the other way; nostrils lie behind the nose.
    assert (turned >= 0).mean() < 0.01


def test_left_and_right_are_mirrored():
    places = np.array([(0.6, 0.2, -0.4), (-0.6, 0.2, -0.4)], np.float32)
    left, right = skin_uv(places)
    assert np.isclose(left[0], 1 - right[0]) and left[1] == right[1]


def test_the_front_keeps_its_shape_and_the_sides_are_unrolled():
    np.testing.assert_allclose(flat(np.array((0.3, -0.2, 0.5))), (0.3, -0.2), rtol=1e-6)
    near, far = flat(np.array(((1.0, 0.0, 0.1), (1.0, 0.0, -0.6))))
    assert far[0] > near[0] and far[1] == near[1]
