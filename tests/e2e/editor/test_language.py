"""Another language changes every text of the open window at once, and what was done stays as it is."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QSettings
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QSpinBox,
    QTabBar,
    QWidget,
)

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.document.settings import Marker
from lestalk_studio.ui import language
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.main_window import MainWindow
from lestalk_studio.ui.preferences import PreferencesDialog
from lestalk_studio.ui.rewording import Rewording
from lestalk_studio.ui.texts import tr
from tests.audio.fake_device import FakeSystem
from tests.e2e.editor.conftest import fake_parts
from tests.e2e.editor.snapshot import grab


@pytest.fixture(autouse=True)
def english_afterwards(qapp):
    before = QLocale()
    language.speak(qapp, "en")
    yield
    language.silence(qapp)
    QLocale.setDefault(before)


def settle():
    for _ in range(5):
        QApplication.processEvents()


def choose(window, qtbot, code):
    """In the preferences, which stay open."""
    window.actions_by_name["preferences"].trigger()
    dialog = window.findChild(PreferencesDialog)
    dialog.turn_to("look")
    box = dialog.page("look").language
    box.setCurrentIndex(box.findData(code))
    settle()
    return dialog


def close(dialog):
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


def texts(window) -> Counter:
    """Every text for people that the window and its parts hold, hidden ones too."""
    found = Counter()
    devices = window.status.device.menu()  # filled when they have been looked for
    for thing in (window, *window.findChildren(QObject)):
        said = []
        if thing.parent() is devices:
            continue
        if isinstance(thing, QAction):
            said = [thing.text(), thing.toolTip(), thing.iconText()]
        elif isinstance(thing, QWidget):
            said = [
                thing.windowTitle(),
                thing.toolTip(),
                thing.accessibleName(),
                thing.accessibleDescription(),
            ]
            if isinstance(thing, QMenu):
                said.append(thing.title())
            elif isinstance(thing, QLabel | QAbstractButton):
                said.append(thing.text())
            elif isinstance(thing, QLineEdit):
                said.append(thing.placeholderText())
            elif isinstance(thing, QComboBox):
                said += [thing.itemText(i) for i in range(thing.count())]
            elif isinstance(thing, QTabBar):
                said += [thing.tabText(i) for i in range(thing.count())]
            elif isinstance(thing, QListWidget):
                said += [thing.item(i).text() for i in range(thing.count())]
                said += [thing.item(i).toolTip() for i in range(thing.count())]
        kind = type(thing).__name__
        found.update((kind, one) for one in said if one)
    return found


def pixels(widget) -> np.ndarray:
    image = grab(widget).convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def assert_alike(one, other):
    """But for the trembling of an edge here and there; a word is hundreds of pixels."""
    ours, theirs = pixels(one).astype(int), pixels(other).astype(int)
    assert ours.shape == theirs.shape
    assert (np.abs(ours - theirs).max(axis=2) > 8).sum() < 10, one.objectName() or one


def edit(window):
    window.session.attempt(SetValues, 0.0, {"happy": 1.5})
    window.session.attempt(SetValues, 0.0, {"AU12": 0.5, "head_yaw": 4.0})
    window.session.seek(0.2)
    window.session.set_loop(True)


@pytest.fixture
def other(qtbot):
    """Makes a second window."""
    made = []

    def make():
        speakers = FakeSystem()
        window = MainWindow(fake_parts(), SoundOutput(speakers, speakers.now))
        made.append(window)
        with qtbot.waitActive(window):
            window.show()
        return window

    yield make
    for window in made:
        window.shut_down()
        window.session.undo_stack.setClean()
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("back", [False, True])
def test_afterwards_the_window_is_as_if_it_had_spoken_so_from_the_start(window, other, qtbot, back):
    """Text for text, and pixel for pixel; from English to German, and from German back."""
    edit(window)
    close(choose(window, qtbot, "de"))
    if back:
        close(choose(window, qtbot, "en"))
    fresh = other()
    edit(fresh)
    settle()
    ours, theirs = texts(window), texts(fresh)
    assert (dict(ours - theirs), dict(theirs - ours)) == ({}, {})
    assert window.windowTitle() == (
        "Untitled[*] – LES Talker Studio" if back else "Unbenannt[*] – LES Talker Studio"
    )
    for name, dock in window._docks.items():
        dock.raise_(), fresh._docks[name].raise_()
        settle()
        assert_alike(dock, fresh._docks[name])
    for part in ("viewport", "view_panel"):
        assert_alike(getattr(window, part), getattr(fresh, part))


def test_what_was_done_and_chosen_stays_as_it_is(window, qtbot):
    edit(window)
    window.session.undo_stack.undo()
    project, playhead = window.session.project, window.session.playhead
    close(choose(window, qtbot, "de"))
    assert window.session.project is project and window.session.playhead == playhead and window.session.loop
    stack = window.session.undo_stack
    assert stack.count() == 2 and stack.index() == 1
    assert stack.undoText() == tr("Set {what}").format(what="Fröhlich")
    stack.redo()
    assert window.session.project.key_count == 3
    stack.undo()
    stack.undo()
    assert window.session.project.key_count == 0


def test_names_that_are_the_users_stay_as_they_are(window, qtbot):
    marker = Marker(0.4, "Save")  # it is a menu's text, too
    window.session.open(window.session.project.__class__(markers=(marker,)))
    close(choose(window, qtbot, "de"))
    assert window.session.project.markers == (marker,)


def test_the_open_preferences_speak_at_once_and_values_have_their_comma(window, qtbot):
    window.inspector.rows["happy"].spin.setValue(0.5)
    dialog = choose(window, qtbot, "de")
    assert dialog.windowTitle() == "Einstellungen" and dialog.isVisible()
    assert (
        dialog.list.item(0).text() == "Aussehen und Sprache"
        and dialog.page("look").theme.itemText(1) == "Dunkel"
    )
    assert window.inspector.rows["happy"].spin.text() == "0,50"
    assert QSettings().value(language.SETTING) == "de"
    dialog.turn_to("preview")
    assert isinstance(dialog.page("preview").memory, QSpinBox)
    choose(window, qtbot, "en")
    assert dialog.windowTitle() == "Preferences" and window.inspector.rows["happy"].spin.text() == "0.50"


def test_shortcuts_of_the_user_are_kept(window, qtbot):
    from lestalk_studio.ui.actions import give_keys

    give_keys(window.actions_by_name["save"], "Save", ("Ctrl+Alt+W",))
    close(choose(window, qtbot, "de"))
    action = window.actions_by_name["save"]
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+Alt+W"]
    assert action.text() == "Speichern" and action.toolTip().startswith("Speichern (")


def test_a_text_is_reworded_with_what_fills_it():
    say = Rewording(
        [
            ("Set {what}", "{what} setzen"),
            ("Happy", "Fröhlich"),
            ("{n} keys", "{n} Keys"),
            ("{a} {b}", "{b} {a}"),
            ("Fit", "Einpassen"),
        ]
    )
    assert say("Set Happy") == "Fröhlich setzen" and say("Set Happy, AU12") == "Fröhlich, AU12 setzen"
    assert say("3 keys") == "3 Keys" and say("Fit") == "Einpassen"
    assert say("nobody knows") == "nobody knows", "a template without words fits nothing"
    assert say("") == ""
