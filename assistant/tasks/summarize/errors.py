"""Why there is no summary, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class NothingToSummarize(ParlanceError):
    """A document without a sentence: headings only, for example."""

    code = "nothing-to-summarize"
    message = QT_TRANSLATE_NOOP("errors", "There is no running text to summarize.")
    hint = QT_TRANSLATE_NOOP("errors", "Headings alone state nothing. Choose another document.")


class ContextTooSmall(ParlanceError):
    """``context`` and ``needed`` are tokens."""

    code = "context-too-small"
    message = QT_TRANSLATE_NOOP(
        "errors", "A context of {context} tokens is too small to read a document in sections."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Load the model with a context of at least {needed} tokens.")
