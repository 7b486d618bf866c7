"""Sentences that were translated before, so that the same one need not be translated twice.

What a person has written or corrected counts more than what a model has: it is found first, and no model
overwrites it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.storage.database import Database
from assistant.storage.erasing import erase_rows
from assistant.storage.search import like_pattern

_AS_LONG = 0.6
"""A similar sentence is no shorter than this share of the other's length, nor longer than its inverse."""


class LanguagePair(NamedTuple):
    """BCP 47 tags."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence with its translation. ``updated`` is in seconds since the epoch."""

    source: str
    target: str
    edited: bool
    """Whether a person has written or corrected it."""
    updated: float


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that was translated before."""

    source: str
    target: str
    likeness: float
    """To the sentence that was asked for, from 0 to 1, which is the same one."""
    edited: bool
    """Whether a person has written or corrected it."""


class TranslationMemory:
    """The memory of one database.

    Every method may be called from any thread, and raises :class:`~assistant.storage.errors.StorageError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(
        self, pair: LanguagePair, sentences: Iterable[tuple[str, str]], *, edited: bool = False
    ) -> None:
        """Keep sentences with their translations; ``edited``: a person has written these."""
        now = time.time()
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT INTO translation_memory VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET target = excluded.target, edited = excluded.edited,"
                " updated = excluded.updated WHERE excluded.edited >= edited",
                [(*pair, source, target, int(edited), now) for source, target in sentences],
            )

    def recall(self, pair: LanguagePair, sources: Iterable[str]) -> dict[str, str]:
        """The translations of those of ``sources`` that are known word for word."""
        rows = self._database.query(
            "SELECT source, target FROM translation_memory WHERE source_language = ? AND target_language = ?"
            " AND source IN (SELECT value FROM json_each(?))",
            *pair,
            json.dumps(list(sources)),
        )
        return dict(rows)

    def similar(self, pair: LanguagePair, source: str, *, most: int = 5, least: float = 0.7) -> list[Match]:
        """Up to ``most`` sentences of a likeness of ``least`` or more, the likest first.

        Goes through the memory of the pair: a hundred thousand sentences take a tenth of a second.
        """
        from rapidfuzz import fuzz, process

        rows = self._database.query(
            "SELECT source, target, edited FROM translation_memory WHERE source_language = ?"
            " AND target_language = ? AND length(source) BETWEEN ? AND ?",
            *pair,
            int(len(source) * _AS_LONG),
            int(len(source) / _AS_LONG) + 1,
        )
        found = process.extract(
            source, [row[0] for row in rows], scorer=fuzz.ratio, score_cutoff=100 * least, limit=most
        )
        matches = [
            Match(rows[place][0], rows[place][1], likeness / 100, bool(rows[place][2]))
            for _text, likeness, place in found
        ]
        return sorted(matches, key=lambda match: (match.likeness, match.edited), reverse=True)

    def pairs(self) -> dict[LanguagePair, int]:
        """How many sentences there are of each pair that has any."""
        rows = self._database.query(
            "SELECT source_language, target_language, count(*) FROM translation_memory GROUP BY 1, 2"
        )
        return {LanguagePair(source, target): count for source, target, count in rows}

    def entries(self, pair: LanguagePair, query: str = "", most: int = -1) -> list[Entry]:
        """The sentences of a pair that have all words of ``query``, in either language; the newest first.

        Up to ``most``, -1 is all. Upper and lower case of English letters are the same. Reads the memory of
        the pair: 1 to 2 ms a megabyte.
        """
        words = [like_pattern(word) for word in query.split()]
        wanted = r"AND (source LIKE ? ESCAPE '\' OR target LIKE ? ESCAPE '\')" * len(words)
        rows = self._database.query(
            "SELECT source, target, edited, updated FROM translation_memory"  # noqa: S608 - our own words
            f" WHERE source_language = ? AND target_language = ? {wanted} ORDER BY updated DESC LIMIT ?",
            *pair,
            *(pattern for pattern in words for _ in range(2)),
            most,
        )
        return [Entry(source, target, bool(edited), updated) for source, target, edited, updated in rows]

    def put_back(self, pair: LanguagePair, entries: Iterable[Entry]) -> None:
        """Keep entries as they were before they were forgotten; what has come since then stays."""
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO translation_memory VALUES (?, ?, ?, ?, ?, ?)",
                [(*pair, each.source, each.target, int(each.edited), each.updated) for each in entries],
            )

    def forget(self, pair: LanguagePair, sources: Sequence[str]) -> None:
        """Erase sentences, also from older copies of the database."""
        erase_rows(
            self._database,
            "translation_memory",
            "source_language = ? AND target_language = ? AND source = ?",
            [(*pair, source) for source in sources],
        )

    def clear(self, pair: LanguagePair) -> None:
        """Erase all sentences of a pair, also from older copies of the database."""
        erase_rows(
            self._database, "translation_memory", "source_language = ? AND target_language = ?", [pair]
        )
