"""Numbers as people write them, in one form, so that they can be compared across texts and languages."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

MAGNITUDES = {
    "thousand": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "billions": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "tausend": 10**3,
    "tsd": 10**3,
    "millionen": 10**6,
    "mio": 10**6,
    "milliarde": 10**9,
    "milliarden": 10**9,
    "mrd": 10**9,
    "mille": 10**3,
    "milliard": 10**9,
    "milliards": 10**9,
    "mil": 10**3,
    "millones": 10**6,
    "millón": 10**6,
    "тысяч": 10**3,
    "тысячи": 10**3,
    "тыс": 10**3,
    "млн": 10**6,
    "млрд": 10**9,
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "百万": 10**6,
    "百萬": 10**6,
    "千万": 10**7,
    "千萬": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "万亿": 10**12,
    "兆": 10**12,
}
"""Words after a number that multiply it, in lower case."""


def canonical(value: Decimal) -> str:
    """Without exponent and superfluous zeros: ``1234.5``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def readings(text: str) -> list[Decimal]:
    """What digits with separators can mean: ``1.234`` is 1234 to a German and 1.234 to an American."""
    plain = "".join(character for character in text if character not in " '’\u00a0\u2009\u202f").replace(
        "−", "-"
    )
    marks = [character for character in plain if character in ".,"]
    if not marks:
        return [Decimal(plain)]
    whole, _, fraction = plain.rpartition(marks[-1])
    decimal = Decimal(f"{whole.replace('.', '').replace(',', '')}.{fraction}")
    thousands = Decimal(plain.replace(".", "").replace(",", ""))
    if len(set(marks)) > 1:
        return [decimal]
    if len(marks) > 1:
        return [thousands]
    ambiguous = len(fraction) == 3 and len(whole.lstrip("+-")) <= 3 and whole.lstrip("+-") not in {"", "0"}
    return [thousands, decimal] if ambiguous else [decimal]


def chinese(text: str) -> int | None:
    """The value of a number in Chinese characters, up to 10¹⁶; None if it is none.

    Both forms: with units (一千二百) and digit by digit (二〇二四).
    """
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL_UNITS:
            section += (digit or 1) * _SMALL_UNITS[character]
            digit = 0
        elif character in _LARGE_UNITS:
            unit = _LARGE_UNITS[character]
            # 一万二千亿: what was counted so far is multiplied as a whole.
            total = (
                (total + section + digit) * unit
                if 0 < total < unit
                else total + (section + digit or 1) * unit
            )
            section = digit = 0
        else:
            return None
    return total + section + digit
