"""What a person wrote: shown word for word, line for line; only fenced code is recognised."""

from __future__ import annotations

import re
from itertools import groupby

from assistant.ui.markdown.blocks import Block, Code, Prose, Span
from assistant.ui.markdown.parser import is_closing

LONGEST = 4_000
"""Characters of one block; a longer paragraph continues in the next one."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*([^`\s]*)[^`]*$")


def own_words(text: str) -> list[Block]:
    """The blocks of a text that is not Markdown: paragraphs between blank lines, and fenced code."""
    blocks: list[Block] = []
    lines = text.replace("\r", "").strip("\n").split("\n")
    plain: list[str] = []
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening is None:
            plain.append(lines[at])
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not is_closing(lines[end], opening[1]):
            end += 1
        blocks += _paragraphs(plain)
        plain = []
        blocks.append(Code(opening[2], lines[at + 1 : end]))
        at = end + 1
    return blocks + _paragraphs(plain)


def _paragraphs(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            text = "\n".join(group)
            blocks += [Prose((Span(text[at : at + LONGEST]),)) for at in range(0, len(text), LONGEST)]
    return blocks
