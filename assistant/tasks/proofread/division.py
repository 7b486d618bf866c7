"""What of a text the model is shown: sentence by sentence, without code, addresses and markup.

What is held back stands in the sentence as a mark, so that its place is known. A change that touches a mark
is not made; so nothing that was not shown can be changed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from assistant.documents import markdown, plain
from assistant.documents.document import BlockKind, Document
from assistant.documents.sentences import block_spans
from assistant.tasks.edits.difference import Change, changes

_MARKDOWN = regex.compile(r"^(?:```|~~~|#{1,6} |---$)|\]\([^\s)]+\)", regex.MULTILINE)
_NOT_SHOWN = frozenset(("code", "table"))
_OPEN_ENDED = frozenset(("heading", "list_item", "caption"))
_LETTERS = regex.compile(r"\p{L}")
_HIDDEN = regex.compile(
    r"""
    (?P<held>
        (?P<tick>`+)(?:(?!(?P=tick)).)++(?P=tick)(?!`)
      | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s"[^"\n]*")?\)
      | </?[A-Za-z][^<>\n]*>|<[^\s<>]+[:@][^\s<>]+>
      | (?:https?://|ftp://|www\.)[^\s<>"“”「」（）\u3000-\u303f\p{Han}]*[\w/]
      | (?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+
      | \$\$[^$]++\$\$|(?<!\$)\$[^\s$](?:[^$\n]*[^\s$])?\$(?![\d$])
    )
  | (?P<line>[^\S\n]*\n[\s>]*)
    """,
    regex.VERBOSE,
)
_MARKUP = regex.compile(r"[*_`~#|\[\]<>\\{}$]")


@dataclass(frozen=True, slots=True)
class _Held:
    """A piece of a sentence, and where its mark begins in what is shown; offsets are into each."""

    start: int
    end: int
    shown: int
    mark: str


@dataclass(frozen=True)
class Sentence:
    """A sentence at ``start`` up to ``end`` of its text, and as the model is shown it."""

    start: int
    end: int
    text: str
    shown: str
    held: tuple[_Held, ...]
    open_ended: bool = False
    """A heading or a point of a list, which has no full stop unless its writer gave it one."""

    def changes_to(self, revised: str, locked: tuple[str, ...] = ()) -> list[Change]:
        """The changes that ``revised``, a version of ``shown``, makes; offsets are into ``text``.

        Without those that touch what was held back, markup, or a locked word, or give a heading a full stop.
        """
        return [
            Change(start, end, self.text[start:end], change.after)
            for change in changes(self.shown, revised)
            if not self._is_protected(change, locked)
            for start, end in [(self._place(change.start), self._place(change.end, at_end=True))]
        ]

    def _place(self, shown: int, *, at_end: bool = False) -> int:
        """Where in ``text`` the character stands that is at ``shown``."""
        index = bisect_right([held.shown for held in self.held], shown - at_end) - 1
        if index < 0:
            return shown
        held = self.held[index]
        behind = shown - held.shown - len(held.mark)
        return held.end + behind if behind >= 0 else held.start

    def _is_protected(self, change: Change, locked: tuple[str, ...]) -> bool:
        if self.open_ended and change.start == len(self.shown) and not _LETTERS.search(change.after):
            return True
        if _MARKUP.findall(change.before) != _MARKUP.findall(change.after) or _MARKUP.search(change.before):
            return True
        start, end = change.start, change.end
        return any(
            match.start() < end and start < match.end()
            for word in locked
            for match in regex.finditer(rf"(?<!\p{{L}})(?:{regex.escape(word)})(?!\p{{L}})", self.shown)
        )


def document_of(text: str) -> Document:
    """A pasted text with its structure; Markdown where it looks like it."""
    return markdown.parse(text) if _MARKDOWN.search(text) else plain.parse(text)


def sentences(document: Document) -> list[Sentence]:
    """The sentences that are shown: of everything but code and tables, and only where there are words."""
    return [
        sentence
        for block in document.blocks
        if block.kind not in _NOT_SHOWN
        for start, end in block_spans(document.text, block)
        if _LETTERS.search((sentence := shown(document.text, start, end, block.kind)).shown)
    ]


def shown(text: str, start: int, end: int, kind: BlockKind = "paragraph") -> Sentence:
    """The sentence at ``start`` up to ``end``; white space with a line break in it is shown as a space."""
    sentence = text[start:end]
    parts: list[str] = []
    held: list[_Held] = []
    last = length = 0
    for match in _HIDDEN.finditer(sentence):
        mark = " " if match["line"] else f"<{sum(piece.mark != ' ' for piece in held) + 1}>"
        parts += [sentence[last : match.start()], mark]
        length += match.start() - last
        held.append(_Held(match.start(), match.end(), length, mark))
        length += len(mark)
        last = match.end()
    return Sentence(
        start, end, sentence, "".join((*parts, sentence[last:])), tuple(held), kind in _OPEN_ENDED
    )
