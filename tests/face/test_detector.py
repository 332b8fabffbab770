"""Faces are found at any size, measured repeatably, and refused in one sentence where they cannot be used."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.face.detector import Detection, FaceDetector, FaceTracker, choose_face
from lestalk_studio.face.quiet import quiet_native_log
from lestalk_studio.face.topology import IRIS_L, IRIS_R, MIRROR


@pytest.fixture(scope="module")
def hopper(hopper) -> np.ndarray:
    return hopper.rgb


@pytest.fixture(scope="module")
def face(detector, hopper) -> Detection:
    return detector.detect(hopper)[0]


def _resized(rgb, factor):
    import cv2

    return cv2.resize(
        rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    )


def _apart(one: np.ndarray, other: np.ndarray, iod: float) -> float:
    """Median distance of landmarks in the picture, as a part of the inter-ocular distance."""
    return float(np.median(np.hypot(*(one[:, :2] - other[:, :2]).T)) / iod)


def _refusal(faces, index=0) -> str:
    with pytest.raises(StudioError) as caught:
        choose_face(faces, index, "a.jpg")
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("shape", [(128, 128, 3), (300, 2000, 3), (1, 400, 3)])
def test_no_face(detector, shape):
    rng = np.random.default_rng(3)
    assert detector.detect(rng.integers(0, 255, shape, dtype=np.uint8)) == []
    assert "No face is found in a.jpg" in _refusal([])


def test_no_such_face(face):
    assert "one face" in _refusal([face], 1)
    assert "2 faces" in _refusal([face, face], 2)
    _refusal([face], -1)
    assert choose_face([face], 0) is face


@pytest.mark.parametrize("side", [-1, 1])
def test_profile(face, side):
    turned = face.matrix.copy()
    angle = np.radians(70 * side)
    turned[:3, :3] = [[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]]
    assert "profile" in _refusal([replace(face, matrix=turned)])


def test_tiny_face(face):
    message = _refusal([replace(face, landmarks=face.landmarks * 0.1)])
    assert "16 px needed" in message


def test_missing_model(tmp_path):
    with pytest.raises(StudioError, match="missing"):
        FaceDetector(model=tmp_path / "none.task")


def test_what_a_detection_holds(face):
    assert face.landmarks.shape == (478, 3) and face.landmarks.dtype == np.float32
    assert len(face.blendshapes) == 52 and face.matrix.shape == (4, 4)
    assert face.landmarks[IRIS_L[0], 0] > face.landmarks[IRIS_R[0], 0]  # the subject's left is on the right
    assert 75 < face.iod_px < 95 and abs(face.yaw) < 8
    assert sum(v > 0.3 for k, v in face.blendshapes.items() if k.startswith("mouth")) == 0


def test_mirror_pairs_are_mutual():
    assert np.array_equal(MIRROR[MIRROR], np.arange(478))


def test_mirrored_picture_gives_mirrored_landmarks(detector, hopper, face):
    other = detector.detect(hopper[:, ::-1])[0].landmarks[MIRROR].copy()
    other[:, 0] = hopper.shape[1] - other[:, 0]
    assert _apart(other, face.landmarks, face.iod_px) < 0.004


def test_shifted_picture_gives_shifted_landmarks(detector, hopper, face):
    moved = detector.detect(hopper[7:, 11:])[0].landmarks + np.float32([11, 7, 0])
    assert _apart(moved, face.landmarks, face.iod_px) < 0.004


@pytest.mark.parametrize(("height", "tolerance"), [(128, 0.03), (300, 0.01), (4320, 0.005)])
def test_sizes(detector, hopper, face, height, tolerance):
    factor = height / len(hopper)
    found = detector.detect(_resized(hopper, factor))
    assert len(found) == 1
    assert _apart(found[0].landmarks / factor, face.landmarks, face.iod_px) < tolerance


def test_small_face_in_an_8k_picture(detector, hopper, face):
    canvas = np.full((4320, 7680, 3), 90, np.uint8)
    factor = 64 / face.iod_px
    small = _resized(hopper, factor)
    canvas[2000 : 2000 + small.shape[0], 5000 : 5000 + small.shape[1]] = small
    found = detector.detect(canvas)
    assert len(found) == 1
    assert (
        _apart((found[0].landmarks - np.float32([5000, 2000, 0])) / factor, face.landmarks, face.iod_px)
        < 0.01
    )


def test_several_faces_largest_first(detector, hopper):
    import skimage.data

    canvas = np.full((900, 1600, 3), 120, np.uint8)
    canvas[:512, :512] = skimage.data.astronaut()
    canvas[100:700, 600:1112] = hopper
    small = _resized(hopper, 0.5)
    canvas[500 : 500 + small.shape[0], 1300 : 1300 + small.shape[1]] = small
    found = detector.detect(canvas)
    assert len(found) == 3
    assert found[0].extent > found[1].extent > found[2].extent
    assert 600 < found[0].landmarks[1, 0] < 1112 and found[2].landmarks[1, 0] > 1300


def test_face_that_fills_the_picture(detector, hopper, face):
    left, top, right, bottom = face.box.astype(int)
    found = detector.detect(hopper[top + 5 : bottom - 5, left + 5 : right - 5])
    assert len(found) == 1
    assert _apart(found[0].landmarks + np.float32([left + 5, top + 5, 0]), face.landmarks, face.iod_px) < 0.03


def test_shared_portraits_have_one_face_each(detector, shared_data):
    from lestalk_studio.face.portrait import load_portrait

    for path in sorted((shared_data / "portraits").glob("*.jpg")):
        found = detector.detect(load_portrait(path).rgb)
        assert len(found) == 1, path.name
        assert choose_face(found, 0, path.name).iod_px > 60


def test_hands_are_no_face(detector, shared_data):
    """At this size a single look takes Mona Lisa's folded hands for the larger of two faces."""
    import cv2

    from lestalk_studio.face.portrait import load_portrait

    picture = load_portrait(shared_data / "portraits" / "mona_lisa_leonardo.jpg").rgb
    large = cv2.resize(picture, (788, 1400), interpolation=cv2.INTER_AREA)
    faces = detector.detect(large)
    assert len(faces) == 1
    assert faces[0].landmarks[:, 1].max() < 700


def test_tracker_follows_and_admits_a_loss(hopper, face):
    with FaceTracker() as tracker:
        for frame in range(4):
            seen = tracker.next(np.roll(hopper, frame, axis=1), frame / 25)
            assert seen is not None and abs(seen.landmarks[1, 0] - face.landmarks[1, 0] - frame) < 3
        assert tracker.next(np.zeros_like(hopper), 4 / 25) is None
        assert tracker.next(hopper, 4 / 25) is not None  # the same time again must not stop it


def test_native_log_is_silent_and_python_is_heard(capfd):
    with FaceDetector() as opened:
        opened.detect_once(np.zeros((200, 200, 3), np.uint8))
    assert capfd.readouterr().err == ""
    with quiet_native_log():
        sys.stderr.write("still heard")
    assert "still heard" in capfd.readouterr().err
