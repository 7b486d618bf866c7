"""What the user gets for a click on a sentence: its reasons, other wordings, and another attempt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from assistant.engine.protocol import Loaded
from assistant.engine.values import LoadSettings
from assistant.storage.translation_memory import LanguagePair, TranslationMemory
from assistant.tasks.runner import TaskEnd
from assistant.tasks.steps import Task
from assistant.tasks.translate import DETECT, LANGUAGES, ModelFacts
from assistant.tasks.translate.recall import adapted, memory_key
from assistant.ui.background_task import BackgroundTask
from assistant.ui.error_text import error_sentence
from assistant.ui.panes.translate.result_panel import ResultPanel
from assistant.ui.panes.translate.sheet import Sheet
from assistant.ui.panes.translate.source_panel import SourcePanel
from assistant.ui.panes.translate.wording import Wording

_REMEMBERED = 3


class SentenceHelp(QObject):
    """Opens the card of a sentence, and does what is chosen there."""

    again_requested = Signal(int)
    """A sentence is to be translated once more."""

    def __init__(
        self,
        source: SourcePanel,
        result: ResultPanel,
        memory: TranslationMemory,
        make_task: Callable[[], BackgroundTask],
        parent: QObject,
    ) -> None:
        """``make_task`` makes a task that has not begun, a child of ``parent``."""
        super().__init__(parent)
        self._make_task = make_task
        self._task: BackgroundTask | None = None
        self._known: list[str] = []
        self._kept = ""
        """What stands in the sentence before the word that was clicked."""
        self._source = source.text
        self._result = result
        self._card = result.card
        self._memory = memory
        self._wording = Wording()
        self._sheet: Sheet | None = None
        self._sentence: int | None = None
        result.view.sentence_clicked.connect(self.open)
        result.review.chosen.connect(self.open)
        result.view.textChanged.connect(self._card.dismiss)
        result.view.verticalScrollBar().valueChanged.connect(self._card.dismiss)
        self._card.closed.connect(self._on_closed)
        self._card.again_requested.connect(self._on_again_requested)
        self._card.word_requested.connect(self._on_word_requested)
        self._card.wording_chosen.connect(self._on_wording_chosen)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """What is shown; while it is being made, or is not that of the text any more, there is no help."""
        self._sheet = sheet
        if sheet is None:
            self._card.dismiss()

    @Slot(int)
    def open(self, sentence: int) -> None:
        """Show what can be done with a sentence."""
        translation = self._sheet.translation if self._sheet else None
        if self._sheet is None or translation is None or self._result.busy:
            return
        segment = translation.segments[sentence]
        self._card.dismiss()
        self._sentence = sentence
        self._result.view.set_current(sentence)
        self._source.set_current(sentence)
        self._source.reveal(sentence)
        if segment.status == "failed":
            reasons = self._wording.reasons(segment, self._sheet.options.target)
            self._card.show_failure(reasons, segment.attempt)
        else:
            self._known = self._remembered(segment.source, segment.text)
            self._kept, word = self._result.view.word_at_caret(sentence)
            self._card.offer_word(word if self._kept else "")
            self._look(sentence)
        self._card.place_beside(self._result.view.box_of(sentence))

    def put_away(self) -> None:
        """The program ends."""
        if self._task is not None:
            self._task.put_away()

    def _look(self, sentence: int, kept: str = "") -> None:
        """Have the model find other wordings, that begin with ``kept``; they are shown as they come."""
        sheet = self._sheet
        assert sheet is not None
        translation = sheet.translation
        assert translation is not None
        segment = translation.segments[sentence]
        options = sheet.options
        if options.source == DETECT and sheet.from_language in LANGUAGES:
            options = replace(options, source=sheet.from_language)

        def task(loaded: Loaded) -> Task[tuple[str, ...]]:
            # On the thread: the task's modules take more than a frame.
            from assistant.tasks.translate.alternatives import alternatives

            model = ModelFacts(loaded.context, LoadSettings().parallel)
            unit = sheet.units[segment.unit]
            return (
                yield from alternatives(segment.source, segment.text, options, model, text=unit, kept=kept)
            )

        self._card.show_wordings(self._known, self.tr("Looking for other wordings…"))
        self._task = run = self._make_task()
        run.arrived.connect(lambda found: self._on_found(run, found))
        run.ended.connect(lambda end: self._on_ended(run, end))
        run.start(task)

    def _on_found(self, run: BackgroundTask, found: tuple[str, ...]) -> None:
        if run is self._task and self._sentence is not None:
            wordings = list(dict.fromkeys((*self._known, *found)))
            self._card.show_wordings(wordings, self.tr("Looking for other wordings…"))
            self._card.place_beside(self._result.view.box_of(self._sentence))

    def _on_ended(self, run: BackgroundTask, end: TaskEnd[tuple[str, ...]]) -> None:
        run.deleteLater()
        if run is not self._task:
            return
        self._task = None
        if self._sentence is None:
            return
        wordings = list(dict.fromkeys((*self._known, *(end.result or ()))))
        if end.error is not None:
            state = error_sentence(end.error)
        else:
            state = "" if wordings else self.tr("The model found no other wording.")
        self._card.show_wordings(wordings, state)
        self._card.place_beside(self._result.view.box_of(self._sentence))

    def _remembered(self, source: str, shown: str) -> list[str]:
        """What the user has written for this sentence, or one like it, before."""
        assert self._sheet is not None
        language = self._sheet.from_language
        if not language:
            return []
        pair = LanguagePair(language, self._sheet.options.target)
        found = self._memory.similar(pair, memory_key(source), most=_REMEMBERED)
        wordings = (adapted(match.target, source) for match in found)
        return [wording for wording in wordings if wording != shown]

    @Slot()
    def _on_closed(self) -> None:
        self._sentence = None
        task, self._task = self._task, None
        if task is not None:
            task.stop()
        self._result.view.set_current(None)
        self._source.set_current(None)

    @Slot()
    def _on_again_requested(self) -> None:
        sentence = self._sentence
        self._card.dismiss()
        if sentence is not None:
            self.again_requested.emit(sentence)

    @Slot()
    def _on_word_requested(self) -> None:
        sentence, task = self._sentence, self._task
        self._task = None
        if task is not None:
            task.stop()
        if sentence is not None:
            self._known = []
            self._card.offer_word("")
            self._look(sentence, self._kept)
            self._card.place_beside(self._result.view.box_of(sentence))

    @Slot(str)
    def _on_wording_chosen(self, wording: str) -> None:
        sentence = self._sentence
        self._card.dismiss()
        if sentence is not None:
            self._result.view.replace_sentence(sentence, wording)
