"""What kinds of text are written from an outline, and how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.options import option


@dataclass(frozen=True, slots=True)
class DraftKind:
    """``label`` is to be translated in the context "draft"."""

    id: str
    label: str
    titled: bool = True
    """The topic stands above it."""
    headed: bool = False
    """The points of the outline stand above their sections."""


@dataclass(frozen=True, slots=True)
class DraftLength:
    """``label`` is to be translated in the context "draft"."""

    id: str
    label: str
    words: int
    """Of the whole text, roughly: a small model does not count."""
    sections: int
    """Of an outline that is proposed."""


KINDS: dict[str, DraftKind] = {
    kind.id: kind
    for kind in (
        DraftKind("article", QT_TRANSLATE_NOOP("draft", "Article"), headed=True),
        DraftKind("blog", QT_TRANSLATE_NOOP("draft", "Blog post"), headed=True),
        DraftKind("news", QT_TRANSLATE_NOOP("draft", "News")),
        DraftKind("story", QT_TRANSLATE_NOOP("draft", "Story")),
        DraftKind("letter", QT_TRANSLATE_NOOP("draft", "Letter"), titled=False),
    )
}
LENGTHS: dict[str, DraftLength] = {
    length.id: length
    for length in (
        DraftLength("short", QT_TRANSLATE_NOOP("draft", "Short"), 250, 3),
        DraftLength("medium", QT_TRANSLATE_NOOP("draft", "Medium"), 600, 4),
        DraftLength("long", QT_TRANSLATE_NOOP("draft", "Long"), 1_200, 6),
    )
}


@dataclass(frozen=True)
class DraftOptions:
    """A form is made from these."""

    translation_context: ClassVar[str] = "draft"

    kind: str = option(
        "article",
        QT_TRANSLATE_NOOP("draft", "Kind"),
        choices={kind.id: kind.label for kind in KINDS.values()},
    )
    length: str = option(
        "medium",
        QT_TRANSLATE_NOOP("draft", "Length"),
        choices={length.id: length.label for length in LENGTHS.values()},
    )
