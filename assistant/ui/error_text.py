"""What an error says in the user's language: the classes carry the English templates, Qt the translations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from assistant.errors import ParlanceError


def error_sentence(error: ParlanceError) -> str:
    """What happened, in one sentence."""
    return QCoreApplication.translate("errors", error.message).format(**error.values)


def error_hint(error: ParlanceError) -> str:
    """What to do about it; empty when there is nothing to do."""
    if not error.hint:
        return ""
    return QCoreApplication.translate("errors", error.hint).format(**error.values)
