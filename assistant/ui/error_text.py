"""What an error says in the user's language: the classes carry the English templates, Qt the translations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from assistant.errors import ParlanceError, Value


def error_sentence(error: ParlanceError) -> str:
    """What happened, in one sentence."""
    return QCoreApplication.translate("errors", error.message).format(**_values(error))


def error_hint(error: ParlanceError) -> str:
    """What to do about it; empty when there is nothing to do."""
    if not error.hint:
        return ""
    return QCoreApplication.translate("errors", error.hint).format(**_values(error))


def _values(error: ParlanceError) -> dict[str, Value]:
    """What fills the templates. Some of it is itself a text, such as why a process ended."""
    return {
        name: QCoreApplication.translate("errors", value) if isinstance(value, str) else value
        for name, value in error.values.items()
    }
