"""The history of conversations: what the program remembers of them, and the only way to it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import msgspec

from assistant.storage import search as full_text
from assistant.storage.database import Database, Report
from assistant.storage.drafts import Drafts
from assistant.storage.entries import Entries
from assistant.storage.erasing import erase
from assistant.storage.errors import NotInHistory
from assistant.storage.glossaries import Glossaries
from assistant.storage.message_tree import MessageTree
from assistant.storage.prompts import Prompts
from assistant.storage.records import Conversation, Message, Parameters, SearchHit, Shelf, TitleSource
from assistant.storage.rewrite_presets import RewritePresets
from assistant.storage.rows import SELECT_CONVERSATION, insert_message, to_conversation, to_json
from assistant.storage.translation_memory import TranslationMemory

TRASH_DAYS = 30
"""How long the trash is kept."""

_ORDER = "ORDER BY pinned DESC, updated DESC, id DESC"
_SHELVES: dict[Shelf, str] = {
    "active": f"{SELECT_CONVERSATION} WHERE NOT archived AND trashed_at IS NULL {_ORDER}",
    "archived": f"{SELECT_CONVERSATION} WHERE archived AND trashed_at IS NULL {_ORDER}",
    "trash": f"{SELECT_CONVERSATION} WHERE trashed_at IS NOT NULL ORDER BY trashed_at DESC",
}


class History(MessageTree):
    """Conversations and messages in one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`: ``NotInHistory`` for an id that is not there (any more).
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the history at ``path``; for None see :meth:`in_memory`."""
        super().__init__(Database(path))
        self.summaries = Entries(self._database, "summaries")
        self.translations = Entries(self._database, "translations")
        self.writings = Entries(self._database, "writings")
        self.translation_memory = TranslationMemory(self._database)
        self.glossaries = Glossaries(self._database)
        self.prompts = Prompts(self._database)
        self.rewrite_presets = RewritePresets(self._database)
        self.drafts = Drafts(self._database)

    @classmethod
    def in_memory(cls) -> Self:
        """A history for temporary conversations: nothing of it ever reaches the disk."""
        return cls(None)

    @property
    def persistent(self) -> bool:
        return self._database.path is not None

    def copy_to(self, path: Path, report: Report = lambda _fraction: None) -> None:
        """Write a consistent copy of the database to ``path``, for its owner only. Not instant."""
        self._database.copy_to(path, report)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def create_conversation(
        self, *, title: str = "", system_prompt: str = "", parameters: Parameters | None = None
    ) -> Conversation:
        now = time.time()
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
                    self._new_cache_key(),
                    to_json(parameters or Parameters()),
                    system_prompt,
                ),
            ).lastrowid
        assert created is not None
        return self.conversation(created)

    def add_copy(self, conversation: Conversation, messages: Sequence[Message]) -> Conversation:
        """Add a conversation that comes from elsewhere, with its whole tree, a parent before its children.

        Ids and the key of the cache are new; a message that was being written is interrupted.
        """
        with self._write() as connection:
            target = connection.execute(
                "INSERT INTO conversations (title, title_source, created, updated, pinned, archived,"
                " cache_key, parameters, system_prompt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    conversation.title,
                    conversation.title_source,
                    conversation.created,
                    conversation.updated,
                    conversation.pinned,
                    conversation.archived,
                    self._new_cache_key(),
                    to_json(conversation.parameters),
                    conversation.system_prompt,
                ),
            ).lastrowid
            assert target is not None
            new: dict[int | None, int | None] = {None: None}
            for message in messages:
                copy = msgspec.structs.replace(
                    message,
                    conversation=target,
                    parent=new[message.parent],
                    state="interrupted" if message.state == "streaming" else message.state,
                )
                new[message.id] = insert_message(connection, copy, message_id=None)
            connection.execute(
                "UPDATE conversations SET leaf = ? WHERE id = ?", (new[conversation.leaf], target)
            )
        return self.conversation(target)

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

    def expired_trash(self, now: float) -> list[int]:
        """What has been in the trash for :data:`TRASH_DAYS` days; ``now`` in seconds since the epoch."""
        rows = self._database.query(
            "SELECT id FROM conversations WHERE trashed_at < ?", now - TRASH_DAYS * 24 * 3600
        )
        return [row[0] for row in rows]

    def delete_for_good(self, conversation_ids: Sequence[int]) -> tuple[str, ...]:
        """Erase conversations, also from older copies of the database, so that nothing of them is left.

        Returns the keys of the KV caches that the engine has to forget. Not instant: up to a second for
        each 10 MB of text in the whole history.
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
        now = time.time()
        with self._write() as connection:
            target = connection.execute(
                "INSERT INTO conversations"
                " (title, title_source, created, updated, cache_key, parameters, system_prompt)"
                " SELECT title, title_source, ?, ?, ?, parameters, system_prompt"
                " FROM conversations WHERE id = (SELECT conversation FROM messages WHERE id = ?)",
                (now, now, self._new_cache_key(), message_id),
            )
            if not target.rowcount or target.lastrowid is None:
                raise NotInHistory(path=str(self._database.path))
            parent = None
            for message in path:
                copy = msgspec.structs.replace(message, conversation=target.lastrowid, parent=parent)
                parent = insert_message(connection, copy, message_id=None)
            connection.execute("UPDATE conversations SET leaf = ? WHERE id = ?", (parent, target.lastrowid))
        return self.conversation(target.lastrowid)

    def search(self, query: str, limit: int = 100) -> list[SearchHit]:
        """See :func:`assistant.storage.search.search`."""
        return full_text.search(self._database, query, limit)

    def _new_cache_key(self) -> str | None:
        return secrets.token_hex(16) if self.persistent else None
