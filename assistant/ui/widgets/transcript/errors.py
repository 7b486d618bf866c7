"""What can go wrong in the conversation's view."""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError


class CodeNotSaved(ParlanceError):
    code: ClassVar[str] = "code-not-saved"
    message = QT_TRANSLATE_NOOP("errors", "The code could not be saved as {path}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Choose another folder, or check that the disk has room and lets you write."
    )
