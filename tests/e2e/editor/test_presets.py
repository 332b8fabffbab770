"""Presets are found, laid on the playhead, blended, and kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QStyle, QStyleOptionSlider

from lestalk_studio.document.keyframe import Keyframe
from lestalk_studio.document.preset_store import PresetStore
from lestalk_studio.document.project import Project
from lestalk_studio.document.track import Track

LEFT = Qt.MouseButton.LeftButton


def names(panel):
    return [panel.list.item(i).text() for i in range(panel.list.count())]


def choose(panel, name):
    panel.list.setCurrentRow(names(panel).index(name))


def answer(monkeypatch, name):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (name, True))


def test_searching_finds_by_name_and_content(window, qtbot):
    panel = window.presets
    qtbot.keyClicks(panel.search, "smile")
    assert "Warm smile" in names(panel) and "Angry" not in names(panel)
    panel.search.clear()
    assert "Angry" in names(panel)


def test_a_double_click_applies_at_the_playhead(window, qtbot):
    panel = window.presets
    window.session.seek(1.0)
    item = panel.list.item(names(panel).index("Happy"))
    panel.list.scrollToItem(item)
    middle = panel.list.visualItemRect(item).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=middle)
    qtbot.mouseDClick(panel.list.viewport(), LEFT, pos=middle)
    assert window.session.project.track("happy").keys[0].time == 1.0
    assert window.session.project.track("happy").value_at(1.0) == 3.0
    assert window.session.undo_stack.count() == 1


def test_blending_is_live_and_one_step(window, qtbot):
    panel, session = window.presets, window.session
    session.open(Project(tracks=(Track("sad", (Keyframe(0.0, 2.0),)),)))
    choose(panel, "Happy")
    slider, option = panel.blend, QStyleOptionSlider()
    slider.initStyleOption(option)
    style = slider.style()
    grip = style.subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    ).center()
    qtbot.mousePress(slider, LEFT, pos=grip)
    half = QPoint(slider.width() // 2, grip.y())
    for part in (0.3, 0.7, 0.5):
        qtbot.mouseMove(slider, QPoint(round(slider.width() * part), grip.y()))
    assert panel.percent.text() != "0 %"
    assert session.project.track("happy").value_at(0.0) == pytest.approx(1.5, abs=0.2)
    assert session.project.track("sad").value_at(0.0) == pytest.approx(1.0, abs=0.2)
    qtbot.mouseRelease(slider, LEFT, pos=half)
    assert session.undo_stack.count() == 1 and slider.value() == 0
    session.undo_stack.undo()
    assert session.project.track("happy").keys == ()


def test_a_pose_is_kept_renamed_and_deleted(window, monkeypatch):
    panel = window.presets
    window.inspector.rows["AU12"].spin.setValue(0.7)
    answer(monkeypatch, "My grin")
    panel.save.click()
    assert panel.chosen.name == "My grin" and dict(panel.chosen.values) == {"AU12": 0.7}
    answer(monkeypatch, "Grin")
    panel.rename.trigger()
    assert [preset.name for preset in PresetStore().user()] == ["Grin"] and panel.chosen.name == "Grin"
    panel.delete.trigger()
    assert PresetStore().user() == () and "Grin" not in names(panel)


def test_what_ships_cannot_be_changed(window, monkeypatch):
    panel = window.presets
    choose(panel, "Happy")
    assert not panel.rename.isEnabled() and not panel.delete.isEnabled()
    answer(monkeypatch, "happy")
    panel.save.click()
    assert "ships with the program" in window.statusBar().currentMessage()
