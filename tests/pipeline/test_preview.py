from types import SimpleNamespace

import numpy as np
import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.errors import StudioError
from lestalk_studio.les.emotions import DIRECTIONS, EMOTION_INDEX
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import AUX_INDEX, DIM, INDEX
from lestalk_studio.pipeline.analysis import AnalysisKey, voice_path
from lestalk_studio.pipeline.frame_cache import FrameCache
from lestalk_studio.pipeline.parts import FittedFace, Parts, SeenFace
from lestalk_studio.pipeline.preview import Preview
from lestalk_studio.pipeline.project_render import edited, frame_range
from lestalk_studio.pipeline.readout import emotion_readout


class Counting:
    """Steps that count how often they are asked."""

    def __init__(self):
        self.fits = self.renders = 0

    def parts(self):
        portrait = SimpleNamespace(rgb=np.zeros((64, 48, 3), np.uint8))
        fit = SimpleNamespace(source_z=np.zeros(DIM, np.float32))

        def fitted(seen):
            self.fits += 1
            return FittedFace(portrait, fit, None)

        return Parts(
            look=lambda path, face: SeenFace(portrait, None), fit=fitted, renderer=lambda face, size: self
        )

    def render(self, z, aux):
        self.renders += 1
        return np.full((8, 6, 3), np.clip(50 * z[INDEX["AU12"]], 0, 255), np.uint8)


def project(**other):
    smile = Track("AU12", (Keyframe(0.0, 0.0), Keyframe(2.0, 2.0)))
    return Project(portrait="builtin:hopper", tracks=(smile,), **other)


def test_a_frame_is_rendered_once_and_the_face_fitted_once():
    steps = Counting()
    preview = Preview(steps.parts())
    first = preview.frame(project(), 2.0, None)
    again = preview.frame(project(), 2.0, None)
    other = preview.frame(project(), 0.0, None)
    assert steps.fits == 1 and steps.renders == 2
    assert first.rgb is again.rgb and other.rgb.max() < first.rgb.max()


def test_frames_that_show_the_same_are_one_in_the_cache():
    steps = Counting()
    preview = Preview(steps.parts())
    for time in (2.0, 3.0, 4.0):
        preview.frame(project(), time, None)
    assert steps.renders == 1 and len(preview.cache) == 1


def test_a_single_frame_is_the_frame_of_the_whole_clip():
    rng = np.random.default_rng(3)
    still = Performance.still(200, 25.0)
    z = np.clip(rng.normal(0.2, 0.1, still.z.shape), 0, 1).astype(np.float32)
    speech = (np.sin(np.arange(200) / 9) > 0).astype(np.float32)
    performance = Performance(25.0, z, still.aux, speech)
    sad = Track("sad", (Keyframe(0.0, 0.0), Keyframe(4.0, 2.0)))
    mouth = Track("mouth_preservation", (Keyframe(0.0, 0.0), Keyframe(8.0, 1.0)))
    made = Project(portrait="builtin:hopper", tracks=(sad, mouth))
    whole, _, _ = edited(made, np.zeros(DIM), performance)
    preview = Preview(Counting().parts())
    for frame in (0, 77, 150, 199):
        one = preview.frame(made, frame / 25, performance).result
        assert np.allclose(one, whole[frame], atol=1e-4)


def test_keyed_head_motion_takes_the_place_of_the_voices():
    turn = Track("head_yaw", (Keyframe(0.0, 12.0),))
    _, aux, _ = edited(Project(tracks=(turn,)), np.zeros(DIM), Performance.still(5, 25.0))
    assert (aux[:, AUX_INDEX["head_yaw"]] == 12.0).all()


def test_without_a_portrait_there_is_no_frame():
    assert Preview(Counting().parts()).frame(Project(), 0.0, None) is None


def test_the_cache_keeps_to_its_limit_and_drops_what_was_seen_longest_ago():
    cache = FrameCache(limit=250)
    for name in (b"a", b"b"):
        cache.put(name, np.zeros(100, np.uint8))
    cache.get(b"a")
    cache.put(b"c", np.zeros(100, np.uint8))
    assert cache.get(b"b") is None and cache.get(b"a") is not None and cache.bytes == 200


def test_an_analysis_depends_on_the_sound_but_not_on_edits(tmp_path):
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"1")
    key = AnalysisKey.of(project(audio=sound))
    assert key == AnalysisKey.of(Project(audio=sound))
    sound.write_bytes(b"22")
    assert key != AnalysisKey.of(project(audio=sound))


def test_an_unknown_built_in_voice_is_refused():
    with pytest.raises(StudioError, match="builtin:speech"):
        voice_path("builtin:nobody")


def test_the_range_of_an_export_lies_between_in_and_out():
    assert frame_range(project(start=0.4, end=1.2), 100) == (10, 30)
    assert frame_range(project(), 100) == (0, 100)
    with pytest.raises(StudioError, match="in and the out"):
        frame_range(project(start=9.0), 100)


def test_what_an_emotion_adds_reads_as_that_emotion():
    for name in ("happy", "sad", "angry"):
        levels = emotion_readout(2.0 * DIRECTIONS[EMOTION_INDEX[name]])
        assert levels.argmax() == EMOTION_INDEX[name] and levels.max() == pytest.approx(2.0, abs=0.3)
    assert not emotion_readout(np.zeros(DIM)).any()


@pytest.mark.slow
def test_the_real_chain_shows_a_smile_in_the_face_only():
    preview = Preview()
    plain = preview.frame(Project(portrait="builtin:hopper"), 0.0, None, 256)
    happy = Project(portrait="builtin:hopper", tracks=(Track("happy", (Keyframe(0.0, 2.0),)),))
    smiling = preview.frame(happy, 0.0, None, 256)
    change = np.abs(smiling.rgb.astype(int) - plain.rgb).max(axis=2)
    assert max(plain.rgb.shape[:2]) == 256
    assert change.max() > 40 and not change[-60:].any()
