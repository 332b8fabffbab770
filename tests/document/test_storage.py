"""Project files: what is saved comes back, and what is damaged is told."""

import json
import os
import re
import stat
from pathlib import Path

import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.migrations import SCHEMA
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings, Marker
from lestalk_studio.document.storage import DamagedProject, NewerProject, load_project, save_project
from lestalk_studio.document.track import Track
from lestalk_studio.document.transition import NAMED, cubic
from lestalk_studio.errors import StudioError
from tests.conftest import REPOSITORY


@pytest.fixture
def full(tmp_path):
    ways = [*NAMED.values(), cubic(0.1, 0.123456789, 0.9, -1 / 3)]
    return Project(
        portrait=tmp_path / "media" / "anna.png",
        audio=tmp_path / "voice ünïcode.wav",
        au_source=Path("/elsewhere/actor.mp4"),
        lips="source",
        fps=30000 / 1001,
        tracks=(
            Track("happy", tuple(Keyframe(i / 3, i / 7, way, i == 2) for i, way in enumerate(ways))),
            Track("L12", (Keyframe(1.0, -0.5),), soloed=True),
            Track("head_yaw", (), muted=True),
        ),
        markers=(Marker(2.5, 'Ätsch!\n"quoted"'), Marker(1.0)),
        start=0.5,
        end=9.25,
        face=1,
        seed=2**40,
        take_back=0.25,
        blinks=False,
        occluders="none",
        appearance=0.3,
        expression_model="linear",
        export=ExportSettings("webm", 512, 50.0, "best", False, "all", tmp_path / "out" / "clip.webm"),
    )


def test_everything_comes_back_exactly(full, tmp_path):
    path = tmp_path / "talk.lestalk"
    save_project(full, path)
    loaded = load_project(path)
    assert loaded.project == full
    assert not loaded.migrated
    save_project(Project(), path)
    assert load_project(path).project == Project()


def test_the_file_is_readable_json_with_relative_paths(full, tmp_path):
    path = tmp_path / "talk.lestalk"
    save_project(full, path)
    text = path.read_text("utf-8")
    data = json.loads(text)
    assert data["format"] == "lestalk-project" and data["version"] == SCHEMA
    assert data["media"]["portrait"] == "media/anna.png"
    assert data["media"]["audio"] == "voice ünïcode.wav"
    assert data["export"]["path"] == "out/clip.webm"
    assert (
        '    "L12": {"soloed": true, "keys": [{"time": 1.0, "value": -0.5, "transition": "ease_both"}]}'
        in text
    )


def test_the_file_shown_in_the_docs_is_what_is_written(tmp_path):
    page = (REPOSITORY / "docs" / "project-file.md").read_text("utf-8")
    shown = re.search(r"```json\n(.*?)```", page, re.DOTALL)[1]
    path = tmp_path / "p.lestalk"
    path.write_text(shown)
    save_project(load_project(path).project, tmp_path / "again.lestalk")
    assert (tmp_path / "again.lestalk").read_text() == shown


def test_builtin_media_keep_their_names(tmp_path):
    save_project(Project(portrait="builtin:grace_hopper"), tmp_path / "p.lestalk")
    loaded = load_project(tmp_path / "p.lestalk")
    assert loaded.project.portrait == "builtin:grace_hopper"
    assert loaded.missing == ()


def test_a_folder_that_moves_keeps_its_media(tmp_path):
    (tmp_path / "a" / "media").mkdir(parents=True)
    portrait = tmp_path / "a" / "media" / "anna.png"
    portrait.write_bytes(b"x")
    save_project(Project(portrait=portrait), tmp_path / "a" / "p.lestalk")
    os.rename(tmp_path / "a", tmp_path / "b")
    loaded = load_project(tmp_path / "b" / "p.lestalk")
    assert loaded.project.portrait == tmp_path / "b" / "media" / "anna.png"
    assert loaded.missing == ()


def test_odd_file_names_survive(tmp_path):
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav"))
    save_project(Project(audio=odd), tmp_path / "p.lestalk")
    assert load_project(tmp_path / "p.lestalk").project.audio == odd


def test_a_relative_name_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    project = Project(audio="voice.wav")
    save_project(project, Path("p.lestalk"))
    assert load_project(Path("p.lestalk")).project == project


def test_keys_of_a_file_may_stand_in_any_order(tmp_path):
    path = tmp_path / "p.lestalk"
    path.write_text(
        '{"format": "lestalk-project", "version": 2,'
        ' "tracks": {"happy": {"keys": [{"time": 2, "value": 1}, {"time": 1, "value": 0}]}}}'
    )
    assert load_project(path).project.track("happy").times == (1.0, 2.0)


GOOD = {"format": "lestalk-project", "version": 2}
KEY = {"time": 1.0, "value": 1.0}


def _with_keys(*keys):
    return GOOD | {"tracks": {"happy": {"keys": list(keys)}}}


DAMAGED = {
    "empty": "",
    "text": "hello",
    "cut": '{"format": "lestalk-project", "version": 2, "tra',
    "deep": '{"a":' * 100_000,
    "list": "[]",
    "foreign": '{"format": "something", "version": 2}',
    "no version": '{"format": "lestalk-project"}',
    "odd version": '{"format": "lestalk-project", "version": "2"}',
    "true version": '{"format": "lestalk-project", "version": true}',
    "NaN": '{"format": "lestalk-project", "version": 2, "fps": NaN}',
    "too large a number": '{"format": "lestalk-project", "version": 2, "fps": 1e999}',
    "name twice": '{"format": "lestalk-project", "version": 2, "fps": 25, "fps": 30}',
    "unknown entry": json.dumps(GOOD | {"potrait": "a.png"}),
    "unknown track": json.dumps(GOOD | {"tracks": {"joy": {"keys": []}}}),
    "tracks as list": json.dumps(GOOD | {"tracks": []}),
    "media as text": json.dumps(GOOD | {"media": "a.png"}),
    "path as number": json.dumps(GOOD | {"media": {"portrait": 3}}),
    "negative emotion": json.dumps(_with_keys(KEY | {"value": -1})),
    "value as text": json.dumps(_with_keys(KEY | {"value": "1"})),
    "time missing": json.dumps(_with_keys({"value": 1})),
    "negative time": json.dumps(_with_keys(KEY | {"time": -1})),
    "two at one time": json.dumps(_with_keys(KEY, KEY)),
    "unknown transition": json.dumps(_with_keys(KEY | {"transition": "bounce"})),
    "handles missing": json.dumps(_with_keys(KEY | {"transition": {"cubic": [1]}})),
    "cubic as name": json.dumps(_with_keys(KEY | {"transition": "cubic"})),
    "key as list": json.dumps(_with_keys([0, 1])),
    "marker as number": json.dumps(GOOD | {"markers": [1]}),
    "export as list": json.dumps(GOOD | {"export": []}),
    "in after out": json.dumps(GOOD | {"start": 2, "end": 1}),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_files_are_told_in_one_sentence(name, tmp_path):
    path = tmp_path / "p.lestalk"
    path.write_text(DAMAGED[name])
    with pytest.raises(DamagedProject) as told:
        load_project(path)
    message = str(told.value)
    assert message.startswith(f"{path} cannot be opened: ") and message.endswith(".")
    assert "\n" not in message and len(message) < 500
    assert "no intact older version" in message and told.value.backup is None
    assert path.read_text() == DAMAGED[name]


def test_binary_and_huge_files_are_refused_at_once(tmp_path):
    path = tmp_path / "p.lestalk"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(DamagedProject, match="it is not text"):
        load_project(path)
    with open(path, "wb") as file:
        file.truncate(10_000_000_000)  # takes no room on the disk
    with pytest.raises(DamagedProject, match="larger than 100 MB"):
        load_project(path)


def test_a_newer_file_is_left_alone(tmp_path):
    path = tmp_path / "p.lestalk"
    path.write_text('{"format": "lestalk-project", "version": 99, "what": "ever"}')
    with pytest.raises(NewerProject, match=r"file version 99, this one reads up to 3\); update the program"):
        load_project(path)


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(StudioError, match="does not exist"):
        load_project(tmp_path / "none.lestalk")
    with pytest.raises(StudioError, match="is a folder"):
        load_project(tmp_path)


def test_a_save_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "p.lestalk"
    save_project(Project(seed=1), path)

    def full_disk(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(StudioError, match="the disk is full; make room"):
        save_project(Project(seed=2), path)
    assert load_project(path).project.seed == 1
    assert os.listdir(tmp_path) == ["p.lestalk"]


def test_impossible_places_are_told(tmp_path):
    with pytest.raises(StudioError, match="its folder does not exist"):
        save_project(Project(), tmp_path / "none" / "p.lestalk")
    (tmp_path / "file").write_text("")
    with pytest.raises(StudioError, match="its folder does not exist"):
        save_project(Project(), tmp_path / "file" / "p.lestalk")
    (tmp_path / "folder.lestalk").mkdir()
    with pytest.raises(StudioError, match="a folder has that name"):
        save_project(Project(), tmp_path / "folder.lestalk")
    with pytest.raises(StudioError, match="its name is too long"):
        save_project(Project(), tmp_path / ("x" * 300))
    assert sorted(os.listdir(tmp_path)) == ["file", "folder.lestalk"]


def test_links_and_permissions_are_kept(tmp_path):
    real, link = tmp_path / "real.lestalk", tmp_path / "link.lestalk"
    save_project(Project(), real)
    real.chmod(0o640)
    link.symlink_to(real)
    save_project(Project(seed=3), link)
    assert link.is_symlink() and load_project(real).project.seed == 3
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("cut", "why"),
    [(0, "it is empty"), (90, "it breaks off in line"), (None, "it is no JSON from line 1 on")],
)
def test_a_damaged_file_is_described_without_the_words_of_a_parser(tmp_path, cut, why):
    file = tmp_path / "film.lestalk"
    save_project(Project(), file)
    text = file.read_text("utf-8")
    file.write_text("Dear Anna, " + text if cut is None else text[:cut], "utf-8")
    with pytest.raises(StudioError, match=why) as failure:
        load_project(file)
    assert "char" not in str(failure.value) and "Expecting" not in str(failure.value)
