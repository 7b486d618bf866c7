"""Qt counts text in UTF-16 units, Python in code points: they differ after the first emoji."""

from __future__ import annotations


def length(text: str) -> int:
    """How many units Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, end: int) -> str:
    """The part of ``text`` between two positions of Qt's."""
    if text.isascii():
        return text[start:end]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")
