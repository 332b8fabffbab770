"""`lestalk new` writes a project file, and `lestalk render` renders one as the editor does."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.document.storage import load_project, save_project
from lestalk_studio.document.strokes import Stroke
from lestalk_studio.document.track import Track
from lestalk_studio.paths import resources_dir
from lestalk_studio.pipeline.builtins import portrait_path
from lestalk_studio.pipeline.preview import Preview
from tests.pipeline import fakes
from tests.pipeline.media import decoded, tone, write_wav


@pytest.fixture
def project(tmp_path, voice):
    """Save a Project of the built-in portrait and the voice with more fields; its path."""

    def save(name="film.lestalk", **fields):
        path = tmp_path / name
        save_project(Project(**{"portrait": "builtin:hopper", "audio": voice} | fields), path)
        return path

    return save


@pytest.fixture
def quick(monkeypatch):
    """Steps of the chain that cost nothing."""
    monkeypatch.setattr("lestalk_studio.pipeline.project_render.Parts", lambda: fakes.PARTS)


@pytest.fixture
def rendered(lestalk, tmp_path):
    """Render to a folder of pictures; the report, and the frames by number."""

    def run(*args, out="frames"):
        result = lestalk("render", *args, "--json", "-o", f"{tmp_path / out}/")
        assert result.exit_code == 0, result.output
        frames = {}
        for file in sorted((tmp_path / out).iterdir()):
            with Image.open(file) as picture:
                frames[int(file.stem[-5:])] = np.asarray(picture.convert("RGB")).astype(int)
        return json.loads(result.stdout), frames

    return run


def keyed(name, *keys):
    return Track(name, tuple(Keyframe(time, value) for time, value in keys))


# What is refused


@pytest.mark.parametrize("missing", [["portrait"], ["audio"], ["portrait", "audio"], ["au_source"]])
def test_media_that_are_missing_are_named(refused, project, tmp_path, no_fit, missing):
    path = project(**{role: tmp_path / "gone" / f"{role}.bin" for role in missing})
    sentence = refused("render", path)
    for role in missing:
        assert str(tmp_path / "gone" / f"{role}.bin") in sentence
        assert "--" + role.replace("_", "-") in sentence


def test_a_project_without_a_portrait(refused, project, no_fit):
    assert "has no portrait" in refused("render", project(portrait=None))


@pytest.mark.parametrize("content", [None, b"", b"{", b"\xff\xd8\xff", b'{"format": "other"}'])
def test_what_is_no_project(refused, tmp_path, no_fit, content):
    path = tmp_path / "film.lestalk"
    if content is not None:
        path.write_bytes(content)
    assert "film.lestalk" in refused("render", path)


def test_frames_that_the_project_has_not(refused, project, no_fit):
    assert "frames 0-49" in refused("render", project(), "--frames", "40-50")


def test_a_range_that_begins_after_the_end(refused, project, no_fit):
    assert "in and the out point" in refused("render", project(start=7.0))


@pytest.mark.parametrize("fps", ["0", "nan", "1000"])
def test_rates_that_are_none(refused, project, no_fit, fps):
    assert "frames a second" in refused("render", project(), "--fps", fps)


@pytest.mark.parametrize(
    "edit",
    [("--emotion", "happy:2"), ("--au", "AU12:1"), ("--keyframes", "a.csv")],
)
def test_edits_beside_a_project_are_wrong_usage(lestalk, project, tmp_path, edit):
    result = lestalk("render", project(), *edit, "-o", tmp_path / "out.mp4")
    assert result.exit_code == 2 and edit[0] in result.stderr


@pytest.mark.parametrize("role", ["--portrait", "--audio", "--au-source"])
@pytest.mark.parametrize("content", [None, b"", b"no picture, no sound"])
def test_media_a_new_project_cannot_use(refused, voice, tmp_path, role, content):
    file = tmp_path / "bad.bin"
    if content is not None:
        file.write_bytes(content)
    media = {"--portrait": "builtin:hopper", "--audio": voice} | {role: file}
    pairs = [part for pair in media.items() for part in pair]
    assert "bad.bin" in refused("new", *pairs, "--force", out=tmp_path / "film.lestalk")


def test_a_portrait_without_a_face(refused, voice, tmp_path):
    picture = tmp_path / "wall.png"
    Image.new("RGB", (200, 200), (120, 130, 140)).save(picture)
    out = tmp_path / "film.lestalk"
    assert "wall.png" in refused("new", "--portrait", picture, "--audio", voice, "--force", out=out)


def test_a_file_that_is_there_is_replaced_only_by_force(lestalk, refused, voice, tmp_path):
    out = tmp_path / "film.lestalk"
    args = ("new", "--portrait", "builtin:hopper", "--audio", voice)
    assert "--force" in refused(*args, out=out)
    assert lestalk(*args, "--force", "-o", out).exit_code == 0
    assert load_project(out).project.audio == voice
    assert (tmp_path / "film.lestalk.1~").read_bytes() == b"older"


@pytest.mark.parametrize(
    "args",
    [
        ("new",),
        ("new", "--portrait", "builtin:hopper", "--audio", "a.wav"),
        ("new", "--portrait", "builtin:hopper", "--audio", "a.wav", "-o", "a.json"),
        ("new", "--portrait", "builtin:hopper", "--audio", "a.wav", "--lips", "source", "-o", "a.lestalk"),
        ("render", "film.lestalk"),
        ("render", "film.lestalk", "-o", "a.avi"),
        ("render", "--audio", "a.wav", "-o", "a.mp4"),
    ],
)
def test_wrong_usage(lestalk, args, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = lestalk(*args)
    assert result.exit_code == 2, result.output
    assert list(tmp_path.iterdir()) == []


# What is written


def test_a_new_project_says_what_was_chosen(lestalk, voice, tmp_path):
    out = tmp_path / "film.lestalk"
    args = ("--portrait", "builtin:astronaut", "--audio", voice, "--fps", 50, "--seed", 3, "--no-blinks")
    result = lestalk("new", *args, "-o", out)
    assert result.exit_code == 0, result.output
    assert str(out) in result.stdout
    assert load_project(out).project == Project(
        portrait="builtin:astronaut", audio=voice, fps=50.0, seed=3, blinks=False
    )
    assert '"audio": "voice.wav"' in out.read_text()


@pytest.fixture
def mask(tmp_path):
    """A mask of builtin:hopper's lower half."""
    white = np.zeros((600, 512), np.uint8)
    white[300:] = 255
    Image.fromarray(white).save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


def test_a_new_project_takes_a_mask_along(lestalk, refused, mask, tmp_path):
    out = tmp_path / "film.lestalk"
    result = lestalk("new", "--portrait", "builtin:hopper", "--occluders", mask, "-o", out)
    assert result.exit_code == 0, result.output
    made = load_project(out).project
    assert (made.occluders, made.front_mask) == ("none", mask)
    Image.new("L", (10, 600)).save(tmp_path / "tall.png")
    for name in ("none.png", "tall.png"):
        asked = ("--portrait", "builtin:hopper", "--occluders", tmp_path / name, "--force")
        assert "mask" in refused("new", *asked, out=tmp_path / "other.lestalk")


def test_a_project_whose_mask_is_missing_says_which_option_names_one(refused, project, tmp_path, no_fit):
    path = project(front_mask=tmp_path / "gone.png")
    message = refused("render", path)
    assert "its mask" in message and "--occluders" in message


class TestWhatIsHeld:
    """What a project says stands in front, and what takes its place."""

    def test_an_option_takes_the_place_of_what_was_painted_and_another_portrait_has_none(
        self, rendered, project, mask
    ):
        everything = Stroke("still", ((0.0, 0.5), (1.0, 0.5)), 0.5, 1.0)
        path = project(strokes=(everything,), audio=None, tracks=(keyed("AU26", (0.0, 0.9)),))
        portrait = np.asarray(Image.open(portrait_path("builtin:hopper")).convert("RGB")).astype(int)
        _, painted = rendered(path, out="painted")
        _, masked = rendered(path, "--occluders", mask, out="masked")
        _, other = rendered(path, "--portrait", "builtin:hopper", out="other")
        assert np.abs(painted[0] - portrait)[100:400].max() <= 2
        assert (
            np.abs(masked[0] - portrait)[320:].max() <= 1 and np.abs(other[0] - portrait)[320:400].max() > 20
        )


def test_a_talking_video_alone_moves_the_face_and_is_heard(lestalk, shared_data, tmp_path):
    video = sorted((shared_data / "grid" / "video").glob("*.mpg"))[0]
    out = tmp_path / "film.lestalk"
    result = lestalk("new", "--portrait", "builtin:hopper", "--au-source", video, "--json", "-o", out)
    assert result.exit_code == 0, result.output
    made = load_project(out).project
    assert made.au_source == made.audio == video.absolute() and made.lips == "source"
    assert json.loads(result.stdout)["out"] == str(out)


@pytest.mark.usefixtures("quick")
class TestWhatAProjectSays:
    """Of a renderer that draws one column a component of z."""

    def test_all_tracks_the_range_and_the_sound(self, lestalk, project, tmp_path):
        from lestalk_studio.les.space import DIM, INDEX

        path = project(
            tracks=(keyed("AU12", (0.0, 0.0), (2.0, 1.0)), keyed("head_yaw", (0.0, 20.0))), start=0.4, end=1.6
        )
        out = tmp_path / "out.mp4"
        result = lestalk("render", path, "--json", "-o", out)
        assert result.exit_code == 0, result.output
        report = json.loads(result.stdout)
        assert (report["frames"], report["fps"], report["seconds"]) == (30, 25.0, 1.2)
        frames = decoded(out)
        smile = [frame[20, INDEX["AU12"]].mean() for frame in frames]
        assert smile[-1] > smile[0] + 30
        assert frames[0][20, DIM].mean() > 150
        with av.open(str(out)) as container:
            sound = container.streams.audio[0]
            assert float(sound.duration * sound.time_base) == pytest.approx(1.2, abs=0.04)

    def test_the_project_s_export_settings(self, lestalk, project, tmp_path):
        path = project(export=ExportSettings(fps=50.0, sound=False, range="all"), start=0.4)
        out = tmp_path / "out.mp4"
        report = json.loads(lestalk("render", path, "--json", "-o", out).stdout)
        assert (report["frames"], report["fps"]) == (100, 50.0)
        with av.open(str(out)) as container:
            assert not container.streams.audio

    def test_options_take_the_place_of_what_it_says(self, rendered, project, tmp_path):
        other = write_wav(tmp_path / "other.wav", tone(1.0))
        path = project(export=ExportSettings(fps=50.0), start=0.2, audio=tmp_path / "gone.wav")
        report, frames = rendered(path, "--audio", other, "--fps", 10, "--frames", "3-5")
        assert (report["frames"], report["fps"]) == (3, 10.0)
        assert list(frames) == [3, 4, 5]

    def test_a_part_is_what_the_whole_clip_has_there(self, rendered, project):
        path = project(tracks=(keyed("happy", (0.0, 0.0), (2.0, 3.0)),), fps=10.0)
        _, whole = rendered(path, out="whole")
        _, part = rendered(path, "--frames", "5-7", out="part")
        assert all(np.array_equal(frame, whole[number]) for number, frame in part.items())

    def test_without_a_voice_it_lasts_to_the_last_key(self, rendered, project):
        report, _ = rendered(project(audio=None, tracks=(keyed("AU12", (0.0, 0.0), (0.4, 1.0)),)))
        assert report["frames"] == 11

    def test_frames_past_the_last_key_are_refused(self, refused, project):
        path = project(audio=None, tracks=(keyed("AU12", (0.0, 0.0), (0.4, 1.0)),))
        assert "frames 0-10" in refused("render", path, "--frames", "5-20")


# What is seen

SPEECH = resources_dir() / "demo_speech.ogg"


def test_a_new_project_is_rendered_as_its_options_are(lestalk, rendered, tmp_path):
    path = tmp_path / "film.lestalk"
    made = lestalk("new", "--portrait", "builtin:hopper", "--audio", SPEECH, "-o", path)
    assert made.exit_code == 0, made.output
    save_project(replace(load_project(path).project, tracks=(keyed("happy", (0.0, 2.0)),)), path)
    asked = ("--size", 256, "--frames", "25-49")
    report, of_project = rendered(path, *asked, out="project")
    assert report["size"] == [218, 256] and report["frames"] == 25
    _, of_options = rendered(
        "--portrait", "builtin:hopper", "--audio", SPEECH, "--emotion", "happy:2", *asked, out="options"
    )
    assert of_project.keys() == of_options.keys()
    for number, frame in of_project.items():
        # A product over the whole clip and one over its part differ in the last bit.
        assert np.abs(frame - of_options[number]).max() <= 1


def test_the_editor_shows_the_same_frame(rendered, project):
    from lestalk_studio.pipeline.analysis import analyse, load_voice

    path = project(
        audio="builtin:speech",
        tracks=(
            keyed("sad", (0.8, 0.0), (1.2, 2.5)),
            keyed("AU01", (0.0, 0.4)),
            keyed("intensity", (1.0, 1.0), (1.4, 0.5)),
            keyed("mouth_preservation", (1.0, 0.2), (1.4, 1.0)),
            keyed("gaze_yaw", (1.0, -10.0)),
        ),
        start=1.2,
        end=1.24,
        export=ExportSettings(size=256),
    )
    _, frames = rendered(path)
    shown = load_project(path).project
    performance = analyse(shown, load_voice(shown))
    seen = Preview().frame(shown, 1.2, performance, size=256)
    assert list(frames) == [30]
    assert np.abs(frames[30] - seen.rgb).max() <= 1


def test_what_is_told_to_be_typed_next_can_be_typed(lestalk, voice, tmp_path):
    out = tmp_path / "my film's ä.lestalk"
    result = lestalk("new", "--portrait", "builtin:hopper", "--audio", voice, "-o", out)
    assert result.exit_code == 0, result.output
    words = shlex.split(result.output.split("render it with ")[1])
    assert words[:2] == ["lestalk", "render"] and words[2] == str(out)


def test_how_strongly_the_skin_folds_is_kept_in_a_new_project(lestalk, tmp_path):
    out = tmp_path / "film.lestalk"
    result = lestalk("new", "--portrait", "builtin:hopper", "--appearance", "0.4", "-o", out)
    assert result.exit_code == 0, result.output
    assert load_project(out).project.appearance == 0.4


@pytest.mark.parametrize("strength", ["nan", "-0.1", "1.5"])
def test_strengths_of_the_folds_that_are_none(refused, project, tmp_path, no_fit, strength):
    assert "--appearance" in refused("render", project(), "--appearance", strength)
    out = tmp_path / "new.lestalk"
    asked = ("--portrait", "builtin:hopper", "--appearance", strength)
    assert "--appearance" in refused("new", *asked, out=out)


def test_a_strength_beside_a_project_takes_the_place_of_its_own(rendered, project, monkeypatch):
    strengths = []

    def renderer(face, size):
        strengths.append(face.appearance)
        return fakes.PARTS.renderer(face, size)

    parts = replace(fakes.PARTS, renderer=renderer)
    monkeypatch.setattr("lestalk_studio.pipeline.project_render.Parts", lambda: parts)
    path = project(appearance=0.2)
    rendered(path, "--frames", "0-1", out="own")
    rendered(path, "--frames", "0-1", "--appearance", "0.7", out="asked")
    assert strengths == [0.2, 0.7]
