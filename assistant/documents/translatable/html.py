"""HTML: texts between block elements, and the attributes that people read.

Chapters of EPUB books, and HTML in Markdown, are read by the same code.

Scripts, styles, code and preformatted text stay as they are, and so does what ``translate="no"`` or the class
``notranslate`` marks.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.documents.encoding import Decoded, decode_faithfully, read_bytes
from assistant.documents.html import BLOCKS, HEADINGS, declared_encoding
from assistant.documents.translatable.direction import right_to_left
from assistant.documents.translatable.markup import Token, attributes, tokens, with_attribute
from assistant.documents.translatable.pieces import Piece, inline
from assistant.documents.translatable.spans import Filled, Found, Notation, Slot, SpanDocument, by_line
from assistant.documents.translatable.unit import UnitKind

_BLOCKS = BLOCKS | frozenset(
    "area audio base body button canvas col colgroup datalist dialog frame frameset head iframe link map "
    "menu meta nav noscript object optgroup option param search select source template tbody textarea tfoot "
    "thead title track video".split()
)
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_VERBATIM = frozenset("code iframe kbd math pre samp script style svg textarea tt var xmp".split())
_WITHOUT_MARKUP = frozenset({"title", "option"})
_CLOSED_BY_THE_NEXT = frozenset("dd dt li option p td th tr".split())
_KINDS: dict[str, UnitKind] = {
    **dict.fromkeys((*HEADINGS, "title"), "heading"),
    **dict.fromkeys(("li", "dd", "dt", "option"), "list item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
}
_ATTRIBUTES = frozenset("alt title placeholder aria-label aria-description aria-placeholder label".split())
_META = frozenset(
    "description keywords og:title og:description og:site_name twitter:title twitter:description".split()
)
_BUTTONS = frozenset({"button", "submit", "reset"})
_IDENTITY = re.compile(r"\s(?:id|name)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_NEAR = 80
"""Characters between the quote, or the equals sign, of an attribute and its text that are looked at."""
_INNERMOST = 20
"""Open elements that are looked at for the kind of a text."""


def read(path: Path) -> SpanDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = read_bytes(path)
    return page(decode_faithfully(data, path.name, declared_encoding(data)))


def page(source: Decoded) -> Page:
    """The document of a page of HTML or XHTML."""
    is_xml = source.text.lstrip("\ufeff \t\r\n").startswith("<?xml") or 'xmlns="' in source.text[:1000]
    reader = Reader(source.text, source.encoding, is_xml=is_xml)
    reader.read(0, len(source.text))
    return Page(source, by_line(source.text, reader.found), reader.root)


def fields(source: Decoded, names: frozenset[str]) -> SpanDocument:
    """The document of an XML file in which only the elements with these names are read."""
    bare = _Bare(source.encoding, is_xml=True)
    found = []
    name = ""
    for token in tokens(source.text, 0, len(source.text)):
        if token.kind == "text" and name in names:
            text = html.unescape(source.text[token.start : token.end])
            content = inline([Piece("text", token.start, token.end, text)], source.text)
            if content:
                found.append(Found(content, "heading", bare))
        name = token.name if token.kind == "start" else ""
    return SpanDocument("xml", source, by_line(source.text, found))


class Page(SpanDocument):
    """A page, whose root element says its language."""

    def __init__(self, source: Decoded, slots: list[Slot], root: Token | None) -> None:
        super().__init__("html", source, slots)
        self._root = root

    def _finished(self, filled: Filled) -> str:
        root = self._root
        if root is None or not filled.language or filled.bilingual:
            return super()._finished(filled)
        tag = filled.text[root.start : root.end]
        for attribute in ("lang", "xml:lang"):
            if attribute == "lang" or attribute in tag:
                tag = with_attribute(tag, attribute, filled.language)
        if right_to_left(filled.language):
            tag = with_attribute(tag, "dir", "rtl")
        elif "dir=" in tag:
            tag = with_attribute(tag, "dir", "ltr")
        return f"{filled.span(0, root.start)}{tag}{filled.span(root.end, len(filled.text))}"


class Reader:
    """Goes through markup once, and collects what is to be translated."""

    def __init__(self, text: str, encoding: str, *, is_xml: bool) -> None:
        self.found: list[Found] = []
        self.root: Token | None = None
        """The start tag of the element ``html``."""
        self._text = text
        self._notation = _Text(encoding, is_xml=is_xml)
        self._bare = _Bare(encoding, is_xml=is_xml)
        self._is_xml = is_xml
        self._pieces: list[Piece] = []
        self._open: list[str] = []
        self._depth: Counter[str] = Counter()

    def read(self, start: int, end: int) -> None:
        stream = tokens(self._text, start, end)
        for token in stream:
            if token.kind == "text":
                text = html.unescape(self._text[token.start : token.end])
                self._pieces.append(Piece("text", token.start, token.end, text))
            elif token.kind == "other":
                self._pieces.append(Piece("standing", token.start, token.end))
            elif token.kind == "end":
                self._end(token)
            else:
                self._start(token, stream)
        self._flush()
        self._open.clear()
        self._depth.clear()

    def _start(self, token: Token, rest: Iterator[Token]) -> None:
        name = token.name.rpartition(":")[2] if self._is_xml else token.name
        values = {a.name: self._text[a.start : a.end] for a in attributes(self._text, token)}
        is_block = name in _BLOCKS
        alone = name in _VOID or (token.empty and (self._is_xml or name not in _BLOCKS | _VERBATIM))
        untouched = (
            values.get("translate", "").lower() == "no" or "notranslate" in values.get("class", "").split()
        )
        if is_block or (name == "br" and self._after_break()):
            self._flush()
        if name in _VERBATIM or untouched:
            end = token.end if alone else _end_of(token, rest)
            self._pieces.append(Piece("standing", token.start, end))
            if is_block:
                self._flush()
            return
        self._attributes(token, name, values)
        if name == "html":
            self.root = token
        if alone:
            self._pieces.append(Piece("standing", token.start, token.end, name=name))
        elif is_block:
            if name in _CLOSED_BY_THE_NEXT and self._open[-1:] == [name]:
                self._close(name)
            self._open.append(name)
            self._depth[name] += 1
        else:
            self._pieces.append(Piece("open", token.start, token.end, name=name))

    def _end(self, token: Token) -> None:
        name = token.name.rpartition(":")[2] if self._is_xml else token.name
        if name not in _BLOCKS:
            self._pieces.append(Piece("close", token.start, token.end, name=name))
            return
        self._flush()
        if self._depth[name]:
            self._close(name)

    def _close(self, name: str) -> None:
        closed = ""
        while closed != name:
            closed = self._open.pop()
            self._depth[closed] -= 1

    def _after_break(self) -> bool:
        """Whether a line break would be the second of two, which people use to divide paragraphs."""
        for piece in reversed(self._pieces):
            if piece.name == "br":
                return True
            if piece.role != "text" or piece.text.strip():
                return False
        return False

    def _flush(self) -> None:
        content = inline(self._pieces, self._text)
        self._pieces = []
        if content:
            bare = self._open[-1:] and self._open[-1] in _WITHOUT_MARKUP
            self.found.append(Found(content, self._kind(), self._bare if bare else self._notation))

    def _kind(self) -> UnitKind:
        inside = (self._open[-depth] for depth in range(1, min(_INNERMOST, len(self._open)) + 1))
        return next((_KINDS[name] for name in inside if name in _KINDS), "paragraph")

    def _attributes(self, token: Token, name: str, values: dict[str, str]) -> None:
        for attribute in attributes(self._text, token):
            key = attribute.name
            if (
                key in _ATTRIBUTES
                or (name == "meta" and key == "content" and _is_read(values))
                or (name == "input" and key == "value" and values.get("type", "").lower() in _BUTTONS)
            ):
                value = html.unescape(self._text[attribute.start : attribute.end])
                content = inline([Piece("text", attribute.start, attribute.end, value)], self._text)
                if content:
                    self.found.append(Found(content, "attribute", self._bare))


def _is_read(meta: dict[str, str]) -> bool:
    return meta.get("name", meta.get("property", "")).lower() in _META


def _end_of(start: Token, rest: Iterator[Token]) -> int:
    """Where the element ends that begins with ``start``."""
    depth = 1
    end = start.end
    for token in rest:
        end = token.end
        if token.name == start.name:
            depth += {"start": 0 if token.empty else 1, "end": -1}.get(token.kind, 0)
            if not depth:
                break
    return end


class _Text(Notation):
    """Text between tags."""

    def __init__(self, encoding: str, *, is_xml: bool) -> None:
        self._encoding = encoding
        self._is_xml = is_xml

    def escape(self, text: str, slot: Slot) -> str:
        return self._encodable(html.escape(text, quote=False))

    def raw(self, piece: Piece, filled: Filled, before: str, after: str) -> str:
        source = super().raw(piece, filled, before, after)
        # Two elements of one name would make links ambiguous.
        return _IDENTITY.sub("", source) if filled.bilingual else source

    def both(self, slot: Slot, source: str, target: str, filled: Filled) -> str:
        tag = "<span>"
        if filled.language:
            tag = with_attribute(tag, "lang", filled.language)
            tag = with_attribute(tag, "dir", "rtl" if right_to_left(filled.language) else "ltr")
        return f"{source}<br{'/' * self._is_xml}>{tag}{target}</span>"

    def _encodable(self, text: str) -> str:
        text = text.replace("\u00a0", "&#160;" if self._is_xml else "&nbsp;")
        return text.encode(self._encoding, "xmlcharrefreplace").decode(self._encoding)


class _Bare(_Text):
    """Text that no element can stand in: the value of an attribute, the page's title."""

    def escape(self, text: str, slot: Slot) -> str:
        return self._encodable(html.escape(text))

    def laid_out(self, written: str, slot: Slot, filled: Filled) -> str:
        has_quotes = filled.text[max(0, slot.start - _NEAR) : slot.start].rstrip().endswith(("'", '"'))
        return written if has_quotes or slot.kind != "attribute" else f'"{written}"'

    def both(self, slot: Slot, source: str, target: str, filled: Filled) -> str:
        return f"{source} / {target}"
