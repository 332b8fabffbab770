"""A row of tool buttons; the ones without room are in a menu at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QToolButton, QWidget

from lestalk_studio.ui.texts import tr

GAP = 12
_LEAST = 160


class ToolStrip(QWidget):
    """`add` actions (None = a gap, the last of several takes the room left) and `add_widget` at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 3, 6, 3)
        self._row.setSpacing(2)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.buttons: list[QToolButton] = []
        self._gaps = 0
        self._fixed: list[QWidget] = []
        self.more = QToolButton(self)
        self.more.setObjectName("ellipsis")
        self.more.setText("»")
        self.more.setToolTip(tr("More tools"))
        self.more.setAccessibleName(tr("More tools"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setMenu(QMenu(self.more))
        self._row.addWidget(self.more)
        self.more.hide()

    def add(self, actions: list[QAction | None]) -> None:
        """Show these as buttons."""
        last = len(actions) - 1 - actions[::-1].index(None) if None in actions else -1
        for i, action in enumerate(actions):
            if action is None:
                self._gap(stretch=i == last)
                continue
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())  # the sign on it says nothing when read aloud
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.insertWidget(self._row.count() - 1, button)
            self.buttons.append(button)
        self._arrange()

    def add_widget(self, widget: QWidget) -> None:
        """Something that is always shown, at the end."""
        self._gap(stretch=False)
        self._row.addWidget(widget)
        self._fixed.append(widget)
        self._arrange()

    def _gap(self, stretch: bool) -> None:
        place = self._row.count() - 1
        self._row.insertStretch(place, 1) if stretch else self._row.insertSpacing(place, GAP)
        self._gaps += 1

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self._row.minimumSize().height())

    def resizeEvent(self, event) -> None:
        self._arrange()
        super().resizeEvent(event)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._arrange()

    def _arrange(self) -> None:
        spacing = self._row.spacing()
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._gaps * (GAP + spacing)
        room -= sum(widget.sizeHint().width() + spacing for widget in self._fixed)
        widths = [button.sizeHint().width() + spacing for button in self.buttons]
        shown = len(widths)
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + spacing
            while shown and sum(widths[:shown]) > room:
                shown -= 1
        for i, button in enumerate(self.buttons):
            button.setVisible(i < shown)
        menu = self.more.menu()
        menu.clear()
        menu.addActions([button.defaultAction() for button in self.buttons[shown:]])
        self.more.setVisible(shown < len(widths))
