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

_AS_LONG = 0.6
"""A similar sentence is no shorter than this share of the other's length, nor longer than its inverse."""


class LanguagePair(NamedTuple):
    """BCP 47 tags."""

    source: str
    target: str


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

    def count(self) -> int:
        """How many sentences there are, of all pairs."""
        row = self._database.first("SELECT count(*) FROM translation_memory")
        assert row is not None, "count always gives a row"
        return int(row[0])

    def forget(self, pair: LanguagePair, sources: Sequence[str]) -> None:
        """Erase sentences, also from older copies of the database."""
        erase_rows(
            self._database,
            "translation_memory",
            "source_language = ? AND target_language = ? AND source = ?",
            [(*pair, source) for source in sources],
        )

    def clear(self) -> None:
        """Erase all, also from older copies of the database."""
        erase_rows(self._database, "translation_memory", "TRUE", [()])
