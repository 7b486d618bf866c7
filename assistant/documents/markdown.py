"""Markdown (CommonMark with tables). The text stays as it is; blocks leave their markers out.

So a translation or an edit can replace a block and leave the layout around it alone.
"""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

from markdown_it import MarkdownIt

from assistant.documents.document import Block, BlockKind, Document, shortened
from assistant.documents.encoding import read_text
from assistant.documents.errors import DocumentWarning

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
MAX_NESTING = 100
"""Quotations and lists in one another; what is deeper is not seen, so it is more than anyone writes."""
_HASHES = re.compile(r"\s*#{1,6}(?=\s)")
_MARKERS = re.compile(r"\s*(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))[ \t]*)*")
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")
_EMPHASIS = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)")
_SIMPLE: dict[str, BlockKind] = {
    "fence": "code",
    "code_block": "code",
    "table_open": "table",
    "html_block": "paragraph",
}


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    decoded = read_text(path)
    return parse(decoded.text, warnings=decoded.warnings)


def parse(text: str, *, warnings: tuple[DocumentWarning, ...] = ()) -> Document:
    """A document of clean Markdown text (see :func:`assistant.documents.document.clean`)."""
    front = FRONT_MATTER.match(text)
    body = front.end() if front else 0
    lines = text[body:].split("\n")
    starts = [body, *(body + offset for offset in accumulate(len(line) + 1 for line in lines))]
    # Structure only: inline markup is no concern here, and is where hostile input takes long.
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
        .enable("table")
        .disable("inline")
        .parse(text[body:])
    )
    blocks: list[Block] = []
    depth = {"list_item": 0, "blockquote": 0, "table": 0}
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in depth:
            depth[name] += token.nesting
        inside_table = name != "table" and depth["table"]
        if token.map is None or token.nesting < 0 or inside_table:
            continue
        kind, level = _kind(token.type, token.tag, depth["list_item"], depth["blockquote"])
        if kind:
            start, end = starts[token.map[0]], min(starts[token.map[1]], len(text))
            start, end = _without_markers(
                text, start, end, kind, nested=any(depth.values()), opener=token.type
            )
            if start < end:
                blocks.append(Block(kind, start, end, level))
    return Document(text, tuple(blocks), "markdown", title=_title(text, blocks), warnings=warnings)


def _kind(opener: str, tag: str, items: int, quotes: int) -> tuple[BlockKind | None, int]:
    if opener == "heading_open":
        return "heading", int(tag[1])
    if opener == "paragraph_open":
        if items:
            return "list_item", items
        return ("quote", quotes) if quotes else ("paragraph", 0)
    return _SIMPLE.get(opener), 0


def _without_markers(
    text: str, start: int, end: int, kind: BlockKind, *, nested: bool, opener: str
) -> tuple[int, int]:
    if nested and kind != "table":
        match = _MARKERS.match(text, start, end)
        start = match.end() if match else start
    content = text[start:end]
    if opener == "fence":
        start += content.find("\n") + 1
        content = text[start:end].rstrip()
        last = content.rfind("\n") + 1
        content = content[:last] if _FENCE.fullmatch(content, last) else content
    elif kind == "heading":
        opening = _HASHES.match(content)
        if opening:
            start += opening.end()
            content = content[opening.end() :].rstrip()
            bare = content.rstrip("#")
            content = bare if not bare or bare[-1].isspace() else content
        else:
            content = content.rstrip().rpartition("\n")[0]  # the line below is the underline
    lead = 0 if kind == "code" else len(content) - len(content.lstrip())
    return start + lead, start + len(content.rstrip())


def _title(text: str, blocks: list[Block]) -> str:
    """The first heading of the highest level in use."""
    headings = [block for block in blocks if block.kind == "heading"]
    if not headings:
        return ""
    first = min(headings, key=lambda block: block.level)
    return _EMPHASIS.sub(r"\1", shortened(text[first.start : first.end]))
