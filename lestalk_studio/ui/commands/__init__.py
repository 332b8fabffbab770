"""One QUndoCommand a verb. A command is made with the session it changes and pushed on its undo stack."""
