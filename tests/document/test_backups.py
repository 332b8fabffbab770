"""The last five versions of a project file."""

import os

import pytest

from lestalk_studio.document.backups import backup_path, backups, original_of
from lestalk_studio.document.project import Project
from lestalk_studio.document.storage import DamagedProject, load_project, newest_intact, save_project


def seeds(path):
    return [load_project(file).project.seed for file in (path, *backups(path))]


def test_the_last_five_versions_are_kept(tmp_path):
    path = tmp_path / "p.lestalk"
    for seed in range(8):
        save_project(Project(seed=seed), path)
    assert seeds(path) == [7, 6, 5, 4, 3, 2]
    assert sorted(os.listdir(tmp_path)) == ["p.lestalk", *(f"p.lestalk.{i}~" for i in range(1, 6))]


def test_saving_the_same_again_takes_no_version(tmp_path):
    path = tmp_path / "p.lestalk"
    for seed in (1, 2, 2, 2):
        save_project(Project(seed=seed), path)
    assert seeds(path) == [2, 1]


def test_a_gap_is_filled_before_anything_is_lost(tmp_path):
    path = tmp_path / "p.lestalk"
    for seed in range(6):
        save_project(Project(seed=seed), path)
    backup_path(path, 3).unlink()
    save_project(Project(seed=6), path)
    assert seeds(path) == [6, 5, 4, 3, 1, 0]


def test_a_damaged_file_offers_its_newest_intact_version(tmp_path):
    path = tmp_path / "p.lestalk"
    for seed in range(4):
        save_project(Project(seed=seed), path)
    path.write_text(path.read_text()[:100])
    backup_path(path, 1).write_bytes(b"\0" * 1000)
    with pytest.raises(DamagedProject, match=r"open its older version p\.lestalk\.2~ instead") as told:
        load_project(path)
    assert told.value.backup == newest_intact(path) == backup_path(path, 2)
    assert load_project(told.value.backup).project.seed == 1


def test_a_backup_knows_its_project(tmp_path):
    assert original_of(tmp_path / "p.lestalk.2~") == tmp_path / "p.lestalk"
    assert original_of(tmp_path / "p.lestalk") is None
    assert original_of(tmp_path / "notes~") is None


def test_file_systems_without_hard_links_are_served(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "p.lestalk"
    for seed in range(3):
        save_project(Project(seed=seed), path)
    assert seeds(path) == [2, 1, 0]
