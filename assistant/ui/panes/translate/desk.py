"""The translation that is open: its sheet, its page, its place in the history, and the run that makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.errors import ParlanceError
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.storage.translation_memory import LanguagePair
from assistant.tasks.translate import Translation
from assistant.tasks.translate.recall import entry_of
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.sheet import Sheet, encode
from assistant.ui.panes.translate.translation_run import TranslationRun


class Desk(QObject):
    """Runs that were left before they ended go into the history unseen."""

    shown = Signal()
    """There is another sheet, or none."""
    updated = Signal()
    """There is a newer state of the same sheet."""
    running_changed = Signal(bool)
    ended = Signal(object)
    """The :class:`ParlanceError` of the run that was shown; else None."""
    stored = Signal()
    """The history has a new entry, or another state of one."""

    def __init__(
        self,
        history: History,
        settings: SettingsStore,
        make_run: Callable[[QObject], TranslationRun],
        parent: QObject,
    ) -> None:
        """``make_run`` makes a run that has not begun, a child of its argument."""
        super().__init__(parent)
        self._history = history
        self._settings = settings
        self._make_run = make_run
        self._run: TranslationRun | None = None
        self.page: Page | None = None
        self.sheet: Sheet | None = None
        self.record: int | None = None
        """The id in the history; None: it is not stored."""
        self.latest: Translation | None = None
        """What the run has shown last, with its time left; None before it has begun."""

    @property
    def running(self) -> bool:
        return self._run is not None

    def lay(self, page: Page | None, sheet: Sheet | None, record: int | None = None) -> None:
        """Show another sheet in place of what is there; None: nothing."""
        self.stop()
        self._run = None
        self.page, self.sheet, self.record, self.latest = page, sheet, record, None
        self.running_changed.emit(False)
        self.shown.emit()

    def start(self, page: Page, sheet: Sheet, record: int | None, from_language: str) -> None:
        """Translate ``page``, or go on with ``sheet``; ``from_language`` is empty if it is not known."""
        self.page, self.sheet, self.record, self.latest = page, sheet, record, None
        self._run = run = self._make_run(self)
        run.changed.connect(partial(self._on_changed, run))
        run.stored.connect(partial(self._on_stored, run))
        run.ended.connect(partial(self._on_ended, run))
        self.running_changed.emit(True)
        self.shown.emit()
        run.start(page, sheet, record, from_language)

    def stop(self) -> None:
        """End what is under way; what was translated is kept."""
        if self._run is not None:
            self._run.stop()

    def discard(self, entry: int) -> None:
        """An entry is about to be deleted: nothing writes to it any more."""
        for run in self.findChildren(TranslationRun):
            if run.record == entry:
                run.discard()
        if entry == self.record:
            self.record = None

    def put_away(self) -> None:
        """The program ends."""
        for run in self.findChildren(TranslationRun):
            run.put_away()

    def edit(self, edits: dict[int, str]) -> None:
        """Take over the user's own words, by the number of the sentence, and remember them."""
        if self.sheet is None:
            return
        if self._run is not None:
            self._run.edit(edits)
            self.sheet = self._run.sheet
        else:
            self.sheet = self.sheet.with_edits(edits)
            if self.record is not None:
                self._history.translations.set_content(self.record, encode(self.sheet))
                self.stored.emit()
        self._remember(self.sheet, edits)
        self.updated.emit()

    def _remember(self, sheet: Sheet, edits: dict[int, str]) -> None:
        """Keep the user's words for the same sentences in other texts."""
        language = sheet.from_language
        if language and self._settings.value.keep_translations:
            edited = [(sheet.segments[index].source, text) for index, text in edits.items() if text]
            pair = LanguagePair(language, sheet.options.target)
            self._history.translation_memory.remember(pair, [entry_of(*each) for each in edited], edited=True)

    # --------------------------------------------------------------------------------------------- the run

    def _on_changed(self, run: TranslationRun) -> None:
        if run is self._run:
            self._take(run)

    def _on_stored(self, run: TranslationRun) -> None:
        if run is self._run:
            self.record = run.record
        self.stored.emit()

    def _on_ended(self, run: TranslationRun, error: ParlanceError | None) -> None:
        run.deleteLater()
        if run is self._run:
            self._run = None
            self._take(run)
            self.running_changed.emit(False)
            self.ended.emit(error)

    def _take(self, run: TranslationRun) -> None:
        before, self.sheet, self.latest = self.sheet, run.sheet, run.latest
        same = before is not None and len(before.segments) == len(run.sheet.segments)
        (self.updated if same else self.shown).emit()
