"""Colours and palette of the dark and the light theme, each colour in one place.

Text has a contrast of at least 4.5 on every ground it lies on, lines and shapes that say something at least 3
(WCAG 2.2, 1.4.3 and 1.4.11). The emotions' colours are told apart with any colour vision.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from lestalk_studio.paths import resources_dir
from lestalk_studio.ui.theme_sheet import SHEET


@dataclass(frozen=True)
class Theme:
    """Colours by what they are for, as '#rrggbb'.

    raised: buttons and headings. line, faint_line: what only orders the picture. control: borders of fields and
    empty key dots. groove: below a slider's bar. active: ground of what is chosen. edge: around keys and knobs.
    on_accent, on_badge: text on the accent, and on a lit mute or solo sign. emotions: by name.
    """

    name: str
    window: str
    panel: str
    raised: str
    line: str
    faint_line: str
    control: str
    groove: str
    text: str
    dim_text: str
    disabled: str
    accent: str
    on_accent: str
    active: str
    selected: str
    edge: str
    on_badge: str
    playhead: str
    range: str
    stale: str
    cached: str
    wave: str
    warning: str
    handle: str
    handle_hover: str
    shade: str
    shade_alpha: int
    emotions: Mapping[str, str]
    groups: Mapping[str, str]


DARK = Theme(
    name="dark",
    window="#26282c",
    panel="#1f2124",
    raised="#313439",
    line="#3b3f45",
    faint_line="#2b2e32",
    control="#787e87",
    groove="#141619",
    text="#d9dbde",
    dim_text="#a3a7ae",
    disabled="#6b7076",
    accent="#4c9be8",
    on_accent="#0d1117",
    active="#2d4a69",
    selected="#ffffff",
    edge="#101215",
    on_badge="#101215",
    playhead="#ff5a4d",
    range="#4c9be8",
    stale="#e0b528",
    cached="#3f9d66",
    wave="#6d8a9c",
    warning="#e0b528",
    handle="#4a4f56",
    handle_hover="#5d636b",
    shade="#000000",
    shade_alpha=90,
    emotions={
        "neutral": "#cbd0c8",
        "angry": "#f44a5e",
        "contempt": "#ad7aa4",
        "disgusted": "#40a786",
        "fear": "#ed9a04",
        "happy": "#feef74",
        "sad": "#9b94fb",
        "surprised": "#67edff",
    },
    groups={"action": "#8fa3b8", "isolation": "#8fa3b8", "mix": "#b8a58f", "aux": "#9ab88f"},
)

LIGHT = Theme(
    name="light",
    window="#e9ebee",
    panel="#f8f9fa",
    raised="#dcdfe4",
    line="#c4c9d0",
    faint_line="#e3e6ea",
    control="#7b828c",
    groove="#cfd4da",
    text="#1d2126",
    dim_text="#515861",
    disabled="#989ea6",
    accent="#1a66b8",
    on_accent="#ffffff",
    active="#c3daf3",
    selected="#0b0d10",
    edge="#ffffff",
    on_badge="#ffffff",
    playhead="#d0261b",
    range="#1a66b8",
    stale="#8f6a00",
    cached="#1f7d49",
    wave="#5b7688",
    warning="#8a5f00",
    handle="#aeb4bc",
    handle_hover="#8f969f",
    shade="#20252b",
    shade_alpha=38,
    emotions={
        "neutral": "#484c4a",
        "angry": "#e0535f",
        "contempt": "#651b5e",
        "disgusted": "#004701",
        "fear": "#a25729",
        "happy": "#9c830b",
        "sad": "#2a4cbd",
        "surprised": "#1f8a9b",
    },
    groups={"action": "#5f7488", "isolation": "#5f7488", "mix": "#80694f", "aux": "#587a4c"},
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT)}
_current = DARK


def current_theme() -> Theme:
    """The theme that the program wears."""
    return _current


def colour(name: str, alpha: int = 255, theme: Theme | None = None) -> QColor:
    """A colour of the current theme (or of `theme`) by its name. Ask while painting; themes change."""
    made = QColor(getattr(theme or _current, name))
    made.setAlpha(alpha)
    return made


def shade() -> QColor:
    """What lies over the part of time that is left out."""
    return colour("shade", _current.shade_alpha)


def channel_colour(name: str, group: str, theme: Theme | None = None) -> str:
    """The colour of a lane, slider or spoke, '#rrggbb'. Ask while painting; themes change."""
    theme = theme or _current
    return theme.emotions.get(name) or theme.groups[group]


def palette_of(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "window"),
        (roles.Base, "panel"),
        (roles.AlternateBase, "window"),
        (roles.Button, "raised"),
        (roles.WindowText, "text"),
        (roles.Text, "text"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "selected"),
        (roles.ToolTipBase, "raised"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "dim_text"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Accent, "accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.Light, "handle"),
        (roles.Midlight, "line"),
        (roles.Mid, "line"),
        (roles.Dark, "control"),
        (roles.Shadow, "edge"),
    ):
        palette.setColor(role, QColor(getattr(theme, name)))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return palette


def apply_theme(app: QApplication, theme: Theme = DARK) -> None:
    """Dress the whole program; what is shown changes at once."""
    global _current
    _current = theme
    colours = {name: value for name, value in asdict(theme).items() if isinstance(value, str)}
    sheet = SHEET.format(icons=(resources_dir() / "theme").as_posix(), **colours)
    with _nothing_collected():
        if not app.styleSheet():
            app.setStyle("Fusion")
        app.setPalette(palette_of(theme))
        app.setStyleSheet(sheet)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Qt walks over a list of all widgets and calls their handlers; none may be freed on the way."""
    if QApplication.allWidgets():
        gc.collect()
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
