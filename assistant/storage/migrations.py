"""The schema of the history, as the ordered list of changes that lead to it.

A database carries in ``user_version`` how many of them it has seen. A migration that was released is never
edited: a change of the schema is a new function at the end, and the tests get a fixture of its version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Migration = Callable[[sqlite3.Connection], None]


def m001_conversations(connection: sqlite3.Connection) -> None:
    """Conversations, their messages as a tree, and the index for full-text search.

    Texts stand last in their rows: SQLite reads a row from its beginning, and walking a tree needs only ids.
    Deleting by ``parent`` does not cascade, as SQLite stops a chain of cascades at a depth of 1,000.

    A text is in the index unless it is still being written: indexing 100 KB once a second would be felt.
    ``detail=none`` halves the index; a search asks for single trigrams and reads what has them all.
    """
    for statement in (
        """
        CREATE TABLE conversations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            title_source TEXT NOT NULL CHECK (title_source IN ('auto', 'user')),
            created REAL NOT NULL,
            updated REAL NOT NULL,
            pinned INTEGER NOT NULL DEFAULT 0,
            archived INTEGER NOT NULL DEFAULT 0,
            trashed_at REAL,
            cache_key TEXT,
            leaf INTEGER REFERENCES messages(id) ON DELETE SET NULL,
            parameters TEXT NOT NULL DEFAULT '{}',
            system_prompt TEXT NOT NULL DEFAULT '',
            draft TEXT NOT NULL DEFAULT ''
        ) STRICT
        """,
        "CREATE INDEX conversations_by_leaf ON conversations(leaf)",
        """
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
            parent INTEGER REFERENCES messages(id),
            role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
            state TEXT NOT NULL
                CHECK (state IN ('complete', 'streaming', 'stopped', 'failed', 'interrupted')),
            created REAL NOT NULL,
            model TEXT,
            outcome TEXT,
            failure TEXT,
            text TEXT NOT NULL,
            thinking TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX messages_by_conversation ON messages(conversation)",
        "CREATE INDEX messages_by_parent ON messages(parent)",
        "CREATE INDEX messages_streaming ON messages(id) WHERE state = 'streaming'",
        """
        CREATE VIRTUAL TABLE message_search USING fts5(
            text, content='messages', content_rowid='id', tokenize='trigram', detail=none, columnsize=0
        )
        """,
        """
        CREATE TRIGGER message_added AFTER INSERT ON messages WHEN new.state <> 'streaming' BEGIN
            INSERT INTO message_search(rowid, text) VALUES (new.id, new.text);
        END
        """,
        """
        CREATE TRIGGER message_removed AFTER DELETE ON messages WHEN old.state <> 'streaming' BEGIN
            INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.text);
        END
        """,
        """
        CREATE TRIGGER message_changing BEFORE UPDATE OF text, state ON messages
        WHEN old.state <> 'streaming' BEGIN
            INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.text);
        END
        """,
        """
        CREATE TRIGGER message_changed AFTER UPDATE OF text, state ON messages
        WHEN new.state <> 'streaming' BEGIN
            INSERT INTO message_search(rowid, text) VALUES (new.id, new.text);
        END
        """,
    ):
        connection.execute(statement)


def m002_summaries(connection: sqlite3.Connection) -> None:
    """Summaries with the texts they were made of; what a list needs stands first in a row."""
    connection.execute(
        """
        CREATE TABLE summaries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            content TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT
        """
    )


def m003_attachments(connection: sqlite3.Connection) -> None:
    """Texts that were sent in front of a message, as JSON."""
    connection.execute("ALTER TABLE messages ADD COLUMN attachments TEXT")


def m004_kept_messages(connection: sqlite3.Connection) -> None:
    """What the model goes on knowing of messages that it is not sent any more: pins, and notes of them."""
    connection.execute("ALTER TABLE messages ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE messages ADD COLUMN note TEXT")


def m005_translations(connection: sqlite3.Connection) -> None:
    """Translations as summaries are kept, the memory of single sentences, and glossaries by language pair."""
    for statement in (
        """
        CREATE TABLE translations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            content TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE translation_memory (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            edited INTEGER NOT NULL,
            updated REAL NOT NULL,
            PRIMARY KEY (source_language, target_language, source)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE glossary_terms (
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            position INTEGER NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            PRIMARY KEY (source_language, target_language, position)
        ) STRICT, WITHOUT ROWID
        """,
    ):
        connection.execute(statement)


def m006_prompts(connection: sqlite3.Connection) -> None:
    """The library of prompts; an empty name hides a prompt that comes with the program."""
    connection.execute(
        """
        CREATE TABLE prompts (
            key TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT
        """
    )


def m007_attachments_are_searched(connection: sqlite3.Connection) -> None:
    """The index has the names and texts of attachments too, behind the text that they were sent with.

    Deleting from it takes the words that were put in, so both come from one expression.
    """
    words = """row.text || coalesce((
                SELECT char(10) || group_concat(
                    json_extract(value, '$.name') || char(10) || json_extract(value, '$.text'), char(10)
                )
                FROM json_each(row.attachments)
            ), '')"""
    for statement in (
        "DROP TRIGGER message_added",
        "DROP TRIGGER message_removed",
        "DROP TRIGGER message_changing",
        "DROP TRIGGER message_changed",
        "DROP TABLE message_search",
        """
        CREATE VIEW message_words AS
        SELECT id, messages.words AS text FROM messages WHERE state <> 'streaming'
        """,
        """
        CREATE VIRTUAL TABLE message_search USING fts5(
            text, content='message_words', content_rowid='id', tokenize='trigram', detail=none, columnsize=0
        )
        """,
        "INSERT INTO message_search(rowid, text) SELECT id, text FROM message_words",
        """
        CREATE TRIGGER message_added AFTER INSERT ON messages WHEN new.state <> 'streaming' BEGIN
            INSERT INTO message_search(rowid, text) VALUES (new.id, new.words);
        END
        """,
        """
        CREATE TRIGGER message_removed AFTER DELETE ON messages WHEN old.state <> 'streaming' BEGIN
            INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.words);
        END
        """,
        """
        CREATE TRIGGER message_changing BEFORE UPDATE OF text, state, attachments ON messages
        WHEN old.state <> 'streaming' BEGIN
            INSERT INTO message_search(message_search, rowid, text) VALUES ('delete', old.id, old.words);
        END
        """,
        """
        CREATE TRIGGER message_changed AFTER UPDATE OF text, state, attachments ON messages
        WHEN new.state <> 'streaming' BEGIN
            INSERT INTO message_search(rowid, text) VALUES (new.id, new.words);
        END
        """,
    ):
        for row in ("messages", "new", "old"):
            statement = statement.replace(f"{row}.words", words.replace("row.", f"{row}."))
        connection.execute(statement)


def m008_rewrite_presets(connection: sqlite3.Connection) -> None:
    """Instructions for rewriting, under names."""
    connection.execute(
        """
        CREATE TABLE rewrite_presets (
            key TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            instruction TEXT NOT NULL
        ) STRICT
        """
    )


def m009_writings(connection: sqlite3.Connection) -> None:
    """Texts that were proofread or rewritten, as summaries are kept."""
    connection.execute(
        """
        CREATE TABLE writings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            content TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT
        """
    )


def m010_drafts(connection: sqlite3.Connection) -> None:
    """Texts that are being written, by name."""
    connection.execute("CREATE TABLE drafts (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")


MIGRATIONS: tuple[Migration, ...] = (
    m001_conversations,
    m002_summaries,
    m003_attachments,
    m004_kept_messages,
    m005_translations,
    m006_prompts,
    m007_attachments_are_searched,
    m008_rewrite_presets,
    m009_writings,
    m010_drafts,
)
