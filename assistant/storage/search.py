"""Full-text search that finds Chinese as well as English, wherever in a word.

The index knows which messages contain which three characters in a row. It proposes messages that have all
trigrams of a word; reading their texts decides, and gives the place to show. Words of fewer than three
characters, which in Chinese are most, have no trigram: for them the texts are read (1 to 2 ms a megabyte).
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import closing

from assistant.storage.database import Database, Row
from assistant.storage.records import SearchHit

TRIGRAM = 3
CONTEXT_BEFORE = 30
SNIPPET_LENGTH = 120


def search(database: Database, query: str, limit: int) -> list[SearchHit]:
    """Titles and messages that have all words of ``query``, titles first, then the newest first.

    What is attached to a message belongs to it, its name included.

    What lies in the trash is left out. Upper and lower case are the same.
    """
    words = [re.compile(re.escape(word), re.IGNORECASE) for word in query.split()]
    if not words:
        return []
    hits = [
        SearchHit(conversation, title, None, *_snippet(title, words))
        for conversation, title in database.query(
            "SELECT id, title FROM conversations WHERE trashed_at IS NULL ORDER BY updated DESC"
        )
        if _has_all(title, words)
    ][:limit]
    with closing(_candidates(database, query.split())) as candidates:
        for conversation, title, message, text in candidates:
            if len(hits) >= limit:
                break
            if _has_all(text, words):
                hits.append(SearchHit(conversation, title, message, *_snippet(text, words)))
    return hits


def _candidates(database: Database, words: list[str]) -> Generator[Row, None, None]:
    """Rows of conversation, title, message and text that may match, the newest first."""
    trigrams = {word[at : at + TRIGRAM] for word in words for at in range(len(word) - TRIGRAM + 1)}
    if trigrams:
        yield from database.iterate(
            """
            SELECT conversations.id, title, messages.id, message_words.text
            FROM message_search
            JOIN messages ON messages.id = message_search.rowid
            JOIN message_words ON message_words.id = messages.id
            JOIN conversations ON conversations.id = conversation
            WHERE message_search MATCH ? AND trashed_at IS NULL
            ORDER BY message_search.rowid DESC
            """,
            " AND ".join('"' + each.replace('"', '""') + '"' for each in sorted(trigrams)),
        )
    else:
        # LIKE knows upper and lower case of ASCII only, which for one or two letters is enough.
        yield from database.iterate(
            r"""
            SELECT conversations.id, title, messages.id, message_words.text
            FROM message_words
            JOIN messages ON messages.id = message_words.id
            JOIN conversations ON conversations.id = conversation
            WHERE message_words.text LIKE ? ESCAPE '\' AND trashed_at IS NULL
            ORDER BY messages.id DESC
            """,
            like_pattern(max(words, key=len)),
        )


def like_pattern(word: str) -> str:
    """For LIKE with a backslash as its escape: ``word`` anywhere in a text."""
    escaped = re.sub(r"([%_\\])", r"\\\1", word)
    return f"%{escaped}%"


def _has_all(text: str, words: list[re.Pattern[str]]) -> bool:
    return all(word.search(text) for word in words)


def _snippet(text: str, words: list[re.Pattern[str]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The surroundings of the first place where one of the words stands, on one line, and the words in it."""
    first = min(match.start() for word in words if (match := word.search(text)))
    start = max(0, first - CONTEXT_BEFORE)
    snippet = re.sub(r"\s", " ", text[start : start + SNIPPET_LENGTH])
    spans = sorted({match.span() for word in words for match in word.finditer(snippet)})
    return snippet, tuple(spans)
