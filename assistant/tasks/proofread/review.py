"""The edits that are still to be decided on, while the text is changed by them and by its writer.

Sentences keep their places as the text around them changes. A sentence that is touched loses its edits and is
to be looked at again. A text that was here before, as after an undo, has its edits back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.tasks.edits.difference import applied
from assistant.tasks.edits.edit import Edit, Kind
from assistant.tasks.proofread.result import Checked

Span = tuple[int, int]

_REMEMBERED = 50
"""Texts whose edits are known again when they come back."""


@dataclass(eq=False, slots=True)
class _Place:
    """A sentence that was looked at, where it stands now, with what is proposed for it."""

    start: int
    length: int
    edits: list[Edit] = field(default_factory=list)
    """Their offsets are into the sentence."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edit that waits for a decision. It stays the same while the text changes around it."""

    edit: Edit
    """Its offsets are into its sentence."""
    _place: _Place = field(repr=False)

    @property
    def start(self) -> int:
        """Where it begins in the text as it is now."""
        return self._place.start + self.edit.start

    @property
    def end(self) -> int:
        return self._place.start + self.edit.end

    @property
    def after(self) -> str:
        return self.edit.after


class Review:
    """All offsets are characters. What is changed in ``text`` elsewhere must be told here, too."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._places: list[_Place] = []
        self._touched: list[Span] = []
        self._since: list[tuple[int, int, int]] | None = None
        self._rejected: set[tuple[str, str]] = set()
        self._suggestions: list[Suggestion] | None = None
        """Those of now, once somebody has asked for them: of a long text they take milliseconds to make."""
        self._memory: deque[tuple[str, list[_Place]]] = deque(maxlen=_REMEMBERED)

    # ------------------------------------------------------------------------------------------ what is found

    def begin(self) -> None:
        """The text as it is now is being looked at: what is added from now on is found in it."""
        self._since = []

    def end(self) -> None:
        """Nothing is being looked at any more."""
        self._since = None

    def add(self, checked: Checked) -> None:
        """Take in a sentence that was looked at. If it was changed meanwhile it is to be looked at again."""
        start, end = checked.start, checked.end
        touched = False
        for position, removed, added in self._since or ():
            touched = touched or (position < end and start < position + removed) or start < position < end
            start, end = _moved((start, end), position, position + removed, added - removed)
        if touched:
            self._touch(start, end)
            return
        self._suggestions = None
        edits = [
            replace(edit, start=edit.start - checked.start, end=edit.end - checked.start)
            for edit in checked.edits
            if (edit.before, edit.after) not in self._rejected
        ]
        index = bisect_right(self._places, start, key=lambda place: place.start)
        if index and self._places[index - 1].start == start:
            index -= 1
            del self._places[index]
        self._places.insert(index, _Place(start, end - start, edits))

    @property
    def suggestions(self) -> list[Suggestion]:
        """All that wait for a decision, in the order of the text."""
        if self._suggestions is None:
            self._suggestions = [Suggestion(edit, place) for place in self._places for edit in place.edits]
        return self._suggestions

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(place.edits) for place in self._places)

    def within(self, start: int, end: int) -> Iterator[Suggestion]:
        """Those that stand in a part of the text, in order."""
        index = max(0, bisect_right(self._places, start, key=lambda place: place.start) - 1)
        for place in islice(self._places, index, None):
            if place.start > end:
                return
            for edit in place.edits:
                if place.start + edit.end >= start and place.start + edit.start <= end:
                    yield Suggestion(edit, place)

    # ------------------------------------------------------------------------------------------------ at rest

    @property
    def checked(self) -> tuple[Checked, ...]:
        """The sentences that were looked at, with what is still proposed for them."""
        return tuple(
            Checked(
                place.start,
                place.start + place.length,
                tuple(
                    replace(edit, start=place.start + edit.start, end=place.start + edit.end)
                    for edit in place.edits
                ),
            )
            for place in self._places
        )

    @property
    def rejected(self) -> tuple[tuple[str, str], ...]:
        """What is not proposed again, before and after."""
        return tuple(sorted(self._rejected))

    def restore(self, checked: Iterable[Checked], rejected: Iterable[tuple[str, str]]) -> None:
        """Go on with what was known of this text before."""
        self._touched = []
        self._rejected.update(rejected)
        for each in checked:
            self.add(each)

    # ---------------------------------------------------------------------------------------------- decisions

    def acceptable(self, kind: Kind | None = None) -> list[Suggestion]:
        """What may be accepted at once: all without a flag, or those of one kind."""
        return [
            each
            for each in self.suggestions
            if each.edit.flag is None and (kind is None or each.edit.kind == kind)
        ]

    def accept(self, accepted: Collection[Suggestion]) -> None:
        """Make these edits in ``text``."""
        self._remember()
        self._suggestions = None
        text = applied(self.text, accepted)
        chosen = set(map(_key, accepted))
        moved = 0
        for place in self._places:
            place.start += moved
            grown = 0
            edits = []
            for edit in place.edits:
                if (id(place), id(edit)) in chosen:
                    self._note(place.start + edit.start + grown, edit.end - edit.start, len(edit.after))
                    grown += len(edit.after) - (edit.end - edit.start)
                else:
                    edits.append(
                        replace(edit, start=edit.start + grown, end=edit.end + grown) if grown else edit
                    )
            place.edits = edits
            place.length += grown
            moved += grown
        self.text = text
        self._remember()

    def reject(self, rejected: Collection[Suggestion]) -> None:
        """Leave the text as it is there, also when it is looked at again."""
        self._suggestions = None
        self._rejected.update((each.edit.before, each.edit.after) for each in rejected)
        chosen = set(map(_key, rejected))
        for place in self._places:
            place.edits = [edit for edit in place.edits if (id(place), id(edit)) not in chosen]
        self._remember()

    # ------------------------------------------------------------------------------------------------ writing

    def change(self, start: int, end: int, inserted: str) -> None:
        """The writer has put ``inserted`` in the place of what stood at ``start`` up to ``end``."""
        self._remember()
        self._suggestions = None
        self.text = self.text[:start] + inserted + self.text[end:]
        self._note(start, end - start, len(inserted))
        moved = len(inserted) - (end - start)
        first, last = start, start + len(inserted)
        kept = []
        for place in self._places:
            if place.start + place.length < start:
                kept.append(place)
            elif place.start > end:
                place.start += moved
                kept.append(place)
            else:
                first = min(first, place.start)
                last = max(last, place.start + place.length + moved)
        self._places = kept
        self._touched = [_moved(span, start, end, moved) for span in self._touched]
        self._recall()
        if not self._is_known(first, last):
            self._touch(first, max(last, first))

    def was(self, text: str) -> bool:
        """Whether the text was this one not long ago."""
        return any(text == each for each, _places in self._memory)

    def take_touched(self) -> list[Span]:
        """The parts that are to be looked at again; they count as looked at from now on."""
        touched, self._touched = self._touched, []
        return [(max(0, start), min(len(self.text), end)) for start, end in touched]

    @property
    def touched(self) -> bool:
        """Whether anything is to be looked at again."""
        return bool(self._touched)

    # ------------------------------------------------------------------------------------------------- inside

    def _note(self, position: int, removed: int, added: int) -> None:
        if self._since is not None:
            self._since.append((position, removed, added))

    def _touch(self, start: int, end: int) -> None:
        apart = [span for span in self._touched if span[1] < start or span[0] > end]
        met = [span for span in self._touched if not (span[1] < start or span[0] > end)]
        start = min([start, *(span[0] for span in met)])
        end = max([end, *(span[1] for span in met)])
        self._touched = sorted((*apart, (start, end)))

    def _remember(self) -> None:
        places = [_Place(place.start, place.length, list(place.edits)) for place in self._places]
        self._memory.append((self.text, places))

    def _recall(self) -> None:
        """Bring back what was known of this text, if it was here before, where nothing is known now."""
        for text, places in reversed(self._memory):
            if text == self.text:
                back = [_Place(each.start, each.length, list(each.edits)) for each in places]
                back = [each for each in back if not self._is_known(each.start, each.start + each.length)]
                self._places = sorted((*self._places, *back), key=lambda place: place.start)
                return

    def _is_known(self, start: int, end: int) -> bool:
        """Whether a sentence that was looked at stands in this part of the text."""
        index = bisect_left(self._places, end, key=lambda each: each.start) - 1
        return index >= 0 and self._places[index].start + self._places[index].length > start


def _key(suggestion: Suggestion) -> tuple[int, int]:
    return id(suggestion._place), id(suggestion.edit)


def _moved(span: Span, start: int, end: int, moved: int) -> Span:
    """Where a span lies after what stood at ``start`` up to ``end`` has become longer by ``moved``."""
    first, last = span
    if first >= start:
        first = first + moved if first >= end else start
    if last > start:
        last = last + moved if last >= end else end + moved
    return first, last
