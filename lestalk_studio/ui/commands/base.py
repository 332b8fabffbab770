"""What all commands share: the project before and after, and steps of one gesture becoming one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand, QUndoStack

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

    @property
    def in_gesture(self) -> bool:
        """Whether it is a step of a gesture, which the next step of the same gesture joins."""
        return self._gesture is not None

    def join(self, other: EditCommand) -> bool:
        """Take over where the next command of the same gesture ends; False when it belongs to another."""
        if not self.in_gesture or type(other) is not type(self) or other._gesture != self._gesture:
            return False
        self._after, self._selected_after = other._after, other._selected_after
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._session.show_project(self._after, self._selected_after)

    def undo(self) -> None:
        self._session.show_project(self._before, self._selected_before)


def push(stack: QUndoStack, command: EditCommand) -> None:
    """Do `command` and remember it, as one step with the last one where both belong to a gesture.

    Qt would merge by itself (`mergeWith`), but PySide 6.11 never frees a command that Qt merged into another.
    """
    index = stack.index()
    last = stack.command(index - 1) if index == stack.count() and index != stack.cleanIndex() else None
    if not isinstance(last, EditCommand) or not last.join(command):
        stack.push(command)
        return
    command.redo()
    if last.isObsolete():
        stack.undo()  # an obsolete command is dropped, not undone
    else:
        stack.indexChanged.emit(index)
        stack.undoTextChanged.emit(stack.undoText())
