"""Texts that go in front of what is asked, each under its name."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.storage.records import Attachment


def in_front(attachments: Iterable[Attachment]) -> str:
    """What stands before the prompt; empty without any."""
    return "".join(f"{each.name}:\n\n{each.text.rstrip()}\n\n---\n\n" for each in attachments)
