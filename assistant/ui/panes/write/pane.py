"""The Write pane: a page to write on; and a text with the edits that are proposed for it, or rewritings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assistant.documents.document import Document
from assistant.documents.reading import read, suffixes
from assistant.errors import ParlanceError
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.draft import Passage, Writing
from assistant.tasks.proofread import Proofreading
from assistant.tasks.proofread.review import Suggestion
from assistant.tasks.rewrite import Rewriting
from assistant.tasks.runner import TaskEnd
from assistant.ui.actions import bind
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.pane import Pane
from assistant.ui.panes.write.draft_page import DraftPage
from assistant.ui.panes.write.edit_panel import EditPanel
from assistant.ui.panes.write.handing_over import HandingOver
from assistant.ui.panes.write.marked_text import MarkedText
from assistant.ui.panes.write.own_presets import OwnPresets
from assistant.ui.panes.write.proofreading import ProofreadingDesk
from assistant.ui.panes.write.rewrite_panel import RewritePanel
from assistant.ui.panes.write.rewriting import RewritingDesk
from assistant.ui.panes.write.sheet import Sheet
from assistant.ui.panes.write.task_drive import Drives, TaskDrive
from assistant.ui.panes.write.top_bar import MODES, PRESET_KEYS, TopBar
from assistant.ui.panes.write.welcome import Welcome
from assistant.ui.panes.write.writings import Writings
from assistant.ui.widgets.document_dialog import choose_document
from assistant.ui.widgets.halves import Halves
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.text_page import with_shorter_lines
from assistant.ui.widgets.text_welcome import TextWelcome
from assistant.ui.worker import Work, Worker

_NARROW = 760
"""Below this width the result stands under the text."""
_SHARES = (13_000, 8_000)


class WritePane(Pane):
    """Object names: ``writePane``; its parts have their own."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        history: History,
        settings: SettingsStore,
    ) -> None:
        super().__init__()
        self.setObjectName("writePane")
        self._active = active
        self._drives = Drives(engine, loader, active)
        self._settings = settings
        self._reader = Worker("documents")
        self._opening: Work | None = None
        self.bar = TopBar()
        self.text = MarkedText()
        self.proofreading = ProofreadingDesk(self.text, self._drives, self)
        self.rewriting = RewritingDesk(self.text, self._drives, self)
        self.writings = Writings(
            history.writings, settings, self.text, self.proofreading, self.rewriting, self
        )
        self.edits = EditPanel(self.proofreading)
        self.rewritings = RewritePanel(self.rewriting)
        self.draft = DraftPage(Drives(engine, loader, active), history.drafts, settings)
        self._own_presets = OwnPresets(history.rewrite_presets, self.bar, self)
        self._handing_over = HandingOver(self.draft, self.text, self.bar, self.show_text, self)
        self._welcome = Welcome(self.text)
        self._build()
        self._connect()
        self._on_text_changed()
        self._on_active_changed()
        if settings.value.writing_page in MODES:
            self.bar.choose_mode(settings.value.writing_page)

    @property
    def drafting(self) -> bool:
        """Whether the page to write on is shown."""
        return self.bar.mode == "draft"

    @property
    def side(self) -> QWidget:
        return self.writings.shelf.list

    def start_new(self) -> None:
        if self.drafting:
            self._handing_over.empty_page()
        else:
            self.show_text("")
        self.side_left.emit()
        self.focus_input()

    def offer(self) -> str:
        return self.tr("Drop to open the text")

    def open_files(self, paths: Sequence[Path]) -> None:
        self.open_file(paths[0])

    def focus_search(self) -> None:
        self.writings.shelf.list.focus_search()

    def reveal(self, key: str, words: str = "") -> None:
        self.writings.open(int(key))

    def focus_input(self) -> None:
        (self.draft.text if self.drafting else self.text).setFocus()

    @property
    def empty(self) -> bool:
        return not self.running and self.text.document().isEmpty()

    def put_away(self) -> None:
        self.draft.put_away()
        self.proofreading.stop()
        self.rewriting.stop()
        for worker in (self._drives.worker, self._reader):
            worker.shut_down()
        for drive in self.findChildren(TaskDrive):
            drive.put_away()
        self.writings.leave()

    @property
    def running(self) -> bool:
        """Whether a model is at work for this pane."""
        return self.proofreading.running or self.rewriting.running or self.draft.desk.running

    # --------------------------------------------------------------------------------------------- build

    def _build(self) -> None:
        self._notice = Notice("writeNotice")
        around = QVBoxLayout()
        around.setContentsMargins(14, 0, 14, 0)
        around.addWidget(self._notice)
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addLayout(around)
        left_column.addWidget(self.text, 1)
        self._results = QStackedWidget()
        self._results.addWidget(self.edits)
        self._results.addWidget(self.rewritings)
        self._halves = Halves("writeHalves", left, self._results, _SHARES)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._halves)
        self._pages.addWidget(self.draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.bar.run_requested.connect(self.run)
        self.bar.stop_requested.connect(self.stop)
        self.bar.open_requested.connect(self.choose_file)
        self.bar.mode_chosen.connect(self._on_mode_chosen)
        self._own_presets.message_raised.connect(self.message_raised)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.selectionChanged.connect(self._on_selection_changed)
        self.text.file_offered.connect(self.open_file)
        self.text.mark_clicked.connect(self._on_mark_clicked)
        self._welcome.sample_chosen.connect(self._on_sample_chosen)
        self._active.changed.connect(self._on_active_changed)
        self._welcome.open_requested.connect(self.choose_file)
        self.edits.current_changed.connect(self._on_current_changed)
        self.proofreading.changed.connect(self._on_edits_changed)
        self.proofreading.running_changed.connect(self._on_running_changed)
        self.proofreading.ended.connect(self._on_proofread)
        self.rewriting.changed.connect(self._arrange)
        self.rewriting.running_changed.connect(self._on_running_changed)
        self.rewriting.ended.connect(self._on_rewritten)
        self.rewritings.applied.connect(self.text.setFocus)
        self.writings.opened.connect(self._on_writing_opened)
        self.writings.failed.connect(self._notice.show_error)
        self.writings.gone.connect(lambda: self.show_text(""))
        self.writings.shelf.list.new_requested.connect(self.start_new)
        self.writings.shelf.message_raised.connect(self.message_raised)
        self._handing_over.message_raised.connect(self.message_raised)
        self.draft.running_changed.connect(self._on_running_changed)
        self.draft.filled_changed.connect(self._on_text_changed)
        self.draft.ended.connect(lambda end: self._tell_speed(end.result))
        self.draft.file_offered.connect(self.open_file)
        self.draft.open_requested.connect(self.choose_file)
        self._bind_actions()

    def _bind_actions(self) -> None:
        bind(self, "write.run", self.run, lambda: self.bar.runnable)
        bind(self, "write.stop", self.stop, lambda: self.running)
        bind(self, "write.open", self.choose_file)
        bind(self, "write.next", lambda: self.edits.walk(1), self.edits.has_edits)
        bind(self, "write.previous", lambda: self.edits.walk(-1), self.edits.has_edits)
        bind(self, "write.accept", self.edits.accept, self.edits.has_current)
        bind(self, "write.reject", self.edits.reject, self.edits.has_current)
        for number, keys in enumerate(PRESET_KEYS):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.rewrite_with, number))

    # ----------------------------------------------------------------------------------------------- runs

    @Slot()
    def run(self) -> None:
        """Proofread or rewrite the text as it is now, or go on with the draft."""
        if self.running:
            return
        if self.drafting:
            self.draft.desk.continue_here()
        elif self.bar.mode == "proofread":
            self.proofreading.run(self.bar.proofread_options)
        else:
            self.rewriting.run(self.bar.rewrite_options)
        self._arrange()

    @Slot(str)
    def _on_sample_chosen(self, text: str) -> None:
        self.show_text(text)
        self.run()

    @Slot()
    def _on_active_changed(self) -> None:
        for welcome in self.findChildren(TextWelcome):
            welcome.show_model(self._active.entry)

    def rewrite_with(self, number: int) -> None:
        """Rewrite with the preset of the user's own of this number, counted from 0, if there is one."""
        if not self.running and self.bar.choose_own(number):
            self.run()

    @Slot()
    def stop(self) -> None:
        """End what is under way; what was found is kept."""
        self.draft.desk.stop()
        self.proofreading.stop()
        self.rewriting.stop()

    @Slot(object)
    def _on_proofread(self, end: TaskEnd[Proofreading]) -> None:
        self.edits.show_error(end.error)
        self._arrange()
        self._tell_speed(end.result)

    @Slot(object)
    def _on_rewritten(self, end: TaskEnd[Rewriting]) -> None:
        self.rewritings.show_error(end.error)
        self._arrange()
        self._tell_speed(end.result)

    def _tell_speed(self, result: Proofreading | Rewriting | Passage | Writing | None) -> None:
        if result is not None:
            self.tell_speed(result.usage, result.timings)

    # ----------------------------------------------------------------------------------------------- text

    @Slot(str)
    def show_text(self, text: str) -> None:
        """Put another text in place of what is there, with nothing proposed for it."""
        self._notice.hide()
        self.writings.leave()
        self.proofreading.forget()
        self.rewriting.forget()
        self._handing_over.forget()
        self.text.show_text(with_shorter_lines(text))
        self.focus_input()

    @Slot(object)
    def _on_writing_opened(self, sheet: Sheet | None) -> None:
        self._notice.hide()
        self._handing_over.forget()
        if sheet is None:
            self.bar.choose_mode("proofread")
        else:
            rewritten = sheet.rewritings[-1].options if sheet.rewritings else None
            self.bar.show_options(sheet.mode, sheet.proofread.options, rewritten)
        self.side_left.emit()

    @Slot()
    def choose_file(self) -> None:
        """Let the user choose a file."""
        path = choose_document(self, suffixes())
        if path is not None:
            self.open_file(path)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file on the thread, and show what it holds or why it holds nothing."""
        if self._opening is not None:
            self._opening.cancel()
        self._opening = self._reader.start(lambda _work: read(path))
        self._opening.succeeded.connect(self._on_opened)
        self._opening.failed.connect(self._on_open_failed)

    @Slot(object)
    def _on_opened(self, document: Document) -> None:
        self._opening = None
        if self.drafting:
            self.draft.put_text(document.text)
        else:
            self.show_text(document.text)

    @Slot(object)
    def _on_open_failed(self, error: ParlanceError) -> None:
        self._opening = None
        (self.draft.notice if self.drafting else self._notice).show_error(error)

    @Slot()
    def _on_text_changed(self) -> None:
        empty = self.text.document().isEmpty()
        self.bar.set_runnable(self.draft.filled if self.drafting else not empty)

    @Slot()
    def _on_selection_changed(self) -> None:
        self.bar.set_selected(self.text.textCursor().hasSelection())

    @Slot(object)
    def _on_mark_clicked(self, suggestion: Suggestion) -> None:
        row = self.edits.list.model_.row_of(suggestion)
        if row is not None:
            self.edits.list.go_to(row)

    @Slot(object)
    def _on_current_changed(self, suggestion: Suggestion | None) -> None:
        position = None
        if suggestion is not None and self.edits.isVisible():
            position = self.proofreading.position(suggestion)
        self.text.set_current(suggestion, position)

    @Slot()
    def _on_edits_changed(self) -> None:
        self.text.set_current(self.edits.list.current)
        self._arrange()

    # ----------------------------------------------------------------------------------------- appearance

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        self._settings.change(writing_page=mode)
        self._pages.setCurrentWidget(self.draft if self.drafting else self._halves)
        if not self.drafting:
            self._results.setCurrentWidget(self.edits if mode == "proofread" else self.rewritings)
        self._on_text_changed()
        self._arrange()

    @Slot(bool)
    def _on_running_changed(self, _running: bool) -> None:
        self.bar.set_running(self.running)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """The result appears with the first thing it has to say; where it is narrow, below the text."""
        if self.bar.mode == "proofread":
            wanted = (
                self.proofreading.running or self.proofreading.live or bool(self.proofreading.suggestions)
            )
        else:
            wanted = self.rewriting.running or bool(self.rewriting.variants)
        wanted = wanted or self.edits.has_error or self.rewritings.has_error
        appears = wanted and self._results.isHidden()
        self._results.setVisible(wanted)
        self._halves.arrange(narrow=self.width() < _NARROW)
        if appears:
            self._halves.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.running:
            self.stop()
        else:
            super().keyPressEvent(event)
