"""Fonts, character formats and distances of the transcript, made once for a theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat

from assistant.ui.markdown.blocks import Mark
from assistant.ui.theme import TEXT_COLUMN, Theme

CODE_PAD = 3.0
"""The ground of inline code reaches so far beyond it."""

_STRONG = 600
_HEADINGS = {1: (20, 32), 2: (18, 29), 3: (15, 26)}


class Typography:
    """What depends on the theme and on nothing else. Distances are logical pixels, zoomed."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.colors = theme.colors
        self.text = theme.text_font()
        self.caption = theme.ui_font(12)
        self.mono = theme.mono_font()
        self.line_height = theme.px(24)
        self.code_line_height = theme.px(21)
        self.column = theme.px(TEXT_COLUMN)
        self.indent = theme.px(26)
        self.gap = theme.px(12)
        self.metrics = QFontMetricsF(self.text)
        self.mono_metrics = QFontMetricsF(self.mono)
        self.caption_metrics = QFontMetricsF(self.caption)
        self.selection = QColor(self.colors.accent)
        self.selection.setAlpha(56 if theme.name == "light" else 84)
        light = theme.name == "light"
        self.match = QColor(255, 214, 92, 120) if light else QColor(224, 179, 104, 80)
        self.current_match = QColor(255, 178, 38, 210) if light else QColor(235, 170, 60, 170)
        # Added to the character before inline code and to the last one of it, to make room for its ground.
        self.room = QTextCharFormat()
        self.room.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        self.room.setFontLetterSpacing(CODE_PAD)
        # A formula's picture stands over its TeX, which is not seen: a font of one pixel, and its advance.
        font = QFont(self.text)
        font.setPixelSize(1)
        transparent = QTextCharFormat()
        transparent.setFont(font)
        transparent.setForeground(QColor(0, 0, 0, 0))
        self.invisible = (transparent, QFontMetricsF(font).horizontalAdvance("\u00a0"))
        self._formats: dict[tuple[Mark, bool, int, bool], QTextCharFormat] = {}

    def heading(self, level: int) -> tuple[QFont, int]:
        """The font of a heading and its line height."""
        px, height = _HEADINGS.get(level, (14, 24))
        return self.theme.ui_font(px, _STRONG), self.theme.px(height)

    def format(self, marks: Mark, link: bool, level: int, quiet: bool) -> QTextCharFormat:
        """The format of a span: in a heading of ``level`` (0: none), in text that is ``quiet`` as a whole."""
        key = (marks, link, level, quiet)
        if (made := self._formats.get(key)) is None:
            made = self._formats[key] = self._make_format(*key)
        return made

    def _make_format(self, marks: Mark, link: bool, level: int, quiet: bool) -> QTextCharFormat:
        base = self.heading(level)[0] if level else self.text
        if marks & (Mark.CODE | Mark.MATH):
            font = QFont(self.mono)
            font.setPixelSize(max(base.pixelSize() - 1, 1))
        else:
            font = QFont(base)
        if marks & Mark.STRONG or level:
            font.setWeight(QFont.Weight(_STRONG))
        if marks & Mark.EMPHASIS:
            font.setItalic(True)
        font.setStrikeOut(bool(marks & Mark.STRUCK))
        made = QTextCharFormat()
        made.setFont(font)
        if link:
            made.setForeground(self.colors.accent)
        elif quiet or marks & Mark.QUIET:
            made.setForeground(self.colors.muted)
        return made


def snapped(painter: QPainter, value: float) -> float:
    """``value`` on the grid of the device's pixels, so that strokes are even at 125 % and 150 %."""
    ratio = painter.device().devicePixelRatio()
    return round(value * ratio) / ratio


def hairline(painter: QPainter) -> float:
    """The thickness of a line of one logical pixel in whole pixels of the device."""
    ratio = painter.device().devicePixelRatio()
    return max(int(ratio), 1) / ratio
