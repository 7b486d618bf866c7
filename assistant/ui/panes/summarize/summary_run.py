"""One run of the task, a summary or an answer: on a thread, into the history, and to whoever shows it.

Dividing a long text takes longer than a frame, so the task is driven on a thread and not, as a dialogue is,
in the main one.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.documents.document import Document
from assistant.engine.protocol import Loaded
from assistant.engine.values import LoadSettings
from assistant.errors import QT_TRANSLATE_NOOP
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.summarize import ModelFacts, Summary, SummaryPartial
from assistant.ui.active_model import ActiveModel
from assistant.ui.background_task import BackgroundTask
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.entry_writer import EntryWriter
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.summarize.sheet import Sheet, encode
from assistant.ui.worker import Worker

_NAME = QT_TRANSLATE_NOOP("work", "Summary")

SAVE_MS = 5_000
"""How often what was found so far is stored: what a sudden end of the program can cost."""


class SummaryRun(QObject):
    """Waits for the model, runs the task, stores what comes. Ends with exactly one ``ended``."""

    changed = Signal()
    """``sheet`` and ``partial`` are newer."""
    stored = Signal()
    """The history has a new entry, or another state of it."""
    ended = Signal(object)
    """The :class:`ParlanceError` of a run that failed; else None."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        settings: SettingsStore,
        worker: Worker,
        writer: EntryWriter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._writer = writer
        writer.setParent(self)
        writer.stored.connect(self.stored)
        writer.settled.connect(self._on_settled)
        self.partial: SummaryPartial | None = None
        """How far the task is; None: it waits for the model."""
        self.result: Summary | None = None
        self.question = ""
        """Empty: the run makes the summary itself."""
        self._end: TaskEnd[Summary] | None = None
        self._saving = QTimer(self)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self._store)
        self._task = BackgroundTask(engine, loader, active, worker, self, _NAME)
        self._task.arrived.connect(self._on_partial)
        self._task.ended.connect(self._on_ended)

    @property
    def record(self) -> int | None:
        """The id in the history; None: it is not stored yet."""
        return self._writer.record

    def start(self, document: Document, sheet: Sheet, question: str = "") -> None:
        """Summarize ``document``, or go on with that, or answer a question; ``sheet`` is what there is."""
        self.sheet = sheet.with_question(question) if question else sheet
        self.question = question
        self._document = document
        self._saving.start()
        self._task.start(self._make_task)

    def stop(self) -> None:
        """End it; what was found is kept."""
        self._task.stop()

    def discard(self) -> None:
        """End it; its entry in the history has been deleted, and nothing is stored any more."""
        self._writer.discard()
        self.stop()

    def put_away(self) -> None:
        """The program ends: wait for the thread, store what came, and hear no more."""
        self._writer.close()
        self._task.put_away()

    def _make_task(self, loaded: Loaded) -> Task[Summary]:
        # Imported on the thread: these bring numpy along.
        from assistant.tasks.summarize.asking import ask
        from assistant.tasks.summarize.summarizer import summarize

        options, model = self.sheet.options, ModelFacts(loaded.context, LoadSettings().parallel)
        if self.question:
            return (yield from ask(self._document, self.question, options, model))
        return (yield from summarize(self._document, options, model, self.sheet.progress))

    @Slot(object)
    def _on_partial(self, partial: SummaryPartial) -> None:
        self.partial = partial
        if self.question:
            self.sheet = self.sheet.with_answer(partial)
        else:
            self.sheet = self.sheet.with_summary(partial)
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Summary]) -> None:
        self._saving.stop()
        self.result = end.result
        if end.result is not None and self.question:
            self.sheet = self.sheet.with_answer(end.result)
        elif end.result is not None:
            self.sheet = self.sheet.with_summary(end.result)
        if self.question and end.result is None:
            self.sheet = self.sheet.without_empty_answers()
        self._end = end
        self._store()
        if not self._writer.busy:
            self._on_settled()

    @Slot()
    def _store(self) -> None:
        """Keep what there is, if the user wants that; a run that found nothing leaves no entry."""
        found = self.sheet.progress is not None and self._settings.value.keep_summaries
        if self.record is not None or found:
            self._writer.write(self.sheet.title, self._document.text, partial(encode, self.sheet))

    @Slot()
    def _on_settled(self) -> None:
        if self._end is not None:
            self.ended.emit(self._end.error)
