"""Shows of an answer how sure the model was: evaluated when somebody asks, and kept nowhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, QObject, Slot

from assistant.storage.records import Message
from assistant.tasks.likelihood import Likelihood, likelihoods
from assistant.tasks.prompt import as_prompt
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.error_text import error_sentence
from assistant.ui.panes.chat.dialogue import Dialogue
from assistant.ui.widgets.transcript import Token, TokenSheet, Transcript

Found = tuple[Likelihood, ...]


class TokenView(QObject):
    """Evaluates one answer at a time; those before stay as far as they came."""

    def __init__(
        self,
        dialogue: Dialogue,
        transcript: Transcript,
        engine: EngineBridge,
        active: ActiveModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialogue = dialogue
        self._transcript = transcript
        self._engine = engine
        self._active = active
        self._run: TaskRun[Found] | None = None
        self._round = 0
        self._message = 0
        dialogue.opened.connect(self.stop)
        transcript.tokens_requested.connect(self._on_requested)
        transcript.alternative_chosen.connect(dialogue.go_on_with)

    @Slot()
    def stop(self) -> None:
        """Evaluate no more."""
        self._round += 1
        if self._run is not None:
            self._run.cancel()
            self._run = None

    @Slot(int, bool)
    def _on_requested(self, message_id: int, shown: bool) -> None:
        if not shown:
            if message_id == self._message:
                self.stop()
            self._transcript.show_tokens(message_id, None)
            return
        self.stop()
        entry = self._active.entry
        if self._active.loaded is None or entry is None:
            caption = self.tr("No model is loaded that could say how likely these words are.")
            self._transcript.show_tokens(message_id, TokenSheet((), caption))
            return
        self._message = message_id
        length = max(len(self._transcript.conversation.message(message_id).text), 1)
        self._show(message_id, length, ())
        task = self._task(self._dialogue.message(message_id))
        on_end = partial(self._on_end, self._round, message_id, entry.name)
        self._run = self._engine.run(task, partial(self._show, message_id, length), on_end)

    def _task(self, message: Message) -> Task[Found]:
        dialogue = self._dialogue
        prompt = as_prompt(dialogue.branch_to(message.parent))
        window = dialogue.window() if dialogue.when_full != "stop" else None
        return likelihoods(
            prompt.messages, dialogue.system_prompt, window, prompt.memory, message.text, message.thinking
        )

    def _show(self, message_id: int, length: int, found: Found) -> None:
        if message_id in self._transcript.conversation.sheets or not found:
            done = found[-1].end if found else 0
            percent = QLocale().toString(100 * done // length)
            caption = self.tr("How sure the model was is being computed, {0} %").format(percent)
            self._transcript.show_tokens(message_id, _sheet(found, caption))

    def _on_end(self, round_: int, message_id: int, model: str, end: TaskEnd[Found]) -> None:
        if end.cancelled or round_ != self._round:
            return
        self._run = None
        if end.error is not None:
            self._transcript.show_tokens(message_id, TokenSheet((), error_sentence(end.error)))
            return
        caption = self.tr(
            "The darker, the less likely {0} finds it, before temperature and the like."
            " Point at a word to see what else could have stood there."
        )
        self._transcript.show_tokens(message_id, _sheet(end.result or (), caption.format(model)))


def _sheet(found: Found, caption: str) -> TokenSheet:
    tokens = (Token(each.start, each.end, each.probability, each.alternatives) for each in found)
    return TokenSheet(tuple(tokens), caption)
