"""Find in the conversation: where a text occurs, counted in slices over however many messages there are."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.ui.widgets.transcript import utf16
from assistant.ui.widgets.transcript.conversation import Conversation
from assistant.ui.widgets.transcript.layout import MessageLayout

_SLICE = 0.006


class Occurrence(NamedTuple):
    part: int
    start: int
    end: int


class Finder(QObject):
    """Knows in which messages a text occurs and which occurrence is looked at.

    Messages are searched in their source; the occurrences in what is shown of a message are found when it is
    laid out.
    """

    changed = Signal()
    """Another text, another count, or another current occurrence."""

    moved = Signal(int, int)
    """Show the n-th occurrence in a row."""

    def __init__(self, conversation: Conversation, parent: QObject) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._pattern: re.Pattern[str] | None = None
        self._matches: list[tuple[int, int]] = []
        self._current = -1
        self._searched = 0
        self._from_row = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_search)

    @property
    def active(self) -> bool:
        return self._pattern is not None

    @property
    def searching(self) -> bool:
        return self._timer.isActive()

    @property
    def count(self) -> int:
        """Occurrences so far."""
        return len(self._matches)

    @property
    def current(self) -> int:
        """Which of them is looked at, from 0; -1 for none."""
        return self._current

    def find(self, text: str, from_row: int = 0) -> None:
        """Look for ``text``, in any case; the first occurrence from ``from_row`` on becomes current."""
        self._pattern = re.compile(re.escape(text), re.IGNORECASE) if text else None
        self._matches = []
        self._current = -1
        self._searched = 0
        self._from_row = from_row
        if self._pattern:
            self._timer.start(0)
            self._on_search()
        else:
            self._timer.stop()
            self.changed.emit()

    def _on_search(self) -> None:
        assert self._pattern is not None
        deadline = time.perf_counter() + _SLICE
        messages = self._conversation.messages
        while self._searched < len(messages) and time.perf_counter() < deadline:
            row = self._searched
            count = sum(1 for _ in self._pattern.finditer(messages[row].text))
            self._matches += [(row, number) for number in range(count)]
            self._searched += 1
            if count and self._current < 0 and row >= self._from_row:
                self._go(len(self._matches) - count)
        if self._searched >= len(messages):
            self._timer.stop()
            if self._matches and self._current < 0:
                self._go(0)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the next occurrence (1) or to the one before (-1), round and round."""
        if self._matches:
            self._go((self._current + by) % len(self._matches))
            self.changed.emit()

    def _go(self, number: int) -> None:
        self._current = number
        self.moved.emit(*self._matches[number])

    def current_in(self, row: int) -> int:
        """The number of the current occurrence within a row; -1 if it is in another."""
        if self._current < 0 or self._matches[self._current][0] != row:
            return -1
        return self._matches[self._current][1]

    def occurrences(self, layout: MessageLayout) -> list[Occurrence]:
        """Where the text stands in what is shown."""
        if self._pattern is None:
            return []
        found = []
        for at, placed in enumerate(layout.placed):
            text = placed.part.text
            for match in self._pattern.finditer(text):
                start = utf16.length(text[: match.start()])
                found.append(Occurrence(at, start, start + utf16.length(match[0])))
        return found
