"""`lestalk render PROJECT.lestalk`: what the editor saved becomes a video."""

import json

import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import ExportSettings
from lestalk_studio.document.storage import save_project
from lestalk_studio.document.track import Track
from tests.pipeline.media import decoded


@pytest.fixture
def saved(tmp_path, voice):
    happy = Track("happy", (Keyframe(0.0, 0.0), Keyframe(0.4, 2.0)))
    project = Project(
        portrait="builtin:hopper", audio=voice, tracks=(happy,), end=0.4, export=ExportSettings(size=160)
    )
    save_project(project, tmp_path / "film.lestalk")
    return tmp_path / "film.lestalk"


def test_a_project_becomes_a_video_as_its_settings_say(lestalk, saved, tmp_path):
    result = lestalk("render", saved, "--json", "-o", tmp_path / "film.mp4")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert made["frames"] == 10 and max(made["size"]) == 160
    frames = list(decoded(tmp_path / "film.mp4"))
    assert len(frames) == 10 and abs(frames[-1].astype(int) - frames[0]).max() > 25


def test_a_project_whose_voice_is_gone_is_refused(refused, saved, voice):
    voice.unlink()
    assert voice.name in refused("render", saved)


def test_a_project_and_other_edits_exclude_each_other(lestalk, saved, tmp_path):
    result = lestalk("render", saved, "--emotion", "sad:1", "-o", tmp_path / "film.mp4")
    assert result.exit_code == 2 and "--emotion" in result.stderr
