"""Project files of older versions open as they looked."""

import json
import shutil
from pathlib import Path

import pytest

from lestalk_studio.document.migrations import SCHEMA, STEPS
from lestalk_studio.document.storage import DamagedProject, load_project, save_project
from lestalk_studio.document.transition import EASE_BOTH, EASE_IN, EASE_OUT, HOLD, LINEAR

VERSION_1 = Path(__file__).parent / "data" / "version1.lestalk"


def test_every_older_version_has_a_step():
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_a_file_of_version_1_opens(tmp_path):
    path = tmp_path / "work" / "old.lestalk"
    path.parent.mkdir()
    shutil.copy(VERSION_1, path)
    loaded = load_project(path)
    project = loaded.project
    assert loaded.migrated and loaded.schema == 1
    assert project.portrait == tmp_path / "work" / "pictures" / "anna.png"
    assert project.audio == tmp_path / "voices" / "hello.wav"
    assert {item.role for item in loaded.missing} == {"portrait", "audio"}
    assert (project.fps, project.seed) == (30.0, 7)
    assert (project.start, project.end) == (0.5, 3.0)
    happy = project.track("happy").keys
    assert [(k.time, k.value, k.transition) for k in happy] == [
        (0.0, 0.0, EASE_BOTH),
        (1.0, 2.5, HOLD),
        (1.5, 1.0, LINEAR),
    ]
    assert [k.transition for k in project.track("AU04").keys] == [EASE_IN, EASE_OUT]
    assert project.track("AU04").times == (10 / 30, 20 / 30)
    assert project.track("L12").value_at(0) == 0.2


def test_saving_brings_it_to_the_present_version_and_keeps_the_old_one(tmp_path):
    path = tmp_path / "old.lestalk"
    shutil.copy(VERSION_1, path)
    project = load_project(path).project
    save_project(project, path)
    assert not load_project(path).migrated
    assert load_project(path).project == project
    assert (tmp_path / "old.lestalk.1~").read_text() == VERSION_1.read_text()


@pytest.mark.parametrize(
    "change",
    [
        {"tracks": {"happy": [[0]]}},
        {"tracks": {"happy": [["0", 1]]}},
        {"tracks": {"happy": [[0, 1, "bounce"]]}},
        {"tracks": {"happy": 3}},
        {"tracks": 3},
        {"fps": 0},
        {"fps": "fast"},
        {"range": [1]},
        {"range": 5},
    ],
)
def test_a_damaged_file_of_version_1_is_told(change, tmp_path):
    path = tmp_path / "old.lestalk"
    path.write_text(json.dumps(json.loads(VERSION_1.read_text()) | change))
    with pytest.raises(DamagedProject, match="cannot be opened"):
        load_project(path)
