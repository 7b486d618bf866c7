"""What a document gives to a translator, and what it takes back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.documents.errors import DocumentWarning
from assistant.errors import QT_TRANSLATE_NOOP, Value

UnitKind = Literal["heading", "paragraph", "list item", "cell", "caption", "subtitle", "message", "attribute"]

LINE = QT_TRANSLATE_NOOP("places", "Line {line}")
TIME = "{time}"
PARAGRAPH = QT_TRANSLATE_NOOP("places", "Paragraph {number}")
HEADER = QT_TRANSLATE_NOOP("places", "Header")
FOOTER = QT_TRANSLATE_NOOP("places", "Footer")
FOOTNOTE = QT_TRANSLATE_NOOP("places", "Footnote")
SLIDE = QT_TRANSLATE_NOOP("places", "Slide {slide}")
SLIDE_NOTES = QT_TRANSLATE_NOOP("places", "Slide {slide}, notes")
CELL = QT_TRANSLATE_NOOP("places", "{sheet}, {cell}")
CHAPTER = QT_TRANSLATE_NOOP("places", "Part {part}, line {line}")
CONTENTS = QT_TRANSLATE_NOOP("places", "Table of contents")
BOOK = QT_TRANSLATE_NOOP("places", "About the book")
ENDNOTE = QT_TRANSLATE_NOOP("places", "Endnote")


class Place:
    """Where in its document a unit stands, in words: a template of the context "places", and its values."""

    __slots__ = ("template", "values")

    def __init__(self, template: str, **values: Value) -> None:
        self.template = template
        self.values = values

    def __repr__(self) -> str:
        return f"<Place: {self.text}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash((self.template, *self.values.items()))

    @property
    def text(self) -> str:
        """The place, in English."""
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that is translated as a whole: a paragraph, a cell, a subtitle.

    There is at least one letter in it; what has none needs no translation and is no unit.
    """

    text: str
    """Clean (see :func:`assistant.documents.document.clean`), without white space at its ends. Markup inside
    it is shown as numbered tags (:mod:`assistant.documents.translatable.tags`)."""
    kind: UnitKind
    place: Place


class TranslatableDocument(ABC):
    """A file that can be written anew with its texts replaced, and all else as it was."""

    def __init__(
        self, source_format: str, units: Sequence[Unit], warnings: tuple[DocumentWarning, ...] = ()
    ) -> None:
        self.source_format = source_format
        """The name of the format in the registry, such as ``docx``."""
        self.units = tuple(units)
        """In the order in which a person reads them."""
        self.warnings = warnings

    @abstractmethod
    def render(self, targets: Sequence[str], *, language: str = "", bilingual: bool = False) -> bytes:
        """The file with one target in the place of each unit.

        A target that is blank, or equal to the unit's text, leaves the source as it was, to the byte where
        the format allows. Tags that a target has lost or doubled are repaired as
        :func:`assistant.documents.translatable.tags.repaired` says.

        ``language``: the language of the targets, as a BCP 47 tag; the file is marked with it and, where the
        format knows such a thing, with the direction of its script. ``bilingual``: each target stands after
        its source. Raises :class:`ValueError` unless there are as many targets as units.
        """

    def _changed(self, targets: Sequence[str]) -> dict[int, str]:
        """The targets that say something new, by the index of their unit."""
        return {
            index: target
            for index, (unit, target) in enumerate(zip(self.units, targets, strict=True))
            if target != unit.text and target.strip()
        }
