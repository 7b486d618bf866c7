"""A summary as the pane has it and the history keeps it: the points, how they came about, and the answers."""

from __future__ import annotations

import msgspec

from assistant.documents.document import Block, Document
from assistant.documents.errors import DocumentWarning
from assistant.errors import Value
from assistant.tasks.summarize import Coverage, Point, Progress, Summary, SummaryOptions, SummaryPartial
from assistant.ui.panes.summarize.errors import SummaryUnreadable


class Note(msgspec.Struct, frozen=True):
    """What a reader should know of how the text was read: a template in the context "errors", and values."""

    message: str
    values: dict[str, Value] = {}

    @classmethod
    def of(cls, warning: DocumentWarning) -> Note:
        return cls(warning.message, warning.values)


class Answered(msgspec.Struct, frozen=True):
    """A question to the document, and what was answered so far."""

    question: str
    points: tuple[Point, ...] = ()
    looked_for: str = ""
    related: bool = True
    """Both as in :class:`Summary`."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the text itself. Spans are in characters of the text."""

    title: str
    blocks: tuple[Block, ...]
    source_format: str
    language: str | None
    pages: tuple[int, ...]
    notes: tuple[Note, ...]
    options: SummaryOptions
    model: str = ""
    points: tuple[Point, ...] = ()
    coverage: Coverage | None = None
    """None: nothing was read yet."""
    finished: bool = False
    progress: Progress | None = None
    answers: tuple[Answered, ...] = ()

    @classmethod
    def of(cls, document: Document, notes: tuple[Note, ...], options: SummaryOptions, model: str) -> Sheet:
        """An empty one for ``document``."""
        return cls(
            title=document.title,
            blocks=document.blocks,
            source_format=document.source_format,
            language=document.language,
            pages=document.pages,
            notes=notes,
            options=options,
            model=model,
        )

    def document(self, text: str) -> Document:
        """The document that was summarized, of its text."""
        return Document(
            text, self.blocks, self.source_format, title=self.title, language=self.language, pages=self.pages
        )

    def page_at(self, offset: int) -> int | None:
        return Document("", (), self.source_format, pages=self.pages).page_at(offset)

    def with_summary(self, found: SummaryPartial | Summary) -> Sheet:
        """As far as a run has come."""
        finished = isinstance(found, Summary) and found.finished
        return msgspec.structs.replace(
            self, points=found.points, coverage=found.coverage, progress=found.progress, finished=finished
        )

    def with_answer(self, found: SummaryPartial | Summary) -> Sheet:
        """With another answer to the last question."""
        *others, last = self.answers
        answer = Answered(last.question, found.points)
        if isinstance(found, Summary):
            answer = Answered(last.question, found.points, found.looked_for, found.related)
        return msgspec.structs.replace(self, answers=(*others, answer))

    def with_question(self, question: str) -> Sheet:
        return msgspec.structs.replace(self, answers=(*self.answers, Answered(question)))

    def without_empty_answers(self) -> Sheet:
        """Without questions to which nothing came."""
        return msgspec.structs.replace(self, answers=tuple(each for each in self.answers if each.points))

    @property
    def resumable(self) -> bool:
        """Whether a run that was stopped, or failed, can go on."""
        return not self.finished and self.progress is not None


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Sheet)


def encode(sheet: Sheet) -> str:
    """For the history."""
    return _encoder.encode(sheet).decode()


def decode(content: str) -> Sheet:
    """From the history. Raises :class:`SummaryUnreadable`."""
    try:
        return _decoder.decode(content)
    except msgspec.DecodeError as error:
        raise SummaryUnreadable(str(error)) from error


class _Texts(msgspec.Struct):
    points: tuple[Point, ...] = ()
    answers: tuple[Answered, ...] = ()


_texts = msgspec.json.Decoder(_Texts)


def readable(content: str) -> str:
    """The points and answers of a sheet at rest, for a search; empty where they cannot be read."""
    try:
        found = _texts.decode(content)
    except msgspec.DecodeError:
        return ""
    lines = [point.text for point in found.points]
    for answer in found.answers:
        lines += [answer.question, *(point.text for point in answer.points)]
    return "\n".join(lines)
