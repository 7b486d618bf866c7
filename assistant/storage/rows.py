"""Between the values of the history and the rows of its database."""

from __future__ import annotations

import sqlite3

import msgspec

from assistant.storage.database import Row
from assistant.storage.records import Attachment, Conversation, Failure, Message, Outcome, Parameters

SELECT_CONVERSATION = """
    SELECT id, title, title_source, created, updated, pinned, archived, trashed_at, cache_key, leaf,
           parameters, system_prompt, draft
    FROM conversations
"""
SELECT_MESSAGE = """
    SELECT messages.id, conversation, messages.parent, role, state, created, model, outcome, failure,
           text, thinking, attachments, pinned, note
    FROM messages
"""

_encoder = msgspec.json.Encoder()
_parameters_decoder = msgspec.json.Decoder(Parameters)
_outcome_decoder = msgspec.json.Decoder(Outcome)
_failure_decoder = msgspec.json.Decoder(Failure)
_attachments_decoder = msgspec.json.Decoder(tuple[Attachment, ...])


def to_json(value: Parameters | Outcome | Failure | None) -> str | None:
    return None if value is None else _encoder.encode(value).decode()


def to_conversation(row: Row) -> Conversation:
    """From a row of :data:`SELECT_CONVERSATION`."""
    (number, title, source, created, updated, pinned, archived, trashed_at, cache_key, leaf,
     parameters, prompt, draft) = row  # fmt: skip
    return Conversation(
        number,
        title,
        source,
        created,
        updated,
        bool(pinned),
        bool(archived),
        trashed_at,
        cache_key,
        leaf,
        _parameters_decoder.decode(parameters),
        prompt,
        draft,
    )


def to_message(row: Row) -> Message:
    """From a row of :data:`SELECT_MESSAGE`."""
    (number, conversation, parent, role, state, created, model, outcome, failure, text, thinking,
     attachments, pinned, note) = row  # fmt: skip
    return Message(
        number,
        conversation,
        parent,
        role,
        state,
        created,
        model,
        None if outcome is None else _outcome_decoder.decode(outcome),
        None if failure is None else _failure_decoder.decode(failure),
        text,
        thinking,
        () if attachments is None else _attachments_decoder.decode(attachments),
        bool(pinned),
        note,
    )


def insert_message(connection: sqlite3.Connection, message: Message, message_id: int | None) -> int:
    """Insert a message as ``message_id`` (None: a new id, which is returned), whatever id it has itself."""
    inserted = connection.execute(
        "INSERT INTO messages"
        " (id, conversation, parent, role, state, created, model, outcome, failure, text, thinking,"
        " attachments, pinned, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message_id,
            message.conversation,
            message.parent,
            message.role,
            message.state,
            message.created,
            message.model,
            to_json(message.outcome),
            to_json(message.failure),
            message.text,
            message.thinking,
            _encoder.encode(message.attachments).decode() if message.attachments else None,
            message.pinned,
            message.note,
        ),
    ).lastrowid
    assert inserted is not None, "INSERT gives a row id"
    return inserted
