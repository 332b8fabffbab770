"""The language of the window: the user's choice, remembered, or the system's, where there is a translation."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from lestalk_studio.errors import StudioError
from lestalk_studio.paths import resources_dir
from lestalk_studio.ui.sentences import Sentences

SETTING = "language"
SYSTEM = "system"
ENGLISH = "en"
_PREFIX = "studio_"


def folder() -> Path:
    """Where the translations lie: studio_CODE.ts, and compiled studio_CODE.qm."""
    return resources_dir() / "translations"


def languages() -> tuple[str, ...]:
    """Codes of the languages the program speaks, English first."""
    return ENGLISH, *sorted(path.stem.removeprefix(_PREFIX) for path in folder().glob(f"{_PREFIX}*.qm"))


def language_title(code: str) -> str:
    """A language's name in itself: 'Deutsch'."""
    name = QLocale(code).nativeLanguageName()
    return "English" if code == ENGLISH else name[:1].upper() + name[1:]


def stored_choice() -> str:
    """What was chosen: a code of `languages`, or SYSTEM."""
    value = str(QSettings().value(SETTING, SYSTEM))
    return value if value in languages() else SYSTEM


def language_of(choice: str) -> str:
    """The language that a choice means: the system's first one that there is, else English."""
    known = languages()
    if choice in known:
        return choice
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0].casefold()
        if code in known:
            return code
    return ENGLISH


def speak(app: QCoreApplication, choice: str | None = None) -> str:
    """Translate what is made from now on, Qt's own dialogs and failures too. Returns the language.

    What is already shown stays as it is; `retranslate.choose` says that anew. choice: a code or SYSTEM,
    None = what is remembered.
    """
    choice = stored_choice() if choice is None else choice
    code = language_of(choice)
    if choice != SYSTEM:
        QLocale.setDefault(QLocale(code))  # its decimal comma, too
    elif app.property("spoken"):
        QLocale.setDefault(QLocale.system())
    silence(app)
    app.setProperty("spoken", code)
    if code == ENGLISH:
        return code
    translators = []
    for name, place in (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"{_PREFIX}{code}", str(folder())),
    ):
        translator = QTranslator(app)
        if translator.load(name, place):
            app.installTranslator(translator)
            translators.append(translator)
    app.setProperty("translators", translators)
    StudioError.translate = staticmethod(Sentences(lambda: _of_context(code, "Sentences")))
    return code


def silence(app: QCoreApplication) -> None:
    """English again."""
    for translator in app.property("translators") or ():
        app.removeTranslator(translator)
    app.setProperty("translators", [])
    app.setProperty("spoken", ENGLISH)
    StudioError.translate = staticmethod(str)


def spoken(app: QCoreApplication) -> str:
    """The language in use, as `speak` returned it."""
    return app.property("spoken") or ENGLISH


def pairs(old: str, new: str) -> list[tuple[str, str]]:
    """Every text of the program in the language `old` with the same in `new`, templates with their holes."""
    tables = [dict(_of_context(code, "Studio")) for code in (old, new)]
    sources = dict.fromkeys(source for table in tables for source in table)
    return [tuple(table.get(source, source) for table in tables) for source in sources]


def _of_context(code: str, name: str) -> list[tuple[str, str]]:
    """Source and translation of each message of a context; none of English, which has no file."""
    import xml.etree.ElementTree as ET  # for those who speak another language alone

    path = folder() / f"{_PREFIX}{code}.ts"
    for context in ET.parse(path).getroot().iter("context") if path.is_file() else ():
        if context.findtext("name") == name:
            messages = context.iter("message")
            found = [(m.findtext("source", ""), m.findtext("translation", "")) for m in messages]
            return [pair for pair in found if all(pair)]
    return []
