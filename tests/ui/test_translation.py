"""Every text of the window can be translated, and is in German; failures are recognised and translated."""

from __future__ import annotations

import ast
import importlib.util
import string

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from lestalk_studio.errors import StudioError
from lestalk_studio.ui import language
from lestalk_studio.ui.sentences import Sentences
from lestalk_studio.ui.texts import tr_name, value_text
from lestalk_studio.ui.timeline.texts import lane_title
from tests.conftest import REPOSITORY

_spec = importlib.util.spec_from_file_location("translations", REPOSITORY / "packaging" / "translations.py")
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)
FILES = sorted(translations.FOLDER.glob("studio_*.ts"))


@pytest.fixture(scope="module")
def found():
    return translations.collect()


@pytest.fixture
def german(qapp):
    language.speak(qapp, "de")
    yield
    language.silence(qapp)
    QLocale.setDefault(QLocale.c())


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_german_ships():
    assert "de" in language.languages() and language.language_title("de") == "Deutsch"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_is_complete(path, found):
    lacking = translations.missing(path, found)
    assert not lacking, f"{len(lacking)} texts have no translation in {path.name}, e.g. {lacking[:5]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_has_the_placeholders_of_its_text(path):
    for (_, source), text in translations.read(path).items():
        assert not text or placeholders(text) == placeholders(source), (source, text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_what_frames_a_text(path):
    """Ellipsis, access key and the stop of a sentence are where they are in English."""
    for (_, source), text in translations.read(path).items():
        if text:
            assert source.endswith("…") == text.endswith("…"), (source, text)
            assert source.endswith(".") == text.endswith("."), (source, text)
            assert source.count("&") == text.count("&"), (source, text)
            assert source[:1].isspace() == text[:1].isspace(), (source, text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_loaded_is_compiled_from_what_is_edited(path, tmp_path, qapp):
    fresh = translations.compile_ts(path, tmp_path / "fresh.qm")
    assert fresh.read_bytes() == path.with_suffix(".qm").read_bytes(), "run packaging/translations.py"


def test_only_literals_are_translated():
    for path in translations.program_files():
        lines = translations.variable_calls(ast.parse(path.read_text("utf-8")))
        assert not lines, f"{path}:{lines[0]} gives tr() something that is no literal"


def test_nothing_is_translated_while_modules_load():
    """The language is chosen later than that."""
    for path in translations.program_files():
        tree = ast.parse(path.read_text("utf-8"))
        outside = [node for node in tree.body if not isinstance(node, ast.FunctionDef)]
        for node in outside:
            for part in node.body if isinstance(node, ast.ClassDef) else [node]:
                if isinstance(part, ast.FunctionDef):
                    continue
                calls = [c for c in ast.walk(part) if isinstance(c, ast.Call)]
                assert not any(translations._name(c.func) == "tr" for c in calls), f"{path}:{part.lineno}"


def test_the_script_finds_texts_names_steps_and_sentences(found):
    tree = ast.parse('stage("Reading" if x else "Looking"); tr("one " "text"); mark("Name"); tr(variable)')
    assert list(translations.literals(tree)) == ["Reading", "Looking", "one text", "Name"]
    assert translations.variable_calls(tree) == [1]
    raised = ast.parse("raise StudioError(f'{path} is {size:.1f} MB' + f' and {x!r}.')")
    assert list(translations.sentences(raised)) == ["{0} is {1} MB and {2}."]
    studio = found[translations.STUDIO]
    assert {"lip corner puller", "Surprised", "Head yaw", "Warm smile", "Looking for the face"} <= set(studio)


def test_a_new_text_is_told_and_an_old_one_dropped(tmp_path):
    path = tmp_path / "studio_xx.ts"
    before = {"Studio": {"Old": {"a.py"}, "Kept": {"a.py"}}, "Sentences": {}}
    translations.write(path, "xx", before, {("Studio", "Kept"): "Bleibt", ("Studio", "Old"): "Alt"})
    after = {"Studio": {"Kept": {"a.py"}, "New": {"a.py"}}, "Sentences": {}}
    translations.write(path, "xx", after, translations.read(path))
    assert translations.read(path) == {("Studio", "Kept"): "Bleibt", ("Studio", "New"): ""}
    assert translations.missing(path, after) == ["New"]
    translations.compile_ts(path)
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    assert translator.translate("Studio", "Kept") == "Bleibt"


def test_german_is_spoken(german):
    assert lane_title("happy") == "Fröhlich" and lane_title("AU12").startswith("AU12 ")
    assert tr_name("Looking for the face") != "Looking for the face"
    assert value_text(-0.5, "°") == "−0,50°"
    # Qt's own dialogs, too.
    if QTranslator().load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_a_failure_is_told_in_german(german, tmp_path):
    from lestalk_studio.document.preset_store import PresetStore

    file = tmp_path / "presets.json"
    file.write_text("[]")
    with pytest.raises(StudioError) as failure:
        PresetStore(file).user()
    told = str(failure.value)
    assert str(file) in told and "cannot" not in told and "presets" not in told.replace(str(file), "")


def test_english_comes_back(qapp):
    language.speak(qapp, "de")
    language.speak(qapp, "en")
    assert lane_title("happy") == "Happy" and str(StudioError("it is too large")) == "it is too large"
    language.silence(qapp)
    QLocale.setDefault(QLocale.c())


def test_sentences_are_recognised_with_what_is_in_them():
    known = Sentences(
        lambda: [
            ("{0} cannot be read ({1}).", "{1}: {0} ist unlesbar."),
            ("it is too large", "zu groß"),
            ("{0} is missing.", "{0} fehlt."),
        ]
    )
    assert known("a (b).wav cannot be read (it is too large).") == "zu groß: a (b).wav ist unlesbar."
    assert known("It is too large.") == "Zu groß."
    assert known("{0} is missing.") == "{0} fehlt."
    assert known("Something else.") == "Something else."


def test_the_choice_is_remembered_and_an_unknown_one_is_the_systems(qapp):
    settings = QSettings()
    settings.setValue(language.SETTING, "de")
    assert language.stored_choice() == "de" and language.language_of("de") == "de"
    settings.setValue(language.SETTING, "klingon")
    assert language.stored_choice() == language.SYSTEM
    settings.remove(language.SETTING)


def test_the_systems_language_is_taken_where_there_is_one(monkeypatch):
    class System:
        def __init__(self, *names):
            self._names = names

        def uiLanguages(self):
            return self._names

    for names, expected in (
        (("de-Latn-AT", "de-AT"), "de"),
        (("fr-FR", "fr", "de-DE"), "de"),
        (("ja-JP",), "en"),
        (("en-GB", "de"), "en"),
    ):
        monkeypatch.setattr(language.QLocale, "system", staticmethod(lambda names=names: System(*names)))
        assert language.language_of(language.SYSTEM) == expected
