"""An answer as it was written, character for character, with what is known of each of its tokens.

Markdown is not applied: its signs are tokens too, and so are line breaks, which are shown.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from assistant.ui.markdown.blocks import Block, Prose, Span
from assistant.ui.widgets.transcript import utf16
from assistant.ui.widgets.transcript.message import Token, TokenSheet
from assistant.ui.widgets.transcript.part import Part, Tint
from assistant.ui.widgets.transcript.typography import Typography

_BREAK = "↵"
_LONGEST = 2_000
"""Characters of one part."""
_PARAGRAPHS = re.compile(rf".{{1,{_LONGEST}}}?\n\n+|.{{1,{_LONGEST}}}", re.DOTALL)
_STEPS = 16
"""Shades of the tint."""


class TokenLines:
    """``blocks`` are paragraphs of plain text; a token stands in one of them, or reaches into the next."""

    def __init__(self, text: str) -> None:
        self.caption = ""
        self._pieces = [match[0] for match in _PARAGRAPHS.finditer(text)]
        self._starts = [match.start() for match in _PARAGRAPHS.finditer(text)]
        self.blocks: list[Block] = [
            Prose((Span(piece.replace("\n", f"{_BREAK}\n").removesuffix("\n")),)) for piece in self._pieces
        ]
        self._tokens: list[list[tuple[int, int, Token]]] = [[] for _ in self._pieces]
        self._tints: list[list[Tint]] = []

    def tell(self, sheet: TokenSheet, typography: Typography) -> None:
        """Take over what is known now."""
        self.caption = sheet.caption
        self._tokens = [[] for _ in self._pieces]
        for token in sheet.tokens:
            for index, start, end in self.places(token):
                self._tokens[index].append((start, end, token))
        shades = _shades(typography)
        self._tints = [
            [Tint(start, end, shades[round((1 - each.probability) * _STEPS)]) for start, end, each in tokens]
            for tokens in self._tokens
        ]

    def places(self, token: Token) -> Iterator[tuple[int, int, int]]:
        """The blocks that a token stands in, with its place in the text of each, in UTF-16 units."""
        index = max(bisect.bisect_right(self._starts, token.start) - 1, 0)
        while index < len(self._pieces) and self._starts[index] < token.end:
            piece, begin = self._pieces[index], self._starts[index]
            start, end = max(token.start - begin, 0), min(token.end - begin, len(piece))
            yield index, _shown_length(piece[:start]), _shown_length(piece[:end])
            index += 1

    def tints(self, first: int) -> dict[int, list[Tint]]:
        """The tints of all parts, of which the first has the number ``first``."""
        return {first + index: list(tints) for index, tints in enumerate(self._tints) if tints}

    def at(self, index: int, part: Part, point: QPointF) -> tuple[Token, QRectF] | None:
        """The token under a point of the part for a block, and its area on that line."""
        if not 0 <= index < len(self._tokens):
            return None
        tokens = self._tokens[index]
        near = bisect.bisect_right(tokens, part.hit(point), key=lambda entry: entry[0])
        for start, end, token in tokens[max(near - 2, 0) : near + 1]:
            for rect in part.rects(start, end):
                if rect.contains(point):
                    return token, rect
        return None


def _shown_length(text: str) -> int:
    return utf16.length(text) + text.count("\n") * len(_BREAK)


def _shades(typography: Typography) -> list[QColor]:
    """From nothing, for what was certain, to the strongest, for what was all but impossible."""
    strongest = 110 if typography.theme.name == "light" else 100
    shades = []
    for step in range(_STEPS + 1):
        shade = QColor(typography.colors.warning if step < _STEPS * 0.9 else typography.colors.error)
        shade.setAlpha(round(strongest * step / _STEPS))
        shades.append(shade)
    return shades
