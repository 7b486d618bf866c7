"""Shows what lies on the desk: the translation, what is to be said of it, which sentences belong together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from assistant.ui.panes.translate.desk import Desk
from assistant.ui.panes.translate.document_saving import DocumentSaving
from assistant.ui.panes.translate.partners import Partners
from assistant.ui.panes.translate.result_panel import ResultPanel
from assistant.ui.panes.translate.sentence_help import SentenceHelp
from assistant.ui.panes.translate.source_panel import SourcePanel


class Display(QObject):
    """Follows the desk; :meth:`refresh` is for when the text on the left has changed."""

    def __init__(
        self,
        desk: Desk,
        source: SourcePanel,
        result: ResultPanel,
        saving: DocumentSaving,
        help_: SentenceHelp,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source = source
        self._result = result
        self._saving = saving
        self._help = help_
        self._partners = Partners(source.text, result.view, self)
        desk.shown.connect(self._on_shown)
        desk.updated.connect(self._on_updated)

    def refresh(self) -> None:
        """Look again at what belongs together."""
        if self._desk.sheet is not None:
            self._link()
            self._tell()

    @Slot()
    def _on_shown(self) -> None:
        """There is another sheet."""
        sheet = self._desk.sheet
        self._result.view.tagged = self._source.text.tagged
        self._result.view.show_translation(self._desk.page, sheet.translation if sheet else None)
        self._link()
        self._tell()

    @Slot()
    def _on_updated(self) -> None:
        """There is a newer state of the same sheet."""
        sheet = self._desk.sheet
        translation = sheet.translation if sheet else None
        if translation is not None:
            self._result.view.update_translation(translation)
        self._tell()

    def _tell(self) -> None:
        sheet = self._desk.sheet
        latest = self._desk.latest if self._desk.running else None
        translation = latest or (sheet.translation if sheet else None)
        self._result.show_sheet(sheet, translation, is_document=self._source.document is not None)
        self._result.show_failures()
        self._saving.show_sheet(sheet)
        self._help.show_sheet(sheet)

    def _link(self) -> None:
        """Sentence to sentence, while the left text is the one that was translated."""
        page, sheet = self._desk.page, self._desk.sheet
        segments = sheet.segments if sheet else ()
        stale = bool(segments) and page is not None and self._source.text.text != page.text
        linked = page if segments and not stale else None
        self._source.text.show_sentences(linked, segments)
        self._partners.link(linked)
        self._result.set_stale(stale)
