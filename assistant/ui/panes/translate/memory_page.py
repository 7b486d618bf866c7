"""The translation memory: what the user has corrected or imported, to be looked through and exchanged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSizePolicy, QTableView, QWidget

from assistant.errors import ParlanceError
from assistant.storage.settings_store import SettingsStore
from assistant.storage.translation_memory import Entry, LanguagePair, TranslationMemory
from assistant.tasks.translate.exchange import Adopted
from assistant.ui.language_names import language_name
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.panes.translate.memory_files import MemoryFiles
from assistant.ui.panes.translate.memory_rows import MemoryRows, SentenceDelegate
from assistant.ui.widgets.controls import ElidedLabel, label, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.page import Column
from assistant.ui.widgets.search_field import SearchField
from assistant.ui.widgets.switch import Switch
from assistant.ui.widgets.table import dress
from assistant.ui.widgets.wrapping import WrappingRow

_MOST = 1_000
"""Rows that are shown; a search finds the others."""
_TYPING_PAUSE_MS = 150
_WIDTH = 960


class MemoryPage(Column):
    """What is written is kept at once. :meth:`put_away` ends what is being read or written."""

    left = Signal()
    """The user goes back to the texts."""
    message_raised = Signal(object)

    def __init__(self, memory: TranslationMemory, settings: SettingsStore) -> None:
        super().__init__(width=_WIDTH)
        self.setObjectName("memoryPage")
        self._memory = memory
        self._settings = settings
        self._pair = LanguagePair("", "")
        self._rows = MemoryRows()
        self._rows.corrected.connect(self._on_corrected)
        self._files = MemoryFiles(memory, self)
        self._files.progressed.connect(self._on_progressed)
        self._files.imported.connect(self._on_imported)
        self._files.exported.connect(self._on_exported)
        self._files.failed.connect(self._on_failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._show)
        self._build()
        self.setFocusProxy(self._search)

    def open(self, source: str, target: str) -> None:
        """Show the sentences of a pair of languages, or of the one that has the most where it has none."""
        self._reuse.setChecked(self._settings.value.translation_memory)
        self._notice.hide()
        self._search.clear()
        self._pair = LanguagePair(source, target)
        self._show_pairs()

    def put_away(self) -> None:
        """End the thread."""
        self._pause.stop()
        self._files.put_away()

    def import_from(self, path: Path) -> None:
        """Take over the sentences of a TMX file."""
        self._notice.show_text(self.tr("Reading {0}…").format(path.name))
        self._files.read(path)

    def export_to(self, path: Path) -> None:
        """Write the sentences of the pair that is shown, all of them, as TMX."""
        self._files.write(path, self._pair)

    # -------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        back = tool_button("leaveMemoryButton", "chevron-left", self.tr("Back to the texts"))
        back.clicked.connect(self.left)
        title = label(self.tr("Translation memory"), "heading")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pairs = QComboBox()
        self._pairs.setObjectName("memoryPairs")
        self._pairs.setAccessibleName(self.tr("Languages"))
        self._pairs.activated.connect(self._on_pair_chosen)
        self._search = SearchField("memorySearch", self.tr("Search sentences"))
        self._search.setMinimumWidth(180)
        self._search.textChanged.connect(lambda: self._pause.start())
        self._reuse = Switch()
        self._reuse.setObjectName("memorySwitch")
        self._reuse.setAccessibleName(self.tr("Use the translation memory"))
        self._reuse.clicked.connect(lambda on: self._settings.change(translation_memory=on))
        reuse = QHBoxLayout()
        reuse.setSpacing(8)
        reuse.addWidget(self._reuse)
        reuse.addWidget(
            paragraph(
                self.tr(
                    "Sentences that you have corrected or imported are translated in the same way when they "
                    "come again. Similar ones are offered where you click a sentence."
                ),
                "caption",
            ),
            1,
        )
        self._notice = Notice("memoryNotice")
        self._nothing = paragraph("", "caption", "memoryNothing")
        self._table = QTableView()
        self._table.setModel(self._rows)
        dress(self._table, "memoryTable", self.tr("Translation memory"), lines=2)
        self._table.setItemDelegate(SentenceDelegate(self._table))
        self._table.selectionModel().selectionChanged.connect(self._arrange)
        self._count = ElidedLabel("memoryCount")
        self.contents.addWidget(WrappingRow(back, title, self._pairs, self._search, spacing=6))
        self.contents.addLayout(reuse)
        self.contents.addWidget(self._notice)
        self.contents.addWidget(self._nothing)
        self.contents.addWidget(self._table, 1)
        self.contents.addWidget(self._count)
        self.contents.addWidget(self._build_foot())
        self.contents.addStretch()

    def _build_foot(self) -> QWidget:
        self._forget = push_button("forgetButton", self.tr("Remove"), icon="trash")
        self._forget.clicked.connect(self._on_forget)
        self._forget_all = push_button("forgetAllButton", self.tr("Remove all"))
        self._forget_all.clicked.connect(self._on_forget_all)
        import_ = push_button("importMemoryButton", self.tr("Import…"), icon="import")
        import_.clicked.connect(self._choose_import)
        self._export = push_button("exportMemoryButton", self.tr("Export…"), icon="export")
        self._export.clicked.connect(self._choose_export)
        return WrappingRow(self._forget, self._forget_all, import_, self._export)

    def _show_pairs(self) -> None:
        """Offer the pairs that have sentences, and show one of them."""
        known = self._memory.pairs()
        if self._pair not in known:
            self._pair = max(known, key=lambda pair: known[pair], default=self._pair)
        self._pairs.clear()
        for pair in sorted(known, key=lambda pair: tuple(map(language_name, pair))):
            names = self.tr("{0} → {1}").format(*map(language_name, pair))
            self._pairs.addItem(names, pair)
            if pair == self._pair:
                self._pairs.setCurrentIndex(self._pairs.count() - 1)
        self._total = known.get(self._pair, 0)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._pause.stop()
        words = self._search.text()
        entries = self._memory.entries(self._pair, words, _MOST) if self._total else []
        self._rows.show(self._pair, entries)
        number = QLocale().toString
        self._count.setText(
            self.tr("{0} of {1} sentences are shown, the newest first.").format(
                number(len(entries)), number(self._total)
            )
        )
        if self._total:
            nothing = self.tr("Nothing found for “{0}”.").format(words)
        else:
            nothing = self.tr(
                "There is nothing here yet. Correct a sentence of a translation, or import the memory of "
                "another program (.tmx)."
            )
        self._nothing.setText(nothing)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        some = self._rows.rowCount() > 0
        self._nothing.setVisible(not some)
        self._table.setVisible(some)
        self._count.setVisible(some)
        for widget in (self._pairs, self._search, self._export, self._forget_all):
            widget.setVisible(self._total > 0)
        self._forget.setVisible(some)
        self._forget.setEnabled(self._table.selectionModel().hasSelection())

    @Slot(int)
    def _on_pair_chosen(self, row: int) -> None:
        self._pair = LanguagePair(*self._pairs.itemData(row))
        self._show_pairs()

    @Slot(str, str)
    def _on_corrected(self, source: str, target: str) -> None:
        self._memory.remember(self._pair, [(source, target)], edited=True)
        self._show()

    # ------------------------------------------------------------------------------------------ forgetting

    @Slot()
    def _on_forget(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        entries = [self._rows.entry(index.row()) for index in rows]
        self._memory.forget(self._pair, [entry.source for entry in entries])
        self._offer_undo(entries)

    @Slot()
    def _on_forget_all(self) -> None:
        entries = self._memory.entries(self._pair)
        self._memory.clear(self._pair)
        self._offer_undo(entries)

    def _offer_undo(self, entries: list[Entry]) -> None:
        pair = self._pair
        count = QLocale().toString(len(entries))
        text = self.tr("Sentences removed from the translation memory: {0}.").format(count)

        def undo() -> None:
            self._memory.put_back(pair, entries)
            self._pair = pair
            self._show_pairs()

        self.message_raised.emit(Message(text, action=self.tr("Undo"), on_action=undo, seconds=UNDO_SECONDS))
        self._show_pairs()

    # ----------------------------------------------------------------------------------------------- files

    @Slot(object)
    def _on_progressed(self, count: int) -> None:
        self._notice.show_text(self.tr("Sentences read: {0}").format(QLocale().toString(count)))

    @Slot(object)
    def _on_imported(self, adopted: Adopted) -> None:
        number = QLocale().toString
        strange = self.tr("Left out, because Parlance does not know their languages: {0}.")
        self._notice.show_text(
            self.tr("Sentences imported: {0}.").format(number(adopted.count)),
            strange.format(number(adopted.strange)) if adopted.strange else "",
            icon="success" if adopted.count else "warning",
        )
        self._search.clear()
        self._pair = adopted.largest or self._pair
        self._show_pairs()

    @Slot(object)
    def _on_exported(self, path: Path) -> None:
        self._notice.show_text(self.tr("Saved as {0}.").format(path.name), icon="success")

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._notice.show_error(error)

    @Slot()
    def _choose_import(self) -> None:
        kinds = self.tr("Translation memories ({0})").format("*.tmx")
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Import a translation memory"), "", kinds)
        if path:
            self.import_from(Path(path))

    @Slot()
    def _choose_export(self) -> None:
        name = f"{self._pair.source}-{self._pair.target}.tmx"
        title = self.tr("Export the translation memory")
        path, _kind = QFileDialog.getSaveFileName(self, title, name, "*.tmx")
        if path:
            self.export_to(Path(path))
