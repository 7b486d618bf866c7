"""One run of the task, a summary or an answer: on a thread, into the history, and to whoever shows it.

Dividing a long text takes longer than a frame, so the task is driven on a thread and not, as a dialogue is,
in the main one.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.documents.document import Document
from assistant.engine.protocol import LoadSettings
from assistant.errors import ParlanceError
from assistant.storage.settings_store import SettingsStore
from assistant.storage.summaries import Summaries
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.tasks.summarize import ModelFacts, Summary, SummaryPartial
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.summarize.sheet import Sheet, encode
from assistant.ui.worker import Worker

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
    _partial_arrived = Signal(object)

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        summaries: Summaries,
        settings: SettingsStore,
        worker: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._loader = loader
        self._active = active
        self._summaries = summaries
        self._settings = settings
        self._worker = worker
        self.partial: SummaryPartial | None = None
        """How far the task is; None: it waits for the model."""
        self.result: Summary | None = None
        self.record: int | None = None
        """The id in the history; None: it is not stored yet."""
        self.question = ""
        """Empty: the run makes the summary itself."""
        self._task: TaskRun[Summary] | None = None
        self._discarded = False
        self._over = False
        self._saving = QTimer(self)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self._store)
        self._partial_arrived.connect(self._on_partial)

    def start(self, document: Document, sheet: Sheet, record: int | None, question: str = "") -> None:
        """Summarize ``document``, or go on with that, or answer a question; ``sheet`` is what there is."""
        self.sheet = sheet.with_question(question) if question else sheet
        self.record = record
        self.question = question
        self._document = document
        self._loader.when_loaded(self._on_ready, lambda error: self._finish(TaskEnd(error=error)))

    def stop(self) -> None:
        """End it; what was found is kept."""
        if self._task is not None:
            self._task.cancel()
        else:
            self._finish(TaskEnd(cancelled=True))

    def discard(self) -> None:
        """End it; its entry in the history has been deleted, and nothing is stored any more."""
        self._discarded = True
        self.stop()

    def put_away(self) -> None:
        """The program ends: wait for the thread, store what came, and hear no more."""
        if self._over:
            return
        self.stop()
        self._worker.shut_down()
        if self._task is not None:
            self._finish(self._task.end or TaskEnd(cancelled=True))

    def _on_ready(self) -> None:
        if self._over:
            return
        loaded = self._active.loaded
        assert loaded is not None, "the loader says that a model is ready"
        task = self._make_task(ModelFacts(loaded.context, LoadSettings().parallel))
        self._loader.keep_awake(busy=True)
        self._saving.start()
        self._task = run = TaskRun(self._engine.engine, task, on_partial=self._partial_arrived.emit)

        def drive() -> TaskEnd[Summary]:
            run.start()
            return run.wait()

        work = self._worker.start(lambda _work: drive())
        work.succeeded.connect(self._finish)
        work.failed.connect(self._on_broken)

    def _make_task(self, model: ModelFacts) -> Task[Summary]:
        # Imported on the thread: these bring numpy along.
        from assistant.tasks.summarize.asking import ask
        from assistant.tasks.summarize.summarizer import summarize

        options = self.sheet.options
        if self.question:
            return (yield from ask(self._document, self.question, options, model))
        return (yield from summarize(self._document, options, model, self.sheet.progress))

    @Slot(object)
    def _on_partial(self, partial: SummaryPartial) -> None:
        if self._over:
            return
        self.partial = partial
        if self.question:
            self.sheet = self.sheet.with_answer(partial.points)
        else:
            self.sheet = self.sheet.with_summary(partial)
        self.changed.emit()

    @Slot(object)
    def _on_broken(self, error: ParlanceError) -> None:
        self._finish(TaskEnd(error=error))

    @Slot(object)
    def _finish(self, end: TaskEnd[Summary]) -> None:
        if self._over:
            return
        self._over = True
        self._saving.stop()
        self._loader.keep_awake(busy=False)
        self.result = end.result
        if end.result is not None and self.question:
            self.sheet = self.sheet.with_answer(end.result.points)
        elif end.result is not None:
            self.sheet = self.sheet.with_summary(end.result)
        if self.question and end.result is None:
            self.sheet = self.sheet.without_empty_answers()
        self._store()
        self.ended.emit(end.error)

    @Slot()
    def _store(self) -> None:
        """Keep what there is, if the user wants that; a run that found nothing leaves no entry."""
        if self._discarded:
            return
        if self.record is not None:
            self._summaries.set_content(self.record, encode(self.sheet))
        elif self.sheet.progress is not None and self._settings.value.keep_summaries:
            stored = self._summaries.add(self.sheet.title, self._document.text, encode(self.sheet))
            self.record = stored.id
        else:
            return
        self.stored.emit()
