"""Plain text: its paragraphs, broken into lines as wide as they were."""

from __future__ import annotations

from pathlib import Path

from assistant.documents import plain
from assistant.documents.document import BlockKind, aligned
from assistant.documents.encoding import decode_faithfully, read_bytes
from assistant.documents.translatable.lines import line_end, width, wrap
from assistant.documents.translatable.pieces import Piece, inline
from assistant.documents.translatable.spans import Filled, Found, Notation, Slot, SpanDocument, by_line
from assistant.documents.translatable.unit import UnitKind

_KINDS: dict[BlockKind, UnitKind] = {"heading": "heading", "list_item": "list item"}


def read(path: Path) -> SpanDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    return parse(read_bytes(path), path.name)


def parse(data: bytes, name: str) -> SpanDocument:
    """Of a text from elsewhere than a file; ``name`` is for errors. Raises :class:`DocumentError`."""
    source = decode_faithfully(data, name)
    text = aligned(source.text)
    found = []
    for block in plain.parse(text).blocks:
        start = block.start
        marker = plain.LIST_ITEM.match(text, start, block.end) if block.kind == "list_item" else None
        if marker:
            start = marker.end() - 1
        content = inline([Piece("text", start, block.end, text[start : block.end])], text)
        if content:
            found.append(Found(content, _KINDS.get(block.kind, "paragraph"), _NOTATION))
    return SpanDocument("text", source, by_line(text, found))


class _Plain(Notation):
    def escape(self, text: str, slot: Slot) -> str:
        return text

    def laid_out(self, written: str, slot: Slot, filled: Filled) -> str:
        source = filled.text[slot.start : slot.end]
        lines = source.splitlines()
        if len(lines) < 2:
            return written
        indent = lines[1][: len(lines[1]) - len(lines[1].lstrip())]
        columns = max(width(line) for line in lines)
        return (line_end(source) + indent).join(wrap(written, columns - width(indent)))

    def both(self, slot: Slot, source: str, target: str, filled: Filled) -> str:
        end = line_end(filled.text, slot.end)
        before = filled.text[filled.text.rfind("\n", 0, slot.start) + 1 : slot.start]
        indent = before if before.isspace() else " " * width(before)
        after = filled.text[slot.end : slot.end + 80].lstrip(" \t\r")
        # Lines without a blank one between them would be read as one paragraph.
        apart = slot.kind == "paragraph" and (after.replace("\r", "").startswith("\n\n") or "\n" in source)
        return f"{source}{end * (2 if apart else 1)}{indent}{target}"


_NOTATION = _Plain()
