"""The messages that are shown, and what the view remembers about them while their layouts come and go."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

from assistant.ui.widgets.transcript.message import ContextLine, TokenSheet, TranscriptMessage


class Conversation:
    """Messages in their order; a row is a message's place in it. Unknown ids raise :class:`KeyError`."""

    def __init__(self) -> None:
        self.messages: list[TranscriptMessage] = []
        self.unfolded: set[int] = set()
        """Whose thoughts are shown."""
        self.sheets: dict[int, TokenSheet] = {}
        """Answers that are shown as their tokens."""
        self.progress: dict[int, str] = {}
        self.context_start: int | None = None
        """The first message that the model still sees, if there are others before."""
        self.context_line: ContextLine | None = None
        self._rows: dict[int, int] = {}
        self._arriving: dict[int, tuple[list[str], list[str]]] = {}
        self._thinking_since: dict[int, float] = {}

    def set(self, messages: Iterable[TranscriptMessage]) -> None:
        self.messages = list(messages)
        self._rows = {message.id: row for row, message in enumerate(self.messages)}
        self.unfolded.clear()
        self.sheets.clear()
        self.progress.clear()
        self._arriving.clear()
        self._thinking_since.clear()
        self.context_start = self.context_line = None

    def append(self, message: TranscriptMessage) -> int:
        """Add a message at the end; returns its row."""
        row = len(self.messages)
        self.messages.append(message)
        self._rows[message.id] = row
        return row

    def cut(self, row: int) -> list[int]:
        """Remove all messages from ``row`` on; returns their ids."""
        gone = [message.id for message in self.messages[row:]]
        del self.messages[row:]
        for key in gone:
            for known in (self._rows, self.sheets, self.progress, self._arriving, self._thinking_since):
                known.pop(key, None)
            self.unfolded.discard(key)
        return gone

    def __contains__(self, message_id: object) -> bool:
        return message_id in self._rows

    def row(self, message_id: int) -> int:
        return self._rows[message_id]

    def message(self, message_id: int) -> TranscriptMessage:
        return self.messages[self._rows[message_id]]

    def put(self, message: TranscriptMessage) -> None:
        """Put a message in the place of the one with the same id."""
        self.messages[self._rows[message.id]] = message

    # Text that arrives

    def arrive(self, message_id: int, text: str = "", thinking: str = "") -> None:
        """Keep text until :meth:`take_in`."""
        answer, thoughts = self._arriving.setdefault(message_id, ([], []))
        if text:
            answer.append(text)
        if thinking:
            thoughts.append(thinking)
            self._thinking_since.setdefault(message_id, time.monotonic())

    def take_in(self) -> list[TranscriptMessage]:
        """Add what has arrived to its messages; returns those."""
        arriving, self._arriving = self._arriving, {}
        changed = []
        for message_id, (answer, thoughts) in arriving.items():
            message = self.message(message_id)
            seconds = message.thinking_seconds
            began = self._thinking_since.get(message_id)
            if answer and began is not None and seconds is None:
                seconds = time.monotonic() - began
            message = replace(
                message,
                text=message.text + "".join(answer),
                thinking=message.thinking + "".join(thoughts),
                thinking_seconds=seconds,
            )
            self.put(message)
            changed.append(message)
        return changed
