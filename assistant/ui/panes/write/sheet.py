"""A text as the pane has it and the history keeps it: as it is now, with its edits and its rewritings."""

from __future__ import annotations

from typing import Literal

import msgspec

from assistant.tasks.proofread import ProofreadOptions
from assistant.tasks.proofread.result import Checked
from assistant.tasks.rewrite import RewriteOptions, Variant
from assistant.ui.panes.write.errors import WritingUnreadable

Mode = Literal["proofread", "rewrite"]


class Proofread(msgspec.Struct, frozen=True):
    """What proofreading has found of the text, and what was decided."""

    options: ProofreadOptions = ProofreadOptions()
    checked: tuple[Checked, ...] = ()
    """With the edits that still wait; those that were accepted are part of the text."""
    rejected: tuple[tuple[str, str], ...] = ()
    """What is not proposed again, before and after."""
    left: int = 0
    """Sentences that stayed as they were because the answer was no revision."""
    live: bool = False
    """Whether changed sentences are looked at again."""


class Rewritten(msgspec.Struct, frozen=True):
    """A rewriting of the text or of a part of it."""

    options: RewriteOptions
    original: str
    place: int | None
    """Where the original stands in the text, in Qt's positions; None: it does not any more."""
    variants: tuple[Variant, ...]
    """At least one has a text."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the text as it was before."""

    mode: Mode
    """What was done last."""
    text: str
    proofread: Proofread
    rewritings: tuple[Rewritten, ...]

    @property
    def empty(self) -> bool:
        """Whether a model has done nothing for the text yet."""
        return not self.proofread.checked and not self.rewritings


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Sheet)


def encode(sheet: Sheet) -> str:
    """For the history."""
    return _encoder.encode(sheet).decode()


def decode(content: str) -> Sheet:
    """From the history. Raises :class:`WritingUnreadable`."""
    try:
        return _decoder.decode(content)
    except msgspec.DecodeError as error:
        raise WritingUnreadable(str(error)) from error


class _Variants(msgspec.Struct):
    variants: tuple[Variant, ...] = ()


class _Texts(msgspec.Struct):
    text: str = ""
    rewritings: tuple[_Variants, ...] = ()


_texts = msgspec.json.Decoder(_Texts)


def readable(content: str) -> str:
    """The text and its variants, for a search; empty where they cannot be read."""
    try:
        found = _texts.decode(content)
    except msgspec.DecodeError:
        return ""
    return "\n".join([found.text, *(each.text for one in found.rewritings for each in one.variants)])
