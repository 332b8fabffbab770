"""What a performance does to a face by the chosen expression model: the same in a preview and in a whole clip."""

from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace

import numpy as np
import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.errors import StudioError
from lestalk_studio.face.head import Head
from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.les.performance import Performance
from lestalk_studio.les.space import DIM, INDEX
from lestalk_studio.nets.les_to_beta import LesToBeta
from lestalk_studio.pipeline.analysis import AnalysisKey
from lestalk_studio.pipeline.expression import asked, correction_at, expression_model, linear
from lestalk_studio.pipeline.moment import moment_of
from lestalk_studio.pipeline.parts import FittedFace, Parts
from lestalk_studio.pipeline.preview import Preview
from lestalk_studio.pipeline.project_render import project_chain, project_key

SOURCE = np.linspace(0.0, 0.2, DIM, dtype=np.float32)
LEVELS = np.zeros((60, len(EMOTIONS)), np.float32)


def fitted(path=None):
    return FittedFace(None, SimpleNamespace(source_z=SOURCE), None, to_beta=LesToBeta(Head.load(), path))


def spoken(frames=60, fps=25.0):
    """Lips and jaw in motion, still for a while in the middle."""
    made = Performance.still(frames, fps)
    at = np.arange(frames) / fps
    made.z[:, INDEX["AU25"]] = 0.4 * np.clip(np.sin(14 * at), 0, 1)
    made.z[:, INDEX["AU26"]] = 0.5 * np.clip(np.sin(14 * at + 0.3), 0, 1)
    made.z[:, INDEX["AU12"]] = 0.1
    made.z[frames // 2 : frames // 2 + 8] = 0
    return made


def test_the_linear_map_adds_nothing():
    assert expression_model(fitted(), "linear") is linear
    assert linear(spoken().z, LEVELS, 25.0) is None
    assert expression_model(replace(fitted(), to_beta=None), "cdan") is linear


@pytest.mark.parametrize("fps", [24.0, 25.0, 29.97, 50.0])
def test_a_frame_is_corrected_as_in_the_whole_clip(fps):
    correct, performance = expression_model(fitted(), "cdan"), spoken(fps=fps)
    whole = correct(performance.z, LEVELS, fps)
    project = Project(fps=fps)
    for frame in (0, 2, 11, 25, 44, 59):
        found = moment_of(project, SOURCE, frame / fps, performance, correct)[2]
        assert found is not None and np.array_equal(found, whole[frame])
        assert np.array_equal(found, correction_at(correct, performance.z, LEVELS, frame, fps))


def test_a_still_face_is_not_corrected():
    correct = expression_model(fitted(), "cdan")
    assert correct(np.zeros((5, DIM), np.float32), LEVELS[:5], 25.0) is None
    assert correction_at(correct, spoken().z, LEVELS, 34, 25.0) is None
    assert not correct(spoken().z, LEVELS, 25.0)[30:38].any()


def test_units_arrive_the_same_with_either_model():
    smile = Project(tracks=(Track("AU12", (Keyframe(0.0, 0.5),)),))
    correct = expression_model(fitted(), "cdan")
    z, _, correction, _ = moment_of(smile, SOURCE, 0.4, spoken(), correct)
    plain, _, _, _ = moment_of(smile, SOURCE, 0.4, spoken())
    unedited = moment_of(Project(), SOURCE, 0.4, spoken(), correct)[2]
    assert np.array_equal(z, plain)
    assert np.array_equal(correction, unedited)


def test_what_is_added_gives_way_to_an_emotion_in_proportion():
    correct, none = expression_model(fitted(), "cdan"), Project()
    unedited = moment_of(none, SOURCE, 0.4, spoken(), correct)[2]
    for name, level, left in (
        ("happy", 1.5, 0.5),
        ("fear", 3.0, 0.0),
        ("sad", 4.0, 0.0),
        ("neutral", 3.0, 1.0),
    ):
        felt = Project(tracks=(Track(name, (Keyframe(0.0, level),)),))
        found = moment_of(felt, SOURCE, 0.4, spoken(), correct)[2]
        if not left:
            assert found is None
        else:
            np.testing.assert_allclose(found, left * unedited, rtol=1e-5)


def test_a_renderer_is_told_of_a_correction_only_where_there_is_one():
    assert len(asked(SOURCE, SOURCE, None)) == 2
    assert len(asked(SOURCE, SOURCE, np.zeros(64))) == 3


def test_missing_weights_are_told_in_a_sentence(tmp_path):
    correct = expression_model(fitted(tmp_path / "cdan.safetensors"), "cdan")
    with pytest.raises(StudioError, match="missing or damaged"):
        correct(spoken().z, LEVELS, 25.0)


def test_exports_by_other_models_are_not_taken_for_one_another():
    keys = {
        project_key(Project(portrait="builtin:hopper", expression_model=m), "") for m in ("cdan", "linear")
    }
    assert len(keys) == 2


@pytest.fixture(scope="module")
def parts():
    """The real chain; the face is fitted once."""
    real = Parts()
    return replace(real, fit=lru_cache(lambda seen: real.fit(seen)), look=lru_cache(real.look))


def clip(model, **fields):
    project = Project(portrait="builtin:hopper", expression_model=model, **fields)
    return replace(project, export=replace(project.export, size=160))


def frames_of(project, parts, performance):
    return list(project_chain(project, parts, known=(AnalysisKey.of(project), performance)).frames())


def test_the_preview_shows_the_frames_of_the_export(parts):
    performance = spoken(24)
    sad = Track("sad", (Keyframe(0.0, 0.0), Keyframe(0.8, 2.0)))
    project = clip("cdan", tracks=(sad,))
    preview = Preview(parts)
    for number, frame in enumerate(frames_of(project, parts, performance)):
        if number % 5 == 0 or number == 23:
            assert np.array_equal(preview.frame(project, number / 25, performance, 160).rgb, frame)


def test_the_model_is_seen_and_a_still_frame_is_the_portrait(parts):
    performance = spoken(24)
    by_cdan, by_linear = (frames_of(clip(model), parts, performance) for model in ("cdan", "linear"))
    apart = [np.abs(a.astype(int) - b).max() for a, b in zip(by_cdan, by_linear, strict=True)]
    assert apart[4] > 10 and not any(apart[12:20])
    preview = Preview(parts)
    shown = [preview.frame(clip(model), 0.16, performance, 160).rgb for model in ("linear", "cdan", "linear")]
    assert np.array_equal(shown[0], shown[2]) and np.abs(shown[0].astype(int) - shown[1]).max() > 10
    untouched = preview.frame(clip("cdan"), 0.16, None, 160, source=True)
    assert np.array_equal(untouched.rgb, untouched.source) and np.array_equal(by_cdan[14], untouched.rgb)
