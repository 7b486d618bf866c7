"""The tags, comments and texts of HTML and XML, with their offsets in the source.

Parsers build a tree and lose where its parts stood, how attributes were quoted and which end tags were left
out; a file that shall stay as it is but for its texts needs just that. The rules are those of the HTML
standard's tokenizer (section 13.2.5); a tag or comment that never ends swallows the rest, as in a browser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+>"
)
_TAG_START = re.compile(r"</?[a-zA-Z]")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+)))?"
)
_OTHER = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_RAW_TEXT = frozenset("script style textarea title xmp iframe noembed noframes".split())


class Token(NamedTuple):
    """``source[start:end]``: a text, a start tag, an end tag, or anything else."""

    kind: Literal["text", "start", "end", "other"]
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""
    empty: bool = False
    """A start tag that ends with a slash."""


class Attribute(NamedTuple):
    """Its value is ``source[start:end]``, without quotes."""

    name: str
    start: int
    end: int


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """All of ``source[start:end]``, in order and without gaps."""
    at = start
    while at < end:
        opening = source.find("<", at, end)
        token = _markup(source, opening, end) if opening >= 0 else None
        while opening >= 0 and token is None:  # a "<" that is text
            opening = source.find("<", opening + 1, end)
            token = _markup(source, opening, end) if opening >= 0 else None
        limit = opening if token else end
        if limit > at:
            yield Token("text", at, limit)
        if not token:
            return
        yield token
        at = token.end
        if token.kind == "start" and token.name in _RAW_TEXT and not token.empty:
            closing = re.compile(rf"</{token.name}[\s/>]", re.IGNORECASE).search(source, at, end)
            limit = closing.start() if closing else end
            if limit > at:
                yield Token("text", at, limit)
            at = limit


def attributes(source: str, tag: Token) -> Iterator[Attribute]:
    """The attributes of a start tag that have a value."""
    for match in _ATTRIBUTE.finditer(source, tag.start + 1 + len(tag.name), tag.end - 1):
        for group in ("double", "single", "bare"):
            if match[group] is not None:
                yield Attribute(match["name"].lower(), *match.span(group))


def with_attribute(tag: str, name: str, value: str) -> str:
    """The start tag ``tag`` with an attribute added, or given another value."""
    written = f'{name}="{html.escape(value)}"'
    attribute = re.compile(rf"(?<=\s){re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
    if attribute.search(tag):
        return attribute.sub(lambda _: written, tag, count=1)
    close = re.search(r"\s*/?>\Z", tag)
    return f"{tag[: close.start()]} {written}{close[0]}" if close else tag


def _markup(source: str, at: int, limit: int) -> Token | None:
    if _TAG_START.match(source, at, limit):
        tag = _TAG.match(source, at, limit)
        if not tag:
            return Token("other", at, limit)
        empty = source[tag.end() - 2] == "/"
        return Token("end" if tag["end"] else "start", at, tag.end(), tag["name"].lower(), empty)
    for opening, closing in _OTHER:
        if source.startswith(opening, at):
            found = source.find(closing, at + len(opening), limit)
            return Token("other", at, found + len(closing) if found >= 0 else limit)
    return None
