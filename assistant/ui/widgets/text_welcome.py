"""What a pane for texts shows while there is none: what it does, ways to begin, and samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.paths import resource
from assistant.ui.widgets.controls import label, paragraph, push_button

_LANGUAGES = {"en": "English", "zh": "中文"}
"""Languages call themselves by their own names."""


class TextWelcome(QWidget):
    """Lies below the caret of an empty text; a click beside its buttons goes to the text."""

    sample_chosen = Signal(str)
    """The text of a sample."""
    open_requested = Signal()

    def __init__(
        self,
        parent: QWidget,
        object_name: str,
        words: Sequence[str],
        sample: str,
        *,
        more: Sequence[QPushButton] = (),
    ) -> None:
        """``words``: the title, what the pane does, and remarks. ``sample`` names the sample texts among the
        resources. ``more`` buttons stand below the one that opens a document.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        title, purpose, *remarks = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(paragraph(title, role="heading"))
        column.addWidget(paragraph(purpose))
        for remark in remarks:
            column.addWidget(paragraph(remark, role="caption"))
        opening = push_button("welcomeOpenButton", self.tr("Open a document…"), icon="folder")
        opening.clicked.connect(self.open_requested)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in (opening, *more):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Or try a sample:"), role="caption"))
        for language, name in _LANGUAGES.items():
            file = f"{sample}.{language}.txt"
            button = push_button(f"sample.{file}", name)
            button.setAccessibleName(self.tr("Sample text: {0}").format(name))
            button.clicked.connect(lambda _checked=False, file=file: self._choose(file))
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def _choose(self, file: str) -> None:
        self.sample_chosen.emit(resource("samples", file).read_text(encoding="utf-8").strip())
