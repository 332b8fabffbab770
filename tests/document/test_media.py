"""Media that are missing and are found again."""

import pytest

from lestalk_studio.document.media import MissingMedia, missing_media, relink, relink_one
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import load_project, save_project


def put(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_missing_media_are_listed_not_raised(tmp_path):
    voice = put(tmp_path / "voice.wav")
    project = Project(portrait=tmp_path / "gone.png", audio=voice, au_source="builtin:actor")
    save_project(project, tmp_path / "p.lestalk")
    loaded = load_project(tmp_path / "p.lestalk")
    assert loaded.missing == (MissingMedia("portrait", tmp_path / "gone.png"),)
    assert loaded.project == project


def test_a_folder_is_no_medium(tmp_path):
    assert missing_media(Project(audio=tmp_path)) == (MissingMedia("audio", tmp_path),)


def test_all_are_found_below_a_folder(tmp_path):
    project = Project(portrait="/old/pictures/anna.png", audio="/old/sound/hello.wav", au_source="/old/x.mp4")
    anna = put(tmp_path / "new" / "deep" / "anna.png")
    hello = put(tmp_path / "new" / "hello.wav")
    found, still = relink(project, tmp_path)
    assert (found.portrait, found.audio) == (anna, hello)
    assert [item.role for item in still] == ["au_source"]


def test_of_several_the_one_in_like_folders_is_taken(tmp_path):
    project = Project(portrait="/old/film/anna/face.png")
    put(tmp_path / "face.png")
    put(tmp_path / "ben" / "face.png")
    right = put(tmp_path / "film" / "anna" / "face.png")
    assert relink(project, tmp_path)[0].portrait == right
    right.unlink()
    assert relink(project, tmp_path)[0].portrait == tmp_path / "face.png"


def test_an_exact_name_goes_before_other_letter_case(tmp_path):
    put(tmp_path / "Face.PNG")
    assert relink(Project(portrait="/old/face.png"), tmp_path)[0].portrait == tmp_path / "Face.PNG"
    exact = put(tmp_path / "below" / "face.png")
    assert relink(Project(portrait="/old/face.png"), tmp_path)[0].portrait == exact


def test_media_that_are_there_and_hidden_folders_are_left_alone(tmp_path):
    here = put(tmp_path / "a" / "voice.wav")
    put(tmp_path / ".trash" / "anna.png")
    put(tmp_path / "b" / "voice.wav")
    project = Project(portrait="/old/anna.png", audio=here)
    found, still = relink(project, tmp_path)
    assert found == project and [item.role for item in still] == ["portrait"]


def test_pointing_at_one_finds_its_neighbours(tmp_path):
    project = Project(portrait="/old/anna.png", audio="/old/hello.wav")
    renamed = put(tmp_path / "anna_final.png")
    hello = put(tmp_path / "hello.wav")
    found, still = relink_one(project, "portrait", renamed)
    assert (found.portrait, found.audio, still) == (renamed, hello, ())
    with pytest.raises(ValueError, match="no medium"):
        relink_one(project, "video", renamed)


def test_a_folder_that_is_not_there_finds_nothing(tmp_path):
    project = Project(portrait="/old/anna.png")
    assert relink(project, tmp_path / "none") == (project, missing_media(project))
