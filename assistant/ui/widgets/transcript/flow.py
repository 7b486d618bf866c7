"""Blocks of Markdown as parts, kept in step while the text grows: only what has changed is touched."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from assistant.ui.markdown.blocks import Block, Code, Formula, Mark, Place, Prose, Span, Table, plain_text
from assistant.ui.markdown.stream import MarkdownStream
from assistant.ui.widgets.transcript.code import CodePart
from assistant.ui.widgets.transcript.formula import FormulaPart
from assistant.ui.widgets.transcript.notices import RulePart
from assistant.ui.widgets.transcript.part import Part
from assistant.ui.widgets.transcript.prose import ProsePart
from assistant.ui.widgets.transcript.table import WIDEST, TablePart
from assistant.ui.widgets.transcript.typography import Typography

SLICE = 1_000
"""Characters that are parsed between two looks at the clock: a millisecond."""

_DEEPEST = 6


@dataclass(slots=True)
class Placed:
    """A part and where it stands in its message, in logical pixels; ``gap`` is the room above it."""

    part: Part
    gap: float = 0.0
    indent: float = 0.0
    bars: list[float] = field(default_factory=list)
    marker: str = ""
    joined: bool = False
    """It goes on directly below the part above when copied: an item of a tight list, a line of a quote."""
    x: float = 0.0
    y: float = 0.0

    @property
    def bottom(self) -> float:
        return self.y + self.part.height


class Flow:
    """The parts of one text in Markdown; ``quiet`` for what the model thought."""

    def __init__(self, typography: Typography, *, quiet: bool = False) -> None:
        self.placed: list[Placed] = []
        self._typography = typography
        self._quiet = quiet
        self._stream = MarkdownStream()
        self._blocks: list[Block] = []
        self._waiting = ""
        self._ended = False

    def feed(self, text: str) -> None:
        """Text that :meth:`work` will take in."""
        self._waiting += text

    def end(self) -> None:
        """No more text will come."""
        self._ended = True

    @property
    def waiting(self) -> int:
        """Characters that are not shown yet."""
        return len(self._waiting)

    def work(self, deadline: float) -> int | None:
        """Take in text until ``time.perf_counter()`` is past ``deadline``.

        Returns the index of the first part that changed, or None if nothing did. At least one slice is taken
        in.
        """
        first: int | None = None
        while self._waiting:
            slice_, self._waiting = self._waiting[:SLICE], self._waiting[SLICE:]
            changed = self._stream.feed(slice_)
            self._follow(changed)
            first = changed if first is None else min(first, changed)
            if time.perf_counter() > deadline:
                break
        if self._ended and not self._waiting:
            self._ended = False
            changed = self._stream.finish()
            self._follow(changed)
            first = changed if first is None else min(first, changed)
        return first

    def show(self, blocks: list[Block]) -> None:
        """Show blocks that were made elsewhere."""
        self._stream.blocks = blocks
        self._follow(0)

    def _follow(self, first: int) -> None:
        blocks = self._stream.blocks
        del self.placed[len(blocks) :]
        del self._blocks[len(blocks) :]
        for at in range(first, len(blocks)):
            block = blocks[at]
            if at < len(self.placed):
                if self._blocks[at] is block and not isinstance(block, Code | Table):
                    continue
                part = self._adapted(self.placed[at].part, self._blocks[at], block)
                self._blocks[at] = block
                self.placed[at] = self._place(part, at)
            else:
                self._blocks.append(block)
                self.placed.append(self._place(self._make(block), at))

    def _adapted(self, part: Part, old: Block, new: Block) -> Part:
        """The part for ``new``: the one at hand if it can take it over."""
        if (
            isinstance(new, Prose)
            and isinstance(old, Prose)
            and (old.spans, old.level) == (new.spans, new.level)
        ):
            return part
        if isinstance(part, CodePart) and isinstance(new, Code) and part.block.language == new.language:
            part.block = new
            part.refresh()
            return part
        if isinstance(part, TablePart) and isinstance(new, Table) and part.takes(new):
            part.refresh(new)
            return part
        return self._make(new)

    def _make(self, block: Block) -> Part:
        match block:
            case Prose():
                return ProsePart(block.spans, self._typography, level=block.level, quiet=self._quiet)
            case Code():
                return CodePart(block, self._typography)
            case Table() if len(block.head) <= WIDEST:
                return TablePart(block, self._typography)
            case Table():
                rows = "\n".join(" | ".join(map(plain_text, row)) for row in (block.head, *block.rows))
                return ProsePart((Span(rows, Mark.CODE),), self._typography)
            case Formula():
                return FormulaPart(block.tex, self._typography)
            case _:
                return RulePart(self._typography)

    def _place(self, part: Part, at: int) -> Placed:
        block = self._blocks[at]
        before = self._blocks[at - 1] if at else None
        place = block.place
        indent = 0.0
        bars = []
        for container in place.containers[:_DEEPEST]:
            if container == "quote":
                bars.append(indent)
                indent += self._typography.theme.px(16)
            else:
                indent += self._typography.indent
        return Placed(
            part,
            self._gap(before, block),
            indent,
            bars,
            place.marker,
            before is not None and _joined(before.place, place),
        )

    def _gap(self, before: Block | None, block: Block) -> float:
        px = self._typography.theme.px
        if before is None:
            return 0.0
        if isinstance(block, Prose) and block.level:
            return px(22) if block.level <= 2 else px(16)
        if isinstance(before, Prose) and before.level:
            return px(6)
        if _joined(before.place, block.place):
            return px(2)
        if isinstance(block, Prose) and isinstance(before, Prose):
            same = block.place.containers[:1] == before.place.containers[:1] != ()
            return px(8) if same else px(12)
        return px(14)


def _joined(before: Place, place: Place) -> bool:
    return place.tight and bool(place.marker) and bool(before.containers)
