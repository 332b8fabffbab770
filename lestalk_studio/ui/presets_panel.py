"""The presets dock: find a pose, lay it on the playhead, blend towards it, keep poses of one's own."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.channels import CHANNELS
from lestalk_studio.document.preset_store import PresetStore
from lestalk_studio.document.presets import Preset, preset_from
from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.ui.commands.presets import ApplyPreset
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import channel_colour
from lestalk_studio.ui.timeline.texts import short_title, value_of

_PRESET = Qt.ItemDataRole.UserRole


class PresetsPanel(QWidget):
    """A double click lays a preset on the playhead. The slider blends towards the chosen one while it is
    dragged, in one undo step, and springs back when let go.
    """

    def __init__(
        self, session: Session, store: PresetStore | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._store = session, store or PresetStore()
        self._start: Project | None = None  # what the blend that goes on began with
        self._gesture, self._pushing = 0, False
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a preset, e.g. smile or AU12"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setMinimumHeight(40)
        self.list.setAccessibleName(tr("Presets"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.blend = QSlider(Qt.Orientation.Horizontal)
        self.blend.setRange(0, 100)
        self.blend.setAccessibleName(tr("Blend"))
        self.blend.setToolTip(tr("Drag to blend the frame at the playhead towards the chosen preset"))
        self.percent = QLabel("0 %")
        self.percent.setFixedWidth(42)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.save = QPushButton(tr("Save pose …"))
        self.rename = QPushButton(tr("Rename …"))
        self.delete = QPushButton(tr("Delete"))
        self._arrange()
        self.search.textChanged.connect(self.refresh)
        self.list.itemActivated.connect(lambda item: self.apply(item.data(_PRESET)))
        self.list.currentItemChanged.connect(self._chosen)
        self.list.customContextMenuRequested.connect(self._menu)
        self.blend.valueChanged.connect(self._blended)
        self.blend.sliderReleased.connect(self._rest)
        self.save.clicked.connect(self.save_pose)
        self.rename.clicked.connect(self.rename_preset)
        self.delete.clicked.connect(self.delete_preset)
        session.playhead_changed.connect(self._rest)
        session.document_changed.connect(lambda *_: None if self._pushing else self._rest())
        self.refresh()

    def _arrange(self) -> None:
        slide = QHBoxLayout()
        slide.addWidget(QLabel(tr("Blend")))
        slide.addWidget(self.blend, 1)
        slide.addWidget(self.percent)
        buttons = QHBoxLayout()
        for button in (self.save, self.rename, self.delete):
            buttons.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(slide)
        column.addLayout(buttons)

    @property
    def chosen(self) -> Preset | None:
        """The preset that is marked in the list."""
        item = self.list.currentItem()
        return None if item is None else item.data(_PRESET)

    def refresh(self, *_, choose: str | None = None) -> None:
        """Read the presets again; `choose` is marked then, else the one marked now."""
        wanted = choose or (self.chosen.name if self.chosen else None)
        try:
            found = self._store.find(self.search.text())
        except StudioError as error:
            self._session.refused.emit(str(error))
            return
        with QSignalBlocker(self.list):
            self.list.clear()
            for preset in found:
                item = QListWidgetItem(_icon(preset), preset.name)
                item.setData(_PRESET, preset)
                item.setToolTip(_contents(preset))
                self.list.addItem(item)
                if preset.name == wanted:
                    self.list.setCurrentItem(item)
        self._chosen()

    def apply(self, preset: Preset) -> bool:
        """Lay it on the playhead; whether it changed anything."""
        session = self._session
        return session.attempt(ApplyPreset, session.project, preset, session.playhead)

    def save_pose(self) -> None:
        """Ask for a name and keep the pose at the playhead."""
        name, agreed = QInputDialog.getText(self, tr("Save pose"), tr("Name of the pose"))
        if agreed:
            session = self._session
            if self._try(lambda: self._store.add(preset_from(session.project, session.playhead, name))):
                self.search.clear()
                self.refresh(choose=name.strip())

    def rename_preset(self) -> None:
        """Ask for another name of the chosen preset of the user's."""
        old = self.chosen.name
        name, agreed = QInputDialog.getText(self, tr("Rename pose"), tr("Name of the pose"), text=old)
        if agreed and self._try(lambda: self._store.rename(old, name.strip())):
            self.refresh(choose=name.strip())

    def delete_preset(self) -> None:
        """Forget the chosen preset of the user's."""
        if self._try(lambda: self._store.remove(self.chosen.name)):
            self.refresh()

    def _try(self, change) -> bool:
        try:
            change()
        except (StudioError, ValueError) as error:
            text = str(error)
            self._session.refused.emit(text[:1].upper() + text[1:].rstrip(".") + ".")
            return False
        return True

    def _chosen(self, *_) -> None:
        preset = self.chosen
        own = preset is not None and not preset.builtin
        self.rename.setEnabled(own)
        self.delete.setEnabled(own)
        self.blend.setEnabled(preset is not None)
        self._rest()

    def _menu(self, point) -> None:
        preset = self.chosen
        if preset is None or self.list.itemAt(point) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Apply at playhead"), lambda: self.apply(preset))
        if not preset.builtin:
            menu.addAction(tr("Rename …"), self.rename_preset)
            menu.addAction(tr("Delete"), self.delete_preset)
        menu.popup(self.list.mapToGlobal(point))

    def _blended(self, percent: int) -> None:
        session = self._session
        self.percent.setText(f"{percent} %")
        if self._start is None:
            self._start, self._gesture = session.project, session.begin_gesture()
        self._pushing = True
        try:
            command = (ApplyPreset, self._start, self.chosen, session.playhead, percent / 100)
            session.attempt(*command, gesture=self._gesture)
        finally:
            self._pushing = False

    def _rest(self, *_) -> None:
        """The blend is over: the next one begins with what is there."""
        self._start = None
        with QSignalBlocker(self.blend):
            self.blend.setValue(0)
        self.percent.setText("0 %")


def _icon(preset: Preset) -> QIcon:
    """A square in the colour of what is strongest in it."""
    picture = QPixmap(10, 10)
    strongest = max(preset.values, key=lambda pair: abs(pair[1]), default=("neutral", 0.0))[0]
    picture.fill(QColor(channel_colour(strongest, CHANNELS[strongest].group)))
    return QIcon(picture)


def _contents(preset: Preset) -> str:
    return "\n".join(f"{short_title(n)} {value_of(n, v)}" for n, v in preset.values) or tr("Everything at 0")
