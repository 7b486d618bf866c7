"""The lines of a code block as rows of bounded length, kept up while the block grows.

A line that is too long for one text layout goes on in the next row; positions count as if it did not.
"""

from __future__ import annotations

import bisect

from assistant.ui.markdown.safety import visible
from assistant.ui.widgets.transcript import utf16

ROW = 1_000
"""Characters in a row."""


class CodeRows:
    """``texts`` of rows, where each ``starts`` in the whole text, and if its line is ``wrapped``."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.wrapped: list[bool] = []
        self._lines = 0
        self._last_line = ""
        self._last_line_row = 0

    def follow(self, lines: list[str]) -> int:
        """Take over lines of which the last known one may have grown; returns the first row that is new."""
        done = self._lines
        known = 0
        if done and len(lines) >= done and lines[done - 1].startswith(self._last_line):
            done -= 1
            # Of a long line that grows only the last row is another one.
            known = (len(self.texts) - 1 - self._last_line_row) * ROW
            self._keep(len(self.texts) - 1)
        else:
            done = 0
            self._keep(0)
        first = len(self.texts)
        for line in lines[done:]:
            if not known:
                self._last_line_row = len(self.texts)
            self._add(line, known)
            known = 0
        self._lines = len(lines)
        self._last_line = lines[-1] if lines else ""
        return first

    def _keep(self, count: int) -> None:
        del self.texts[count:], self.starts[count:], self.wrapped[count:]

    def _add(self, line: str, known: int) -> None:
        start = self.length + (not known) if self.texts else 0
        for at in range(known, max(len(line), 1), ROW):
            text = visible(line[at : at + ROW])
            self.texts.append(text)
            self.starts.append(start)
            self.wrapped.append(at + ROW < len(line))
            start += utf16.length(text)

    @property
    def length(self) -> int:
        """Of the whole text, in UTF-16 units."""
        return self.end_of(len(self.texts) - 1) if self.texts else 0

    def end_of(self, row: int) -> int:
        return self.starts[row] + utf16.length(self.texts[row])

    def row_of(self, position: int) -> int:
        return max(bisect.bisect_right(self.starts, position) - 1, 0)

    def is_whole(self, row: int) -> bool:
        """Whether a row is a line."""
        return not self.wrapped[row] and not (row and self.wrapped[row - 1])
