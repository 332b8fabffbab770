"""Texts for people: translated, and values and times written the way the field writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from lestalk_studio.document.presets import Preset

CONTEXT = "Studio"


def tr(text: str) -> str:
    """The literal `text` in the user's language; what is put into it comes by .format afterwards."""
    return QCoreApplication.translate(CONTEXT, text)


def mark(text: str) -> str:
    """`text` itself: a literal to be translated, later, by `tr_name`."""
    return text


def tr_name(name: str) -> str:
    """A marked literal, or a name that tables and steps below the window hold, in the user's language."""
    return QCoreApplication.translate(CONTEXT, name) if name else ""


def preset_title(preset: Preset) -> str:
    """A preset's name as it is shown: those that ship are translated."""
    return tr_name(preset.name) if preset.builtin else preset.name


def value_text(value: float, unit: str = "") -> str:
    """A value with two decimals, in the user's way to write them, and without a minus before nothing."""
    shown = f"{value:.2f}"
    shown = "0.00" if shown == "-0.00" else shown.replace("-", "−")
    shown = shown.replace(".", QLocale().decimalPoint())
    return f"{shown} {unit}".rstrip() if unit != "°" else f"{shown}°"


def timecode(time: float, fps: float) -> str:
    """`time` [s] as HH:MM:SS:FF; hours only where there are some."""
    whole = max(1, round(fps))
    frame = round(time * fps)
    second, part = divmod(frame, whole)
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    start = f"{hours}:{minutes:02d}" if hours else f"{minutes:02d}"
    return f"{start}:{seconds:02d}:{part:02d}"
