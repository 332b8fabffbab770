"""One class a mouse gesture: made at the press, moved, then released or cancelled by Escape."""
