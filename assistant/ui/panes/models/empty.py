"""What an empty library teaches: what a model is and how one gets here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui.widgets.controls import Glyph, label, paragraph, push_button

_WIDTH = 380


class EmptyLibrary(QWidget):
    """Offers to import the first model."""

    import_requested = Signal()
    discover_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("emptyLibrary")
        title = label(self.tr("No models yet"), "section")
        text = paragraph(
            self.tr(
                "A model is a file whose name ends in .gguf. Drop one here, or import one that is on this "
                "computer already: it can stay where it is."
            ),
            "caption",
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setMaximumWidth(_WIDTH)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(text, 1000)
        middle.addStretch(1)
        button = push_button("emptyImportButton", self.tr("Import a model…"), "primary", "import")
        button.clicked.connect(self.import_requested)
        discover = push_button("emptyDiscoverButton", self.tr("Discover models to download"), "flat")
        discover.clicked.connect(self.discover_requested)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(Glyph("models", size=44), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(middle)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(discover, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
