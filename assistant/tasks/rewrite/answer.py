"""What of an answer is the text that was asked for."""

from __future__ import annotations

import regex

from assistant.documents.surface import facts

_PREFACE = regex.compile(r"\A[^\n]{1,120}[:：][ \t]*\n+")
_QUOTED = regex.compile(r'\A(?:"([^"]+)"|“([^“”]+)”|「([^「」]+)」)\Z')
_COMPARED = frozenset(("number", "date", "name", "url", "email"))


def cleaned(answer: str, original: str) -> str:
    """``answer`` without an announcement before it and without quotation marks around all of it."""
    text = answer.strip()
    if not _PREFACE.match(original.strip()):
        text = _PREFACE.sub("", text)
    quoted = _QUOTED.match(text)
    if quoted and not _QUOTED.match(original.strip()):
        text = next(filter(None, quoted.groups())).strip()
    return text


def strange(text: str, original: str) -> tuple[str, ...]:
    """The numbers, dates, names and addresses in ``text`` that ``original`` does not have."""
    there = facts(original)
    folded = original.casefold()
    found = [
        fact.text
        for fact in facts(text)
        if fact.kind in _COMPARED
        and fact.text.casefold() not in folded
        and not any(fact.agrees(other) for other in there)
    ]
    return tuple(dict.fromkeys(found))
