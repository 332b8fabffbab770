"""What all commands share: the project before and after, and steps of one gesture becoming one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from lestalk_studio.document.project import Project
from lestalk_studio.document.selection import Selection

if TYPE_CHECKING:
    from lestalk_studio.ui.session import Session


class EditCommand(QUndoCommand):
    """From one project (and selection) to another; projects share what did not change, so this is small.

    gesture: commands of one class pushed with the same number (`Session.begin_gesture`) become one step,
    which vanishes when it ends where it began.
    """

    def __init__(
        self,
        session: Session,
        text: str,
        after: Project,
        selection: Selection | None = None,
        gesture: int | None = None,
    ) -> None:
        super().__init__(text)
        self._session = session
        self._before, self._selected_before = session.project, session.selection
        self._after = after
        self._selected_after = session.selection if selection is None else selection
        self._gesture = gesture

    @property
    def changes(self) -> bool:
        """Whether anything in the project is different afterwards."""
        return self._before != self._after

    def id(self) -> int:
        """Qt asks this to see which commands may merge: those of one class."""
        return -1 if self._gesture is None else 1 + hash(type(self).__qualname__) % 2_000_000_000

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over where the next command of the same gesture ends."""
        if type(other) is not type(self) or other._gesture != self._gesture:
            return False
        self._after, self._selected_after = other._after, other._selected_after
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._session.show_project(self._after, self._selected_after)

    def undo(self) -> None:
        self._session.show_project(self._before, self._selected_before)
