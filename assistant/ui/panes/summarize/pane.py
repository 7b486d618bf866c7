"""The Summarize pane: the text at the left, its summary at the right, and the links between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assistant.documents.document import Document
from assistant.errors import ParlanceError
from assistant.storage.entries import Entries
from assistant.storage.settings_store import SettingsStore
from assistant.ui.actions import bind
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.entry_writer import EntryWriter
from assistant.ui.model_loader import ModelLoader
from assistant.ui.pane import Pane
from assistant.ui.panes.summarize.errors import ExportFailed, SummaryUnreadable
from assistant.ui.panes.summarize.export import Exporter
from assistant.ui.panes.summarize.links import Links
from assistant.ui.panes.summarize.options_bar import OptionsBar
from assistant.ui.panes.summarize.result_panel import ResultPanel
from assistant.ui.panes.summarize.sheet import Sheet, decode, readable
from assistant.ui.panes.summarize.source_panel import SourcePanel
from assistant.ui.panes.summarize.summary_run import SummaryRun
from assistant.ui.widgets.halves import Halves
from assistant.ui.widgets.history_list import ListNames
from assistant.ui.widgets.shelf import Shelf
from assistant.ui.worker import Work, Worker

_NARROW = 820
"""Below this width the result stands under the text."""


class SummarizePane(Pane):
    """Object names: ``summarizePane``; its parts have their own."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        summaries: Entries,
        settings: SettingsStore,
    ) -> None:
        super().__init__()
        self.setObjectName("summarizePane")
        self._engine = engine
        self._loader = loader
        self._active = active
        self._summaries = summaries
        self._settings = settings
        self._worker = Worker("summarize")
        self._writing = Worker("summaries")
        names = ListNames(
            "summary",
            self.tr("Summaries"),
            self.tr("New summary"),
            self.tr("Search summaries"),
            self.tr("Your summaries will be listed here, with their texts."),
        )
        deleted = self.tr("The summary “{0}” and its text were deleted.")
        self.shelf = Shelf(summaries, names, deleted, self, readable)
        self.source = SourcePanel()
        self.bar = OptionsBar()
        self.result = ResultPanel()
        self._preparing: Work | None = None
        self._run: SummaryRun | None = None
        self._record: int | None = None
        self._sheet: Sheet | None = None
        self.links = Links(self.source, self.result, self)
        self._build()
        self._connect()
        self._on_touched()
        self._on_active_changed()

    @property
    def side(self) -> QWidget:
        return self.shelf.list

    def start_new(self) -> None:
        self._leave()
        self.shelf.set_open(None)
        self.source.clear()
        self.side_left.emit()
        self.focus_input()

    def offer(self) -> str:
        return self.tr("Drop to summarize")

    def open_files(self, paths: Sequence[Path]) -> None:
        self.start_new()
        self.source.open_file(paths[0])

    def focus_search(self) -> None:
        self.shelf.list.focus_search()

    def reveal(self, key: str, words: str = "") -> None:
        self.open_summary(int(key))

    def focus_input(self) -> None:
        self.source.text.setFocus()

    @property
    def empty(self) -> bool:
        return not self.running and not self.source.text.text.strip()

    def put_away(self) -> None:
        for run in self._runs():
            run.put_away()
        self._worker.shut_down()
        self._writing.shut_down()
        self.source.put_away()

    @property
    def sheet(self) -> Sheet | None:
        """What is shown on the right."""
        return self._sheet

    @property
    def running(self) -> bool:
        """Whether a summary or an answer is under way, or the text is being prepared for it."""
        return self._run is not None or self._preparing is not None

    @property
    def runnable(self) -> bool:
        """Whether there is a text to summarize, and nothing under way."""
        return not self.running and bool(self.source.text.text.strip())

    # --------------------------------------------------------------------------------------------- build

    def _build(self) -> None:
        self._halves = Halves("summaryHalves", self.source, self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._halves, 1)

    def _connect(self) -> None:
        self.bar.run_requested.connect(self.run)
        self.bar.stop_requested.connect(self.stop)
        self.source.touched.connect(self._on_touched)
        self.source.welcome.sample_chosen.connect(self._on_sample_chosen)
        self._active.changed.connect(self._on_active_changed)
        self.result.asked.connect(self.ask)
        self.result.empty_changed.connect(self._arrange)
        self.result.resume_requested.connect(self.resume)
        self.result.copy_requested.connect(self._on_copy_requested)
        self.result.export_requested.connect(self._on_export_requested)
        self.shelf.list.new_requested.connect(self.start_new)
        self.shelf.list.opened.connect(self.open_summary)
        self.shelf.about_to_delete.connect(self._on_about_to_delete)
        self.shelf.message_raised.connect(self.message_raised)
        bind(self, "summarize.run", self.run, lambda: self.runnable)
        bind(self, "summarize.stop", self.stop, lambda: self.running)
        bind(self, "summarize.open", self.source.choose_file)

    # ----------------------------------------------------------------------------------------------- runs

    @Slot()
    def run(self) -> None:
        """Summarize the text as it is now."""
        if not self.runnable:
            return
        self._set_busy(True)
        self._preparing = self.source.with_document(self._on_document, self._on_not_prepared)

    @Slot(str)
    def _on_sample_chosen(self, text: str) -> None:
        self.source.show_text(text)
        self.run()

    @Slot()
    def _on_active_changed(self) -> None:
        self.source.welcome.show_model(self._active.entry)

    @Slot()
    def resume(self) -> None:
        """Go on with the summary that is shown."""
        if self._sheet is not None and not self.running and not self.links.stale:
            self._start(self._sheet.document(self.links.text), self._sheet, self._record)

    @Slot(str)
    def ask(self, question: str) -> None:
        """Have a question to the text answered below the summary."""
        if self._sheet is not None and not self.running and not self.links.stale:
            self._start(self._sheet.document(self.links.text), self._sheet, self._record, question)

    @Slot()
    def stop(self) -> None:
        """End what is under way; what was found is kept."""
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._set_busy(False)
        if self._run is not None:
            self._run.stop()

    @Slot(object)
    def _on_document(self, document: Document) -> None:
        self._preparing = None
        model = self._loader.wanted
        sheet = Sheet.of(document, self.source.notes, self.bar.options, model.name if model else "")
        self._start(document, sheet, None)

    @Slot(object)
    def _on_not_prepared(self, error: ParlanceError) -> None:
        self._preparing = None
        self._set_busy(False)
        self.result.show_error(error)

    def _start(self, document: Document, sheet: Sheet, record: int | None, question: str = "") -> None:
        self._set_busy(True)
        self._record = record
        self.shelf.set_open(record)
        self.source.text.highlight([])
        self._run = run = SummaryRun(
            self._engine,
            self._loader,
            self._active,
            self._settings,
            self._worker,
            EntryWriter(self._summaries, self._writing, record),
            self,
        )
        run.changed.connect(partial(self._on_run_changed, run))
        run.stored.connect(partial(self._on_stored, run))
        run.ended.connect(partial(self._on_ended, run))
        self._show(sheet, document.text)
        self.result.show_progress(None, answering=bool(question))
        run.start(document, sheet, question)
        if question:
            self._show(run.sheet, document.text)
            self.result.view.reveal_end()

    def _on_run_changed(self, run: SummaryRun) -> None:
        if run is not self._run or run.partial is None:
            return
        self._show(run.sheet, self.links.text)
        self.result.show_progress(run.partial, answering=bool(run.question))
        if not run.question:
            self.links.show_sections(run.partial.sections)

    def _on_stored(self, run: SummaryRun) -> None:
        if run is self._run:
            self._record = run.record
            self.shelf.set_open(run.record)
        self.shelf.refresh()

    def _on_ended(self, run: SummaryRun, error: ParlanceError | None) -> None:
        run.deleteLater()
        if run is not self._run:
            return
        self._run = None
        self.links.show_sections(())
        self._show(run.sheet, self.links.text)
        self._set_busy(False)
        self.result.show_error(error)
        result = run.result
        if run.question:
            self.result.view.reveal_end()
        if result is not None:
            self.tell_speed(result.usage, result.timings)

    def _runs(self) -> list[SummaryRun]:
        """The one that is shown, and those that were left and have not ended yet."""
        return self.findChildren(SummaryRun)

    def _set_busy(self, busy: bool) -> None:
        self.bar.set_running(busy)
        self.result.set_running(busy)

    # -------------------------------------------------------------------------------------------- history

    @Slot(int)
    def open_summary(self, summary_id: int) -> None:
        """Show an earlier summary with its text. One that is under way is stopped, and kept as it is."""
        if summary_id == self._record:
            self.side_left.emit()
            return
        stored = self._summaries.entry(summary_id)
        self._leave()
        self._record = summary_id
        try:
            sheet = decode(stored.content)
        except SummaryUnreadable as error:
            self.source.show_text(stored.source)
            self.result.show_error(error)
        else:
            self.source.show_document(sheet.document(stored.source), sheet.notes)
            self.bar.set_options(sheet.options)
            self._show(sheet, stored.source)
        self.shelf.set_open(summary_id)
        self.side_left.emit()

    @Slot(int)
    def _on_about_to_delete(self, summary_id: int) -> None:
        for run in self._runs():
            if run.record == summary_id:
                run.discard()
        if summary_id == self._record:
            self.start_new()

    def _show(self, sheet: Sheet | None, text: str) -> None:
        self._sheet = sheet
        self.result.show_sheet(sheet)
        self.links.show(sheet, text)

    @Slot()
    def _on_touched(self) -> None:
        self.bar.set_runnable(bool(self.source.text.text.strip()))

    def _leave(self) -> None:
        """What is under way ends, and goes into the history unseen."""
        self.stop()
        self._run = None
        self._set_busy(False)
        self._record = None
        self.links.show_sections(())
        self._show(None, "")
        self.result.show_error(None)

    # --------------------------------------------------------------------------------------------- export

    @Slot(bool)
    def _on_copy_requested(self, references: bool) -> None:
        QGuiApplication.clipboard().setText(self._exporter().markdown(references=references))

    @Slot(str)
    def _on_export_requested(self, suffix: str) -> None:
        assert self._sheet is not None
        name = (
            "".join(" " if sign in '\\/:*?"<>|' else sign for sign in self._sheet.title).strip() or "summary"
        )
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the summary"), f"{name}{suffix}", f"*{suffix}"
        )
        if path:
            self.export_to(Path(path if Path(path).suffix else f"{path}{suffix}"))

    def export_to(self, path: Path) -> None:
        """Write the summary as Word, HTML or Markdown, as the file's name says."""
        try:
            self._exporter().write(path)
        except ExportFailed as error:
            self.result.show_error(error)

    def _exporter(self) -> Exporter:
        assert self._sheet is not None
        return Exporter(self._sheet, self.links.text)

    # --------------------------------------------------------------------------------------------- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.running:
            self.stop()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """One above the other where it is narrow; there, a result that has nothing to say makes room."""
        narrow = self.width() < _NARROW
        self.result.setVisible(not (narrow and self.result.empty))
        self._halves.arrange(narrow=narrow)
