"""Why nothing was written, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class NoOutline(ParlanceError):
    """The model's answer has no line that could be a heading."""

    code = "no-outline"
    message = QT_TRANSLATE_NOOP("errors", "The model has proposed no outline.")
    hint = QT_TRANSLATE_NOOP("errors", "Say more about the topic, or write the points yourself.")
