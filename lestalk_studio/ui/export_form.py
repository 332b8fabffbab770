"""What can be chosen of an export: the fields of the dialog, and the settings they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from lestalk_studio.document.project import Project
from lestalk_studio.document.settings import (
    HIGHEST_FPS,
    LARGEST_SIZE,
    LOWEST_FPS,
    SMALLEST_SIZE,
    ExportSettings,
)
from lestalk_studio.pipeline.target import Target
from lestalk_studio.ui.texts import tr

ENDINGS = {"mp4": ".mp4", "webm": ".webm", "mov": ".mov", "folder": ""}
SIZES = (2160, 1080, 720, 512)
RATES = (24.0, 25.0, 29.97, 30.0, 50.0, 60.0)
OTHER = "other"


class ExportForm(QWidget):
    """changed: another choice. `show` fills the fields, `settings` reads them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format = _choice(
            (
                ("mp4", tr("Video that plays everywhere (MP4)")),
                ("webm", tr("Video for the web (WebM)")),
                ("mov", tr("Video for an editing program (ProRes)")),
                ("folder", tr("Pictures in a folder (PNG)")),
            )
        )
        self.size = _choice(
            (
                ("source", tr("As the portrait")),
                *((size, str(size)) for size in SIZES),
                (OTHER, tr("Another …")),
            )
        )
        self.own_size = QSpinBox()
        self.own_size.setRange(SMALLEST_SIZE, LARGEST_SIZE)
        self.own_size.setSuffix(tr(" pixels"))
        self.fps = _choice(((None, ""), *((rate, f"{rate:g}") for rate in RATES), (OTHER, tr("Another …"))))
        self.own_fps = QDoubleSpinBox()
        self.own_fps.setRange(LOWEST_FPS, HIGHEST_FPS)
        self.own_fps.setDecimals(3)
        self.range = _choice((("in_out", tr("Between in and out point")), ("all", tr("Everything"))))
        self.quality = _choice(
            (
                ("draft", tr("Draft: quick and small, to judge the timing")),
                ("good", tr("Good: no loss that one sees")),
                ("best", tr("Best: large, for further work")),
            )
        )
        self.sound = QCheckBox(tr("With the voice"))
        self.path = QLineEdit()
        self.path.setPlaceholderText(tr("File to write"))
        self.browse = QPushButton(tr("Browse …"))
        for widget, name in (
            (self.size, tr("Longer side")),
            (self.own_size, tr("Longer side")),
            (self.fps, tr("Frames a second")),
            (self.own_fps, tr("Frames a second")),
            (self.path, tr("File to write")),
        ):
            widget.setAccessibleName(name)
        self._build()
        for box in (self.format, self.size, self.fps, self.range, self.quality):
            box.currentIndexChanged.connect(self._chosen)
        for spin in (self.own_size, self.own_fps):
            spin.valueChanged.connect(self.changed)
        self.format.currentIndexChanged.connect(self._new_ending)
        self.sound.toggled.connect(self.changed)
        self.path.textChanged.connect(self.changed)

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Quality"), self.quality)
        self.lossless = QLabel(tr("Pictures lose nothing, and have no sound."))
        self.lossless.setObjectName("hint")
        form.addRow("", self.lossless)
        form.addRow(tr("Longer side"), _beside(self.size, self.own_size))
        form.addRow(tr("Frames a second"), _beside(self.fps, self.own_fps))
        form.addRow(tr("Range"), self.range)
        form.addRow("", self.sound)
        form.addRow(tr("File"), _beside(self.path, self.browse))
        self._form = form

    def show_settings(self, project: Project, file: Path | None) -> None:
        """Fill the fields with a project's settings; `file`: its own, to be beside of."""
        settings = project.export
        self.fps.setItemText(0, tr("As the project ({fps})").format(fps=f"{project.fps:g}"))
        for box, value in ((self.format, settings.format), (self.range, settings.range)):
            box.setCurrentIndex(box.findData(value))
        self.quality.setCurrentIndex(self.quality.findData(settings.quality))
        _show_own(self.size, self.own_size, settings.size, 1080)
        _show_own(self.fps, self.own_fps, settings.fps, project.fps)
        self.sound.setChecked(settings.sound)
        beside = (file or Path.home() / tr("untitled")).with_suffix(ENDINGS[settings.format])
        self.path.setText(str(settings.path or beside))
        self._chosen()

    def settings(self, before: ExportSettings) -> ExportSettings:
        """What is chosen now, in place of `before`. Raises ValueError, readable, for a path that is none."""
        size, fps = self.size.currentData(), self.fps.currentData()
        text = self.path.text().strip()
        return replace(
            before,
            format=self.format.currentData(),
            quality=self.quality.currentData(),
            size=self.own_size.value() if size == OTHER else size,
            fps=self.own_fps.value() if fps == OTHER else fps,
            range=self.range.currentData(),
            sound=self.sound.isChecked(),
            path=Path(text).expanduser().absolute() if text else None,
        )

    def _chosen(self, *_) -> None:
        pictures = self.format.currentData() == "folder"
        self._form.setRowVisible(self.lossless, pictures)
        self._form.setRowVisible(self.quality, not pictures)
        self._form.setRowVisible(self.sound, not pictures)
        self.own_size.setVisible(self.size.currentData() == OTHER)
        self.own_fps.setVisible(self.fps.currentData() == OTHER)
        self.changed.emit()

    def _new_ending(self, *_) -> None:
        text = self.path.text().strip()
        if text:
            path = Path(text)
            known = path.suffix.lower() in set(ENDINGS.values())
            stem = path.with_suffix("") if known else path
            self.path.setText(f"{stem}{ENDINGS[self.format.currentData()]}")


def target_of(settings: ExportSettings) -> Target:
    """Where an export with these settings goes; a name without its ending gets it."""
    path = settings.path
    ending = ENDINGS[settings.format]
    if ending and path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    return Target(path, settings.format, quality=settings.quality)


def _choice(entries) -> QComboBox:
    box = QComboBox()
    for value, text in entries:
        box.addItem(text, value)
    return box


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    return row


def _show_own(box: QComboBox, spin, value: object, usual: float) -> None:
    known = box.findData(value)
    spin.setValue(value if known < 0 else usual)
    box.setCurrentIndex(known if known >= 0 else box.findData(OTHER))
