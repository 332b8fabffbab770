"""The project as a value, and what it hands to the Emotion Injector."""

import pickle

import numpy as np
import pytest

from lestalk_studio.document import keys
from lestalk_studio.document.channels import CHANNELS, channels_of
from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import Marker
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import LINEAR
from lestalk_studio.les.emotions import EMOTION_INDEX, EMOTIONS
from lestalk_studio.les.injector import DEFAULT_MOUTH_PRESERVATION, EmotionInjector
from lestalk_studio.les.space import AUX, AUX_INDEX, DIM, INDEX, NAMES


def constant(name, value, **flags):
    return Track(name, (Keyframe(0, value),), **flags)


def test_every_emotion_and_unit_has_a_channel():
    assert tuple(c.name for c in channels_of("emotion")) == EMOTIONS
    assert tuple(c.name for g in ("action", "isolation") for c in channels_of(g)) == NAMES
    assert len(channels_of("action")) == 17 and len(channels_of("isolation")) == 24
    assert {c.name for c in channels_of("aux")} <= set(AUX)
    assert all(c.low <= c.soft_low <= c.default <= c.soft_high <= c.high for c in CHANNELS.values())


def test_an_empty_project_edits_nothing():
    edits = Project().sample(5)
    assert edits.levels.shape == (5, len(EMOTIONS)) and not edits.levels.any()
    assert edits.biases.shape == (5, DIM) and not edits.biases.any()
    np.testing.assert_allclose(edits.mouth_preservation, np.full(5, DEFAULT_MOUTH_PRESERVATION))
    assert edits.aux.shape == (5, len(AUX)) and not edits.aux_mask.any()
    arrays = (edits.levels, edits.biases, edits.mouth_preservation, edits.aux)
    assert all(a.dtype == np.float32 for a in arrays)
    assert Project().sample(0).levels.shape == (0, 8)


def test_tracks_arrive_in_their_columns():
    ramp = Track("sad", (Keyframe(0, 0.0, LINEAR), Keyframe(1, 2.0)))
    project = Project(tracks=(ramp, constant("AU12", -0.4), constant("L14", 0.6), constant("head_yaw", 8)))
    edits = project.sample(6, fps=5)
    np.testing.assert_allclose(edits.levels[:, EMOTION_INDEX["sad"]], [0, 0.4, 0.8, 1.2, 1.6, 2.0], atol=1e-6)
    np.testing.assert_allclose(edits.biases[:, INDEX["AU12"]], np.float32(-0.4))
    np.testing.assert_allclose(edits.biases[:, INDEX["L14"]], np.float32(0.6))
    assert np.flatnonzero(edits.aux_mask).tolist() == [AUX_INDEX["head_yaw"]]
    base = np.ones((6, len(AUX)), np.float32)
    laid = edits.over(base)
    assert (laid[:, AUX_INDEX["head_yaw"]] == 8).all() and laid.sum() == base.sum() + 6 * 7
    later = project.sample(1, fps=5, start=0.4)
    np.testing.assert_array_equal(later.levels[0], edits.levels[2])


def test_intensity_scales_emotions_alone():
    project = Project(tracks=(constant("happy", 2.0), constant("AU12", 0.5), constant("intensity", 0.5)))
    edits = project.sample(2)
    assert edits.levels[0, EMOTION_INDEX["happy"]] == 1.0
    assert edits.biases[0, INDEX["AU12"]] == 0.5


def test_muted_and_soloed_lanes():
    happy, sad = constant("happy", 1.0), constant("sad", 1.0)
    yaw, mouth = constant("head_yaw", 5.0), constant("mouth_preservation", 0.1)

    def levels(*tracks):
        return Project(tracks=tracks).sample(1).levels[0, [EMOTION_INDEX["happy"], EMOTION_INDEX["sad"]]]

    np.testing.assert_array_equal(levels(constant("happy", 1.0, muted=True), sad), [0, 1])
    np.testing.assert_array_equal(levels(constant("happy", 1.0, soloed=True), sad), [1, 0])
    np.testing.assert_array_equal(levels(constant("happy", 1.0, muted=True, soloed=True), sad), [0, 1])
    edits = Project(tracks=(constant("happy", 1.0, soloed=True), yaw, mouth)).sample(1)
    assert not edits.aux_mask.any() and edits.mouth_preservation[0] == np.float32(0.1)
    assert Project(tracks=(happy, Track("AU12", soloed=True))).sample(1).levels.sum() == 0


def test_the_samples_fit_the_injector():
    project = Project(tracks=(constant("happy", 2.0), constant("AU04", 0.5)))
    edits = project.sample(10)
    still = np.zeros((10, DIM), np.float32)
    moved = EmotionInjector(np.zeros(DIM)).inject(still, edits.levels, edits.biases, np.zeros(10))
    assert moved[5, INDEX["AU12"]] > 0.3 and moved[5, INDEX["AU04"]] == pytest.approx(0.5, abs=0.05)


def test_projects_are_values():
    one = Project(tracks=(constant("sad", 1.0), constant("happy", 1.0)))
    other = Project(tracks=(constant("happy", 1.0), Track("AU12"), constant("sad", 1.0)))
    assert one == other and hash(one) == hash(other)
    assert [t.name for t in one.tracks] == ["happy", "sad"]
    assert pickle.loads(pickle.dumps(one)) == one
    changed = one.with_track(keys.set_key(one.track("AU12"), 1.0, 0.5))
    assert one.track("AU12").keys == () and changed.track("sad") is one.track("sad")
    assert changed.changed(one) == ("AU12",)
    assert changed.with_track(Track("AU12")) == one
    assert changed.key_count == 3 and changed.last_key == 1.0


def test_markers():
    project = Project().with_marker(Marker(2.0, "b")).with_marker(Marker(1.0, "a"))
    assert [m.name for m in project.markers] == ["a", "b"]
    assert [m.name for m in project.with_marker(Marker(2.0, "c")).markers] == ["a", "c"]
    assert project.without_marker(1.0).markers == (Marker(2.0, "b"),)
    with pytest.raises(ValueError, match="no marker"):
        project.without_marker(5.0)
    assert project.last_key == 2.0
