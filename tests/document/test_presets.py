"""Presets: kept, searched, blended, laid on a project."""

import json

import pytest

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.preset_store import PresetStore
from lestalk_studio.document.presets import BUILTIN_PRESETS, Preset, apply_preset, blend, preset_from
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track
from lestalk_studio.errors import StudioError
from lestalk_studio.les.emotions import EMOTIONS

POSE = Preset("Müde Katze", (("sad", 1.0), ("AU07", 0.5)))


@pytest.fixture
def store(tmp_path):
    return PresetStore(tmp_path / "state" / "presets.json")


def names(presets):
    return [preset.name for preset in presets]


def test_every_emotion_ships_as_a_preset():
    shipped = {tuple(preset.emotions) for preset in BUILTIN_PRESETS}
    assert all((emotion,) in shipped for emotion in EMOTIONS if emotion != "neutral")
    assert len(set(names(BUILTIN_PRESETS))) == len(BUILTIN_PRESETS)


def test_presets_are_kept(store):
    assert store.user() == ()
    store.add(POSE)
    store.add(Preset("Second", (("AU12", 1.0),)))
    assert PresetStore(store.file).user() == (POSE, Preset("Second", (("AU12", 1.0),)))
    store.add(Preset("müde katze", (("sad", 2.0),)))
    assert [p.emotions for p in store.user()] == [{"sad": 2.0}, {}]
    store.rename("Second", "Grin")
    store.remove("Müde Katze")
    assert names(store.user()) == ["Grin"]
    data = json.loads(store.file.read_text())
    assert data["presets"] == [{"name": "Grin", "emotions": {}, "units": {"AU12": 1.0}}]


def test_names_that_are_taken_or_unknown_are_told(store):
    store.add(POSE)
    for attempt in (
        lambda: store.add(Preset("happy", ())),
        lambda: store.rename("Müde Katze", "Sad"),
        lambda: store.rename("Müde Katze", "  "),
        lambda: store.remove("None"),
    ):
        with pytest.raises(StudioError):
            attempt()
    assert store.user() == (POSE,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": "lestalk-presets", "version": 9, "presets": []}',
        '{"format": "lestalk-presets", "version": 1}',
        '{"format": "lestalk-presets", "version": 1, "presets": [3]}',
        '{"format": "lestalk-presets", "version": 1, "presets": [{"emotions": {"sad": 1}}]}',
        '{"format": "lestalk-presets", "version": 1, "presets": [{"name": "a", "emotions": {"sad": -1}}]}',
        '{"format": "lestalk-presets", "version": 1, "presets": [{"name": "a", "units": {"head_yaw": 1}}]}',
    ],
)
def test_a_damaged_file_is_told_and_never_overwritten(store, text):
    store.file.parent.mkdir()
    store.file.write_text(text)
    with pytest.raises(StudioError, match="move it away"):
        store.all()
    with pytest.raises(StudioError, match="move it away"):
        store.add(POSE)
    assert store.file.read_text() == text


def test_search_by_name_emotion_and_anatomy(store):
    store.add(POSE)
    assert names(store.find("mude"))[0] == "Müde Katze"
    assert names(store.find("smile")) == ["Polite smile", "Warm smile"]
    assert names(store.find("happy"))[0] == "Happy"
    assert "Polite smile" in names(store.find("lip corner puller"))
    assert "Müde Katze" in names(store.find("au07"))
    assert names(store.find("suprised"))[0] == "Surprised"  # a slip of the finger
    assert store.find("qqqq") == ()
    assert store.find(" ") == store.all()


def test_blending():
    assert blend({"happy": 2.0, "AU12": 0.5}, POSE, 0.0) == {"happy": 2, "sad": 0, "AU07": 0, "AU12": 0.5}
    assert blend({"happy": 2.0}, POSE, 0.5) == {"happy": 1.0, "sad": 0.5, "AU07": 0.25}
    assert blend({"happy": 2.0}, POSE, 1.0) == {"happy": 0.0, "sad": 1.0, "AU07": 0.5}
    with pytest.raises(ValueError, match="the factor"):
        blend({}, POSE, 1.5)


def test_a_preset_is_laid_on_a_project_and_taken_from_it():
    project = Project(tracks=(Track("happy", (Keyframe(0, 2.0),)), Track("head_yaw", (Keyframe(0, 9.0),))))
    laid = apply_preset(project, POSE, 1.0)
    assert preset_from(laid, 1.0, "Müde Katze") == POSE
    assert preset_from(laid, 0.0, "before").emotions["happy"] == 2.0
    assert laid.track("head_yaw") == project.track("head_yaw")
    assert {t.name for t in laid.tracks} == {"happy", "sad", "AU07", "head_yaw"}
