"""Texts that are being written: each is there again at the next start, until it is emptied."""

from __future__ import annotations

from assistant.storage.database import Database
from assistant.storage.erasing import erase_rows


class Drafts:
    """Those of one database, by the names that the program gives them.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        """Empty if there is none."""
        row = self._database.first("SELECT text FROM drafts WHERE name = ?", name)
        return str(row[0]) if row else ""

    def set(self, name: str, text: str) -> None:
        """Keep a text; an empty one is erased, also from older copies of the database."""
        if not text:
            erase_rows(self._database, "drafts", "name = ?", [(name,)])
            return
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO drafts (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2",
                (name, text),
            )
