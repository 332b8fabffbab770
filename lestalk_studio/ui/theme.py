"""Colours, palette and style sheet, each colour in one place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

# Okabe & Ito's palette, told apart with any colour vision; its blue is lightened to read on dark ground.
EMOTION_COLOURS: dict[str, str] = {
    "neutral": "#a6a9ad",
    "angry": "#d55e00",
    "contempt": "#cc79a7",
    "disgusted": "#009e73",
    "fear": "#e69f00",
    "happy": "#f0e442",
    "sad": "#3b8fd1",
    "surprised": "#7cc4ee",
}
GROUP_COLOURS: dict[str, str] = {
    "action": "#8fa3b8",
    "isolation": "#8fa3b8",
    "mix": "#b8a58f",
    "aux": "#9ab88f",
}


@dataclass(frozen=True)
class Theme:
    """Colours by what they are for."""

    window: str = "#26282c"
    panel: str = "#1f2124"
    raised: str = "#313439"
    line: str = "#3b3f45"
    faint_line: str = "#2b2e32"
    text: str = "#d9dbde"
    dim_text: str = "#9a9ea5"
    accent: str = "#4c9be8"
    selected: str = "#ffffff"
    playhead: str = "#ff5a4d"
    range: str = "#4c9be8"
    stale: str = "#e0b528"
    cached: str = "#3f8f5f"
    wave: str = "#6d8a9c"
    warning: str = "#e0b528"


DARK = Theme()


def colour(name: str, alpha: int = 255, theme: Theme = DARK) -> QColor:
    """A theme's colour by its name, as QColor."""
    made = QColor(getattr(theme, name))
    made.setAlpha(alpha)
    return made


def channel_colour(name: str, group: str) -> str:
    """The colour of a lane, slider or spoke."""
    return EMOTION_COLOURS.get(name) or GROUP_COLOURS[group]


def apply_theme(app: QApplication, theme: Theme = DARK) -> None:
    """Dress the whole program."""
    app.setStyle("Fusion")
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "window"),
        (QPalette.ColorRole.Base, "panel"),
        (QPalette.ColorRole.AlternateBase, "window"),
        (QPalette.ColorRole.Button, "raised"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.ToolTipBase, "raised"),
        (QPalette.ColorRole.ToolTipText, "text"),
        (QPalette.ColorRole.PlaceholderText, "dim_text"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.Link, "accent"),
    ):
        palette.setColor(role, QColor(getattr(theme, name)))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#0d1117"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#6b7076"))
    app.setPalette(palette)
    app.setStyleSheet(_SHEET.format(**theme.__dict__))


_SHEET = """
QWidget {{ font-size: 12px; }}
QMainWindow::separator {{ background: {panel}; width: 4px; height: 4px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QDockWidget {{ titlebar-close-icon: none; titlebar-normal-icon: none; color: {dim_text}; }}
QDockWidget::title {{ background: {window}; padding: 5px 8px; border-bottom: 1px solid {line}; }}
QMenuBar {{ background: {window}; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {accent}; color: #0d1117; }}
QMenu {{ background: {raised}; border: 1px solid {line}; padding: 4px 0; }}
QMenu::item {{ padding: 4px 28px 4px 22px; }}
QMenu::item:disabled {{ color: #6b7076; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 3px 5px; }}
QStatusBar {{ background: {panel}; color: {dim_text}; }}
QStatusBar::item {{ border: none; }}
QToolButton {{ border: 1px solid transparent; border-radius: 3px; padding: 3px 7px; color: {text}; }}
QToolButton:hover {{ background: {raised}; border-color: {line}; }}
QToolButton:checked {{ background: #2d4a69; border-color: {accent}; }}
QToolButton:focus, QPushButton:focus {{ border-color: {accent}; }}
QPushButton {{ background: {raised}; border: 1px solid {line}; border-radius: 3px; padding: 5px 12px; }}
QFrame#start {{ border: 2px dashed {line}; border-radius: 10px; background: {panel}; }}
QLabel#title {{ font-size: 16px; }}
QLabel#hint {{ color: {dim_text}; }}
QPushButton#recent {{ text-align: left; border: none; background: none; color: {accent}; padding: 3px 0; }}
QPushButton#recent:hover {{ text-decoration: underline; }}
QPushButton#heading {{ text-align: left; border: none; border-radius: 0; padding: 4px 8px; font-weight: bold; }}
QPushButton#more {{ text-align: left; border: none; background: none; padding: 3px 29px; color: {dim_text}; }}
QPushButton#more:hover, QPushButton#heading:hover {{ color: {accent}; }}
QPushButton:hover {{ border-color: {accent}; }}
QLineEdit, QComboBox {{ background: {panel}; border: 1px solid {line};
  border-radius: 3px; padding: 2px 4px; selection-background-color: {accent}; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QLineEdit:focus, QComboBox:focus {{ border-color: {accent}; }}
QScrollBar:vertical {{ background: {panel}; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: {panel}; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: #4a4f56; border-radius: 4px; margin: 2px; min-width: 24px; min-height: 24px; }}
QScrollBar::handle:hover {{ background: #5d636b; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QListView, QUndoView {{ background: {panel}; border: none; }}
QScrollArea {{ border: none; }}
"""
