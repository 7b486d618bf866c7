"""The Translate pane: the text at the left, its translation at the right, sentence beside sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assistant.documents.language import Detected
from assistant.errors import ParlanceError
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.ui.actions import bind
from assistant.ui.active_model import ActiveModel
from assistant.ui.background_task import BackgroundTask
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.pane import Pane
from assistant.ui.panes.translate.desk import Desk
from assistant.ui.panes.translate.display import Display
from assistant.ui.panes.translate.document_saving import DocumentSaving
from assistant.ui.panes.translate.errors import NothingToTranslate, TranslationUnreadable
from assistant.ui.panes.translate.glossary_page import GlossaryPage
from assistant.ui.panes.translate.memory_page import MemoryPage
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.result_panel import ResultPanel
from assistant.ui.panes.translate.sentence_help import SentenceHelp
from assistant.ui.panes.translate.sheet import Sheet, decode, readable
from assistant.ui.panes.translate.source_panel import SourcePanel
from assistant.ui.panes.translate.speaking import Speaking
from assistant.ui.panes.translate.top_bar import TopBar
from assistant.ui.panes.translate.translation_run import WORK, TranslationRun
from assistant.ui.widgets.halves import Halves
from assistant.ui.widgets.history_list import ListNames
from assistant.ui.widgets.shelf import Shelf
from assistant.ui.worker import Work, Worker

_NARROW = 700
"""Below this width the translation stands under the text."""


class TranslatePane(Pane):
    """Object names: ``translatePane``; its parts have their own."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        history: History,
        settings: SettingsStore,
    ) -> None:
        super().__init__()
        self.setObjectName("translatePane")
        self._loader = loader
        self._active = active
        self._history = history
        self._worker = Worker("translate")
        self._writer = Worker("store-translation")
        names = ListNames(
            "translation",
            self.tr("Translations"),
            self.tr("New translation"),
            self.tr("Search translations"),
            self.tr("Your translations will be listed here, with their texts."),
        )
        deleted = self.tr("The translation “{0}” and its text were deleted.")
        self.shelf = Shelf(history.translations, names, deleted, self, readable)
        self.bar = TopBar(settings)
        self.source = SourcePanel()
        self.result = ResultPanel()
        self.desk = Desk(
            history,
            settings,
            lambda parent: TranslationRun(
                engine,
                loader,
                active,
                history.translations,
                history.translation_memory,
                settings,
                self._worker,
                self._writer,
                parent,
            ),
            self,
        )
        self.saving = DocumentSaving(self.source, self.result, self)
        self.help = SentenceHelp(
            self.source,
            self.result,
            history.translation_memory,
            lambda: BackgroundTask(engine, loader, active, self._worker, self, WORK),
            self,
        )
        self._display = Display(self.desk, self.source, self.result, self.saving, self.help, self)
        self.glossary = GlossaryPage(history.glossaries)
        self.memory = MemoryPage(history.translation_memory, settings)
        self._preparing: Work | None = None
        self._build()
        self._connect()
        self._on_touched()

    @property
    def side(self) -> QWidget:
        return self.shelf.list

    def start_new(self) -> None:
        self._leave()
        self.source.show_text("")
        self.side_left.emit()
        self.focus_input()

    def offer(self) -> str:
        return self.tr("Drop to translate")

    def open_files(self, paths: Sequence[Path]) -> None:
        self._pages.setCurrentWidget(self._halves)
        self.source.open_file(paths[0])

    def focus_search(self) -> None:
        self.shelf.list.focus_search()

    def reveal(self, key: str, words: str = "") -> None:
        self.open_translation(int(key))

    def focus_input(self) -> None:
        self.source.text.setFocus()

    @property
    def empty(self) -> bool:
        return not self.running and not self.source.text.text.strip()

    def put_away(self) -> None:
        self.result.view.flush()
        self.help.put_away()
        self.desk.put_away()
        self._worker.shut_down()
        self._writer.shut_down()
        self.source.put_away()
        self.saving.put_away()
        self.memory.put_away()

    @property
    def sheet(self) -> Sheet | None:
        """What is shown on the right."""
        return self.desk.sheet

    @property
    def running(self) -> bool:
        """Whether a translation is under way, or the text is being prepared for it."""
        return self.desk.running or self._preparing is not None

    @property
    def runnable(self) -> bool:
        """Whether there is a text to translate, and nothing under way."""
        return not self.running and bool(self.source.text.text.strip())

    # --------------------------------------------------------------------------------------------- build

    def _build(self) -> None:
        self._halves = Halves("translationHalves", self.source, self.result)
        self._speaking = Speaking(self._active, self.bar)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._halves)
        self._pages.addWidget(self.glossary)
        self._pages.addWidget(self.memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._speaking)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.bar.run_requested.connect(self.run)
        self.bar.stop_requested.connect(self.stop)
        self.bar.changed.connect(self._speaking.refresh)
        self.help.again_requested.connect(lambda sentence: self.try_again({sentence}))
        self.bar.swap_requested.connect(self.swap)
        self.bar.glossary_requested.connect(lambda: self._turn_to(self.glossary))
        self.bar.memory_requested.connect(lambda: self._turn_to(self.memory))
        self.glossary.left.connect(lambda: self._pages.setCurrentWidget(self._halves))
        self.memory.left.connect(lambda: self._pages.setCurrentWidget(self._halves))
        self.memory.message_raised.connect(self.message_raised)
        self.bar.clipboard_requested.connect(self.translate_clipboard)
        self.desk.shown.connect(self._on_shown)
        self.desk.running_changed.connect(self._set_busy)
        self.desk.ended.connect(self._on_ended)
        self.desk.stored.connect(self._on_stored)
        self.source.touched.connect(self._on_touched)
        self.source.replaced.connect(self._leave)
        self.source.facts_found.connect(self._on_facts_found)
        self.source.welcome.sample_chosen.connect(self._on_sample_chosen)
        self.source.welcome.clipboard_requested.connect(self.translate_clipboard)
        self.result.resume_requested.connect(self.resume)
        self.result.copy_requested.connect(self._on_copy_requested)
        self.result.empty_changed.connect(self._arrange)
        self.result.review.again_requested.connect(self._on_all_again_requested)
        self.result.view.edited.connect(self.desk.edit)
        self.result.view.file_offered.connect(self.source.open_file)
        self.shelf.list.new_requested.connect(self.start_new)
        self.shelf.list.opened.connect(self.open_translation)
        self.shelf.about_to_delete.connect(self._on_about_to_delete)
        self.shelf.message_raised.connect(self.message_raised)
        bind(self, "translate.run", self.run, lambda: self.runnable)
        bind(self, "translate.stop", self.stop, lambda: self.running)
        bind(self, "translate.open", self.source.choose_file)
        bind(self, "translate.clipboard", self.translate_clipboard)
        bind(self, "translate.swap", self.swap, lambda: bool(self.bar.from_language))
        bind(self, "translate.glossary", self.bar.glossary_requested.emit)
        bind(self, "translate.memory", self.bar.memory_requested.emit)

    def _turn_to(self, page: GlossaryPage | MemoryPage) -> None:
        """Show what is kept for the two languages; once it is shown, go back to the texts."""
        if self._pages.currentWidget() is page:
            self._pages.setCurrentWidget(self._halves)
        else:
            page.open(self.bar.from_language, self.bar.options.target)
            self._pages.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    # ----------------------------------------------------------------------------------------------- runs

    @Slot()
    def run(self) -> None:
        """Translate the text as it is now."""
        if not self.runnable:
            return
        self._pages.setCurrentWidget(self._halves)
        self._set_busy(True)
        self._preparing = self.source.with_page(self._on_page, self._on_not_prepared)

    @Slot(str)
    def _on_sample_chosen(self, text: str) -> None:
        self.source.show_text(text)
        self.run()

    @Slot()
    def resume(self) -> None:
        """Go on with the translation that is shown."""
        self.try_again(set())

    def try_again(self, sentences: set[int]) -> None:
        """Translate some sentences of the one that is shown once more, and what is missing."""
        page, sheet = self.desk.page, self.desk.sheet
        if page is not None and sheet is not None and not self.running:
            self.result.view.flush()
            self.desk.start(page, sheet.again(sentences), self.desk.record, self.bar.from_language)

    @Slot()
    def stop(self) -> None:
        """End what is under way; what was translated is kept."""
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._set_busy(False)
        self.desk.stop()

    @Slot()
    def swap(self) -> None:
        """Translate the other way round, beginning with the translation if there is one."""
        translated = self.result.view.text if self.desk.sheet is not None else ""
        is_document = self.source.document is not None
        self.bar.swap()
        if translated and not is_document:
            options = self.bar.options
            self._leave()
            self.bar.set_options(options)
            self.source.show_text(translated)

    @Slot()
    def translate_clipboard(self) -> None:
        """Put the clipboard's text in place of what is there, and translate it."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.result.show_error(NothingToTranslate())
            return
        self._leave()
        self.source.show_text(text)
        self.run()

    def _on_page(self, page: Page) -> None:
        self._preparing = None
        model = self._loader.wanted
        document = self.source.document
        sheet = Sheet.of(
            page,
            self.source.title,
            self.glossary.add_to(self.bar.options, self.bar.from_language),
            model.name if model else "",
            document.file if document else None,
        )
        self.bar.remember_target()
        self.result.view.flush()
        self.desk.start(page, sheet, None, self.bar.from_language)

    def _on_not_prepared(self, error: ParlanceError) -> None:
        self._preparing = None
        self._set_busy(False)
        self.result.show_error(error)

    @Slot()
    def _on_stored(self) -> None:
        self.shelf.set_open(self.desk.record)
        self.shelf.refresh()

    @Slot(object)
    def _on_ended(self, error: ParlanceError | None) -> None:
        self.result.show_error(error)
        if (latest := self.desk.latest) is not None:
            self.tell_speed(latest.usage, latest.timings)

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self.bar.set_running(busy)
        self.result.set_running(busy)

    # -------------------------------------------------------------------------------------------- contents

    @Slot()
    def _on_shown(self) -> None:
        self.shelf.set_open(self.desk.record)

    @Slot()
    def _on_touched(self) -> None:
        self.bar.set_runnable(bool(self.source.text.text.strip()))
        self._display.refresh()

    @Slot(object)
    def _on_facts_found(self, detected: Detected | None) -> None:
        self.bar.show_detected(detected)
        self._speaking.refresh()

    @Slot()
    def _on_all_again_requested(self) -> None:
        if self.desk.sheet is not None:
            self.try_again(set(self.desk.sheet.failed))

    @Slot()
    def _on_copy_requested(self) -> None:
        QGuiApplication.clipboard().setText(self.result.view.text)

    # -------------------------------------------------------------------------------------------- history

    @Slot(int)
    def open_translation(self, entry: int) -> None:
        """Show an earlier translation with its text. One that is under way is stopped, and kept as it is."""
        if entry == self.desk.record:
            self.side_left.emit()
            return
        stored = self._history.translations.entry(entry)
        self._leave()
        try:
            sheet = decode(stored.content)
        except TranslationUnreadable as error:
            self.source.show_text(stored.source)
            self.desk.lay(None, None, entry)
            self.result.show_error(error)
        else:
            self.bar.set_options(sheet.options)
            self.source.show_stored(stored.source, sheet.file)
            self.desk.lay(sheet.page(stored.source), sheet, entry)
        self.side_left.emit()

    @Slot(int)
    def _on_about_to_delete(self, entry: int) -> None:
        is_open = entry == self.desk.record
        self.desk.discard(entry)
        if is_open:
            self.start_new()

    @Slot()
    def _leave(self) -> None:
        """What is under way ends, and goes into the history unseen."""
        self.result.view.flush()
        self.stop()
        self.desk.lay(None, None)
        self.result.show_error(None)

    # --------------------------------------------------------------------------------------------- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and not self.result.card.isHidden():
            self.result.card.dismiss()
        elif event.matches(QKeySequence.StandardKey.Cancel) and self.running:
            self.stop()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """One above the other where it is narrow; there, a translation that is not begun makes room."""
        narrow = self.width() < _NARROW
        self.result.setVisible(not (narrow and self.result.empty))
        self._halves.arrange(narrow=narrow)
