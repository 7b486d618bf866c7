"""All answers that are under way, at most one in each conversation, whether it is open or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.storage.history import History
from assistant.tasks.chat import ChatAnswer
from assistant.ui.panes.chat.answering import Answering

Key = tuple[History, int]
"""A conversation of a history."""


class Answers(QObject):
    """Every signal begins with the :data:`Key` of the conversation and the number of the answer's message."""

    text_added = Signal(object, int, str)
    thinking_added = Signal(object, int, str)
    noting = Signal(object, int)
    reading = Signal(object, int, int, int, float)
    """Tokens read, of all, seconds left."""
    ended = Signal(object, object, object)
    """The key, the :class:`Answering`, and the :class:`ChatAnswer` as far as it came."""
    changed = Signal()
    """Another one is under way, or one less."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Key, Answering] = {}

    def __bool__(self) -> bool:
        return bool(self._running)

    def of(self, key: Key) -> Answering | None:
        """The answer under way in a conversation."""
        return self._running.get(key)

    def begin(self, key: Key, answering: Answering, start: Callable[[], None]) -> None:
        """Follow an answer from before its ``start`` to its end."""
        answering.setParent(self)
        self._running[key] = answering
        number = answering.message_id
        answering.text_added.connect(partial(self.text_added.emit, key, number))
        answering.thinking_added.connect(partial(self.thinking_added.emit, key, number))
        answering.noting.connect(partial(self.noting.emit, key, number))
        answering.reading.connect(partial(self.reading.emit, key, number))
        answering.ended.connect(partial(self._on_ended, key, answering))
        self.changed.emit()
        start()

    def abandon(self, history: History, conversation_id: int | None = None) -> None:
        """A conversation goes away, or all of a history: what is being written there ends at once."""
        for key, answering in list(self._running.items()):
            if key[0] is history and conversation_id in (None, key[1]):
                answering.put_away()

    def put_away(self) -> None:
        """The program ends: what has been written is kept, as stopped."""
        for answering in list(self._running.values()):
            answering.put_away()

    def _on_ended(self, key: Key, answering: Answering, answer: ChatAnswer | None) -> None:
        del self._running[key]
        self.ended.emit(key, answering, answer)
        answering.deleteLater()
        self.changed.emit()
