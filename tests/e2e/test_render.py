"""`lestalk render`: one portrait and one voice become a video."""

from __future__ import annotations

import json

import av
import numpy as np
import pytest

from lestalk_studio.face.detector import FaceDetector
from tests.pipeline.media import decoded


@pytest.fixture(scope="session")
def speech(shared_data):
    """Three seconds of a person speaking."""
    return sorted((shared_data / "grid" / "audio").glob("*.flac"))[0]


@pytest.fixture
def render(lestalk, tmp_path):
    """Render builtin:hopper, small; the report."""

    def run(*more, out="out.mp4"):
        args = ("render", "--portrait", "builtin:hopper", "--size", 256, "--json", *more, "-o")
        result = lestalk(*args, str(tmp_path) + "/" + out)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


def lip_gaps(path):
    """(T,) gap of the inner lips over the distance of the eyes."""
    gaps = []
    with FaceDetector() as detector:
        for frame in decoded(path):
            face = detector.detect_once(frame)[0]
            gaps.append(np.linalg.norm(face.landmarks[13, :2] - face.landmarks[14, :2]) / face.iod_px)
    return np.array(gaps)


def test_the_portrait_speaks(render, speech, tmp_path):
    made = render("--audio", speech)
    assert made["frames"] in (74, 75, 76)
    assert made["size"] == [218, 256]
    gaps = lip_gaps(tmp_path / "out.mp4")
    assert np.percentile(gaps, 95) - np.percentile(gaps, 5) > 0.03
    with av.open(str(tmp_path / "out.mp4")) as container:
        sound, picture = container.streams.audio[0], container.streams.video[0]
        lengths = [float(stream.duration * stream.time_base) for stream in (sound, picture)]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.04)


def test_the_same_request_gives_the_same_bytes(render, speech, tmp_path):
    options = ("--audio", speech, "--emotion", "sad:2@0.5-2", "--frames", "0-20", "--seed", 5)
    for name in ("a.mp4", "b.mp4"):
        render(*options, out=name)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_range_of_frames_as_pictures(render, speech, tmp_path):
    render("--audio", speech, "--frames", "30-32", out="pictures/")
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names == ["frame_00030.png", "frame_00031.png", "frame_00032.png"]


def test_a_keyframe_file(render, speech, tmp_path):
    keys = tmp_path / "keys.csv"
    keys.write_text("time,track,value\n0,happy,0\n0.4,happy,3\n")
    render("--audio", speech, "--keyframes", keys, "--frames", "0-12", out="a/")
    render("--audio", speech, "--frames", "0-12", out="b/")
    frames = [(tmp_path / folder / f"frame_{number:05d}.png") for number in (0, 12) for folder in "ab"]
    first_a, first_b, last_a, last_b = (path.read_bytes() for path in frames)
    assert first_a == first_b
    assert last_a != last_b


def test_a_talking_video_moves_the_portrait_and_is_heard(render, shared_data, tmp_path):
    video = sorted((shared_data / "grid" / "video").glob("*.mpg"))[0]
    made = render("--au-source", video)
    assert made["frames"] in (74, 75, 76)
    gaps = lip_gaps(tmp_path / "out.mp4")
    assert np.percentile(gaps, 95) - np.percentile(gaps, 5) > 0.03
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.audio


@pytest.mark.parametrize("lips", ["audio", "source"])
def test_who_moves_the_mouth_can_be_chosen(render, shared_data, speech, tmp_path, lips):
    video = sorted((shared_data / "grid" / "video").glob("*.mpg"))[1]
    made = render("--au-source", video, "--audio", speech, "--lips", lips, "--frames", "0-24")
    assert made["frames"] == 25


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "ogg", "mp4"])
def test_sounds_of_many_formats(render, speech, tmp_path, suffix):
    sound = tmp_path / f"speech.{suffix}"
    codec, rate = {"mp3": ("libmp3lame", 44100), "ogg": ("libopus", 48000)}.get(suffix, ("aac", 44100))
    with av.open(str(speech)) as source, av.open(str(sound), "w") as copy:
        stream = copy.add_stream(codec, rate=rate, layout="stereo")
        resampler = av.AudioResampler(format=stream.codec_context.format, layout="stereo", rate=rate)
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                copy.mux(stream.encode(piece))
        copy.mux(stream.encode(None))
    made = render("--audio", sound, "--frames", "0-3")
    assert made["frames"] == 4
