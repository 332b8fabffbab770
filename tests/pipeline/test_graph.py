"""From a job to frames: who moves what, which frames, which sound."""

from __future__ import annotations

import av
import numpy as np
import pytest

from lestalk_studio.errors import StudioError
from lestalk_studio.les.edits import Edits, parse_emotion, parse_unit
from lestalk_studio.les.space import AUX_INDEX, INDEX
from lestalk_studio.pipeline.graph import build
from lestalk_studio.pipeline.job import RenderJob
from lestalk_studio.pipeline.run import run_job
from lestalk_studio.pipeline.target import video_target
from tests.pipeline.fakes import PARTS
from tests.pipeline.media import beeps, decoded, tone, write_wav

JAW, BROW, LIP = INDEX["AU26"], INDEX["AU01"], INDEX["AU10"]
YAW, JAW_SIDE = AUX_INDEX["head_yaw"], AUX_INDEX["jaw_side"]


@pytest.fixture
def voice(tmp_path):
    return write_wav(tmp_path / "voice.wav", tone(2.0))


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "source.csv"
    path.touch()
    return path


def chain(**wanted):
    return build(RenderJob(portrait="builtin:hopper", **wanted), PARTS)


def test_a_voice_moves_the_face_for_as_long_as_it_sounds(voice):
    made = chain(audio=voice)
    assert len(made) == 50
    assert made.z[:, JAW] == pytest.approx(0.5)
    assert made.aux[:, YAW] == pytest.approx(5.0)
    assert made.sound.path == voice
    assert (made.sound.start, made.sound.end) == (0.0, 2.0)


def test_seed_motion_and_rate_reach_the_voice(voice):
    made = chain(audio=voice, seed=7, head_motion=False, fps=50.0)
    assert len(made) == 100
    assert made.z[:, JAW] == pytest.approx(0.57)
    assert not made.aux.any()


def test_edits_lie_on_the_performance(voice):
    plain = chain(audio=voice)
    edits = Edits([parse_unit("AU12:+0.5"), parse_emotion("surprised:3@1-2")])
    made = chain(audio=voice, edits=edits)
    assert made.z[:, INDEX["AU12"]] == pytest.approx(0.5, abs=0.1)
    assert np.array_equal(made.z[:25, BROW], plain.z[:25, BROW])
    assert made.z[37, BROW] > 0.6


def test_a_source_moves_everything_at_the_rate_asked(csv):
    made = chain(au_source=csv)
    assert len(made) == 25
    assert made.z[:, JAW] == pytest.approx(0.0)
    assert made.z[0, BROW] == pytest.approx(0.2)
    assert made.z[-1, BROW] == pytest.approx(0.8, abs=0.02)
    assert made.aux[:, YAW] == pytest.approx(10.0)
    assert made.sound is None


def test_beside_a_source_the_audio_only_sounds(voice, csv):
    made = chain(au_source=csv, audio=voice)
    assert len(made) == 25
    assert made.z[:, LIP] == pytest.approx(0.4)
    assert made.sound.path == voice
    assert made.sound.end == 1.0


def test_the_audio_may_move_the_mouth_of_a_source(voice, csv):
    made = chain(au_source=csv, audio=voice, lips="audio")
    assert len(made) == 50
    assert made.z[:, JAW] == pytest.approx(0.5)
    assert made.z[:, LIP] == pytest.approx(0.0)
    assert made.aux[:, JAW_SIDE] == pytest.approx(0.0)
    assert made.aux[:, YAW] == pytest.approx(10.0)
    # the source is shorter than the voice: it goes back the way it came, without a jump
    assert np.abs(np.diff(made.z[:, BROW])).max() < 0.06


def test_a_range_of_frames_is_the_same_frames(voice):
    edits = Edits([parse_emotion("happy:3@0.5-1.5")])
    whole = chain(audio=voice, edits=edits)
    part = chain(audio=voice, edits=edits, frames=(10, 19))
    assert (part.first, len(part)) == (10, 10)
    assert np.array_equal(part.z, whole.z[10:20])
    assert (part.sound.start, part.sound.end) == (0.4, 0.8)


def test_no_mover_is_refused():
    with pytest.raises(StudioError, match="Nothing moves"):
        chain()


def test_a_range_beyond_a_source_is_refused(csv):
    with pytest.raises(StudioError, match="outside the clip"):
        chain(au_source=csv, edits=Edits([parse_emotion("happy:3@5-6")]))


def test_a_job_becomes_a_video(voice, tmp_path):
    seen = []
    target = video_target(str(tmp_path / "a.mp4"))
    job = RenderJob(portrait="builtin:hopper", audio=voice, edits=Edits([parse_unit("AU12:+1@1-2")]))
    report = run_job(job, target, seen.append, parts=PARTS)
    assert seen[-1] == "Rendering"
    frames = decoded(target.path)
    assert len(frames) == 50
    assert abs(int(frames[0][20, JAW].mean()) - 50) < 25
    made = report.as_json()
    assert (made["frames"], made["fps"], made["seconds"], made["size"]) == (50, 25.0, 2.0, [64, 48])
    assert made["device"] == "cpu"
    assert {"look", "listen", "fit", "render", "encode", "total"} <= set(made["timings"])


def test_the_sound_of_a_video_source_is_kept(tmp_path):
    from lestalk_studio.pipeline.export import export
    from lestalk_studio.pipeline.soundtrack import Soundtrack

    sound = write_wav(tmp_path / "beeps.wav", beeps(2, 1))
    talk = video_target(str(tmp_path / "talk.mp4"))
    export((np.zeros((64, 64, 3), np.uint8) for _ in range(50)), talk, 25, 50, Soundtrack(sound, 0, 2))
    target = video_target(str(tmp_path / "out.mp4"))
    run_job(RenderJob(portrait="builtin:hopper", au_source=talk.path), target, parts=PARTS)
    with av.open(str(target.path)) as container:
        assert container.streams.audio
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    assert np.abs(heard).max() > 0.2


def test_an_automatic_level_follows_the_voice(voice):
    plain, auto = (chain(audio=voice, edits=Edits(edits)) for edits in ((), (parse_emotion("happy:auto"),)))
    smile = (auto.z - plain.z)[:, INDEX["AU12"]]
    assert len(auto) == 50 and smile.max() > 0.05
