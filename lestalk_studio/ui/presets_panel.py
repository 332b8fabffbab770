"""The presets dock: find a pose, lay it on the playhead, blend towards it, keep poses of one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.document.preset_store import PresetStore
from lestalk_studio.document.presets import BUILTIN_PRESETS, Preset, preset_from, search
from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.parts import Parts
from lestalk_studio.ui.commands.presets import ApplyPreset
from lestalk_studio.ui.preset_list import PresetList, preset_icon
from lestalk_studio.ui.session import Session
from lestalk_studio.ui.texts import preset_title, tr, tr_name
from lestalk_studio.ui.thumbnails import Thumbnails
from lestalk_studio.ui.timeline.texts import short_title, value_of

_PRESET = Qt.ItemDataRole.UserRole


class PresetsPanel(QWidget):
    """A double click lays a preset on the playhead. The slider blends towards the chosen one while it is
    dragged, in one undo step, and springs back when let go.
    """

    def __init__(
        self,
        session: Session,
        store: PresetStore | None = None,
        parts: Parts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._store = session, store or PresetStore()
        self._start: Project | None = None  # what the blend that goes on began with
        self._gesture, self._pushing = 0, False
        self.thumbnails = Thumbnails(session, parts, self)
        self.search, self.list = QLineEdit(), PresetList()
        self.search.setPlaceholderText(tr("Find a preset, e.g. smile or AU12"))
        self.search.setAccessibleName(tr("Find a preset"))
        self.search.setClearButtonEnabled(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.trouble = QLabel()
        self.trouble.setObjectName("warning")
        self.trouble.setWordWrap(True)
        self._make_blend()
        self._make_actions()
        self._arrange()
        self.search.textChanged.connect(self.refresh)
        self.list.itemActivated.connect(lambda item: self.apply(item.data(_PRESET)))
        self.list.currentItemChanged.connect(self._chosen)
        self.list.customContextMenuRequested.connect(self._menu)
        self.thumbnails.made.connect(self._pictured)
        self.thumbnails.cleared.connect(self._picture_all)
        session.playhead_changed.connect(self._rest)
        session.document_changed.connect(lambda *_: None if self._pushing else self._rest())
        self.refresh()

    def _make_blend(self) -> None:
        self.blend = QSlider(Qt.Orientation.Horizontal)
        self.blend.setRange(0, 100)
        self.blend.setAccessibleName(tr("Blend"))
        self.blend.setToolTip(tr("Drag to blend the frame at the playhead towards the chosen preset"))
        self.percent = QLabel("0 %")
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("100 %") + 4)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.blend.valueChanged.connect(self._blended)
        self.blend.sliderReleased.connect(self._rest)

    def _make_actions(self) -> None:
        self.apply_action = QAction(tr("Apply at playhead"), self)
        self.apply_action.triggered.connect(lambda: self.apply(self.chosen))
        self.rename = QAction(tr("Rename …"), self.list)
        self.rename.setShortcut(QKeySequence(Qt.Key.Key_F2))
        self.rename.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.addAction(self.rename)
        self.rename.triggered.connect(self.rename_preset)
        self.delete = QAction(tr("Delete"), self)
        self.delete.triggered.connect(self.delete_preset)
        self.save = QToolButton()
        self.save.setText("+")
        self.save.setToolTip(tr("Save the pose at the playhead as a preset"))
        self.save.setAccessibleName(tr("Save pose …"))
        self.save.clicked.connect(self.save_pose)
        self.more = QToolButton()
        self.more.setObjectName("ellipsis")
        self.more.setText("⋯")
        self.more.setToolTip(tr("Apply, rename or delete the chosen preset"))
        self.more.setAccessibleName(tr("Chosen preset"))
        menu = QMenu(self.more)
        menu.addActions([self.apply_action, self.rename, self.delete])
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.save, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _arrange(self) -> None:
        top, slide = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.search, 1)
        top.addWidget(self.save)
        top.addWidget(self.more)
        slide.addWidget(QLabel(tr("Blend")))
        slide.addWidget(self.blend, 1)
        slide.addWidget(self.percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(self.trouble)
        column.addWidget(self.list, 1)
        column.addLayout(slide)

    @property
    def chosen(self) -> Preset | None:
        """The preset that is marked in the list."""
        item = self.list.currentItem()
        return None if item is None else item.data(_PRESET)

    def refresh(self, *_, choose: str | None = None) -> None:
        """Read the presets again; `choose` is marked then, else the one marked now.

        When the user's file is damaged, that is told above the ones that ship.
        """
        wanted = choose or (self.chosen.name if self.chosen else None)
        trouble, query = "", self.search.text()
        try:
            found = self._store.find(query, tr_name)
        except StudioError as error:
            trouble, found = str(error), search(BUILTIN_PRESETS, query, tr_name)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        with QSignalBlocker(self.list):
            self.list.clear()
            for preset in found:
                item = QListWidgetItem(
                    preset_icon(preset, self.thumbnails.image(preset)), preset_title(preset)
                )
                item.setData(_PRESET, preset)
                item.setToolTip(f"{preset_title(preset)}\n{_contents(preset)}")
                self.list.addItem(item)
                if preset.name == wanted:
                    self.list.setCurrentItem(item)
        self._chosen()
        self.thumbnails.ask(found)

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
                self.list.scrollToItem(self.list.currentItem())

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
            text = StudioError.translate(str(error)) if isinstance(error, ValueError) else str(error)
            self._session.refused.emit(text[:1].upper() + text[1:].rstrip(".") + ".")
            return False
        return True

    def _chosen(self, *_) -> None:
        preset = self.chosen
        own = preset is not None and not preset.builtin
        self.rename.setEnabled(own)
        self.delete.setEnabled(own)
        for chosen_only in (self.apply_action, self.more, self.blend):
            chosen_only.setEnabled(preset is not None)
        self._rest()

    def _menu(self, point) -> None:
        if self.list.itemAt(point) is not None:
            self.more.menu().popup(self.list.mapToGlobal(point))

    def _pictured(self, preset: Preset, image: QImage) -> None:
        for i in range(self.list.count()):
            item = self.list.item(i)
            if item.data(_PRESET).values == preset.values:
                item.setIcon(preset_icon(preset, image))

    def _picture_all(self) -> None:
        for i in range(self.list.count()):
            preset = self.list.item(i).data(_PRESET)
            self.list.item(i).setIcon(preset_icon(preset, self.thumbnails.image(preset)))

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._picture_all()

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


def _contents(preset: Preset) -> str:
    return "\n".join(f"{short_title(n)} {value_of(n, v)}" for n, v in preset.values) or tr("Everything at 0")
