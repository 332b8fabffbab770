"""How a performance becomes the face's motion, as a box to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from lestalk_studio.ui.texts import tr


class ExpressionModelBox(QComboBox):
    """Holds one of document.project.EXPRESSION_MODELS."""

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(tr("as people move (CDAN)"), "cdan")
        self.addItem(tr("as the sum of its units (linear)"), "linear")
        self.setCurrentIndex(self.findData(model))
        self.setAccessibleName(tr("Motion"))
        self.setToolTip(
            tr("What the voice or the performance does to the face. Edits arrive the same either way.")
        )

    @property
    def model(self) -> str:
        """What is chosen."""
        return self.currentData()
