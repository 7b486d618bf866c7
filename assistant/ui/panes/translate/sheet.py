"""A translation as the pane has it and the history keeps it: sentences, options, the user's own words."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import msgspec

from assistant.documents.language import Detected
from assistant.documents.translatable.tags import TAG
from assistant.models.catalogue import hardly_speaks
from assistant.tasks.translate import DETECT, Progress, Segment, TranslateOptions, Translation
from assistant.tasks.translate.languages import known
from assistant.ui.panes.translate.errors import TranslationUnreadable
from assistant.ui.panes.translate.page import Page


class DocumentFile(msgspec.Struct, frozen=True):
    """The file that a translation is of; it is read again when the translation is opened later."""

    path: str
    digest: str
    """SHA-256 of its bytes: another file of the same name is not the one that was translated."""

    @classmethod
    def of(cls, path: Path) -> DocumentFile:
        """Raises :class:`OSError`."""
        with path.open("rb") as file:
            return cls(str(path), hashlib.file_digest(file, "sha256").hexdigest())


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the source text itself; ``units`` are that of the page, so that both can be compared."""

    title: str
    options: TranslateOptions
    model: str = ""
    units: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    segments: tuple[Segment, ...] = ()
    """As the task left them; ``edits`` stand above them."""
    edits: dict[int, str] = {}
    """The user's own words, by the number of the sentence."""
    source: Detected | None = None
    """None: nothing has come of it yet."""
    key: str = ""
    finished: bool = False
    file: DocumentFile | None = None
    """None: the text was entered."""

    @classmethod
    def of(
        cls, page: Page, title: str, options: TranslateOptions, model: str, file: DocumentFile | None
    ) -> Sheet:
        """An empty one."""
        return cls(title=title, options=options, model=model, units=page.units, starts=page.starts, file=file)

    def page(self, text: str) -> Page:
        """The page that was translated, of its text."""
        return Page(text, self.units, self.starts)

    def with_translation(self, translation: Translation) -> Sheet:
        """As far as a run has come."""
        return msgspec.structs.replace(
            self,
            segments=translation.segments,
            source=translation.source,
            key=translation.key,
            finished=translation.finished,
        )

    def without_halves(self) -> Sheet:
        """Without what was written of sentences that were not finished."""
        segments = tuple(
            dataclasses.replace(each, target="") if each.status == "waiting" and each.target else each
            for each in self.segments
        )
        return msgspec.structs.replace(self, segments=segments)

    def with_edits(self, edits: dict[int, str]) -> Sheet:
        return msgspec.structs.replace(self, edits={**self.edits, **edits})

    def again(self, sentences: set[int]) -> Sheet:
        """With some sentences to be translated once more."""
        segments = tuple(
            dataclasses.replace(each, target="", status="waiting", problems=(), attempt="")
            if index in sentences
            else each
            for index, each in enumerate(self.segments)
        )
        edits = {index: text for index, text in self.edits.items() if index not in sentences}
        return msgspec.structs.replace(self, segments=segments, edits=edits, finished=False)

    @property
    def translation(self) -> Translation | None:
        """What is shown: with the user's own words; None: nothing yet."""
        if self.source is None:
            return None
        segments = self.segments
        if self.edits:
            changed = list(segments)
            for index, text in self.edits.items():
                changed[index] = dataclasses.replace(
                    changed[index], target=text, status="translated", problems=(), attempt=""
                )
            segments = tuple(changed)
        return Translation(
            self.units, segments, self.source, self.options.target, self.key, finished=self.finished
        )

    @property
    def progress(self) -> Progress | None:
        """What a run goes on from."""
        translation = self.translation
        return translation.progress if translation else None

    @property
    def failed(self) -> list[int]:
        """The sentences that are kept in the source language."""
        return [
            index
            for index, each in enumerate(self.segments)
            if each.status == "failed" and index not in self.edits
        ]

    @property
    def resumable(self) -> bool:
        """Whether a run that was stopped, or failed, can go on."""
        return not self.finished and self.source is not None

    @property
    def from_language(self) -> str:
        """The tag of the language of the text; empty where it is not known."""
        if self.options.source != DETECT:
            return self.options.source
        return self.source.tag if self.source else ""

    @property
    def unspoken(self) -> str:
        """The tag of a language of the translation that the model is known not to speak; else empty."""
        tags = (self.options.target, self.from_language)
        codes = ((tag, language.code) for tag in tags if (language := known(tag)))
        return next((tag for tag, code in codes if hardly_speaks(self.model, None, code)), "")


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Sheet)


def encode(sheet: Sheet) -> str:
    """For the history."""
    return _encoder.encode(sheet).decode()


def decode(content: str) -> Sheet:
    """From the history. Raises :class:`TranslationUnreadable`."""
    try:
        return _decoder.decode(content)
    except msgspec.DecodeError as error:
        raise TranslationUnreadable(str(error)) from error


class _Segment(msgspec.Struct):
    target: str = ""


class _Texts(msgspec.Struct):
    segments: tuple[_Segment, ...] = ()
    edits: dict[int, str] = {}


_texts = msgspec.json.Decoder(_Texts)


def readable(content: str) -> str:
    """The translation of a sheet at rest, for a search; empty where it cannot be read."""
    try:
        found = _texts.decode(content)
    except msgspec.DecodeError:
        return ""
    texts = (found.edits.get(index, each.target) for index, each in enumerate(found.segments))
    return TAG.sub("", "\n".join(texts))
