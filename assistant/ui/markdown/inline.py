"""Running text: from the source of a paragraph to spans."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.documents import mathematics
from assistant.ui.markdown.blocks import Mark, Span, Spans
from assistant.ui.markdown.safety import allowed, shortened, visible

_DEEPEST_BRACKETS = 24
"""Brackets open at once. Each makes the parser look for its end, which takes quadratic time and more."""

_MOST_MARKERS = 600
"""Stars and underscores in one paragraph. Each costs some 10 µs."""

_MEANINGFUL = re.compile(r"[\\`*_~\[\]!<&$\n]")
_MARKS = {"strong": Mark.STRONG, "em": Mark.EMPHASIS, "s": Mark.STRUCK}


def spans(source: str) -> Spans:
    """The spans of a paragraph, a heading or a cell."""
    if not source:
        return ()
    if not _MEANINGFUL.search(source):
        return (Span(source),)
    (token,) = _parser(plain=_crowded(source)).parseInline(source)
    return tuple(_spans(token.children or ()))


@functools.cache
def _parser(plain: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.enable("strikethrough")
    parser.disable("html_inline")
    if plain:
        parser.disable(["link", "image", "emphasis", "strikethrough"])
    mathematics.install(parser)
    # Every address is let through here and judged where it becomes a span: a refused one is shown.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _crowded(source: str) -> bool:
    """Whether it has more markup than an honest paragraph; then that means nothing in it."""
    if source.count("*") + source.count("_") > _MOST_MARKERS:
        return True
    depth = 0
    for bracket in re.findall(r"[\[\]]", source):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
        if depth > _DEEPEST_BRACKETS:
            return True
    return False


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    """The runs of a line of inline tokens, each with all that applies to it."""
    marks = Mark.NONE
    href = ""
    for token in tokens:
        if token.nesting and token.tag in _MARKS:
            marks = marks | _MARKS[token.tag] if token.nesting > 0 else marks & ~_MARKS[token.tag]
            continue
        match token.type:
            case "text" | "text_special":
                if token.content:
                    yield Span(visible(token.content) if href else token.content, marks, _offered(href))
            case "softbreak" | "hardbreak":
                yield Span("\n", marks, _offered(href))
            case "code_inline":
                yield Span(visible(token.content), marks | Mark.CODE, _offered(href))
            case "math_inline":
                yield Span(token.content, marks | Mark.MATH, _offered(href))
            case "image":
                alt = token.content or shortened(str(token.attrGet("src") or ""))
                yield Span(f"[image: {visible(alt)}]", marks | Mark.QUIET, _offered(href))
            case "link_open":
                href = str(token.attrGet("href") or "")
            case "link_close":
                if href and not _offered(href):
                    yield Span(f" ({shortened(href)})", marks | Mark.QUIET)
                href = ""


def _offered(href: str) -> str:
    return href if allowed(href) else ""
