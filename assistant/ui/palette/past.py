"""What the palette finds in the history: conversations by all that was said, documents by their texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from assistant.storage.history import History
from assistant.ui.palette.rows import Found

_MOST = 20
"""Rows of one kind."""

Reveal = Callable[[str, str, str], object]
"""Shows what was found: the pane, the key of the thing in it, and the words that were looked for."""


class Past(QObject):
    """Asked on a thread: reading all texts may take a while. It is a QObject for its ``tr`` only."""

    def __init__(self, history: History, reveal: Reveal) -> None:
        super().__init__()
        self._history = history
        self._reveal = reveal

    def find(self, query: str) -> list[Found]:
        """What has all words of ``query``, the newest first."""
        return [*self._conversations(query), *self._documents(query)]

    def _conversations(self, query: str) -> list[Found]:
        kind, untitled = self.tr("Conversation"), self.tr("New chat")
        found: dict[int, Found] = {}
        for hit in self._history.search(query, 5 * _MOST):
            key = str(hit.conversation) if hit.message is None else f"{hit.conversation}/{hit.message}"
            row = Found(
                hit.title or untitled,
                f"conversation/{key}",
                kind,
                "chat",
                hit.snippet if hit.message is not None else "",
                do=partial(self._reveal, "chat", key, query),
            )
            # Each conversation once, where its title or its newest message fits.
            found.setdefault(hit.conversation, row)
        return list(found.values())[:_MOST]

    def _documents(self, query: str) -> list[Found]:
        kinds = (
            ("summarize", self.tr("Summary"), self._history.summaries),
            ("translate", self.tr("Translation"), self._history.translations),
            ("write", self.tr("Text"), self._history.writings),
        )
        return [
            Found(
                entry.title,
                f"{pane}/{entry.id}",
                kind,
                pane,
                do=partial(self._reveal, pane, str(entry.id), query),
            )
            for pane, kind, entries in kinds
            for entry in entries.search(query, _unread)[:_MOST]
        ]


def _unread(_content: str) -> str:
    """Title and text are what one looks for here; what was made of it is read by the pane's own search."""
    return ""
