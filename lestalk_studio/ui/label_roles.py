"""Labels that change what they are: a hint, a warning."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def set_role(label: QLabel, name: str) -> None:
    """Dress `label` as the style sheet has it for `name`, in every theme."""
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)
