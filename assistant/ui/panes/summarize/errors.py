"""What can go wrong around a summary, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class ExportFailed(ParlanceError):
    code = "export-failed"
    message = QT_TRANSLATE_NOOP("errors", "The summary could not be written to {path}.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose a folder that you may write to, on a disk with free space.")


class SummaryUnreadable(ParlanceError):
    """Of another version of the program, or damaged."""

    code = "summary-unreadable"
    message = QT_TRANSLATE_NOOP("errors", "The points of this summary cannot be read; its text is here.")
    hint = QT_TRANSLATE_NOOP("errors", "Summarize the text again.")
