"""All that is known of one model, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from assistant.models.entry import ModelEntry
from assistant.models.figures import count_text, size_text
from assistant.ui.model_fit import ModelFit
from assistant.ui.model_text import ModelText
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button

_BASELINE = 2
"""Pixels by which captions are lower than text, so that both stand on one line."""


class ModelDetails(QWidget):
    """Shows one model; says what the user wants with it."""

    use_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelDetails")
        self._entry: ModelEntry | None = None
        self._title = paragraph(role="section", object_name="modelDetailsTitle")
        self._notice = paragraph(role="error")
        self._facts = QFormLayout()
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._use = push_button("useModelButton", self.tr("Use this model"), "primary")
        self._use.clicked.connect(lambda: self.use_requested.emit(self._entry))
        reveal_button = tool_button("revealModelButton", "folder", self.tr("Show in folder"))
        reveal_button.clicked.connect(self._on_reveal_clicked)
        remove = tool_button("removeModelButton", "trash", self.tr("Remove from the library"))
        remove.clicked.connect(lambda: self.remove_requested.emit(self._entry))
        buttons = QHBoxLayout()
        for button in (self._use, reveal_button, remove):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._notice)
        column.addLayout(buttons)
        column.addLayout(self._facts)

    def show_entry(self, entry: ModelEntry, fit: ModelFit | None, *, loaded: bool) -> None:
        """Show a model; the one that is ``loaded`` need not be chosen again."""
        self._entry = entry
        text = ModelText(entry, fit)
        self._title.setText(text.title)
        self._notice.setText(self._notice_for(entry))
        self._notice.setVisible(bool(self._notice.text()))
        self._use.setEnabled(entry.available and not loaded)
        self._use.setText(self.tr("In use") if loaded else self.tr("Use this model"))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in self._rows(entry, text):
            if value:
                caption = label(name, "caption")
                caption.setAlignment(Qt.AlignmentFlag.AlignTop)
                caption.setContentsMargins(0, _BASELINE, 0, 0)
                self._facts.addRow(caption, paragraph(value))

    def _rows(self, entry: ModelEntry, text: ModelText) -> list[tuple[str, str]]:
        context = QLocale().toString(entry.context_length) if entry.context_length else ""
        return [
            (self.tr("Architecture"), entry.architecture),
            (self.tr("Parameters"), count_text(entry.parameters) if entry.parameters else ""),
            (self.tr("Quantization"), entry.quantization),
            (self.tr("Size"), size_text(entry.size)),
            (self.tr("Memory"), text.fit_reason),
            (self.tr("Context"), self.tr("{0} tokens").format(context) if context else ""),
            (self.tr("Licence"), entry.licence),
            (self.tr("Source"), text.source),
            (self.tr("Repository"), entry.repo or ""),
            (self.tr("Last used"), text.last_used),
            (self.tr("File"), str(entry.path)),
        ]

    def _notice_for(self, entry: ModelEntry) -> str:
        if not entry.available:
            return self.tr("The file is not there. It may lie on a disk that is not connected.")
        if not entry.has_template:
            return self.tr("This is a base model: it continues text and cannot hold a conversation.")
        return ""

    def _on_reveal_clicked(self) -> None:
        assert self._entry is not None
        reveal(self._entry.path)


def reveal(path: Path) -> None:
    """Open the folder of a file in the system's file manager; the nearest one that exists, if it is gone."""
    folder = next(parent for parent in path.parents if parent.is_dir())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
