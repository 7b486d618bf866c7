"""The glossary of a pair of languages: a table to write in, and files to exchange it with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from assistant.documents.encoding import read_text
from assistant.documents.errors import DocumentError
from assistant.errors import ParlanceError
from assistant.storage.glossaries import Glossaries
from assistant.storage.translation_memory import LanguagePair
from assistant.tasks.translate import Term, TranslateOptions
from assistant.tasks.translate.glossary import as_csv, parse
from assistant.ui.language_names import interface_language
from assistant.ui.panes.translate.errors import GlossaryNotRead, GlossaryNotWritten
from assistant.ui.panes.translate.language_picker import LanguagePicker
from assistant.ui.widgets.controls import label, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.page import Column
from assistant.ui.widgets.table import dress
from assistant.ui.widgets.wrapping import WrappingRow


class GlossaryPage(Column):
    """What is entered is kept at once."""

    left = Signal()
    """The user goes back to the texts."""

    def __init__(self, glossaries: Glossaries) -> None:
        super().__init__()
        self.setObjectName("glossaryPage")
        self._glossaries = glossaries
        self._pair = LanguagePair("en", "zh-Hans")
        self._from = LanguagePicker("glossarySource", self.tr("From"))
        self._to = LanguagePicker("glossaryTarget", self.tr("To"))
        self._table = QTableWidget(0, 2)
        self._notice = Notice("glossaryNotice")
        self._build()
        self.setFocusProxy(self._table)

    def open(self, source: str, target: str) -> None:
        """Show the glossary of a pair; ``source`` is empty where the language of the text is not known."""
        likely = (source, "en", interface_language(), "zh-Hans")
        self._show(LanguagePair(next(tag for tag in likely if tag and tag != target), target))

    def add_to(self, options: TranslateOptions, source: str) -> TranslateOptions:
        """``options`` with the terms of their languages; ``source`` is the language of the text."""
        terms = self._glossaries.terms(LanguagePair(source, options.target)) if source else []
        return replace(options, glossary=tuple(Term(*term) for term in terms))

    def import_from(self, path: Path) -> None:
        """Add the terms of a CSV or TSV file; those that are there already get its translations."""
        try:
            terms = parse(read_text(path).text, path.name)
        except (DocumentError, OSError) as error:
            self._notice.show_error(GlossaryNotRead(str(error), path=str(path)))
        except ParlanceError as error:
            self._notice.show_error(error)
        else:
            known = dict(self._glossaries.terms(self._pair))
            known.update((term.source, term.target) for term in terms)
            self._glossaries.set_terms(self._pair, list(known.items()))
            self._show(self._pair)
            self._notice.show_text(self.tr("Terms imported: {0}.").format(len(terms)), icon="success")

    def export_to(self, path: Path) -> None:
        """Write the terms as CSV."""
        terms = [Term(*pair) for pair in self._glossaries.terms(self._pair)]
        try:
            path.write_text(as_csv(terms), encoding="utf-8")
        except OSError as error:
            self._notice.show_error(GlossaryNotWritten(str(error), path=str(path)))

    # -------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        back = tool_button("leaveGlossaryButton", "chevron-left", self.tr("Back to the texts"))
        back.clicked.connect(self.left)
        self._from.language_chosen.connect(lambda tag: self._show(LanguagePair(tag, self._pair.target)))
        self._to.language_chosen.connect(lambda tag: self._show(LanguagePair(self._pair.source, tag)))
        title = label(self.tr("Glossary"), "heading")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.contents.addWidget(WrappingRow(back, title, self._from, self._to, spacing=6))
        self.contents.addWidget(
            paragraph(
                self.tr(
                    "Terms that are always translated in the same way. A translation that uses another word "
                    "is tried again, and marked if that does not help."
                ),
                "caption",
            )
        )
        self.contents.addWidget(self._notice)
        self._build_table()
        self.contents.addWidget(self._table, 1)
        self.contents.addWidget(self._build_foot())

    def _build_table(self) -> None:
        table = self._table
        dress(table, "glossaryTable", self.tr("Glossary"))
        table.setHorizontalHeaderLabels([self.tr("Term"), self.tr("Translation")])
        table.itemChanged.connect(self._on_item_changed)

    def _build_foot(self) -> QWidget:
        buttons = []
        for name, text, icon, action in (
            ("removeTermButton", self.tr("Remove"), "trash", self._remove),
            ("importGlossaryButton", self.tr("Import…"), "import", self._choose_import),
            ("exportGlossaryButton", self.tr("Export…"), "export", self._choose_export),
        ):
            button = push_button(name, text, icon=icon)
            button.clicked.connect(action)
            buttons.append(button)
        return WrappingRow(*buttons)

    def _show(self, pair: LanguagePair) -> None:
        self._pair = pair
        self._from.show_language(pair.source)
        self._to.show_language(pair.target)
        self._notice.hide()
        terms = self._glossaries.terms(pair)
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(terms) + 1)
            for row, term in enumerate((*terms, ("", ""))):
                for column, text in enumerate(term):
                    self._table.setItem(row, column, QTableWidgetItem(text))

    def _row(self, row: int) -> tuple[str, str]:
        cells = (self._table.item(row, column) for column in range(2))
        source, target = (cell.text().strip() if cell else "" for cell in cells)
        return source, target

    @Slot(QTableWidgetItem)
    def _on_item_changed(self, _item: QTableWidgetItem) -> None:
        """Keep what is complete; the last row is always there to write into."""
        count = self._table.rowCount()
        if any(self._row(count - 1)):
            with QSignalBlocker(self._table):
                self._table.setRowCount(count + 1)
                for column in range(2):
                    self._table.setItem(count, column, QTableWidgetItem(""))
        self._keep()

    def _keep(self) -> None:
        rows = (self._row(row) for row in range(self._table.rowCount()))
        self._glossaries.set_terms(
            self._pair, [(source, target) for source, target in rows if source and target]
        )

    @Slot()
    def _remove(self) -> None:
        rows = {index.row() for index in self._table.selectionModel().selectedRows()}
        with QSignalBlocker(self._table):
            for row in sorted(rows - {self._table.rowCount() - 1}, reverse=True):
                self._table.removeRow(row)
        self._keep()

    @Slot()
    def _choose_import(self) -> None:
        kinds = self.tr("Tables ({0})").format("*.csv *.tsv *.txt")
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Import a glossary"), "", kinds)
        if path:
            self.import_from(Path(path))

    @Slot()
    def _choose_export(self) -> None:
        name = f"{self._pair.source}-{self._pair.target}.csv"
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Export the glossary"), name, "*.csv")
        if path:
            self.export_to(Path(path))
