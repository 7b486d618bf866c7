"""Why there is no rewriting, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class NothingToRewrite(ParlanceError):
    """Only code, tables or white space."""

    code = "nothing-to-rewrite"
    message = QT_TRANSLATE_NOOP("errors", "There is no running text to rewrite.")
    hint = QT_TRANSLATE_NOOP("errors", "Code and tables are left as they are. Choose another text.")


class TextTooLong(ParlanceError):
    """``tokens`` are needed, ``context`` are there."""

    code = "text-too-long-to-rewrite"
    message = QT_TRANSLATE_NOOP(
        "errors", "The text is too long to be rewritten at once: {tokens} tokens, of a context of {context}."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Select a part of it, or load the model with a larger context.")
