"""What can go wrong around a text that was written, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class WritingUnreadable(ParlanceError):
    """Of another version of the program, or damaged."""

    code = "writing-unreadable"
    message = QT_TRANSLATE_NOOP(
        "errors", "What became of this text cannot be read; here it is as it was before."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Proofread or rewrite the text again.")
