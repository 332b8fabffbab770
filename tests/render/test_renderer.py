import numpy as np
import pytest

from lestalk_studio.face.detector import FaceDetector
from lestalk_studio.render.renderer import PortraitRenderer
from tests.render.conftest import pose

BOTH = ["hopper", "astronaut"]


def landmarks(picture):
    with FaceDetector() as detector:
        return detector.detect(picture)[0]


@pytest.mark.parametrize("name", BOTH)
def test_nothing_asked_gives_back_the_portrait_exactly(renderers, fitted, name):
    frame = renderers[name].render(*pose())
    assert np.array_equal(frame, fitted[name].portrait.rgb)


@pytest.mark.parametrize("name", BOTH)
def test_a_breath_of_motion_is_a_breath_of_change(renderers, fitted, name):
    frame = renderers[name].render(*pose(AU01=1e-4, head_yaw=1e-4)).astype(int)
    difference = np.abs(frame - fitted[name].portrait.rgb.astype(int))
    assert difference.max() <= 8
    assert (difference > 2).mean() < 1e-4


@pytest.mark.parametrize("name", BOTH)
def test_only_the_crop_changes_and_its_border_does_not(renderers, fitted, name):
    frame = renderers[name].render(*pose(AU26=1, AU12=1, head_yaw=8, head_pitch=5, head_x=0.1))
    source = fitted[name].portrait.rgb
    x0, y0, x1, y1 = renderers[name].crop_box
    outside = np.ones(source.shape[:2], bool)
    outside[y0 + 1 : y1 - 1, x0 + 1 : x1 - 1] = False
    assert np.array_equal(frame[outside], source[outside])


def test_the_same_input_gives_the_same_bytes(fitted):
    face = fitted["hopper"]
    frames = [
        PortraitRenderer(face.portrait.rgb, face.fit, face.head).render(
            *pose(AU12=0.7, AU26=0.4, blink_l=0.5)
        )
        for _ in range(2)
    ]
    assert np.array_equal(*frames)


def test_jaw_drop_opens_the_mouth_of_the_picture(renderers):
    before = landmarks(renderers["hopper"].render(*pose()))
    after = landmarks(renderers["hopper"].render(*pose(AU26=0.8, AU25=0.3)))
    gap = [(d.landmarks[14, 1] - d.landmarks[13, 1]) / d.iod_px for d in (before, after)]
    assert gap[0] < 0.05
    assert gap[1] > 0.20
    assert after.blendshapes["jawOpen"] > before.blendshapes["jawOpen"] + 0.3


def test_lip_corners_rise_when_pulled(renderers):
    before = landmarks(renderers["hopper"].render(*pose()))
    after = landmarks(renderers["hopper"].render(*pose(AU12=1)))
    corners = [d.landmarks[[61, 291]] - d.landmarks[[1]] for d in (before, after)]
    assert np.all((corners[0] - corners[1])[:, 1] > 0.08 * before.iod_px)
    assert np.linalg.norm(np.diff(corners[1], axis=0)) > 1.1 * np.linalg.norm(np.diff(corners[0], axis=0))


def test_a_blink_closes_eyes_as_large_as_they_are(renderers):
    open_eyes = landmarks(renderers["astronaut"].render(*pose()))
    closed = landmarks(renderers["astronaut"].render(*pose(blink_l=1, blink_r=1)))
    for upper, lower, side in ((386, 374, "Left"), (159, 145, "Right")):
        before, after = ((d.landmarks[lower] - d.landmarks[upper])[1] for d in (open_eyes, closed))
        assert after < 0.65 * before
        assert closed.blendshapes[f"eyeBlink{side}"] > 3 * open_eyes.blendshapes[f"eyeBlink{side}"]


def test_one_eye_can_wink(renderers, fitted):
    frame = renderers["astronaut"].render(*pose(blink_l=1)).astype(int)
    changed = np.abs(frame - fitted["astronaut"].portrait.rgb.astype(int)).sum(2) > 24
    fit = fitted["astronaut"].fit
    reach = round(0.2 * fit.scale)
    counts = {}
    for side in "lr":
        x, y = np.rint(np.asarray(getattr(fit, f"eye_{side}").iris_centre[:2])).astype(int)
        counts[side] = changed[y - reach : y + reach, x - reach : x + reach].sum()
    assert counts["l"] > 20
    assert counts["r"] == 0


def test_gaze_moves_the_iris_to_the_subjects_left(renderers):
    before = landmarks(renderers["astronaut"].render(*pose()))
    after = landmarks(renderers["astronaut"].render(*pose(gaze_yaw=18)))
    for iris, corner in ((468, 33), (473, 263)):
        moved = (after.landmarks[iris] - after.landmarks[corner]) - (
            before.landmarks[iris] - before.landmarks[corner]
        )
        assert moved[0] > 0.01 * before.iod_px


def test_head_turns_the_way_it_is_told(renderers):
    def nose_to_eyes(detection):
        eyes = detection.landmarks[[33, 263]].mean(0)
        return (detection.landmarks[1] - eyes)[:2] / detection.iod_px

    still = nose_to_eyes(landmarks(renderers["hopper"].render(*pose())))
    left = nose_to_eyes(landmarks(renderers["hopper"].render(*pose(head_yaw=6))))
    up = nose_to_eyes(landmarks(renderers["hopper"].render(*pose(head_pitch=6))))
    assert left[0] > still[0] + 0.02  # the subject's left is the picture's right
    assert up[1] < still[1] - 0.02


def test_a_mouth_open_in_the_portrait_can_be_closed(renderers, fitted):
    own = fitted["astronaut"].fit.source_z
    before = landmarks(renderers["astronaut"].render(*pose()))
    closed = landmarks(renderers["astronaut"].render(-own, pose()[1]))
    gap = [(d.landmarks[14, 1] - d.landmarks[13, 1]) / d.iod_px for d in (before, closed)]
    assert gap[0] > 0.07
    assert gap[1] < 0.04


def test_shut_lips_show_no_inside(renderers):
    frame = renderers["hopper"].render(*pose(AU24=0.6, AU01=0.5))
    reference = renderers["hopper"].render(*pose(AU01=0.5))
    x0, y0, x1, y1 = renderers["hopper"].crop_box
    assert int(frame[y0:y1, x0:x1].min()) >= int(reference[y0:y1, x0:x1].min()) - 12


@pytest.mark.parametrize("size", [256, 900])
def test_size_is_the_longer_side(fitted, size):
    face = fitted["hopper"]
    renderer = PortraitRenderer(face.portrait.rgb, face.fit, face.head, size=size)
    frame = renderer.render(*pose(AU12=0.5))
    assert max(frame.shape[:2]) == size
    assert renderer.shape == frame.shape[:2]


def test_wild_values_still_make_a_picture(renderers):
    rng = np.random.default_rng(3)
    z, aux = pose()
    for _ in range(6):
        z[:] = rng.uniform(-1, 2, len(z))
        aux[:] = rng.uniform(-2, 2, len(aux))
        frame = renderers["hopper"].render(z, aux)
        assert frame.dtype == np.uint8
        assert frame.std() > 20
