"""Summaries that were made, each with the text it was made of, so that its points can be checked later too.

What a summary consists of belongs to its task and its pane; here it is a text that is kept and given back.
"""

from __future__ import annotations

import secrets
import time
from contextlib import closing

import msgspec

from assistant.storage.database import Database, connect
from assistant.storage.errors import NotInHistory
from assistant.storage.files import reported

_SELECT = "SELECT id, key, title, created, updated, source, content FROM summaries"


class SummaryTitle(msgspec.Struct, frozen=True):
    """What a list shows of a summary. Times are seconds since the epoch."""

    id: int
    title: str
    updated: float


class StoredSummary(msgspec.Struct, frozen=True):
    """A summary at rest. Times are seconds since the epoch."""

    id: int
    key: str
    """Random: tells which row it is in copies of the database, where ids may stand for others."""
    title: str
    created: float
    updated: float
    source: str
    content: str


class Summaries:
    """The summaries of one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`: ``NotInHistory`` for an id that is not there (any more).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, title: str, source: str, content: str) -> StoredSummary:
        now = time.time()
        return self.put_back(StoredSummary(0, secrets.token_hex(16), title, now, now, source, content))

    def titles(self) -> list[SummaryTitle]:
        """All there are, the last changed first."""
        rows = self._database.query("SELECT id, title, updated FROM summaries ORDER BY updated DESC, id DESC")
        return [SummaryTitle(*row) for row in rows]

    def summary(self, summary_id: int) -> StoredSummary:
        row = self._database.first(f"{_SELECT} WHERE id = ?", summary_id)
        if row is None:
            raise NotInHistory(path=str(self._database.path))
        return StoredSummary(*row)

    def set_content(self, summary_id: int, content: str) -> None:
        self._change(
            "UPDATE summaries SET content = ?, updated = ? WHERE id = ?", content, time.time(), summary_id
        )

    def rename(self, summary_id: int, title: str) -> None:
        self._change("UPDATE summaries SET title = ? WHERE id = ?", title, summary_id)

    def delete(self, summary_id: int) -> StoredSummary:
        """Erase a summary, also from older copies of the database, so that nothing of it is left on the disk.

        Returns what :meth:`put_back` needs.
        """
        deleted = self.summary(summary_id)
        self._change("DELETE FROM summaries WHERE id = ?", summary_id)
        self._database.flush_deleted()
        for copy in self._database.copies():
            with reported(copy), closing(connect(copy, busy_timeout_s=5.0)) as connection:
                # Copies of the first version have no summaries.
                if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'summaries'").fetchone():
                    connection.execute("DELETE FROM summaries WHERE key = ?", (deleted.key,))
        return deleted

    def put_back(self, summary: StoredSummary) -> StoredSummary:
        """Keep a summary under a new id, with everything else as it was."""
        with self._database.transaction() as connection:
            number = connection.execute(
                "INSERT INTO summaries (key, title, created, updated, source, content)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    summary.key,
                    summary.title,
                    summary.created,
                    summary.updated,
                    summary.source,
                    summary.content,
                ),
            ).lastrowid
        assert number is not None, "INSERT gives a row id"
        return msgspec.structs.replace(summary, id=number)

    def _change(self, sql: str, *values: object) -> None:
        with self._database.transaction() as connection:
            if not connection.execute(sql, values).rowcount:
                raise NotInHistory(path=str(self._database.path))
