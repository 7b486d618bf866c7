"""One run of the task: into the history, and to whoever shows it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.engine.protocol import Loaded
from assistant.engine.values import LoadSettings
from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError
from assistant.storage.entries import Entries
from assistant.storage.settings_store import SettingsStore
from assistant.storage.translation_memory import LanguagePair, TranslationMemory
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.translate import ModelFacts, Translation
from assistant.ui.active_model import ActiveModel
from assistant.ui.background_task import BackgroundTask
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.sheet import Sheet, encode
from assistant.ui.worker import Worker

WORK = QT_TRANSLATE_NOOP("work", "Translation")
"""What the list of work calls it."""
SAVE_MS = 5_000
"""How often what was translated so far is stored: what a sudden end of the program can cost."""


class TranslationRun(QObject):
    """Waits for the model, runs the task, stores what comes. Ends with exactly one ``ended``."""

    changed = Signal()
    """``sheet`` and ``latest`` are newer."""
    stored = Signal()
    """The history has a new entry, or another state of it."""
    ended = Signal(object)
    """The :class:`ParlanceError` of a run that failed; else None."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        entries: Entries,
        memory: TranslationMemory,
        settings: SettingsStore,
        worker: Worker,
        writer: Worker,
        parent: QObject | None = None,
    ) -> None:
        """``worker`` runs the task, and ``writer`` stores what has come while it does."""
        super().__init__(parent)
        self._writer = writer
        self._storing = threading.Lock()
        self._entries = entries
        self._memory = memory
        self._settings = settings
        self.latest: Translation | None = None
        """What the task has shown last; None: it waits for the model."""
        self.record: int | None = None
        """The id in the history; None: it is not stored yet."""
        self._discarded = False
        self._over = False
        self._saving = QTimer(self)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self._store_soon)
        self._task = BackgroundTask(engine, loader, active, worker, self, WORK)
        self._task.arrived.connect(self._on_translation)
        self._task.ended.connect(self._on_ended)

    def start(self, page: Page, sheet: Sheet, record: int | None, from_language: str) -> None:
        """Translate ``page``, or go on with ``sheet``; ``from_language`` is that of the memory, if known."""
        self.sheet = sheet
        self.record = record
        self._page = page
        self._pair = LanguagePair(from_language, sheet.options.target) if from_language else None
        self._saving.start()
        self._task.start(self._make_task)

    def stop(self) -> None:
        """End it; what was translated is kept."""
        self._task.stop()

    def discard(self) -> None:
        """End it; its entry in the history has been deleted, and nothing is stored any more."""
        with self._storing:
            self._discarded = True
        self.stop()

    def put_away(self) -> None:
        """The program ends: wait for the thread, store what came, and hear no more."""
        self._task.put_away()

    def edit(self, edits: dict[int, str]) -> None:
        """The user has written other words while it runs."""
        self.sheet = self.sheet.with_edits(edits)

    # ------------------------------------------------------------------------------------------- storing

    @Slot()
    def _store_soon(self) -> None:
        """On a thread: with a book it takes more than a frame."""
        sheet, keep = self.sheet, self._settings.value.keep_translations
        work = self._writer.start(lambda _work: self._store(sheet, keep=keep))
        work.succeeded.connect(self._on_stored)
        work.failed.connect(self._on_not_stored)

    def _store(self, sheet: Sheet, *, keep: bool, last: bool = False) -> bool:
        """Store ``sheet``, if that is wanted; a run that translated nothing leaves no entry. From any thread.

        Nothing is stored after the ``last`` time. Returns whether anything was.
        """
        with self._storing:
            if self._discarded or self._over:
                return False
            self._over = last
            if self.record is not None:
                self._entries.set_content(self.record, encode(sheet))
            elif sheet.segments and keep:
                self.record = self._entries.add(sheet.title, self._page.text, encode(sheet)).id
            else:
                return False
            return True

    @Slot(object)
    def _on_stored(self, stored: bool) -> None:
        if stored:
            self.stored.emit()

    @Slot(object)
    def _on_not_stored(self, error: ParlanceError) -> None:
        # It concerns no sentence: the message bar has what nobody catches.
        raise error

    # -------------------------------------------------------------------------------------------- inside

    def _make_task(self, loaded: Loaded) -> Task[Translation]:
        # On the thread: the task's modules, and the memory of a long text, take more than a frame.
        from assistant.tasks.translate.translator import remembered_as, translate

        known: dict[str, str] = {}
        if self._pair is not None and self._settings.value.translation_memory:
            known = self._memory.recall(self._pair, remembered_as(self._page.units))
        model = ModelFacts(loaded.context, LoadSettings().parallel)
        return (
            yield from translate(
                self._page.units, self.sheet.options, model, memory=known, resume=self.sheet.progress
            )
        )

    @Slot(object)
    def _on_translation(self, translation: Translation) -> None:
        self.latest = translation
        self.sheet = self.sheet.with_translation(translation)
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, end: TaskEnd[Translation]) -> None:
        self._saving.stop()
        if end.result is not None:
            self._on_translation(end.result)
        self.sheet = self.sheet.without_halves()
        try:
            self._on_stored(self._store(self.sheet, keep=self._settings.value.keep_translations, last=True))
        finally:
            self.ended.emit(end.error)
