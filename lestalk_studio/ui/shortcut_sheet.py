"""The sheet of shortcuts under F1: found by name or key, and changed by a click and the new key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QBrush, QFont
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lestalk_studio.ui import shortcut_store as store
from lestalk_studio.ui.actions import action_table
from lestalk_studio.ui.key_capture import KeyCapture
from lestalk_studio.ui.texts import tr
from lestalk_studio.ui.theme import colour

_NAME = Qt.ItemDataRole.UserRole


def mouse_table() -> tuple[tuple[str, str], ...]:
    """What the mouse does in the timeline."""
    return (
        (tr("Ctrl+wheel"), tr("zoom about the cursor")),
        (tr("Shift+wheel, middle drag"), tr("pan")),
        (tr("Drag on ground"), tr("box select; Shift adds, Ctrl takes away")),
        (tr("Ctrl while dragging"), tr("snap the other way")),
        (tr("Alt while dragging a key"), tr("drag a copy")),
        (tr("Drag a bracket's end"), tr("scale the selected keys in time or value")),
        (tr("Alt+drag on the ruler"), tr("set in and out")),
        (tr("Double click in a lane"), tr("add a key")),
        (tr("Shift while sliding"), tr("fine steps")),
        (tr("Double click on a slider"), tr("reset")),
        (tr("Escape while dragging"), tr("take the drag back")),
    )


class ShortcutSheet(QDialog):
    """A change counts at once, and at the next start. Keys that are taken are told, and can be moved."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self._actions = actions
        self._texts = {spec.name: spec.text for spec in action_table()}
        self.keys: store.Keys = store.default_keys() | store.load_own_keys()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an action or a key, e.g. marker or Ctrl+K"))
        self.search.setAccessibleName(tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([tr("Action"), tr("Keys: click to change")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.tree.header().resizeSection(1, 230)
        self.tree.header().setStretchLastSection(False)
        self.tree.setAccessibleName(tr("Keyboard shortcuts"))
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._capture: KeyCapture | None = None
        self._wanted: tuple[str, str, bool] | None = None  # action, key, beside the others
        self._fill()
        self._arrange()
        self.search.textChanged.connect(self._find)
        self.tree.itemClicked.connect(self._clicked)
        self.tree.currentItemChanged.connect(self._chosen)
        self.tree.installEventFilter(self)
        self._chosen()
        self.resize(680, 640)
        self.search.setFocus()

    # --- what is shown

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for spec in action_table():
            title = spec.menu.replace("&", "")
            group = groups.get(title) or groups.setdefault(title, self._group(title))
            item = QTreeWidgetItem(group, [spec.text.removesuffix(" …"), ""])
            item.setData(0, _NAME, spec.name)
            self._items[spec.name] = item
        mouse = self._group(tr("Mouse"))
        for keys, text in mouse_table():
            QTreeWidgetItem(mouse, [text[:1].upper() + text[1:], keys])
        self.tree.expandAll()
        line = QSize(0, self.fontMetrics().height() + 10)
        groups_too = (self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount()))
        for item in (*self._items.values(), *groups_too):
            item.setSizeHint(0, line)  # room for the field a key is pressed into
        self._show_keys()

    def _group(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [title])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(True)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _show_keys(self) -> None:
        defaults = store.default_keys()
        for name, item in self._items.items():
            item.setText(1, ", ".join(map(store.native, self.keys[name])))
            own = self.keys[name] != defaults[name]
            item.setForeground(1, QBrush(colour("accent" if own else "text")))
            item.setToolTip(1, tr("Changed by you") if own else "")

    def _arrange(self) -> None:
        self.change = QPushButton(tr("Change …"))
        self.add = QPushButton(tr("Add a key …"))
        self.clear = QPushButton(tr("Take keys away"))
        self.reset = QPushButton(tr("Reset"))
        self.reset_all = QPushButton(tr("Reset all"))
        done = QPushButton(tr("Close"))
        row = QHBoxLayout()
        for button in (self.change, self.add, self.clear, self.reset):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.reset_all)
        row.addWidget(done)
        for button in (self.change, self.add, self.clear, self.reset, self.reset_all, done):
            button.setAutoDefault(False)
        self.change.clicked.connect(lambda: self.begin(self.chosen))
        self.add.clicked.connect(lambda: self.begin(self.chosen, add=True))
        self.clear.clicked.connect(lambda: self._set(self.keys | {self.chosen: ()}))
        self.reset.clicked.connect(lambda: self._set(store.reset_key(self.keys, self.chosen)))
        self.reset_all.clicked.connect(lambda: self._set(store.default_keys()))
        done.clicked.connect(self.close)
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.take = QPushButton(tr("Give it here"))
        self.leave = QPushButton(tr("Leave it there"))
        self.take.clicked.connect(self._take_over)
        self.leave.clicked.connect(self._forget_question)
        self.bar = QFrame()
        asked = QHBoxLayout(self.bar)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.question, 1)
        asked.addWidget(self.take)
        asked.addWidget(self.leave)
        self.bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.bar)
        column.addLayout(row)

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        for i in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(i)
            shown = 0
            for j in range(group.childCount()):
                item = group.child(j)
                content = f"{item.text(0)} {item.text(1)} {group.text(0)}".casefold()
                item.setHidden(not all(word in content for word in words))
                shown += not item.isHidden()
            group.setHidden(not shown)

    # --- changing

    @property
    def chosen(self) -> str:
        """Name of the action that is marked; '' for none."""
        item = self.tree.currentItem()
        return "" if item is None else item.data(0, _NAME) or ""

    def _chosen(self, *_) -> None:
        name = self.chosen
        for button in (self.change, self.add):
            button.setEnabled(bool(name))
        self.clear.setEnabled(bool(name) and bool(self.keys[name]))
        self.reset.setEnabled(bool(name) and self.keys[name] != store.default_keys()[name])
        self.reset_all.setEnabled(self.keys != store.default_keys())

    def _clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 1 and item.data(0, _NAME):
            self.begin(item.data(0, _NAME))

    def begin(self, name: str, add: bool = False) -> None:
        """Wait for the new key of an action."""
        self._forget_question()
        self._end_capture()
        item = self._items[name]
        self.tree.setCurrentItem(item)
        self._capture = KeyCapture(self.tree)
        self._capture.captured.connect(lambda key: self._captured(name, key, add))
        self._capture.cancelled.connect(self._end_capture)
        self.tree.setItemWidget(item, 1, self._capture)
        self._capture.setFocus()

    def _end_capture(self) -> None:
        capture, self._capture = self._capture, None
        if capture is None:
            return
        capture.blockSignals(True)
        capture.hide()
        for item in self._items.values():
            if self.tree.itemWidget(item, 1) is capture:
                self.tree.removeItemWidget(item, 1)
        self.tree.setFocus()

    def _captured(self, name: str, key: str, add: bool) -> None:
        self._end_capture()
        holder = store.holder(self.keys, key, but=name)
        if holder is None:
            self._set(store.with_key(self.keys, name, key, add))
            return
        self._wanted = (name, key, add)
        self.question.setText(
            tr("{key} is the key of “{other}”. Give it to “{action}” instead?").format(
                key=store.native(key), other=self._texts[holder], action=self._texts[name]
            )
        )
        self.bar.show()
        self.take.setFocus()

    def _take_over(self) -> None:
        if self._wanted is not None:
            self._set(store.with_key(self.keys, *self._wanted))

    def _forget_question(self) -> None:
        self._wanted = None
        self.bar.hide()

    def _set(self, keys: store.Keys) -> None:
        self._forget_question()
        self.keys = keys
        store.store_own_keys(keys)
        store.apply_keys(self._actions, keys)
        self._show_keys()
        self._chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and F2 on a row change its key."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if event.type() == QEvent.Type.KeyPress and self.chosen and event.key() in enter:
            self.begin(self.chosen)
            return True
        return super().eventFilter(watched, event)
