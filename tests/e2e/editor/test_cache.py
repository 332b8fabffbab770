"""Frames that lie ready: bounded in memory, kept on the disk if wanted, set in the preferences."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt

from lestalk_studio.audio.playback import SoundOutput
from lestalk_studio.les.space import INDEX
from lestalk_studio.paths import cache_dir
from lestalk_studio.pipeline import frame_store
from lestalk_studio.ui.commands.keys import SetValues
from lestalk_studio.ui.main_window import MainWindow
from lestalk_studio.ui.preferences import PreferencesDialog
from lestalk_studio.ui.preview_settings import LEAST_MB, PreviewSettings
from tests.e2e.editor.conftest import fake_parts

SIDE = 1024
FRAME_BYTES = SIDE * SIDE * 3


class LargeRenderer:
    """Frames of 3 MB, each with its own grey; counts them."""

    def __init__(self):
        self.made = 0

    def render(self, z, aux):
        self.made += 1
        return np.full((SIDE, SIDE, 3), np.clip(100 + 40 * z[INDEX["AU12"]], 0, 255), np.uint8)


def use(window, renderer) -> None:
    preview = window.preview._frames._preview
    preview._parts = replace(preview._parts, renderer=lambda face, size: renderer)


def smile(window, portrait) -> None:
    """A face that changes in every frame of a second."""
    window.viewport.dropped.emit(portrait)
    window.session.attempt(SetValues, 0.0, {"AU12": 0.0})
    window.session.attempt(SetValues, 1.0, {"AU12": 2.0})


def preferences(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PreferencesDialog)
    dialog.turn_to("preview")
    return dialog.page("preview")


def files() -> list:
    folder = cache_dir() / "frames"
    return sorted(folder.glob("*.frame")) if folder.is_dir() else []


def at_rest(window) -> bool:
    """Whether the worker has nothing to do any more."""
    before = window.preview._frames._preview.cache.bytes, len(files())
    time.sleep(0.4)
    return before == (window.preview._frames._preview.cache.bytes, len(files()))


# --- memory


def test_the_limit_of_the_preferences_holds_at_once_and_is_remembered(window, portrait, qtbot):
    use(window, LargeRenderer())
    smile(window, portrait)
    cache = window.preview._frames._preview.cache
    qtbot.waitUntil(lambda: len(cache) >= 26, timeout=20_000)
    assert cache.bytes > LEAST_MB * 2**20
    page = preferences(window, qtbot)
    assert page.memory.value() == 512
    page.memory.setValue(LEAST_MB)
    qtbot.waitUntil(lambda: cache.bytes <= LEAST_MB * 2**20, timeout=20_000)
    assert cache.limit == LEAST_MB * 2**20
    assert PreviewSettings.stored().memory_mb == LEAST_MB


def test_rendering_ahead_stays_within_the_limit(window, portrait, qtbot):
    PreviewSettings(LEAST_MB).store()
    window.preview.use(PreviewSettings.stored())
    renderer = LargeRenderer()
    use(window, renderer)
    smile(window, portrait)
    room = LEAST_MB * 2**20 // FRAME_BYTES
    qtbot.waitUntil(lambda: at_rest(window) and renderer.made > room // 2, timeout=20_000)
    assert window.preview._frames._preview.cache.bytes <= LEAST_MB * 2**20
    # It does not go round in circles, making what it has thrown away.
    assert renderer.made <= room + 3


def test_nonsense_in_the_settings_counts_as_not_set(window):
    for value in ("many", -5, 10**9, ""):
        QSettings().setValue("preview/memory_mb", value)
        QSettings().setValue("preview/disk_mb", value)
        assert PreviewSettings.stored() == PreviewSettings()


# --- disk


def test_nothing_is_written_unless_wanted(window, portrait, qtbot):
    smile(window, portrait)
    qtbot.waitUntil(lambda: window.canvas.covered.fresh == ((0, window.session.last_frame + 1),))
    assert files() == []


@pytest.fixture
def kept(window, portrait, qtbot):
    """A window whose frames lie on the disk; gives its renderer."""
    renderer = LargeRenderer()
    use(window, renderer)
    page = preferences(window, qtbot)
    assert not page.disk.isChecked() and not page.disk_size.isEnabled()
    page.disk.setChecked(True)
    smile(window, portrait)
    qtbot.waitUntil(lambda: len(files()) >= 26, timeout=30_000)
    return renderer


def test_frames_survive_a_restart(window, kept, speakers, qtbot):
    pictures = {}
    for frame in (3, 17):
        window.session.seek(frame / 25)
        qtbot.waitUntil(lambda: window.preview.up_to_date)
        pictures[frame] = window.viewport.image.pixelColor(5, 5).red()
    project = window.session.project
    again = MainWindow(fake_parts(), SoundOutput(speakers, speakers.now))
    renderer = LargeRenderer()
    use(again, renderer)
    try:
        again.show()
        again.session.open(project)
        for frame, grey in pictures.items():
            again.session.seek(frame / 25)
            qtbot.waitUntil(lambda: again.viewport.has_frame and again.preview.up_to_date)
            assert abs(again.viewport.image.pixelColor(5, 5).red() - grey) <= 1
        qtbot.waitUntil(
            lambda: again.canvas.covered.fresh == ((0, again.session.last_frame + 1),), timeout=20_000
        )
        assert renderer.made == 0
    finally:
        again.session.undo_stack.setClean()
        again.close()
        again.deleteLater()


def test_another_portrait_shares_no_frames(window, kept, portrait, qtbot):
    made, count = kept.made, len(files())
    portrait.write_bytes(portrait.read_bytes() + b"another content")
    window.session.seek(0.2)
    qtbot.waitUntil(lambda: kept.made > made)
    qtbot.waitUntil(lambda: len(files()) > count)


def test_clearing_empties_the_disk_and_says_so(window, kept, qtbot):
    page = preferences(window, qtbot)
    window.preview.look_after_disk()
    qtbot.waitUntil(lambda: page.clear.isEnabled())
    assert page.used.text().endswith(" MB")
    page.disk.setChecked(False)  # or it would fill up again at once
    qtbot.waitUntil(lambda: window.preview.up_to_date and at_rest(window))
    page.clear.click()
    qtbot.waitUntil(lambda: not files() and page.used.text() == "nothing")
    assert not page.clear.isEnabled()


def test_a_full_disk_is_told_once_and_the_preview_goes_on(window, portrait, qtbot, monkeypatch):
    told = []
    window.preview.told.connect(told.append)
    monkeypatch.setattr(frame_store.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 1000}))
    use(window, LargeRenderer())
    preferences(window, qtbot).disk.setChecked(True)
    smile(window, portrait)
    qtbot.waitUntil(
        lambda: window.canvas.covered.fresh == ((0, window.session.last_frame + 1),), timeout=20_000
    )
    assert len(told) == 1 and "nearly full" in told[0]
    assert files() == [] and window.viewport.trouble == ""


def test_the_dialog_opens_where_it_was_left_and_only_once(window, qtbot):
    dialog = preferences(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert len(window.findChildren(PreferencesDialog)) == 1
    assert dialog.isVisible() and dialog.parent() is not None
