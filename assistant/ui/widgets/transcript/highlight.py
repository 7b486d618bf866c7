"""Colours for code: Pygments, in portions small enough to keep the window alive.

Pygments takes some 3 µs per character. Code that still arrives is lexed line by line, each line on its own;
once it is complete it is lexed as a whole, in slices, which mends what a line on its own cannot know
(strings over several lines).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from assistant.ui.widgets.transcript import utf16

LONGEST_LINE = 1_000
"""Characters; a longer line is data, not code, and some lexers need more than linear time for it."""

LONGEST_CODE = 100_000
"""Characters that are lexed as a whole; beyond that each line keeps the colours it got on its own."""

Runs = list[QTextLayout.FormatRange]

LIGHT_CODE = {
    Token.Keyword: "#96365c",
    Token.Keyword.Type: "#6a48ad",
    Token.Name.Builtin: "#1b667f",
    Token.Name.Function: "#2456a3",
    Token.Name.Class: "#6a48ad",
    Token.Name.Decorator: "#7d5200",
    Token.Name.Exception: "#6a48ad",
    Token.Name.Tag: "#96365c",
    Token.Name.Attribute: "#2456a3",
    Token.Name.Variable: "#1b667f",
    Token.Literal.String: "#22694f",
    Token.Literal.Number: "#7d5200",
    Token.Comment: "#6b6a65",
    Token.Operator: "#5b5a56",
    Token.Generic.Inserted: "#22694f",
    Token.Generic.Deleted: "#a13a33",
    Token.Generic.Heading: "#2456a3",
    Token.Generic.Subheading: "#2456a3",
}
DARK_CODE = {
    Token.Keyword: "#ee90b3",
    Token.Keyword.Type: "#c3abf7",
    Token.Name.Builtin: "#7fcbe0",
    Token.Name.Function: "#93bbf7",
    Token.Name.Class: "#c3abf7",
    Token.Name.Decorator: "#e2b877",
    Token.Name.Exception: "#c3abf7",
    Token.Name.Tag: "#ee90b3",
    Token.Name.Attribute: "#93bbf7",
    Token.Name.Variable: "#7fcbe0",
    Token.Literal.String: "#8fcfa8",
    Token.Literal.Number: "#e2b877",
    Token.Comment: "#98978f",
    Token.Operator: "#b9b8b3",
    Token.Generic.Inserted: "#6cc5a8",
    Token.Generic.Deleted: "#ee9a92",
    Token.Generic.Heading: "#93bbf7",
    Token.Generic.Subheading: "#93bbf7",
}


class Highlighter:
    """The colours of one language in one theme."""

    def __init__(self, language: str, theme: Literal["light", "dark"], font: QFont) -> None:
        self._lexer = _lexer(language)
        self._colors = LIGHT_CODE if theme == "light" else DARK_CODE
        self._font = font
        self._formats: dict[_TokenType, QTextCharFormat | None] = {}

    @property
    def active(self) -> bool:
        """Whether the language is known; all runs are empty otherwise."""
        return self._lexer is not None

    def line(self, text: str) -> Runs:
        """The colours of a line on its own."""
        if self._lexer is None or len(text) > LONGEST_LINE or not text.strip():
            return []
        return next(self._lex(text), [])

    def whole(self, lines: Sequence[str]) -> Iterator[Runs]:
        """The colours of complete code, line after line, as fast as they are asked for."""
        if (
            self._lexer is not None
            and sum(map(len, lines)) <= LONGEST_CODE
            and max(map(len, lines)) <= LONGEST_LINE
        ):
            yield from self._lex("\n".join(lines))

    def _lex(self, text: str) -> Iterator[Runs]:
        assert self._lexer is not None
        runs: Runs = []
        at = 0
        for _, kind, value in self._lexer.get_tokens_unprocessed(text):
            style = self._format(kind)
            for number, piece in enumerate(value.split("\n")):
                if number:
                    yield runs
                    runs, at = [], 0
                size = utf16.length(piece)
                if style is not None and size:
                    run = QTextLayout.FormatRange()
                    run.start, run.length, run.format = at, size, style
                    runs.append(run)
                at += size
        yield runs

    def _format(self, kind: _TokenType) -> QTextCharFormat | None:
        if kind not in self._formats:
            known = next((k for k in reversed(kind.split()) if k in self._colors), None)
            made = None
            if known is not None:
                made = QTextCharFormat()
                made.setFont(self._font)
                made.setForeground(QColor(self._colors[known]))
            self._formats[kind] = made
        return self._formats[kind]


@functools.lru_cache(maxsize=32)
def _lexer(language: str) -> Lexer | None:
    if not language:
        return None
    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def extension(language: str) -> str:
    """How files of this language usually end, with the dot."""
    lexer = _lexer(language)
    patterns = lexer.filenames if lexer else ()
    return next((pattern[1:] for pattern in patterns if pattern.startswith("*.")), ".txt")


def prewarm() -> None:
    """Load the lexer that is most likely needed first, for a quiet moment: it takes some 30 ms."""
    lexer = _lexer("python")
    assert lexer is not None
    for _ in lexer.get_tokens_unprocessed("def f(): return 1"):
        pass
