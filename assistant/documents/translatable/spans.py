"""Documents that are text themselves: units are spans of the source, and what lies between them is copied.

So whatever a reader of the format overlooks is still there afterwards, to the byte.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.documents.encoding import Decoded
from assistant.documents.translatable.pieces import Inline, Piece
from assistant.documents.translatable.unit import LINE, Place, TranslatableDocument, Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a unit in the source."""

    content: Inline
    kind: UnitKind
    place: Place
    notation: Notation

    @property
    def start(self) -> int:
        return self.content.start

    @property
    def end(self) -> int:
        return self.content.end


class Found(NamedTuple):
    """A slot of which nobody knows yet where in the document it is."""

    content: Inline
    kind: UnitKind
    notation: Notation


def by_line(text: str, found: Iterable[Found]) -> list[Slot]:
    """The slots in order, with their lines as their places."""
    slots = []
    line, counted = 1, 0
    for content, kind, notation in sorted(found, key=lambda one: one.content.start):
        line += text.count("\n", counted, content.start)
        counted = content.start
        slots.append(Slot(content, kind, Place(LINE, line=line), notation))
    return slots


class Notation(ABC):
    """How text is written in a format, or in one kind of place in it."""

    @abstractmethod
    def escape(self, text: str, slot: Slot) -> str:
        """The source of a text without markup, which stands in ``slot``."""

    def prepared(self, target: str) -> str:
        """A target, before its tags are looked at."""
        return target

    def raw(self, piece: Piece, filled: Filled, before: str, after: str) -> str:
        """The source of a piece of markup between two characters, either of which may be missing."""
        return filled.span(piece.start, piece.end) if piece.source is None else piece.source

    def laid_out(self, written: str, slot: Slot, filled: Filled) -> str:
        """The source of a target, broken into lines as the place asks for."""
        return written

    @abstractmethod
    def both(self, slot: Slot, source: str, target: str, filled: Filled) -> str:
        """Source and target together."""


class Filled:
    """A source with the slots that get a new text; the rest of it is copied."""

    def __init__(
        self, text: str, changes: Sequence[tuple[Slot, str]], language: str, *, bilingual: bool
    ) -> None:
        """``changes`` in the order of the source; a slot may lie inside another, in its markup."""
        self.text = text
        self.language = language
        """The language of the targets as a BCP 47 tag, or empty."""
        self._changes = changes
        self._starts = [slot.start for slot, _ in changes]
        self.bilingual = bilingual
        """Whether each target stands after its source."""

    def span(self, start: int, end: int) -> str:
        """The source between the offsets, its slots filled."""
        return "".join(self._parts(start, end, bisect_left(self._starts, start)))

    def _parts(self, start: int, end: int, first: int) -> Iterator[str]:
        for index in range(first, len(self._changes)):
            slot, target = self._changes[index]
            if slot.start >= end:
                break
            if slot.start >= start and slot.end <= end:
                yield self.text[start : slot.start]
                yield self._fill(slot, target, index)
                start = slot.end
        yield self.text[start:end]

    def _fill(self, slot: Slot, target: str, index: int) -> str:
        notation = slot.notation
        written = slot.content.write(
            notation.prepared(target),
            lambda text: notation.escape(text, slot),
            lambda piece, before, after: notation.raw(piece, self, before, after),
        )
        written = notation.laid_out(written, slot, self)
        if not self.bilingual:
            return written
        source = "".join(self._parts(slot.start, slot.end, index + 1))
        return notation.both(slot, source, written, self)


class SpanDocument(TranslatableDocument):
    """A text and the slots in it."""

    def __init__(self, source_format: str, source: Decoded, slots: Sequence[Slot]) -> None:
        """``source`` as :func:`~assistant.documents.encoding.decode_faithfully` gives it."""
        units = [Unit(slot.content.text, slot.kind, slot.place) for slot in slots]
        super().__init__(source_format, units, source.warnings)
        self._source = source
        self._slots = tuple(slots)

    def render(self, targets: Sequence[str], *, language: str = "", bilingual: bool = False) -> bytes:
        changes = [(self._slots[index], target) for index, target in self._changed(targets).items()]
        filled = Filled(self._source.text, changes, language, bilingual=bilingual)
        return self._source.encode(self._finished(filled))

    def _finished(self, filled: Filled) -> str:
        """The whole source, marked with the language of the targets where the format can be."""
        return filled.span(0, len(filled.text))
