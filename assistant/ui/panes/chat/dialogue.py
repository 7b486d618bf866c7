"""The conversation that is open: its branch of messages, and what can be done with them.

Knows the history and the running answers, and nothing of widgets. The view follows its signals.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal, SignalInstance

from assistant.engine.protocol import Message as PromptMessage
from assistant.errors import ParlanceError
from assistant.storage.history import History
from assistant.storage.records import Conversation, Deleted, Message, Outcome
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.chat import ChatAnswer, ChatOptions
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.chat.answering import Answering
from assistant.ui.widgets.transcript import AnswerNote, Failure, Siblings, TranscriptMessage

_TITLE_LENGTH = 60


class Dialogue(QObject):
    """At most one answer is under way in each conversation; those of other conversations go on unseen."""

    opened = Signal(object)
    """The open branch has changed as a whole: a list of :class:`TranscriptMessage`."""
    message_added = Signal(object)
    """A :class:`TranscriptMessage` below the others."""
    answer_begun = Signal(object)
    """The :class:`TranscriptMessage` of an answer that is being written, new or continued."""
    text_added = Signal(int, str)
    thinking_added = Signal(int, str)
    reading = Signal(int, int, int, float)
    """The message, tokens read, of all, seconds left."""
    answer_ended = Signal(object)
    """The :class:`TranscriptMessage` as it has become."""
    measured = Signal(object)
    """The :class:`ChatAnswer` that has just ended, with its usage and timings."""
    conversations_changed = Signal()
    busy_changed = Signal()

    def __init__(
        self,
        history: History,
        settings: SettingsStore,
        engine: EngineBridge,
        loader: ModelLoader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._settings = settings
        self._engine = engine
        self._loader = loader
        self._conversation: Conversation | None = None
        self._running: dict[int, Answering] = {}
        """By conversation."""

    # --------------------------------------------------------------------------------------------- state

    @property
    def conversation(self) -> Conversation | None:
        """The open conversation; None: a new one that has no message yet."""
        return self._conversation

    @property
    def busy(self) -> bool:
        """Whether an answer is being written in the open conversation."""
        return self._conversation is not None and self._conversation.id in self._running

    def last_outcome(self) -> Outcome | None:
        """How the last answer of the branch came about, which tells how full the context is."""
        outcomes = [message.outcome for message in self._branch() if message.outcome is not None]
        return outcomes[-1] if outcomes else None

    def prompts(self) -> list[str]:
        """What the user has asked in this branch, the oldest first."""
        return [message.text for message in self._branch() if message.role == "user"]

    # ------------------------------------------------------------------------------------- conversations

    def open(self, conversation_id: int | None) -> None:
        """Show a conversation; None: a new one."""
        self._conversation = None if conversation_id is None else self._history.conversation(conversation_id)
        self._show_branch()

    def ask(self, text: str, parent: int | None = None, *, at_parent: bool = False) -> None:
        """Add a question and have it answered, below the open branch or, for an edited one, at ``parent``."""
        if self._conversation is None:
            self._conversation = self._history.create_conversation(
                title=_title(text), system_prompt=self._settings.value.system_prompt
            )
            self._history.rename(self._conversation.id, _title(text), "auto")
        below = parent if at_parent else self._conversation.leaf
        question = self._history.add_message(self._conversation.id, "user", text, parent=below)
        if at_parent:
            self._refresh()
            self._show_branch()
        else:
            self.message_added.emit(self._shown(question))
        self._answer(question.id)

    def regenerate(self, message_id: int) -> None:
        """Answer the same question once more, as a version beside the first."""
        if self.busy:
            return
        parent = self._history.message(message_id).parent
        if parent is not None:
            self._history.set_leaf(self._opened.id, parent)
            self._refresh()
            self._show_branch()
            self._answer(parent)

    def go_on(self, message_id: int) -> None:
        """Continue an answer that was stopped or cut short."""
        if self.busy:
            return
        message = self._history.message(message_id)
        self._history.set_leaf(self._opened.id, message.parent)
        self._refresh()
        self._show_branch()
        self._history.select(message_id)
        self._refresh()
        self._history.save_streaming(message_id, message.text, message.thinking)
        self.answer_begun.emit(self._shown(self._history.message(message_id)))
        self._run(message_id, message.parent, prefix=message.text, thinking=message.thinking)

    def stop(self) -> None:
        """End the answer that is being written in the open conversation."""
        if self._conversation is not None and (answering := self._running.get(self._conversation.id)):
            answering.stop()

    def put_away(self) -> None:
        """The program ends: what has been written of running answers is kept, as stopped."""
        for answering in list(self._running.values()):
            answering.put_away()

    def show_sibling(self, message_id: int, index: int) -> None:
        """Show another version of a message: ``index`` counts them from 0."""
        if self.busy:
            return
        self._history.select(self._history.siblings(message_id)[index])
        self._refresh()
        self._show_branch()

    def branch(self, message_id: int) -> None:
        """Go on from a message in a conversation of its own."""
        self._conversation = self._history.branch(message_id)
        self._show_branch()
        self.conversations_changed.emit()

    def delete(self, message_id: int) -> Deleted:
        """Delete a message and what follows from it; :meth:`undelete` brings it back."""
        self.stop()
        deleted = self._history.delete_message(message_id)
        self._refresh()
        self._show_branch()
        return deleted

    def undelete(self, deleted: Deleted) -> None:
        """Undo :meth:`delete`."""
        self._history.restore_message(deleted)
        if self._conversation is not None and self._conversation.id == deleted.conversation:
            self._refresh()
            self._show_branch()

    # ------------------------------------------------------------------------------------------- answers

    def _answer(self, question: int) -> None:
        model = self._loader.wanted
        answer = self._history.add_message(
            self._opened.id,
            "assistant",
            "",
            parent=question,
            state="streaming",
            model=model.name if model else None,
        )
        self._refresh()
        self.answer_begun.emit(self._shown(answer))
        self._run(answer.id, question)

    def _run(self, message_id: int, parent: int | None, *, prefix: str = "", thinking: str = "") -> None:
        conversation = self._opened
        path = self._history.messages_on_path(parent)
        messages = [PromptMessage(role=m.role, content=m.text) for m in path if m.text]
        sampling = conversation.parameters.sampling or self._loader.sampling
        options = ChatOptions.of(self._settings.value, sampling)
        options = replace(options, system_prompt=conversation.system_prompt)
        answering = Answering(
            self._engine,
            self._loader,
            self._history,
            message_id,
            prefix=prefix,
            thinking=thinking,
            parent=self,
        )
        self._running[conversation.id] = answering
        answering.text_added.connect(partial(self._forward, conversation.id, self.text_added))
        answering.thinking_added.connect(partial(self._forward, conversation.id, self.thinking_added))
        answering.reading.connect(partial(self._forward, conversation.id, self.reading))
        answering.ended.connect(partial(self._on_ended, conversation.id, answering))
        self.busy_changed.emit()
        self.conversations_changed.emit()
        answering.start(messages, options, conversation.cache_key)

    def _forward(self, conversation_id: int, signal: SignalInstance, *values: object) -> None:
        """Pass on what belongs to the open conversation; the rest is in the history when it is opened."""
        if self._conversation is not None and self._conversation.id == conversation_id:
            signal.emit(self._running[conversation_id].message_id, *values)

    def _on_ended(self, conversation_id: int, answering: Answering, answer: ChatAnswer | None) -> None:
        del self._running[conversation_id]
        if self._conversation is not None and self._conversation.id == conversation_id:
            self._refresh()
            message = self._shown(self._history.message(answering.message_id), answering.thinking_seconds)
            self.answer_ended.emit(message)
        answering.deleteLater()
        if answer is not None:
            self.measured.emit(answer)
        self.busy_changed.emit()
        self.conversations_changed.emit()

    # -------------------------------------------------------------------------------------------- inside

    @property
    def _opened(self) -> Conversation:
        assert self._conversation is not None
        return self._conversation

    def _refresh(self) -> None:
        self._conversation = self._history.conversation(self._opened.id)

    def _branch(self) -> list[Message]:
        leaf = self._conversation.leaf if self._conversation else None
        return self._history.messages_on_path(leaf)

    def _show_branch(self) -> None:
        forks = self._history.forks(self._conversation.id) if self._conversation else {}
        shown = [self._shown(message, forks=forks) for message in self._branch()]
        self.opened.emit(shown)
        self.busy_changed.emit()

    def _shown(
        self,
        message: Message,
        thinking_seconds: float | None = None,
        forks: dict[int | None, tuple[int, ...]] | None = None,
    ) -> TranscriptMessage:
        running = self._running.get(message.conversation)
        text, thinking = message.text, message.thinking
        if running is not None and running.message_id == message.id:
            # The history is a second behind.
            text, thinking = running.text, running.thinking
        if forks is None:
            siblings = self._history.siblings(message.id)
        else:
            siblings = forks.get(message.parent, (message.id,))
        error = message.failure.error if message.failure else None
        return TranscriptMessage(
            id=message.id,
            role=message.role,
            text=text,
            thinking=thinking,
            thinking_seconds=thinking_seconds,
            state="stopped" if message.state == "interrupted" else message.state,
            error=_failure(error) if error else None,
            note=_note(message),
            siblings=Siblings(siblings.index(message.id), len(siblings)),
        )


def _title(text: str) -> str:
    """The beginning of the first question, as one line."""
    line = " ".join(text.split())
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1].rstrip() + "…"


def _failure(error: ParlanceError) -> Failure:
    return Failure(error_sentence(error), error_hint(error))


def _note(message: Message) -> AnswerNote | None:
    """How fast the answer came, and whether it was cut."""
    translate = QCoreApplication.translate
    parts = []
    if message.state == "interrupted":
        parts.append(translate("Dialogue", "Interrupted: Parlance was closed while this was written."))
    if message.outcome is not None:
        if message.outcome.finish_reason == "length":
            parts.append(translate("Dialogue", "Cut at the longest answer that is set."))
        elif message.outcome.finish_reason == "context":
            parts.append(translate("Dialogue", "Cut because the context is full."))
        usage, timings = message.outcome.usage, message.outcome.timings
        if usage.completion_tokens > 1 and timings.decode_s > 0:
            speed = QLocale().toString((usage.completion_tokens - 1) / timings.decode_s, "f", 1)
            parts.append(translate("Dialogue", "{0} tokens/s").format(speed))
    return AnswerNote(" · ".join(parts)) if parts else None
