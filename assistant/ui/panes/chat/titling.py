"""Has the model give a conversation its title, in the background, once it has answered the first time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from assistant.storage.errors import NotInHistory
from assistant.storage.history import History
from assistant.tasks.prompt import as_prompt
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.title import TOKENS, title
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.panes.chat.dialogue import Dialogue

_ROOM = 64 + TOKENS
"""Tokens that the request takes."""
_READ_AGAIN = 512
"""Tokens of a dialogue that may be read a second time, by a model that can only go on from its very end."""


class Titling(QObject):
    """The first line of the question stays the title if the model finds none, or has other work."""

    titled = Signal()

    def __init__(
        self,
        history: History,
        dialogue: Dialogue,
        engine: EngineBridge,
        active: ActiveModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._dialogue = dialogue
        self._engine = engine
        self._active = active
        self._run: TaskRun[str] | None = None
        dialogue.answered.connect(self._on_answered)
        dialogue.busy_changed.connect(self._on_busy_changed)

    def stop(self) -> None:
        """Whatever title is being made is not wanted any more."""
        if self._run is not None:
            self._run.cancel()
            self._run = None

    @Slot()
    def _on_busy_changed(self) -> None:
        if self._dialogue.busy_anywhere:
            self.stop()

    @Slot(int)
    def _on_answered(self, conversation_id: int) -> None:
        conversation = self._history.conversation(conversation_id)
        path = self._history.messages_on_path(conversation.leaf)
        loaded = self._active.loaded
        if loaded is None or self._dialogue.busy_anywhere:
            return
        if conversation.title_source == "user" or len(path) != 2 or path[1].outcome is None:
            return
        usage = path[1].outcome.usage
        used = usage.prompt_tokens + usage.completion_tokens
        if used + _ROOM > (loaded.context if loaded.partial_removal else _READ_AGAIN):
            return
        self.stop()
        task = title(as_prompt(path).messages, conversation.system_prompt)
        self._run = self._engine.run(task, lambda _partial: None, partial(self._on_titled, conversation_id))

    def _on_titled(self, conversation_id: int, end: TaskEnd[str]) -> None:
        if end.cancelled:
            return
        self._run = None
        # A failure needs no words: the conversation has a title.
        if end.result:
            try:
                self._history.rename(conversation_id, end.result, "auto")
            except NotInHistory:
                return  # deleted meanwhile
            self.titled.emit()
