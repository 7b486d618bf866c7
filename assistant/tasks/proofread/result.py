"""What proofreading finds, and how far it is. All offsets are characters of the text that was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.engine.values import Timings, Usage
from assistant.tasks.edits.edit import Edit

LeftReason = Literal["too long", "cut off", "empty", "other language", "other length", "other sentence"]
"""Why an answer was not taken for a revision of its sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that the model has been shown."""

    start: int
    end: int
    edits: tuple[Edit, ...]
    left: LeftReason | None = None
    """Set: the answer was no revision, and the sentence is as it was."""


@dataclass(frozen=True, slots=True)
class ProofreadPartial:
    """How far it is."""

    checked: Checked
    """The sentence that is new."""
    done: int
    """Sentences so far, of ``total``."""
    total: int


@dataclass(frozen=True, slots=True)
class Proofreading:
    """The result; of a cancelled run, what there was."""

    checked: tuple[Checked, ...]
    """In the order of the text."""
    total: int
    """Sentences there are."""
    language: str
    """BCP 47."""
    usage: Usage
    timings: Timings
    wall_s: float

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All of them, in the order of the text; they do not overlap."""
        return tuple(edit for each in self.checked for edit in each.edits)

    @property
    def left(self) -> int:
        """Sentences that were left as they are because the answer was no revision."""
        return sum(each.left is not None for each in self.checked)
