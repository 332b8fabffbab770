"""Presets are pictured on the portrait of now, in the background; a damaged file of presets is told."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from lestalk_studio.document.preset_store import PresetStore
from lestalk_studio.document.presets import BUILTIN_PRESETS
from lestalk_studio.document.project import Project
from lestalk_studio.ui import appearance, language
from lestalk_studio.ui.presets_panel import PresetsPanel
from tests.e2e.editor.conftest import fake_parts
from tests.e2e.editor.test_background import Slow


def names(panel):
    return [panel.list.item(i).text() for i in range(panel.list.count())]


def icon(panel, name):
    """What the list shows for a preset, (72, 72, 4)."""
    image = panel.list.item(names(panel).index(name)).icon().pixmap(72, 72).toImage()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def pictured(panel):
    return all(preset.values in panel.thumbnails.images for preset in BUILTIN_PRESETS)


def test_without_a_portrait_there_are_drawn_faces(window, qtbot):
    panel = window.presets
    happy, angry = icon(panel, "Happy"), icon(panel, "Angry")
    assert happy[..., 3].max() == 255 and not np.array_equal(happy, angry)
    assert not panel.thumbnails.images and not panel.thumbnails.worker.isRunning()


def test_presets_are_pictured_on_the_portrait(window, qtbot, portrait):
    panel = window.presets
    drawn = icon(panel, "Smirk")
    window.session.open(Project(portrait=portrait))
    qtbot.waitUntil(lambda: pictured(panel), timeout=10_000)
    middle = icon(panel, "Polite smile")[36, 36, :3]
    assert not np.array_equal(icon(panel, "Smirk"), drawn)
    # The grey face of the fake renderer is as bright as AU12.
    assert middle.min() > icon(panel, "Neutral")[36, 36, :3].max() + 5


def test_another_portrait_makes_other_pictures(window, qtbot, portrait, tmp_path):
    panel = window.presets
    window.session.open(Project(portrait=portrait))
    qtbot.waitUntil(lambda: pictured(panel), timeout=10_000)
    window.session.open(Project())
    assert not panel.thumbnails.images, "what shows the old portrait is gone at once"
    other = tmp_path / "other.png"
    other.write_bytes(portrait.read_bytes())
    window.session.open(Project(portrait=other))
    qtbot.waitUntil(lambda: pictured(panel), timeout=10_000)


@pytest.mark.parametrize("fails", [False, True])
def test_they_wait_until_the_preview_has_its_portrait(window, qtbot, portrait, fails):
    """Or has given up on it, and tells why."""
    thumbnails, asked = window.presets.thumbnails, []
    step = Slow(fake_parts().renderer)
    window.preview._frames._preview._parts = replace(fake_parts(), renderer=step)
    thumbnails._soon.setInterval(5)
    thumbnails._soon.timeout.connect(lambda: asked.append(thumbnails.worker.isRunning()))
    window.viewport.dropped.emit(portrait)
    qtbot.waitUntil(step.begun.is_set)
    qtbot.waitUntil(lambda: len(asked) > 3)
    assert not any(asked) and window.preview.preparing
    if fails:
        step.real = lambda *_: 1 / 0
    step.may_end.set()
    qtbot.waitUntil(lambda: pictured(window.presets), timeout=10_000)
    assert not window.preview.preparing


def test_the_window_never_renders_a_thumbnail(window, qtbot, portrait, monkeypatch):
    threads = set()
    maker = window.presets.thumbnails.worker._maker
    picture = maker.picture
    monkeypatch.setattr(
        maker, "picture", lambda *a: (threads.add(threading.current_thread()), picture(*a))[1]
    )
    window.session.open(Project(portrait=portrait))
    qtbot.waitUntil(lambda: pictured(window.presets), timeout=10_000)
    assert threads and threading.main_thread() not in threads
    assert QThread.currentThread() is QApplication.instance().thread()


def test_a_new_pose_gets_its_picture(window, qtbot, portrait, monkeypatch):
    panel = window.presets
    window.session.open(Project(portrait=portrait))
    qtbot.waitUntil(lambda: pictured(panel), timeout=10_000)
    window.inspector.rows["AU12"].spin.setValue(1.0)
    monkeypatch.setattr("PySide6.QtWidgets.QInputDialog.getText", lambda *_, **__: ("Grin", True))
    with qtbot.waitSignal(panel.thumbnails.made, timeout=10_000) as made:
        panel.save.click()
    assert made.args[0].name == "Grin" and panel.chosen.name == "Grin"


def test_an_unusable_portrait_leaves_the_drawn_faces(window, qtbot, tmp_path):
    panel = window.presets
    drawn = icon(panel, "Happy")
    window.session.open(Project(portrait="builtin:nobody"))
    qtbot.waitUntil(lambda: not panel.thumbnails._soon.isActive(), timeout=5_000)
    panel.thumbnails.worker.stop()
    assert np.array_equal(icon(panel, "Happy"), drawn)


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "lestalk-presets", "version": 9}', "\x00\x01"])
def test_a_damaged_file_is_told_and_what_ships_stays(qtbot, window, content, tmp_path):
    file = tmp_path / "presets.json"
    file.write_text(content)
    panel = PresetsPanel(window.session, PresetStore(file))
    qtbot.addWidget(panel)
    panel.show()
    assert panel.trouble.isVisible() and str(file) in panel.trouble.text()
    assert panel.trouble.text().endswith(".") and "Happy" in names(panel)
    panel.search.setText("smile")
    assert "Warm smile" in names(panel)
    file.unlink()
    panel.refresh()
    assert not panel.trouble.isVisible()
    assert file.exists() is False
    panel.thumbnails.close()


def test_nothing_found_is_said(window):
    panel = window.presets
    panel.search.setText("xyzzy")
    assert panel.list.count() == 0 and panel.chosen is None and not panel.blend.isEnabled()
    panel.grab()  # paints the sentence


def test_a_pose_is_applied_in_one_step(window):
    panel, session = window.presets, window.session
    panel.list.setCurrentRow(names(panel).index("Smirk"))
    panel.apply_action.trigger()
    assert session.project.track("L12").value_at(0.0) == pytest.approx(0.55)
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.project.key_count == 0


def test_drawn_faces_follow_the_theme(dressed, window):
    dark = icon(window.presets, "Happy")
    appearance.choose("light")
    QApplication.processEvents()
    assert not np.array_equal(icon(window.presets, "Happy"), dark)


def test_presets_are_found_in_german_and_english(qtbot, window, qapp):
    language.speak(qapp, "de")
    try:
        panel = PresetsPanel(window.session)
        qtbot.addWidget(panel)
        for query in ("lächeln", "smile", "Mundwinkel"):
            panel.search.setText(query)
            assert "Höfliches Lächeln" in names(panel), query
        panel.search.setText("fröhlich")
        assert "Fröhlich" in names(panel) and "Wütend" not in names(panel)
        panel.thumbnails.close()
    finally:
        language.silence(qapp)
        language.QLocale.setDefault(language.QLocale.c())
