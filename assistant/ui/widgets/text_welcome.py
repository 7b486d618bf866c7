"""What a pane for texts shows while there is none: what it does, ways to begin, and samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.models.entry import ModelEntry
from assistant.paths import resource
from assistant.ui.language import interface_language
from assistant.ui.model_text import ModelText
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.text_page import TextPage

_LANGUAGES = {"en": "English", "zh": "中文"}
"""Languages call themselves by their own names."""


class TextWelcome(QWidget):
    """Lies below the caret while the text is empty; a click beside its buttons goes to the text."""

    sample_chosen = Signal(str)
    """The text of a sample, on which the pane is to show what it does."""
    open_requested = Signal()

    def __init__(
        self,
        page: TextPage,
        object_name: str,
        words: Sequence[str],
        sample: str,
        *,
        more: Sequence[QPushButton] = (),
    ) -> None:
        """``words``: the title, what the pane does, and remarks. ``sample`` names the sample texts among the
        resources. ``more`` buttons stand below the one that opens a document.
        """
        super().__init__(page.viewport())
        self.setObjectName(object_name)
        self._page = page
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
        own = interface_language()
        for language, name in sorted(_LANGUAGES.items(), key=lambda item: item[0] != own):
            file = f"{sample}.{language}.txt"
            button = push_button(f"sample.{file}", name)
            button.setAccessibleName(self.tr("Sample text: {0}").format(name))
            button.clicked.connect(lambda _checked=False, file=file: self._choose(file))
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self._note = paragraph("", "caption", "languageNote")
        column.addWidget(self._note)
        self.show_model(None)
        column.addStretch()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        page.viewport().installEventFilter(self)
        page.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def show_model(self, entry: ModelEntry | None) -> None:
        """Say what to expect of the model that works on the text."""
        note = ModelText(entry).language_note if entry else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _choose(self, file: str) -> None:
        self.sample_chosen.emit(resource("samples", file).read_text(encoding="utf-8").strip())

    @Slot()
    def _on_text_changed(self) -> None:
        self.setVisible(self._page.document().isEmpty())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        super().showEvent(event)

    def _place(self) -> None:
        """Below the first line, where the caret stands; where there is no room, its end is not seen."""
        margin = round(self._page.document().documentMargin())
        top = margin + 2 * self._page.fontMetrics().lineSpacing()
        place = self._page.viewport().rect().adjusted(margin, top, -margin, -8)
        place.setHeight(max(place.height(), self.heightForWidth(place.width())))
        self.setGeometry(place)
