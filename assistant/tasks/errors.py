"""What can go wrong with what tasks are given, as a person reads it."""

from __future__ import annotations

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class NotAConversation(ParlanceError):
    """Not JSON, not of this program, or not consistent."""

    code = "not-a-conversation"
    message = QT_TRANSLATE_NOOP(
        "errors", "{name} has no conversations of Parlance, ChatGPT, LM Studio or Open WebUI."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors",
        "Choose what the other program has exported: a .json file, or ChatGPT's .zip. Nothing was changed.",
    )


class ConversationNewer(ParlanceError):
    """``found`` and ``known`` are versions of the form."""

    code = "conversation-newer"
    message = QT_TRANSLATE_NOOP(
        "errors", "{name} was written by a newer Parlance (version {found} of the form, {known} is known)."
    )
    hint = QT_TRANSLATE_NOOP("errors", "Update Parlance. Nothing was changed.")


class NotPrompts(ParlanceError):
    """Not JSON, or not a library of prompts."""

    code = "not-prompts"
    message = QT_TRANSLATE_NOOP("errors", "{name} has no prompts that Parlance has exported.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose another file. Nothing was changed.")


class PromptsNewer(ParlanceError):
    """``found`` and ``known`` are versions of the form."""

    code = "prompts-newer"
    message = ConversationNewer.message
    hint = ConversationNewer.hint
