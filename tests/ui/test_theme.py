"""Both themes can be read, and the emotions told apart, with any colour vision."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from itertools import combinations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QPalette

from lestalk_studio.les.emotions import EMOTIONS
from lestalk_studio.paths import resources_dir
from lestalk_studio.ui import theme as themes
from lestalk_studio.ui.theme import DARK, LIGHT, apply_theme, channel_colour, colour, palette_of
from lestalk_studio.ui.theme_sheet import SHEET
from tests.conftest import REPOSITORY
from tests.ui.colour_vision import VISIONS, apart, contrast, seen

BOTH = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
GROUNDS = ("window", "panel", "raised")
TEXT, GRAPHIC = 4.5, 3.0
LEAST_APART = 9.0
"""CIEDE2000 between any two emotions: far beyond what is just noticed (1 to 2)."""
ON_PHOTOGRAPHS = ("viewport_overlays.py", "viewport_paint.py", "brush_tool.py")
"""What they paint lies on the portrait, whose ground is the same in every theme."""
UI = REPOSITORY / "lestalk_studio" / "ui"


@pytest.fixture(autouse=True)
def dark_again(qapp):
    before = qapp.styleSheet(), qapp.palette(), qapp.style().objectName()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    themes._current = DARK
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setStyle(before[2])


def test_the_measures_are_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    # Sharma, Wu & Dalal 2005, table 1, pairs 1, 9 and 25.
    assert apart((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert apart((50, 2.49, -0.001), (50, -2.49, 0.0009)) == pytest.approx(7.1792, abs=1e-4)
    assert apart((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(
        1.2644, abs=1e-4
    )
    # Red and green of one lightness: what deuteranopia confuses and others do not.
    red, green = "#a06000", "#5a7a00"
    assert apart(seen(red, "normal"), seen(green, "normal")) > 20
    assert apart(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < 10


@BOTH
def test_text_can_be_read(theme):
    pairs = [(text, ground) for text in ("text", "dim_text") for ground in GROUNDS]
    pairs += [("accent", "panel"), ("accent", "window"), ("text", "active"), ("on_accent", "accent")]
    pairs += [("on_badge", "warning"), ("on_badge", "playhead"), ("warning", "panel"), ("warning", "window")]
    for text, ground in pairs:
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= TEXT, (text, ground)


@BOTH
def test_lines_and_shapes_that_say_something_can_be_seen(theme):
    on_panel = ("accent", "playhead", "range", "stale", "cached", "wave", "warning", "control", "selected")
    for shape in on_panel:
        assert contrast(getattr(theme, shape), theme.panel) >= GRAPHIC, shape
    for shape, ground in (
        ("text", "groove"),
        ("control", "window"),
        ("stale", "window"),
        ("cached", "window"),
    ):
        assert contrast(getattr(theme, shape), getattr(theme, ground)) >= GRAPHIC, (shape, ground)
    for made in (*theme.emotions.values(), *theme.groups.values()):
        for ground in ("panel", "window"):
            assert contrast(made, getattr(theme, ground)) >= GRAPHIC, (made, ground)


@BOTH
@pytest.mark.parametrize("vision", VISIONS)
def test_emotions_are_told_apart_with_any_colour_vision(theme, vision):
    shown = {name: seen(made, vision) for name, made in theme.emotions.items()}
    for one, other in combinations(EMOTIONS, 2):
        assert apart(shown[one], shown[other]) >= LEAST_APART, (one, other, vision)


@BOTH
@pytest.mark.parametrize("vision", VISIONS)
def test_emotions_stand_out_from_their_ground_with_any_colour_vision(theme, vision):
    for name, made in theme.emotions.items():
        for ground in ("panel", "groove"):
            assert apart(seen(made, vision), seen(getattr(theme, ground), vision)) >= 15, (name, ground)


@BOTH
def test_every_emotion_and_group_has_a_colour(theme):
    assert set(theme.emotions) == set(EMOTIONS)
    assert channel_colour("happy", "emotion", theme) == theme.emotions["happy"]
    assert channel_colour("AU12", "action", theme) == theme.groups["action"]


def test_colours_follow_the_theme_that_is_worn(qapp):
    apply_theme(qapp, LIGHT)
    assert (
        colour("panel") == QColor(LIGHT.panel) and channel_colour("sad", "emotion") == LIGHT.emotions["sad"]
    )
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)
    assert colour("accent", 50).alpha() == 50
    apply_theme(qapp, DARK)
    assert colour("panel") == QColor(DARK.panel) and DARK.window in qapp.styleSheet()


@BOTH
def test_disabled_text_is_paler_than_text(theme):
    palette = palette_of(theme)
    text = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name()
    assert contrast(text, theme.window) < contrast(theme.dim_text, theme.window)


def test_the_sheet_names_only_colours_of_a_theme():
    named = set(re.findall(r"(?<!\{)\{(\w+)\}", SHEET))
    assert named - {"icons"} <= {field.name for field in fields(DARK)}
    for picture in re.findall(r"\{icons\}/([\w{}]+\.png)", SHEET):
        for theme in (DARK, LIGHT):
            file = resources_dir() / "theme" / picture.format(name=theme.name)
            assert file.is_file() and file.with_name(f"{file.stem}@2x.png").is_file()
    assert not re.search(r"#[0-9a-f]{6}", SHEET)


def test_no_colour_is_written_anywhere_else():
    """One that is would stay as it is when the theme changes."""
    written = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    for path in sorted(UI.rglob("*.py")):
        if path.name == "theme.py" or path.name in ON_PHOTOGRAPHS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not written.search(node.value), f"{path}:{node.lineno} has the colour {node.value!r}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QColor":
                numbers = [a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, int)]
                assert len(numbers) < 3, f"{path}:{node.lineno} makes a colour of numbers"


def test_no_colour_is_asked_for_while_modules_load():
    for path in sorted(UI.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                names = [
                    c.func.id
                    for c in ast.walk(node.value)
                    if isinstance(c, ast.Call) and hasattr(c.func, "id")
                ]
                assert not {"colour", "channel_colour"} & set(names), f"{path}:{node.lineno}"
