"""A translated document as a file: in the format it came in, with or without the original beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from assistant.tasks.translate import Translation
from assistant.ui.panes.translate.errors import TranslationNotSaved
from assistant.ui.panes.translate.result_panel import ResultPanel
from assistant.ui.panes.translate.sheet import Sheet
from assistant.ui.panes.translate.source_panel import OpenDocument, SourcePanel
from assistant.ui.worker import Work, Worker


class DocumentSaving(QObject):
    """Asks where to, and writes on a thread of its own; :meth:`put_away` ends it."""

    saved = Signal(object)
    """The :class:`~pathlib.Path` of the new file."""

    def __init__(self, source: SourcePanel, result: ResultPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._source = source
        self._result = result
        self._worker = Worker("save-translation")
        self._sheet: Sheet | None = None
        self._bilingual = False
        result.save_requested.connect(self._on_save_requested)
        result.save_anyway_requested.connect(self.choose_file)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """What would be saved."""
        self._sheet = sheet

    def put_away(self) -> None:
        """End the thread."""
        self._worker.shut_down()

    @Slot(bool)
    def _on_save_requested(self, bilingual: bool) -> None:
        """Sentences that are not translated are shown first."""
        self._bilingual = bilingual
        failed = len(self._sheet.failed) if self._sheet else 0
        if failed:
            self._result.ask_before_saving(failed)
        else:
            self.choose_file()

    @Slot()
    def choose_file(self) -> None:
        """Let the user choose where to, and write there."""
        opened = self._source.document
        if opened is None or self._sheet is None:
            return
        path = Path(opened.file.path)
        added = f"{self._sheet.from_language or 'xx'}-{self._sheet.options.target}"
        name = f"{path.stem}.{added if self._bilingual else self._sheet.options.target}{path.suffix}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the translated document"),
            str(path.with_name(name)),
            f"*{path.suffix}",
        )
        if chosen:
            self.save_to(Path(chosen if Path(chosen).suffix else f"{chosen}{path.suffix}"), self._bilingual)

    def save_to(self, path: Path, bilingual: bool) -> Work | None:
        """Write the document as it is translated now; None: there is none."""
        opened = self._source.document
        translation = self._sheet.translation if self._sheet else None
        if opened is None or translation is None:
            return None
        work = self._worker.start(lambda _work: _write(opened, translation, path, bilingual))
        work.succeeded.connect(partial(self._on_saved, path))
        work.failed.connect(self._result.show_error)
        return work

    def _on_saved(self, path: Path, _none: object) -> None:
        self._result.show_error(None)
        self._result.show_saved(path.name)
        self.saved.emit(path)


def _write(opened: OpenDocument, translation: Translation, path: Path, bilingual: bool) -> None:
    data = opened.document.render(translation.texts, language=translation.target, bilingual=bilingual)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise TranslationNotSaved(str(error), path=str(path)) from error
