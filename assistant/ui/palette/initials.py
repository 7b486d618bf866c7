"""The first letters of how Chinese is spoken: 设置 (shè zhì) is found by "sz", without an input method."""

from __future__ import annotations

from bisect import bisect_right

_FIRST = [sign.encode("gb2312") for sign in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"]
"""GB 2312 has its 3,755 common characters in the order of their sound; these begin with the next letter."""
_LETTERS = "abcdefghjklmnopqrstwxyz"
_LAST = "座".encode("gb2312")


def initials(text: str) -> str:
    """One letter for each common Chinese character, by its commonest reading; other signs are left out."""
    codes = (sign.encode("gb2312", "ignore") for sign in text if sign > "\u2e80")
    return "".join(_LETTERS[bisect_right(_FIRST, code) - 1] for code in codes if _FIRST[0] <= code <= _LAST)
