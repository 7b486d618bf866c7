"""Messages of the history as the transcript shows them: errors, notes and times in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from assistant.errors import ParlanceError
from assistant.storage.records import Message
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.panes.chat.answering import Answering
from assistant.ui.widgets.transcript import AnswerNote, Failure, Siblings, TranscriptMessage


def shown(
    message: Message,
    siblings: tuple[int, ...],
    running: Answering | None = None,
    thinking_seconds: float | None = None,
) -> TranscriptMessage:
    """``running`` is the answer under way in the message's conversation, perhaps this one."""
    text, thinking = message.text, message.thinking
    if running is not None and running.message_id == message.id:
        # The history is a second behind.
        text, thinking = running.text, running.thinking
    if message.attachments:
        names = ", ".join(each.name for each in message.attachments)
        text = QCoreApplication.translate("Dialogue", "Attached: {0}").format(names) + f"\n\n{text}"
    error = message.failure.error if message.failure else None
    return TranscriptMessage(
        id=message.id,
        role=message.role,
        text=text,
        thinking=thinking,
        thinking_seconds=thinking_seconds,
        state="stopped" if message.state == "interrupted" else message.state,
        error=_failure(error) if error else None,
        note=_note(message),
        siblings=Siblings(siblings.index(message.id), len(siblings)),
        pinned=message.pinned,
    )


def _failure(error: ParlanceError) -> Failure:
    return Failure(error_sentence(error), error_hint(error))


def _note(message: Message) -> AnswerNote | None:
    """How fast the answer came, and whether it was cut."""
    translate = QCoreApplication.translate
    parts = []
    if message.state == "interrupted":
        parts.append(translate("Dialogue", "Interrupted: Parlance was closed while this was written."))
    if message.outcome is not None:
        if message.outcome.finish_reason == "length":
            parts.append(translate("Dialogue", "Cut at the longest answer that is set."))
        elif message.outcome.finish_reason == "context":
            parts.append(translate("Dialogue", "Cut because the context is full."))
        usage, timings = message.outcome.usage, message.outcome.timings
        if usage.completion_tokens > 1 and timings.decode_s > 0:
            speed = QLocale().toString((usage.completion_tokens - 1) / timings.decode_s, "f", 1)
            parts.append(translate("Dialogue", "{0} tokens/s").format(speed))
    return AnswerNote(" · ".join(parts)) if parts else None
