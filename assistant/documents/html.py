"""HTML: what a person would read of a page, in blocks. No scripts run, and nothing is fetched.

EPUB chapters are read by the same code.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lxml import etree

from assistant.documents.document import BlockKind, Document, DocumentBuilder
from assistant.documents.encoding import decode, read_bytes
from assistant.documents.errors import DocumentDamaged

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DROPPED = "-"
_UNREAD = frozenset(
    "script style noscript template head nav svg math iframe object embed audio video canvas map button "
    "select textarea input datalist dialog menu".split()
)
_UNREAD_ROLES = frozenset("navigation banner contentinfo search menu menubar dialog alert".split())
_FRAME = frozenset({"header", "footer", "aside"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE_PARTS = frozenset({"tr", "td", "th"})
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table td th "
    "tr ul".split()
)


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = read_bytes(path)
    decoded = decode(data, path.name, declared_encoding(data))
    builder = DocumentBuilder()
    root = add(builder, decoded.text, path.name)
    if root is None:
        return builder.build("html", warnings=decoded.warnings)
    title = root.findtext(".//title") or ""
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return builder.build("html", title=title, language=language, warnings=decoded.warnings)


def declared_encoding(data: bytes) -> str | None:
    """What a page says of its own encoding."""
    declared = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return declared[1].decode("ascii") if declared else None


def add(builder: DocumentBuilder, markup: str, name: str) -> etree._Element | None:
    """Add the blocks of an HTML or XHTML page; return its root element, or None where there is none.

    Raises :class:`DocumentDamaged`, with the file's ``name``, for a page nested deeper than libxml2 reads.
    """
    # HTML knows no entity declarations, so nothing can expand; huge_tree lifts the limit on depth.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    data = markup.encode("utf-8")
    if not data.strip():
        return None
    root = etree.fromstring(data, parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise DocumentDamaged("nested too deeply", name=name, format="HTML")
    if root is not None:
        _Walker(builder).walk(root)
    return root


class _Walker:
    """Goes through a tree without recursion: hostile pages nest deeper than Python's stack."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._open: list[str] = []
        self._depth: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._rows: list[list[str]] = []

    def walk(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                tag = self._role_of(element)
                self._open.append(tag)
                if tag == _DROPPED:
                    events.skip_subtree()
                else:
                    self._start(tag)
                    self._pieces.append(element.text or "")
            else:
                self._end(self._open.pop())
                self._pieces.append(element.tail or "")
        self._flush()

    def _role_of(self, element: etree._Element) -> str:
        """The tag, or what the element is treated as."""
        tag = element.tag
        if tag in _UNREAD or element.get("role") in _UNREAD_ROLES:
            return _DROPPED
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return _DROPPED
        # The page's own header often holds its title; that of an article is part of the text.
        in_content = self._depth["main"] or self._depth["article"]
        if tag in _FRAME and not in_content and element.find(".//h1") is None:
            return _DROPPED
        # A table inside another, or with headings in it, arranges the page and holds no data.
        if tag == "table" and any(element.find(f".//{inner}") is not None for inner in ("table", *HEADINGS)):
            return "div"
        if tag in _TABLE_PARTS and not self._depth["table"]:
            return "div"
        return tag

    def _start(self, tag: str) -> None:
        if tag in BLOCKS:
            self._break()
        elif tag == "br":
            self._pieces.append("\n" if self._depth["pre"] else " ")
        self._depth[tag] += 1
        if tag == "tr":
            self._rows.append([])

    def _end(self, tag: str) -> None:
        if tag == _DROPPED:
            return
        if tag in {"td", "th"}:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(self._take())
        elif tag in BLOCKS:
            self._break()
        self._depth[tag] -= 1
        if tag == "table":
            rows = ["\t".join(row) for row in self._rows if any(row)]
            self._rows = []
            self._builder.add("table", "\n".join(rows))

    def _break(self) -> None:
        """A block begins or ends; in a cell of a table that is no more than a space."""
        if self._depth["td"] or self._depth["th"]:
            self._pieces.append(" ")
        else:
            self._flush()

    def _take(self) -> str:
        text = " ".join("".join(self._pieces).split())
        self._pieces = []
        return text

    def _flush(self) -> None:
        if self._depth["pre"]:
            text = "".join(self._pieces)
            self._pieces = []
            self._builder.add("code", text)
            return
        text = self._take()
        if text:
            kind, level = self._kind()
            self._builder.add(kind, text, level=level)

    def _kind(self) -> tuple[BlockKind, int]:
        depth = self._depth
        for level, tag in enumerate(HEADINGS, 1):
            if depth[tag]:
                return "heading", level
        if depth["figcaption"] or depth["caption"]:
            return "caption", 0
        if depth["li"] or depth["dd"] or depth["dt"]:
            return "list_item", max(1, depth["ul"] + depth["ol"] + depth["dl"])
        if depth["blockquote"]:
            return "quote", depth["blockquote"]
        return "paragraph", 0
