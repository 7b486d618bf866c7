"""The transcript: a virtual, streaming view of a conversation in Markdown."""

from assistant.ui.widgets.transcript.message import (
    AnswerNote,
    ContextLine,
    Failure,
    Siblings,
    Token,
    TokenSheet,
    TranscriptMessage,
)
from assistant.ui.widgets.transcript.view import Transcript

__all__ = [
    "AnswerNote",
    "ContextLine",
    "Failure",
    "Siblings",
    "Token",
    "TokenSheet",
    "Transcript",
    "TranscriptMessage",
]
