"""Deleting so that nothing of it can be found in the database's files afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from assistant.storage.database import Database, connect
from assistant.storage.files import reported


def erase(database: Database, conversation_ids: Sequence[int]) -> tuple[str, ...]:
    """Erase conversations from the database and the copies beside it; returns the cache keys they had."""
    with database.transaction() as connection:
        rows = [
            connection.execute("SELECT cache_key FROM conversations WHERE id = ?", (each,)).fetchone()
            for each in conversation_ids
        ]
        connection.executemany(
            "DELETE FROM conversations WHERE id = ?", [(each,) for each in conversation_ids]
        )
        _forget_words(connection)
    database.flush_deleted()
    keys = tuple(row[0] for row in rows if row and row[0])
    for copy in database.copies():
        _erase_from_copy(copy, keys)
    return keys


def erase_rows(database: Database, table: str, where: str, values: Sequence[Sequence[object]]) -> int:
    """Erase the rows for which ``where`` holds with any of ``values``, also from the copies of the database.

    ``table`` and ``where`` are the program's own words. Returns how many rows there were.
    """
    statement = f"DELETE FROM {table} WHERE {where}"  # noqa: S608 - see above
    with database.transaction() as connection:
        erased = connection.executemany(statement, values).rowcount
    database.flush_deleted()
    for copy in database.copies():
        with reported(copy), closing(connect(copy, busy_timeout_s=5.0)) as connection:
            # A copy of an older version may not have the table.
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                connection.executemany(statement, values)
    return erased


def _erase_from_copy(path: Path, cache_keys: Sequence[str]) -> None:
    """Erase conversations from a copy of any version.

    An id may stand for another conversation there, so their random keys tell which they are. Every version
    of the schema has ``conversations.cache_key``, and a deleted row takes along all that belongs to it.
    """
    with reported(path), closing(connect(path, busy_timeout_s=5.0)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executemany(
            "DELETE FROM conversations WHERE cache_key = ?", [(each,) for each in cache_keys]
        )
        _forget_words(connection)


def _forget_words(connection: sqlite3.Connection) -> None:
    """Deleting from the search index only marks: merging its segments is what drops the words."""
    connection.execute("INSERT INTO message_search(message_search) VALUES ('optimize')")
