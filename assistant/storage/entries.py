"""What panes have made: summaries, translations and writings, each with the text it was made of.

What an entry consists of belongs to its task and its pane; here it is a text that is kept and given back.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Literal

import msgspec

from assistant.storage.database import Database
from assistant.storage.erasing import erase_rows
from assistant.storage.errors import NotInHistory
from assistant.storage.search import like_pattern

Table = Literal["summaries", "translations", "writings"]


class EntryTitle(msgspec.Struct, frozen=True):
    """What a list shows of an entry. Times are seconds since the epoch."""

    id: int
    title: str
    updated: float


class StoredEntry(msgspec.Struct, frozen=True):
    """An entry at rest. Times are seconds since the epoch."""

    id: int
    key: str
    """Random: tells which row it is in copies of the database, where ids may stand for others."""
    title: str
    created: float
    updated: float
    source: str
    content: str


class Entries:
    """The entries of one kind in one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`: ``NotInHistory`` for an id that is not there (any more).
    """

    def __init__(self, database: Database, table: Table) -> None:
        self._database = database
        self._table = table

    def add(self, title: str, source: str, content: str) -> StoredEntry:
        now = time.time()
        return self.put_back(StoredEntry(0, secrets.token_hex(16), title, now, now, source, content))

    def titles(self) -> list[EntryTitle]:
        """All there are, the last changed first."""
        rows = self._database.query(
            self._sql("SELECT id, title, updated FROM {table} ORDER BY updated DESC, id DESC")
        )
        return [EntryTitle(*row) for row in rows]

    def search(self, query: str, readable: Callable[[str], str]) -> list[EntryTitle]:
        """Those that have all words of ``query``, in any language, in title, source or content.

        ``readable`` gives what a person reads of a content. No index is kept, because it would hold the
        texts a second time; reading them takes 1 to 2 ms a megabyte. Upper and lower case of
        English letters are the same.
        """
        words = query.casefold().split()
        rows = self._database.iterate(
            self._sql(
                r"""
                SELECT id, title, updated, source, content FROM {table}
                WHERE title LIKE ?1 ESCAPE '\' OR source LIKE ?1 ESCAPE '\' OR content LIKE ?1 ESCAPE '\'
                ORDER BY updated DESC, id DESC
                """
            ),
            like_pattern(max(query.split(), key=len, default="")),
        )
        found = []
        for entry_id, title, updated, source, content in rows:
            text = f"{title}\n{source}".casefold()
            missing = [word for word in words if word not in text]
            # A word that the content only has between its values says nothing.
            if not missing or all(word in readable(content).casefold() for word in missing):
                found.append(EntryTitle(entry_id, title, updated))
        return found

    def entry(self, entry_id: int) -> StoredEntry:
        row = self._database.first(
            self._sql("SELECT id, key, title, created, updated, source, content FROM {table} WHERE id = ?"),
            entry_id,
        )
        if row is None:
            raise NotInHistory(path=str(self._database.path))
        return StoredEntry(*row)

    def set_content(self, entry_id: int, content: str) -> None:
        self._change(
            "UPDATE {table} SET content = ?, updated = ? WHERE id = ?",
            content,
            time.time(),
            entry_id,
        )

    def rename(self, entry_id: int, title: str) -> None:
        self._change("UPDATE {table} SET title = ? WHERE id = ?", title, entry_id)

    def delete(self, entry_id: int) -> StoredEntry:
        """Erase an entry, also from older copies of the database, so that nothing of it is left on the disk.

        Returns what :meth:`put_back` needs.
        """
        deleted = self.entry(entry_id)
        if not erase_rows(self._database, self._table, "key = ?", [(deleted.key,)]):
            raise NotInHistory(path=str(self._database.path))
        return deleted

    def put_back(self, entry: StoredEntry) -> StoredEntry:
        """Keep an entry under a new id, with everything else as it was."""
        with self._database.transaction() as connection:
            number = connection.execute(
                self._sql(
                    "INSERT INTO {table} (key, title, created, updated, source, content)"
                    " VALUES (?, ?, ?, ?, ?, ?)"
                ),
                (
                    entry.key,
                    entry.title,
                    entry.created,
                    entry.updated,
                    entry.source,
                    entry.content,
                ),
            ).lastrowid
        assert number is not None, "INSERT gives a row id"
        return msgspec.structs.replace(entry, id=number)

    def _sql(self, statement: str) -> str:
        return statement.replace("{table}", self._table)

    def _change(self, sql: str, *values: object) -> None:
        with self._database.transaction() as connection:
            if not connection.execute(self._sql(sql), values).rowcount:
                raise NotInHistory(path=str(self._database.path))
