"""Finds out whose file it is, and reads it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import msgspec

from assistant.tasks.errors import NotAConversation
from assistant.tasks.export import FORMAT, from_json
from assistant.tasks.importing import chatgpt, lm_studio, open_webui
from assistant.tasks.importing.tree import Imported

_IN_ARCHIVE = re.compile(r"(?:.*/)?conversations(?:-\d+)?\.json")
"""ChatGPT's export is an archive; a large one has several files."""
_FOREIGN = (AttributeError, KeyError, TypeError, ValueError, IndexError, OverflowError)
"""What data raises that only looks like that of another program."""
_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


def read_conversations(data: bytes, name: str) -> list[Imported]:
    """The conversations of a file; ``name`` is for the sentence when there are none in it.

    Raises :class:`NotAConversation` and :class:`ConversationNewer`.
    """
    if data.startswith(b"PK"):
        return _of_archive(data, name)
    try:
        content = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAConversation(repr(error), name=name) from error
    if isinstance(content, dict) and content.get("format") == FORMAT:
        own = from_json(data, name)
        return [Imported(own.conversation, own.messages)]
    items = content if isinstance(content, list) else [content]
    try:
        found = [_reader(item)(item) for item in items]
    except _FOREIGN as error:
        raise NotAConversation(repr(error), name=name) from error
    if not found:
        raise NotAConversation("it is empty", name=name)
    return found


def _of_archive(data: bytes, name: str) -> list[Imported]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [each for each in archive.namelist() if _IN_ARCHIVE.fullmatch(each)]
            files = [archive.read(each) for each in sorted(names)]
    except _NO_ARCHIVE as error:
        raise NotAConversation(repr(error), name=name) from error
    if not files:
        raise NotAConversation("the archive has no conversations.json", name=name)
    return [each for file in files for each in read_conversations(file, name)]


def _reader(item: Any) -> Callable[[dict[str, Any]], Imported]:
    """Whose conversation it is. Raises KeyError if nobody's who is known."""
    if isinstance(item, dict):
        if isinstance(item.get("mapping"), dict):
            return chatgpt.conversation
        if isinstance(item.get("chat"), dict) or isinstance(item.get("history"), dict):
            return open_webui.conversation
        messages = item.get("messages")
        if isinstance(messages, list) and all("versions" in each for each in messages):
            return lm_studio.conversation
    raise KeyError("of no program that is known")
