"""What of a model's answer becomes part of the text: where it begins, where it ends, how it is joined on.

All of this is asked while the answer grows, so that what was shown once need not be taken back.
"""

from __future__ import annotations

from collections.abc import Collection

import regex

from assistant.documents.sentences import spans

_ENDED = r"[.!?…。！？][\"'”’」』）)\]]*"
_PARAGRAPH = regex.compile(
    rf"\s*(?:#{{1,6}}[ \t][^\n]*\n\s*)?\S(?:[^\n]|(?<!{_ENDED}[ \t]*)\n(?![ \t]*\n))*+(?=\n)"
)
"""One that has ended, with a blank line or with the line that ends a sentence, which goes on in a list or a
verse; a heading belongs to what stands below it."""
_SENTENCE_END = regex.compile(rf"{_ENDED}\Z")
_GLUED = regex.compile(r"[\p{L}\p{N}]")
_SPACELESS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_TOLD = 10
"""Characters of a sentence that may not be said again; shorter ones, such as "Yes.", may."""


def first_paragraph(answer: str) -> tuple[str, bool]:
    """The answer up to the end of its first paragraph, and whether that has come."""
    found = _PARAGRAPH.match(answer)
    return (found[0].rstrip(), True) if found else (answer, False)


def sentences(text: str) -> list[str]:
    """For :func:`new`."""
    return [_folded(text[start:end]) for start, end in spans(text)]


def new(answer: str, told: Collection[str], *, whole: bool) -> tuple[str, bool]:
    """The answer up to a sentence that was ``told`` or that it has said already, and whether there is one.

    Unless it is the ``whole`` answer, its last sentence is still under way, and not looked at.
    """
    said = set(told)
    found = spans(answer)
    for start, end in found if whole else found[:-1]:
        sentence = _folded(answer[start:end])
        if len(sentence) >= _TOLD and sentence in said:
            return answer[:start].rstrip(), True
        said.add(sentence)
    return answer, False


def whole_sentences(answer: str) -> str:
    """Without a last sentence that has no end, unless it is the only one."""
    if _SENTENCE_END.search(answer.rstrip()):
        return answer.rstrip()
    found = spans(answer)
    return answer[: found[-2][1]] if len(found) > 1 else answer.rstrip()


def joined(before: str, answer: str) -> str:
    """The answer as it is put behind ``before``: with one space where there must be one."""
    if not before.strip() or before.endswith("\n"):
        return answer.lstrip()
    if before[-1].isspace():
        return answer.lstrip(" \t")
    begins = answer[:1]
    if _SENTENCE_END.search(before) and _GLUED.match(begins) and not _SPACELESS.match(begins):
        return f" {answer}"
    return answer


def parted(answer: str, after: str) -> str:
    """The complete answer as it stands in front of ``after``: with a space between words."""
    ends, begins = answer[-1:], after[:1]
    between = ends and not ends.isspace() and _GLUED.match(begins) and not _SPACELESS.match(begins)
    return f"{answer} " if between else answer


def _folded(sentence: str) -> str:
    return " ".join(sentence.casefold().split())
