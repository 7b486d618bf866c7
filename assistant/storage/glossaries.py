"""Glossaries: for each pair of languages, terms that are to be translated in one way only."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.storage.database import Database
from assistant.storage.translation_memory import LanguagePair

TermPair = tuple[str, str]
"""A term and its translation."""


class Glossaries:
    """The glossaries of one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def pairs(self) -> list[LanguagePair]:
        """Those that have terms."""
        rows = self._database.query(
            "SELECT DISTINCT source_language, target_language FROM glossary_terms ORDER BY 1, 2"
        )
        return [LanguagePair(*row) for row in rows]

    def terms(self, pair: LanguagePair) -> list[TermPair]:
        """In the order in which they were given."""
        return self._database.query(
            "SELECT source, target FROM glossary_terms WHERE source_language = ? AND target_language = ?"
            " ORDER BY position",
            *pair,
        )

    def set_terms(self, pair: LanguagePair, terms: Sequence[TermPair]) -> None:
        """Replace the glossary of a pair; without terms there is none."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM glossary_terms WHERE source_language = ? AND target_language = ?", pair
            )
            connection.executemany(
                "INSERT INTO glossary_terms VALUES (?, ?, ?, ?, ?)",
                [(*pair, position, *term) for position, term in enumerate(terms)],
            )
