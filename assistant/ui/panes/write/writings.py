"""Texts that were proofread or rewritten, in the history: kept while one works on them, opened again later.

An entry is a text with all that is done to it, until another one takes its place. What it was before the
first of that is its source, and one undo away when it is opened again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.documents.document import shortened
from assistant.errors import ParlanceError
from assistant.storage.entries import Entries
from assistant.storage.settings_store import SettingsStore
from assistant.ui.panes.write.errors import WritingUnreadable
from assistant.ui.panes.write.marked_text import MarkedText
from assistant.ui.panes.write.proofreading import ProofreadingDesk
from assistant.ui.panes.write.rewriting import RewritingDesk
from assistant.ui.panes.write.sheet import Mode, Sheet, decode, encode, readable
from assistant.ui.widgets.history_list import ListNames
from assistant.ui.widgets.shelf import Shelf

SAVE_MS = 2_000
"""How often what has changed is stored: what a sudden end of the program can cost."""


class Writings(QObject):
    """Writes what the desks have into the entry that is open, and puts an entry back on the desks."""

    opened = Signal(object)
    """The :class:`Sheet` that is on the desks now; None: only the text could be read."""
    failed = Signal(object)
    """A :class:`~assistant.errors.ParlanceError` to be shown in place."""
    gone = Signal()
    """The entry that was open has been deleted."""

    def __init__(
        self,
        entries: Entries,
        settings: SettingsStore,
        text: MarkedText,
        proofreading: ProofreadingDesk,
        rewriting: RewritingDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._settings = settings
        self._text = text
        self._proofreading = proofreading
        self._rewriting = rewriting
        self._mode: Mode = "proofread"
        self._record: int | None = None
        self._source: str | None = None
        """The text before; None: nothing was done to it yet."""
        self._stored = ""
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self.store)
        names = ListNames(
            "writing",
            self.tr("Texts"),
            self.tr("New text"),
            self.tr("Search texts"),
            self.tr("Texts that you have proofread or rewritten will be listed here."),
        )
        deleted = self.tr("The text “{0}” was deleted.")
        self.shelf = Shelf(entries, names, deleted, self, readable)
        self.shelf.list.opened.connect(self.open)
        self.shelf.about_to_delete.connect(self._on_about_to_delete)
        for changed in (proofreading.changed, proofreading.ended, rewriting.changed, text.textChanged):
            changed.connect(self._on_changed)
        proofreading.running_changed.connect(lambda running: self._on_running_changed("proofread", running))
        rewriting.running_changed.connect(lambda running: self._on_running_changed("rewrite", running))
        proofreading.text_replaced.connect(self.leave)

    @Slot()
    def leave(self) -> None:
        """Another text comes: what was done to this one is kept, and its entry closed."""
        self.store()
        self._record = self._source = None
        self.shelf.set_open(None)

    @Slot(int)
    def open(self, entry: int) -> None:
        """Go on with a text where it was left. What is under way is stopped, and kept as it is."""
        if entry == self._record:
            self.opened.emit(self._sheet())
            return
        stored = self._entries.entry(entry)
        self.leave()
        error: ParlanceError | None = None
        sheet: Sheet | None = None
        try:
            sheet = decode(stored.content)
        except WritingUnreadable as unreadable:
            error = unreadable
        self._proofreading.forget()
        self._rewriting.forget()
        self._text.show_text(stored.source)
        if sheet is not None:
            if sheet.text != stored.source:
                self._text.replace([(0, self._text.last, sheet.text)])
            self._proofreading.restore(sheet.proofread)
            self._rewriting.restore(sheet.rewritings)
            self._mode = sheet.mode
            self._record, self._source, self._stored = entry, stored.source, stored.content
        self._saving.stop()
        self.shelf.set_open(entry)
        self.opened.emit(sheet)
        if error is not None:
            self.failed.emit(error)

    @Slot()
    def store(self) -> None:
        """Keep what there is, if the user wants that; a text to which nothing was done leaves no entry."""
        self._saving.stop()
        if self._source is None:
            return
        sheet = self._sheet()
        content = encode(sheet)
        if self._record is None:
            if sheet.empty or not self._settings.value.keep_writings:
                return
            self._record = self._entries.add(shortened(self._source.strip()), self._source, content).id
            self.shelf.set_open(self._record)
        elif content != self._stored:
            self._entries.set_content(self._record, content)
        else:
            return
        self._stored = content
        self.shelf.refresh()

    # --------------------------------------------------------------------------------------------- inside

    def _sheet(self) -> Sheet:
        return Sheet(
            mode=self._mode,
            text=self._proofreading.text,
            proofread=self._proofreading.state,
            rewritings=self._rewriting.state,
        )

    @Slot()
    def _on_changed(self) -> None:
        if self._source is not None and not self._saving.isActive():
            self._saving.start()

    def _on_running_changed(self, mode: Mode, running: bool) -> None:
        if not running:
            return
        self._mode = mode
        if self._source is None:
            self._source = self._proofreading.text
        self._on_changed()

    @Slot(int)
    def _on_about_to_delete(self, entry: int) -> None:
        if entry == self._record:
            self._record = self._source = None
            self.gone.emit()
