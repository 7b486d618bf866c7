"""The history of conversations: what the program remembers of them, and the only way to it.

A conversation is a tree. Asking again or editing a question adds a sibling, so nothing is overwritten; the
branch that is shown is the path from the root to the conversation's ``leaf``. Ids of messages only ever
grow, so among siblings the order of ids is the order of time, and the newest id below a message is a leaf.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Self

import msgspec

from assistant.storage import search as full_text
from assistant.storage.database import Database, Row
from assistant.storage.erasing import erase
from assistant.storage.errors import NotInHistory
from assistant.storage.records import (
    Conversation,
    Deleted,
    Failure,
    Message,
    Outcome,
    Parameters,
    Role,
    SearchHit,
    Shelf,
    State,
    TitleSource,
)
from assistant.storage.rows import (
    SELECT_CONVERSATION,
    SELECT_MESSAGE,
    insert_message,
    to_conversation,
    to_json,
    to_message,
)

_ORDER = "ORDER BY pinned DESC, updated DESC, id DESC"
_SHELVES: dict[Shelf, str] = {
    "active": f"{SELECT_CONVERSATION} WHERE NOT archived AND trashed_at IS NULL {_ORDER}",
    "archived": f"{SELECT_CONVERSATION} WHERE archived AND trashed_at IS NULL {_ORDER}",
    "trash": f"{SELECT_CONVERSATION} WHERE trashed_at IS NOT NULL ORDER BY trashed_at DESC",
}
_PATH = f"""
    WITH RECURSIVE path(id, parent) AS (
        SELECT id, parent FROM messages WHERE id = ?
        UNION ALL
        SELECT messages.id, messages.parent FROM path JOIN messages ON messages.id = path.parent
    )
    {SELECT_MESSAGE} JOIN path USING (id)
"""  # noqa: S608 - made of constants
_SUBTREE = """
    WITH RECURSIVE subtree(id) AS (
        SELECT ?
        UNION ALL
        SELECT messages.id FROM subtree JOIN messages ON messages.parent = subtree.id
    )
"""


class History:
    """Conversations and messages in one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`: ``NotInHistory`` for an id that is not there (any more).
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the history at ``path``; for None see :meth:`in_memory`."""
        self._database = Database(path)

    @classmethod
    def in_memory(cls) -> Self:
        """A history for temporary conversations: nothing of it ever reaches the disk."""
        return cls(None)

    @property
    def persistent(self) -> bool:
        return self._database.path is not None

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the database to ``path``, for its owner only."""
        self._database.copy_to(path)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------ conversations

    def create_conversation(
        self, *, title: str = "", system_prompt: str = "", parameters: Parameters | None = None
    ) -> Conversation:
        now = time.time()
        cache_key = secrets.token_hex(16) if self.persistent else None
        with self._write() as connection:
            created = connection.execute(
                "INSERT INTO conversations"
                " (title, title_source, created, updated, cache_key, parameters, system_prompt)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    title,
                    "user" if title else "auto",
                    now,
                    now,
                    cache_key,
                    to_json(parameters or Parameters()),
                    system_prompt,
                ),
            ).lastrowid
        assert created is not None
        return self.conversation(created)

    def conversation(self, conversation_id: int) -> Conversation:
        return to_conversation(self._one(f"{SELECT_CONVERSATION} WHERE id = ?", conversation_id))

    def list_conversations(self, shelf: Shelf = "active") -> list[Conversation]:
        """Pinned ones first, then the last changed first; the trash by when it was thrown away."""
        return [to_conversation(row) for row in self._database.query(_SHELVES[shelf])]

    def rename(self, conversation_id: int, title: str, source: TitleSource = "user") -> Conversation:
        """Set the title. A made-up one (``auto``) never replaces one that the user gave."""
        self._change(
            "UPDATE conversations"
            " SET title = iif(title_source = 'auto' OR ?2 = 'user', ?1, title),"
            " title_source = iif(?2 = 'user', 'user', title_source)"
            " WHERE id = ?3",
            title,
            source,
            conversation_id,
        )
        return self.conversation(conversation_id)

    def pin(self, conversation_id: int, pinned: bool) -> None:
        self._change("UPDATE conversations SET pinned = ? WHERE id = ?", pinned, conversation_id)

    def archive(self, conversation_id: int, archived: bool) -> None:
        self._change("UPDATE conversations SET archived = ? WHERE id = ?", archived, conversation_id)

    def trash(self, conversation_id: int) -> None:
        """Put a conversation where :meth:`restore` can take it from."""
        self._change("UPDATE conversations SET trashed_at = ? WHERE id = ?", time.time(), conversation_id)

    def restore(self, conversation_id: int) -> None:
        self._change("UPDATE conversations SET trashed_at = NULL WHERE id = ?", conversation_id)

    def delete_for_good(self, conversation_ids: Sequence[int]) -> tuple[str, ...]:
        """Erase conversations, also from older copies of the database, so that nothing of them is left.

        Returns the keys of the KV caches that the engine has to forget. Not instant: about 0.3 s for each
        10 MB of text in the whole history.
        """
        return erase(self._database, conversation_ids)

    def set_draft(self, conversation_id: int, text: str) -> None:
        self._change("UPDATE conversations SET draft = ? WHERE id = ?", text, conversation_id)

    def set_system_prompt(self, conversation_id: int, text: str) -> None:
        self._change("UPDATE conversations SET system_prompt = ? WHERE id = ?", text, conversation_id)

    def set_parameters(self, conversation_id: int, parameters: Parameters) -> None:
        self._change(
            "UPDATE conversations SET parameters = ? WHERE id = ?", to_json(parameters), conversation_id
        )

    def branch(self, message_id: int) -> Conversation:
        """A new conversation that begins with a copy of the path from the root to this message."""
        path = self.messages_on_path(message_id)
        if not path:
            raise NotInHistory(path=str(self._database.path))
        source = self.conversation(path[0].conversation)
        target = self.create_conversation(system_prompt=source.system_prompt, parameters=source.parameters)
        self.rename(target.id, source.title, source.title_source)
        with self._write() as connection:
            parent = None
            for message in path:
                copy = msgspec.structs.replace(message, conversation=target.id, parent=parent)
                parent = insert_message(connection, copy, message_id=None)
            connection.execute("UPDATE conversations SET leaf = ? WHERE id = ?", (parent, target.id))
        return self.conversation(target.id)

    # ----------------------------------------------------------------------------------------- messages

    def message(self, message_id: int) -> Message:
        return to_message(self._one(f"{SELECT_MESSAGE} WHERE id = ?", message_id))

    def messages_on_path(self, leaf: int | None) -> list[Message]:
        """The branch that ends with ``leaf``, beginning at the root; empty for None."""
        rows = self._database.query(_PATH, leaf)
        # SQLite would sort whole rows, texts included, which costs as much as reading them.
        return [to_message(row) for row in sorted(rows, key=itemgetter(0))]

    def add_message(
        self,
        conversation_id: int,
        role: Role,
        text: str,
        *,
        parent: int | None,
        state: State = "complete",
        model: str | None = None,
    ) -> Message:
        """Add an answer to ``parent`` (None: a beginning) and show its branch.

        To edit a question or to ask again is to add a message with the parent of the old one.
        """
        now = time.time()
        added = Message(0, conversation_id, parent, role, state, now, model, None, None, text, "")
        with self._write() as connection:
            message_id = insert_message(connection, added, message_id=None)
            connection.execute(
                "UPDATE conversations SET leaf = ?, updated = ? WHERE id = ?",
                (message_id, now, conversation_id),
            )
        return self.message(message_id)

    def save_streaming(self, message_id: int, text: str, thinking: str = "") -> None:
        """Keep what has been written so far: what a crash leaves behind. Meant for once a second.

        Also the way to go on with a message that had ended: it is streaming again.
        """
        self._change(
            "UPDATE messages SET text = ?, thinking = ?, state = 'streaming' WHERE id = ?",
            text,
            thinking,
            message_id,
        )

    def finish_message(
        self,
        message_id: int,
        state: State,
        text: str,
        thinking: str = "",
        *,
        outcome: Outcome | None = None,
        failure: Failure | None = None,
    ) -> Message:
        """Write down the end of a message."""
        with self._write() as connection:
            connection.execute(
                "UPDATE messages SET state = ?, text = ?, thinking = ?, outcome = ?, failure = ?"
                " WHERE id = ?",
                (state, text, thinking, to_json(outcome), to_json(failure), message_id),
            )
            connection.execute(
                "UPDATE conversations SET updated = ?"
                " WHERE id = (SELECT conversation FROM messages WHERE id = ?)",
                (time.time(), message_id),
            )
        return self.message(message_id)

    def recover_interrupted(self) -> int:
        """Mark what was being written when the program ended; returns how many messages that were."""
        with self._write() as connection:
            return connection.execute(
                "UPDATE messages SET state = 'interrupted' WHERE state = 'streaming'"
            ).rowcount

    def siblings(self, message_id: int) -> tuple[int, ...]:
        """The messages that answer the same one, this one included, oldest first."""
        conversation, parent = self._one("SELECT conversation, parent FROM messages WHERE id = ?", message_id)
        rows = self._database.query(
            "SELECT id FROM messages WHERE conversation = ? AND parent IS ? ORDER BY id", conversation, parent
        )
        return tuple(row[0] for row in rows)

    def forks(self, conversation_id: int) -> dict[int | None, tuple[int, ...]]:
        """Where there is something to choose: parents that have several children, and these, oldest first."""
        children: defaultdict[int | None, list[int]] = defaultdict(list)
        for message, parent in self._database.query(
            "SELECT id, parent FROM messages WHERE conversation = ? ORDER BY id", conversation_id
        ):
            children[parent].append(message)
        return {parent: tuple(each) for parent, each in children.items() if len(each) > 1}

    def select(self, message_id: int) -> int:
        """Show the newest branch that goes through this message; returns its leaf."""
        newest = f"{_SUBTREE} SELECT max(messages.id) FROM messages JOIN subtree USING (id)"  # noqa: S608
        (leaf,) = self._one(newest, message_id)
        self._change(
            "UPDATE conversations SET leaf = ?1 WHERE id = (SELECT conversation FROM messages WHERE id = ?1)",
            leaf,
        )
        return int(leaf)

    def set_leaf(self, conversation_id: int, leaf: int | None) -> None:
        """Show the branch that ends with ``leaf``, a message of this conversation; None: an empty one."""
        self._change("UPDATE conversations SET leaf = ? WHERE id = ?", leaf, conversation_id)

    def delete_message(self, message_id: int) -> Deleted:
        """Remove a message with all that follows it; a sibling, else the message before, is shown instead."""
        message = self.message(message_id)
        conversation = self.conversation(message.conversation)
        with self._write() as connection:
            rows = connection.execute(
                f"{_SUBTREE} {SELECT_MESSAGE} JOIN subtree USING (id) ORDER BY messages.id", (message_id,)
            ).fetchall()
            connection.executemany("DELETE FROM messages WHERE id = ?", [(row[0],) for row in reversed(rows)])
        deleted = Deleted(conversation.id, conversation.leaf, tuple(to_message(row) for row in rows))
        if self.conversation(conversation.id).leaf is None:
            self._select_below(conversation.id, message.parent)
        return deleted

    def restore_message(self, deleted: Deleted) -> None:
        """Undo :meth:`delete_message`."""
        with self._write() as connection:
            for message in deleted.messages:
                insert_message(connection, message, message.id)
            connection.execute(
                "UPDATE conversations SET leaf = ? WHERE id = ?", (deleted.leaf, deleted.conversation)
            )

    def _select_below(self, conversation_id: int, parent: int | None) -> None:
        if parent is not None:
            self.select(parent)
            return
        (newest,) = self._one("SELECT max(id) FROM messages WHERE conversation = ?", conversation_id)
        self.set_leaf(conversation_id, newest)

    # ------------------------------------------------------------------------------------------- search

    def search(self, query: str, limit: int = 100) -> list[SearchHit]:
        """See :func:`assistant.storage.search.search`."""
        return full_text.search(self._database, query, limit)

    # ---------------------------------------------------------------------------------------- internals

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._database.transaction() as connection:
                yield connection
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                raise
            raise NotInHistory(str(error), path=str(self._database.path)) from error

    def _one(self, sql: str, *values: object) -> Row:
        row = self._database.first(sql, *values)
        if row is None:
            raise NotInHistory(path=str(self._database.path))
        return row

    def _change(self, sql: str, *values: object) -> None:
        with self._write() as connection:
            if connection.execute(sql, values).rowcount == 0:
                raise NotInHistory(path=str(self._database.path))
