"""The messages of conversations, which form trees.

Asking again or editing a question adds a sibling, so nothing is overwritten; the branch that is shown is the
path from the root to the conversation's ``leaf``. Ids of messages only ever grow, so among siblings the order
of ids is the order of time, and the newest id below a message is a leaf.
"""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter

from assistant.storage.database import Database, Row
from assistant.storage.errors import NotInHistory
from assistant.storage.records import Attachment, Deleted, Failure, Message, Outcome, Role, State
from assistant.storage.rows import SELECT_MESSAGE, insert_message, to_json, to_message

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


class MessageTree:
    """Reading and growing the trees: what :class:`~assistant.storage.history.History` does with messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def message(self, message_id: int) -> Message:
        return to_message(self._one(f"{SELECT_MESSAGE} WHERE id = ?", message_id))

    def messages_on_path(self, leaf: int | None) -> list[Message]:
        """The branch that ends with ``leaf``, beginning at the root; empty for None."""
        rows = self._database.query(_PATH, leaf)
        # SQLite would sort whole rows, texts included, which costs as much as reading them.
        return [to_message(row) for row in sorted(rows, key=itemgetter(0))]

    def all_messages(self, conversation_id: int) -> list[Message]:
        """The whole tree, a parent before its children."""
        rows = self._database.query(
            f"{SELECT_MESSAGE} WHERE conversation = ? ORDER BY messages.id", conversation_id
        )
        return [to_message(row) for row in rows]

    def add_message(
        self,
        conversation_id: int,
        role: Role,
        text: str,
        *,
        parent: int | None,
        state: State = "complete",
        model: str | None = None,
        attachments: tuple[Attachment, ...] = (),
    ) -> Message:
        """Add an answer to ``parent`` (None: a beginning) and show its branch.

        To edit a question or to ask again is to add a message with the parent of the old one.
        """
        now = time.time()
        added = Message(
            0, conversation_id, parent, role, state, now, model, None, None, text, "", attachments
        )
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

    def pin_message(self, message_id: int, pinned: bool) -> None:
        """Have the model go on seeing a message when the turns around it are left out, or not any more."""
        self._change("UPDATE messages SET pinned = ? WHERE id = ?", pinned, message_id)

    def set_note(self, message_id: int, note: str | None) -> None:
        """Say what is sent in the place of a message and all before it; None: nothing is."""
        self._change("UPDATE messages SET note = ? WHERE id = ?", note, message_id)

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
        with self._write() as connection:
            leaf = _newest_below(connection, message_id)
            if leaf is None:
                raise NotInHistory(path=str(self._database.path))
            connection.execute(
                "UPDATE conversations SET leaf = ?1"
                " WHERE id = (SELECT conversation FROM messages WHERE id = ?1)",
                (leaf,),
            )
        return leaf

    def set_leaf(self, conversation_id: int, leaf: int | None) -> None:
        """Show the branch that ends with ``leaf``, a message of this conversation; None: an empty one."""
        self._change("UPDATE conversations SET leaf = ? WHERE id = ?", leaf, conversation_id)

    def delete_message(self, message_id: int) -> Deleted:
        """Remove a message with all that follows it; a sibling, else the message before, is shown instead."""
        message = self.message(message_id)
        with self._write() as connection:
            (leaf,) = connection.execute(
                "SELECT leaf FROM conversations WHERE id = ?", (message.conversation,)
            ).fetchone()
            rows = connection.execute(
                f"{_SUBTREE} {SELECT_MESSAGE} JOIN subtree USING (id) ORDER BY messages.id", (message_id,)
            ).fetchall()
            connection.executemany("DELETE FROM messages WHERE id = ?", [(row[0],) for row in reversed(rows)])
            if message.parent is None:
                (instead,) = connection.execute(
                    "SELECT max(id) FROM messages WHERE conversation = ?", (message.conversation,)
                ).fetchone()
            else:
                instead = _newest_below(connection, message.parent)
            # The leaf is gone from its conversation if it was among what was deleted.
            connection.execute(
                "UPDATE conversations SET leaf = ? WHERE id = ? AND leaf IS NULL",
                (instead, message.conversation),
            )
        return Deleted(message.conversation, leaf, tuple(to_message(row) for row in rows))

    def restore_message(self, deleted: Deleted) -> None:
        """Undo :meth:`delete_message`."""
        with self._write() as connection:
            for message in deleted.messages:
                insert_message(connection, message, message.id)
            connection.execute(
                "UPDATE conversations SET leaf = ? WHERE id = ?", (deleted.leaf, deleted.conversation)
            )

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


def _newest_below(connection: sqlite3.Connection, message_id: int) -> int | None:
    """The newest leaf of the subtree; None if there is no such message."""
    newest = f"{_SUBTREE} SELECT max(messages.id) FROM messages JOIN subtree USING (id)"  # noqa: S608
    leaf: int | None
    (leaf,) = connection.execute(newest, (message_id,)).fetchone()
    return leaf
