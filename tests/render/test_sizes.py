"""Any resolution: large portraits keep their detail, small faces in large pictures cost what they are worth."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose


def enlarged(face, factor):
    """The picture `factor` times as large, with grain as fine as its new pixels, and its fit."""
    rgb = cv2.resize(face.portrait.rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).normal(0, 6, rgb.shape[:2]).astype(np.float32)[..., None]
    return np.clip(rgb + grain, 0, 255).astype(np.uint8), moved(face.fit, factor, (0.0, 0.0))


def moved(fit, factor, by):
    """The fit in a picture where its own is `factor` times as large, at `by` (x, y)."""
    place = np.array((*by, 0.0))
    eyes = {
        name: replace(
            eye,
            centre=np.asarray(eye.centre) * factor + place[: len(eye.centre)],
            radius=eye.radius * factor,
            iris_centre=np.asarray(eye.iris_centre) * factor + place[:2],
            iris_radius=eye.iris_radius * factor,
        )
        for name, eye in (("eye_l", fit.eye_l), ("eye_r", fit.eye_r))
    }
    vertices = (fit.vertices * factor + place).astype(fit.vertices.dtype)
    return replace(fit, vertices=vertices, scale=fit.scale * factor, **eyes)


def fineness(picture, box):
    x0, y0, x1, y1 = box
    return cv2.Laplacian(cv2.cvtColor(picture[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY), cv2.CV_32F).std()


def test_a_portrait_of_4k_keeps_its_grain(fitted):
    face = fitted["astronaut"]
    portrait, fit = enlarged(face, 8)
    assert max(portrait.shape) >= 4000
    renderer = PortraitRenderer(portrait, fit, face.head, occluders="none")
    z, aux = pose(AU12=0.6, AU26=0.4)
    assert np.array_equal(renderer.render(*pose()), portrait)
    frame = renderer.render(z, aux)
    assert frame.shape == portrait.shape
    eye, unit = np.asarray(fit.eye_l.centre)[:2], fit.scale
    cheek = [
        int(v) for v in (eye[0] - 0.2 * unit, eye[1] + 0.35 * unit, eye[0] + 0.2 * unit, eye[1] + 0.6 * unit)
    ]
    part = np.s_[cheek[1] : cheek[3], cheek[0] : cheek[2]]
    assert cv2.absdiff(frame[part], portrait[part]).mean() > 1
    assert fineness(frame, cheek) > 0.7 * fineness(portrait, cheek)


@pytest.mark.parametrize("wide", [64, 128])
def test_a_small_face_in_a_large_picture_is_all_that_is_drawn(fitted, wide):
    face = fitted["hopper"]
    x = face.fit.vertices[:, 0]
    factor = wide / float(x.max() - x.min())
    small = cv2.resize(face.portrait.rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    portrait = np.full((2160, 3840, 3), 90, np.uint8)
    portrait[700 : 700 + small.shape[0], 1500 : 1500 + small.shape[1]] = small
    renderer = PortraitRenderer(portrait, moved(face.fit, factor, (1500, 700)), face.head, occluders="none")
    x0, y0, x1, y1 = renderer.crop_box
    assert max(x1 - x0, y1 - y0) < 4 * wide
    frame = renderer.render(*pose(AU26=0.8, blink_l=1.0, head_yaw=8.0))
    changed = (frame != portrait).any(2)
    assert changed[y0:y1, x0:x1].sum() > 0.02 * wide * wide
    changed[y0:y1, x0:x1] = False
    assert not changed.any()
