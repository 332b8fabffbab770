"""Units solved from landmarks: what the head was made to do is what is found, and real talkers' lips are
followed."""

from __future__ import annotations

import numpy as np
import pytest

from lestalk_studio.face import signals
from lestalk_studio.face.camera import Pose, exponential
from lestalk_studio.face.landmarkmodel import landmark_model
from lestalk_studio.face.solve import UnitSolver, aperture_of_z, lip_aperture, solve_track
from lestalk_studio.les.space import AUX, AUX_INDEX, INDEX

_NAMES = ["jawOpen", "mouthSmileLeft", "mouthSmileRight", "eyeBlinkLeft", "eyeBlinkRight"]


def _seen(head, z: np.ndarray, aux: np.ndarray | None = None, turns=None) -> np.ndarray:
    """Landmarks as MediaPipe would give them, (T, 478, 3) pixels, of the head doing z (T, 41)."""
    rows = []
    for i, row in enumerate(z):
        points = head.landmarks(head.vertices(row, None if aux is None else aux[i])).astype(np.float64)
        turn = exponential(np.zeros(3) if turns is None else turns[i])
        rows.append(Pose(turn, 80.0, np.array([200.0, 150.0])).project(points) * [1, 1, -1])
    return np.stack(rows)


def _clip(head, name: str, level: float, turns=None):
    z = np.zeros((40, 41), np.float32)
    z[10:24, INDEX[name]] = level
    return z, solve_track(_seen(head, z, turns=turns), np.zeros((40, len(_NAMES))), _NAMES, head)


@pytest.mark.parametrize(
    "name", ["AU01", "AU02", "AU04", "AU09", "AU10", "AU12", "AU15", "AU17", "AU20", "AU25", "AU26", "AU18"]
)
def test_a_unit_is_found_again(name, head):
    _, (found, _) = _clip(head, name, 0.8)
    during, before = found[13:21].mean(axis=0), found[2:8].mean(axis=0)
    rise = during - before
    assert rise[INDEX[name]] > 0.2
    assert before.max() < 0.05
    assert found.min() >= 0


def test_no_scores_but_one_side(head):
    _, (found, _) = _clip(head, "L12", 0.9)
    during = found[13:21].mean(axis=0)
    left = during[INDEX["AU12"]] + during[INDEX["L12"]]
    right = during[INDEX["AU12"]] + during[INDEX["R12"]]
    assert left > right + 0.2


def test_turning_the_head_is_no_expression(head):
    turns = np.zeros((40, 3))
    turns[:, 1] = 0.35 * np.sin(np.arange(40) / 6)
    z, aux = solve_track(
        _seen(head, np.zeros((40, 41), np.float32), turns=turns), np.zeros((40, 5)), _NAMES, head
    )
    assert z.max() < 0.05
    yaw = aux[:, AUX_INDEX["head_yaw"]]
    expected = np.degrees(turns[:, 1])
    assert np.corrcoef(yaw, expected)[0, 1] > 0.999
    assert abs(np.ptp(yaw) / np.ptp(expected) - 1) < 0.1


def test_pose_axes(head):
    still = np.zeros((30, 41), np.float32)
    for channel, axis, sign in (("head_yaw", 1, 1), ("head_pitch", 0, -1), ("head_roll", 2, -1)):
        turns = np.zeros((30, 3))
        turns[15:, axis] = sign * 0.2
        _, aux = solve_track(_seen(head, still, turns=turns), np.zeros((30, 5)), _NAMES, head)
        step = aux[-5:, AUX_INDEX[channel]].mean() - aux[:5, AUX_INDEX[channel]].mean()
        assert abs(step - np.degrees(0.2)) < 1.0, channel


def test_blinks_and_gaze(head):
    aux = np.zeros((40, len(AUX)), np.float32)
    aux[18:22, AUX_INDEX["blink_l"]] = aux[18:22, AUX_INDEX["blink_r"]] = 1.0
    aux[28:, AUX_INDEX["gaze_yaw"]] = 15.0
    scores = np.zeros((40, 5))
    scores[18:22, 3:] = 0.75
    _, found = solve_track(_seen(head, np.zeros((40, 41), np.float32), aux), scores, _NAMES, head)
    for side in "lr":
        blink = found[:, AUX_INDEX[f"blink_{side}"]]
        assert blink[19:21].min() > 0.7 and blink[:15].max() < 0.1
    yaw = found[:, AUX_INDEX["gaze_yaw"]]
    assert 8 < yaw[-5:].mean() - yaw[:10].mean() < 25


def test_lip_opening_is_kept(head):
    z = np.zeros((50, 41), np.float32)
    opening = np.clip(np.sin(np.arange(50) / 4), 0, 1)
    z[:, INDEX["AU26"]], z[:, INDEX["AU25"]] = 0.5 * opening, 0.6 * opening
    found, _ = solve_track(_seen(head, z), np.zeros((50, 5)), _NAMES, head)
    want, got = aperture_of_z(z, head), aperture_of_z(found, head)
    assert np.corrcoef(want, got)[0, 1] > 0.98
    assert got[want == 0].max() < 0.02
    assert abs(got.max() / want.max() - 1) < 0.15


def test_lost_frames_are_bridged_and_none_is_refused(head):
    z = np.zeros((20, 41), np.float32)
    marks = _seen(head, z)
    marks[8:10] = 0.0
    marks[15] = np.nan
    found, aux = solve_track(marks, np.zeros((20, 5)), _NAMES, head)
    assert np.isfinite(found).all() and np.isfinite(aux).all() and found.max() < 0.05
    with pytest.raises(ValueError, match="face"):
        solve_track(np.zeros((20, 478, 3)), np.zeros((20, 5)), _NAMES, head)


def test_smoothing_has_no_lag():
    pulse = np.zeros(101)
    pulse[50] = 1.0
    assert signals.smoothed(pulse, 5).argmax() == 50
    assert np.allclose(signals.smoothed(pulse, 5), signals.smoothed(pulse[::-1], 5)[::-1])
    assert signals.smoothed(pulse[:2], 5).shape == (2,)
    assert signals.window(25) % 2 == 1 and signals.window(5) == 3


def test_bridging():
    values = np.array([9, 1, 9, 9, 4, 9], np.float64)
    valid = np.array([0, 1, 0, 0, 1, 0], bool)
    assert np.allclose(signals.bridged(values, valid), [1, 1, 2, 3, 4, 4])
    assert np.allclose(signals.bridged(values[:, None, None], valid)[:, 0, 0], [1, 1, 2, 3, 4, 4])
    values[0] = np.nan
    assert np.isfinite(signals.bridged(values, valid)).all()


def test_longest_gap():
    assert signals.longest_gap(np.array([1, 0, 0, 1, 0, 1], bool)) == (1, 2)
    assert signals.longest_gap(np.ones(4, bool)) == (0, 0)


def _aperture_correlation(file, size, head) -> float:
    data = np.load(file)
    marks = data["landmarks"].astype(np.float64) * (*size, size[0])
    z, aux = solve_track(marks, data["blendshapes"], list(data["blendshape_names"]), head)
    assert np.isfinite(z).all() and np.isfinite(aux).all() and z.min() >= 0 and z.max() < 2.5
    seen = lip_aperture(UnitSolver(head).align(marks)[0])
    return float(np.corrcoef(seen, aperture_of_z(z, head))[0, 1])


def test_real_talkers_lips_are_followed(head, shared_data):
    grid = sorted((shared_data / "grid" / "tracks").glob("*.npz"))[::60]
    others = sorted((shared_data / "voxceleb_val" / "tracks").glob("*.npz"))
    found = [_aperture_correlation(f, (360, 288), head) for f in grid]
    found += [_aperture_correlation(f, (256, 256), head) for f in others]
    assert np.median(found) > 0.97 and min(found) > 0.9


def test_units_stay_quiet_between_words(head, shared_data):
    data = np.load(sorted((shared_data / "grid" / "tracks").glob("s1_*.npz"))[0])
    marks = data["landmarks"].astype(np.float64) * (360, 288, 360)
    z, _ = solve_track(marks, data["blendshapes"], list(data["blendshape_names"]), head)
    still = lip_aperture(UnitSolver(head).align(marks)[0]) < 0.01
    assert still.sum() > 5
    assert np.abs(np.diff(z, 2, axis=0)).mean() < 0.02
    assert aperture_of_z(z, head)[still].max() < 0.04


def test_model_has_fields_for_what_it_solves(head):
    model = landmark_model(head)
    assert model.units.shape == (41, 478, 3) and np.isfinite(model.expressions).all()
    assert landmark_model(head) is model
