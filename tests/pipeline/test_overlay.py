"""What lies over a frame: colours of the motion, and landmarks that a detector finds where they are said to be."""

import numpy as np
import pytest

from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.overlay import (
    LANDMARKS,
    MESH,
    MOST_MOVED,
    OVERLAYS,
    Overlayer,
    heat_colours,
)
from lestalk_studio.pipeline.parts import fit, look, portrait_renderer
from tests.render.conftest import pose

SIDE = 480


def test_skin_that_rests_is_clear_and_more_motion_is_never_less_visible():
    colours = heat_colours(np.linspace(0, 1.5 * MOST_MOVED, 100))
    assert not colours[0].any()
    assert (np.diff(colours[:, 3].astype(int)) >= 0).all() and 150 < colours[-1, 3] < 230
    assert (colours[:, :3] <= colours[:, 3:]).all()  # premultiplied
    light = colours[40:, :3].astype(float).sum(1)
    assert (np.diff(light) >= -2).all()  # brighter and brighter, for any colour vision


@pytest.fixture(scope="module")
def face():
    return fit(look(portrait_path("builtin:hopper"), 0))


@pytest.fixture(scope="module")
def renderer(face):
    return portrait_renderer(face, SIDE)


def test_nothing_asked_is_nothing_made(face):
    class Untouchable:
        def shape_of(self, z, aux):
            raise AssertionError

    assert Overlayer(face).overlay(Untouchable(), *pose(), ()) is None


def test_only_what_was_asked_for_is_made(face, renderer):
    overlayer = Overlayer(face)
    made = overlayer.overlay(renderer, *pose(AU12=1.0), (MESH,))
    assert made.mesh is not None and made.landmarks is None and made.heat is None
    made = overlayer.overlay(renderer, *pose(AU12=1.0), (LANDMARKS,))
    assert made.landmarks is not None and made.mesh is None and made.coarse_mesh is None


def test_landmarks_of_the_resting_face_are_those_that_were_fitted(face, renderer):
    marks = Overlayer(face).overlay(renderer, *pose(), (LANDMARKS,)).landmarks
    apart = np.hypot(*(marks - face.fit.landmarks[:, :2]).T) / face.fit.iod_px
    assert np.median(apart) < 0.01 and np.percentile(apart, 95) < 0.03


def test_the_size_of_the_frames_makes_no_difference(face, renderer):
    z, aux = pose(AU26=0.8, head_yaw=8.0)
    small = Overlayer(face).overlay(renderer, z, aux, OVERLAYS)
    large = Overlayer(face).overlay(portrait_renderer(face, 576), z, aux, OVERLAYS)
    assert np.abs(small.landmarks - large.landmarks).max() < 0.05 * face.fit.iod_px
    assert np.abs(np.subtract(small.heat_box, large.heat_box)).max() < 8


@pytest.mark.slow
@pytest.mark.parametrize(
    "values",
    [
        {"AU12": 1.0, "AU06": 0.8, "head_yaw": 12.0},
        {"AU01": 0.9, "AU02": 0.9, "AU26": 0.9, "AU25": 0.6, "head_pitch": 10.0, "head_roll": -8.0},
        {"AU04": 1.0, "AU09": 0.6, "AU23": 0.5, "head_yaw": -12.0, "head_roll": 8.0},
    ],
)
def test_a_detector_finds_the_landmarks_of_the_rendered_face_there(face, renderer, values):
    from lestalk_studio.face.detector import FaceDetector

    z, aux = pose(**values)
    frame = renderer.render(z, aux)
    with FaceDetector() as detector:
        (found,) = detector.detect(frame)
    overlay = Overlayer(face).overlay(renderer, z, aux, OVERLAYS)
    scale = face.portrait.rgb.shape[1] / frame.shape[1]
    marks, seen = overlay.landmarks[:468], found.landmarks[:468, :2] * scale
    apart = np.hypot(*(marks - seen).T) / face.fit.iod_px
    still = Overlayer(face).overlay(renderer, *pose(), (LANDMARKS,)).landmarks[:468]
    moved = np.hypot(*(still - seen).T) / face.fit.iod_px
    # What the detector itself does not see of an expression is a few percent; staying behind would be far more.
    assert np.median(apart) < 0.04 and np.percentile(apart, 95) < 0.12
    assert np.median(apart) < 0.4 * np.median(moved)
    # The picture of the motion lies on the face.
    low, high = seen.min(0), seen.max(0)
    box = np.array(overlay.heat_box).reshape(2, 2)
    assert (box[0] < low + 0.2 * (high - low)).all() and (box[1] > high - 0.2 * (high - low)).all()
