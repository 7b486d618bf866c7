"""The conversation that is open: its branch of messages, and what can be done with them.

Knows the history and the running answers, and nothing of widgets. The view follows its signals.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from assistant.storage.history import History
from assistant.storage.presets import Preset
from assistant.storage.records import Attachment, Conversation, Message, WhenFull
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.chat import ChatAnswer
from assistant.tasks.context import Window
from assistant.tasks.title import provisional
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.chat.answering import Answering
from assistant.ui.panes.chat.answers import Answers, Key
from assistant.ui.panes.chat.asking import Asking
from assistant.ui.panes.chat.open_conversation import OpenConversation
from assistant.ui.panes.chat.presentation import shown
from assistant.ui.panes.chat.variants import AS_IT_IS, Variant
from assistant.ui.widgets.transcript import TranscriptMessage


class Dialogue(QObject):
    """What the user sees and does. Answers in other conversations go on unseen."""

    opened = Signal(object)
    """The open branch has changed as a whole: a list of :class:`TranscriptMessage`."""
    message_added = Signal(object)
    """A :class:`TranscriptMessage` below the others."""
    answer_begun = Signal(object)
    """The :class:`TranscriptMessage` of an answer that is being written, new or continued."""
    message_changed = Signal(object)
    """The :class:`TranscriptMessage` as it is now: pinned, or not any more."""
    note_changed = Signal()
    text_added = Signal(int, str)
    thinking_added = Signal(int, str)
    noting = Signal(int)
    """The message, before which the model summarises what no longer fits."""
    reading = Signal(int, int, int, float)
    """The message, tokens read, of all, seconds left."""
    answer_ended = Signal(object)
    """The :class:`TranscriptMessage` as it has become."""
    measured = Signal(object)
    """The :class:`ChatAnswer` that has just ended, with its usage and timings."""
    answered = Signal(int)
    """A conversation of the history, open or not, whose answer is complete."""
    parameters_changed = Signal()
    conversations_changed = Signal()
    busy_changed = Signal()
    """Whether an answer is being written, in the open conversation or anywhere, has changed."""

    def __init__(
        self,
        history: History,
        settings: SettingsStore,
        engine: EngineBridge,
        loader: ModelLoader,
        active: ActiveModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open = OpenConversation(history, settings)
        self._settings = settings
        self._loader = loader
        self._edited: Message | None = None
        """The question that is being asked differently; the branch ends above it meanwhile."""
        self._answers = answers = Answers(self)
        self._asking = Asking(engine, loader, active, settings, answers)
        answers.text_added.connect(partial(self._forward, self.text_added))
        answers.thinking_added.connect(partial(self._forward, self.thinking_added))
        answers.noting.connect(partial(self._forward, self.noting))
        answers.reading.connect(partial(self._forward, self.reading))
        answers.ended.connect(self._on_ended)
        answers.changed.connect(self.busy_changed)
        answers.changed.connect(self.conversations_changed)

    # --------------------------------------------------------------------------------------------- state

    @property
    def conversation(self) -> Conversation | None:
        """The open conversation; None: a new one that has no message yet."""
        return self._open.record

    @property
    def busy(self) -> bool:
        """Whether an answer is being written in the open conversation."""
        return self._answers.of(self._open.key) is not None

    @property
    def busy_anywhere(self) -> bool:
        """Whether an answer is being written in any conversation."""
        return bool(self._answers)

    @property
    def temporary(self) -> bool:
        """Whether the open conversation is kept in memory alone, until another one is opened."""
        return self._open.temporary

    @property
    def editing(self) -> bool:
        """Whether the next question takes the place of an earlier one."""
        return self._edited is not None

    @property
    def system_prompt(self) -> str:
        """What the model is told before the messages."""
        return self._open.system_prompt

    @property
    def when_full(self) -> WhenFull:
        """What happens when the conversation outgrows the context."""
        return self._open.parameters.when_full

    def set_when_full(self, choice: WhenFull) -> None:
        """Decide it for this conversation alone."""
        self._open.set_when_full(choice)
        self.parameters_changed.emit()

    @property
    def preset(self) -> Preset:
        """Where system prompt and sampling of the conversation come from."""
        return self._open.preset

    def set_preset(self, chosen: Preset, language: str) -> None:
        """Take over the system prompt, in ``language``, and the sampling of a preset."""
        sampling = self._loader.sampling or self._settings.value.sampling
        self._open.set_preset(chosen, language, sampling)
        self.parameters_changed.emit()

    def window(self) -> Window | None:
        """What the loaded model can see, and what has been counted with it; None: no model is loaded."""
        return self._asking.window(self.when_full)

    def branch(self) -> list[Message]:
        """The messages of the open branch, below which the next question will stand."""
        leaf = self._open.record.leaf if self._open.record else None
        return self.branch_to(self._edited.parent if self._edited else leaf)

    def branch_to(self, message_id: int | None) -> list[Message]:
        """The messages up to one of them; None: there are none."""
        return self._history.messages_on_path(message_id)

    def prompts(self) -> list[str]:
        """What the user has asked in this branch, the oldest first."""
        return [message.text for message in self.branch() if message.role == "user"]

    def exchange(self, message_id: int) -> tuple[Message | None, Message]:
        """An answer of the open conversation, and what it answers."""
        answer = self._history.message(message_id)
        return None if answer.parent is None else self._history.message(answer.parent), answer

    # ------------------------------------------------------------------------------------- conversations

    def open(self, conversation_id: int | None) -> None:
        """Show a conversation of the history; None: a new one. A temporary one that was open is gone then."""
        self._leave()
        if conversation_id is not None:
            self._open.record = self._history.conversation(conversation_id)
        self._show_opened()

    def open_temporary(self) -> None:
        """Show a new conversation of which nothing will be kept."""
        self._leave()
        self._open.history = History.in_memory()
        self._show_opened()

    def give_up_edit(self) -> None:
        """Leave an edited question as it was."""
        self._edited = None
        self._show_branch()

    def _leave(self) -> None:
        self._edited = None
        if left := self._open.leave():
            self._answers.abandon(left)
            left.close()

    def _show_opened(self) -> None:
        self._show_branch()
        self.parameters_changed.emit()

    def save_draft(self, text: str) -> None:
        """Keep what has been written and not been sent."""
        if self._open.record is not None and not self.editing:
            self._history.set_draft(self._open.record.id, text)

    def ask(self, text: str, attachments: tuple[Attachment, ...] = ()) -> None:
        """Add a question below the open branch and have it answered."""
        conversation = self._open.create(provisional(text))
        edited, self._edited = self._edited, None
        below = edited.parent if edited else conversation.leaf
        question = self._history.add_message(
            conversation.id, "user", text, parent=below, attachments=attachments
        )
        if edited:
            self._open.refresh()
            self._show_branch()
        else:
            self.message_added.emit(self._shown(question))
        self._begin(self._asking.add_answer(self._open, question.id))

    def edit(self, message_id: int) -> Message:
        """Take a question back, to ask it differently."""
        self._edited = self._history.message(message_id)
        self._show_branch()
        return self._edited

    def regenerate(self, message_id: int, variant: Variant = AS_IT_IS) -> None:
        """Answer the same question once more, as a version beside the first."""
        if self.busy:
            return
        parent = self._history.message(message_id).parent
        if parent is not None:
            self._end_at(parent)
            self._begin(self._asking.add_answer(self._open, parent), variant=variant)

    def go_on(self, message_id: int) -> None:
        """Continue an answer that was stopped or cut short."""
        if self.busy:
            return
        message = self._history.message(message_id)
        self._end_at(message.parent)
        self._history.select(message_id)
        self._open.refresh()
        self._history.save_streaming(message_id, message.text, message.thinking)
        self._begin(message_id, message.text, message.thinking)

    def go_on_with(self, message_id: int, length: int, instead: str) -> None:
        """Answer anew: ``length`` characters of an answer, ``instead`` of what followed, and new words."""
        if self.busy:
            return
        message = self._history.message(message_id)
        text = message.text[:length] + instead
        self._end_at(message.parent)
        answer = self._asking.add_answer(self._open, message.parent, text)
        self._history.save_streaming(answer, text, message.thinking)
        self._begin(answer, text, message.thinking)

    def _end_at(self, message_id: int | None) -> None:
        """Show the branch up to a message, below which another one will stand."""
        self._history.set_leaf(self._open.created.id, message_id)
        self._open.refresh()
        self._show_branch()

    def message(self, message_id: int) -> Message:
        """A message of the open conversation."""
        return self._history.message(message_id)

    def versions(self, message_id: int) -> list[TranscriptMessage]:
        """A message and its siblings, the oldest first."""
        siblings = self._history.siblings(message_id)
        running = self._answers.of(self._open.key)
        return [shown(self._history.message(each), siblings, running) for each in siblings]

    def stop(self) -> None:
        """End the answer that is being written in the open conversation."""
        if answering := self._answers.of(self._open.key):
            answering.stop()

    def abandon(self, conversation_id: int) -> None:
        """A conversation of the history goes away: what is being written in it ends at once."""
        self._answers.abandon(self._open.kept, conversation_id)

    def put_away(self) -> None:
        """The program ends: what has been written of running answers is kept, as stopped."""
        self._answers.put_away()
        self._leave()

    def show_sibling(self, message_id: int, index: int) -> None:
        """Show another version of a message: ``index`` counts them from 0."""
        self.show_version(self._history.siblings(message_id)[index])

    def show_version(self, message_id: int) -> None:
        """Show the newest branch that goes through a message."""
        if self.busy:
            return
        self._history.select(message_id)
        self._open.refresh()
        self._show_branch()

    def split_off(self, message_id: int) -> None:
        """Go on from a message in a conversation of its own."""
        self._open.record = self._history.branch(message_id)
        self._show_branch()
        self.conversations_changed.emit()

    def pin(self, message_id: int, pinned: bool) -> None:
        """Have the model go on seeing a message when older turns go, or not any more."""
        self._history.pin_message(message_id, pinned)
        self.message_changed.emit(self._shown(self._history.message(message_id)))

    def set_note(self, message_id: int, note: str) -> None:
        """Say what is sent in the place of a message and all before it; empty: nothing yet."""
        self._history.set_note(message_id, note or None)
        self.note_changed.emit()

    def delete(self, message_id: int) -> tuple[int, Callable[[], None]]:
        """Delete a message and what follows it; returns how many that were, and what brings them back."""
        self.stop()
        history = self._history
        deleted = history.delete_message(message_id)
        self._open.refresh()
        self._show_branch()

        def undo() -> None:
            if history not in (self._history, self._open.kept):
                return  # a temporary conversation that is gone
            history.restore_message(deleted)
            if self._open.key == (history, deleted.conversation):
                self._open.refresh()
                self._show_branch()

        return len(deleted.messages), undo

    # ------------------------------------------------------------------------------------------- answers

    def _begin(
        self, message_id: int, prefix: str = "", thinking: str = "", variant: Variant = AS_IT_IS
    ) -> None:
        self.answer_begun.emit(self._shown(self._history.message(message_id)))
        self._asking.begin(self._open, message_id, prefix, thinking, variant)

    def _forward(self, signal: SignalInstance, key: Key, *values: object) -> None:
        """Pass on what belongs to the open conversation; the rest is in the history when it is opened."""
        if key == self._open.key:
            signal.emit(*values)

    @Slot(object, object, object)
    def _on_ended(self, key: Key, answering: Answering, answer: ChatAnswer | None) -> None:
        if key == self._open.key:
            self._open.refresh()
            message = self._shown(self._history.message(answering.message_id), answering.thinking_seconds)
            self.answer_ended.emit(message)
        if answer is not None:
            self.measured.emit(answer)
        history, conversation_id = key
        if history is self._open.kept and answer is not None and answer.finish_reason is not None:
            self.answered.emit(conversation_id)

    # -------------------------------------------------------------------------------------------- inside

    @property
    def _history(self) -> History:
        return self._open.history

    def _show_branch(self) -> None:
        forks = self._history.forks(self._open.record.id) if self._open.record else {}
        messages = [
            shown(message, forks.get(message.parent, (message.id,)), self._answers.of(self._open.key))
            for message in self.branch()
        ]
        self.opened.emit(messages)
        self.busy_changed.emit()

    def _shown(self, message: Message, thinking_seconds: float | None = None) -> TranscriptMessage:
        siblings = self._history.siblings(message.id)
        return shown(message, siblings, self._answers.of(self._open.key), thinking_seconds)
