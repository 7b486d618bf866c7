"""Which part of a dialogue the model sees when not all of it fits into the context.

What is left out are whole turns, the oldest first, and more of them than need be: the beginning of what is
sent then stays the same for several turns, so that the engine has it in its cache. Where the cut lies follows
from the dialogue alone, so the window, the command line and the next start of the program agree on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.engine.protocol import Tokenize
from assistant.engine.values import Message
from assistant.tasks.memory import LONGEST_NOTE, NOTHING, Memory
from assistant.tasks.steps import Counted, Failure, Task, Ticket, Wait

_SAMPLE = "Hi"
_LONGEST_RESERVE = 1024


@dataclass(frozen=True)
class Frame:
    """Tokens that a chat template puts around what people write."""

    base: int
    """Once for each prompt, the system prompt included."""
    message: int
    """For each message."""


@dataclass
class TokenCounts:
    """What has been counted so far with one model, so that nothing is counted twice."""

    texts: dict[str, int] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    """By system prompt."""


@dataclass(frozen=True)
class Measured:
    """A dialogue in tokens, to within a few: templates may treat some messages differently."""

    base: int
    """What every prompt has, whichever messages are in it."""
    sizes: tuple[int, ...]
    """Of each message."""

    def total(self, first: int = 0) -> int:
        """The prompt when the messages before ``first`` are left out."""
        return self.base + sum(self.sizes[first:])


@dataclass(frozen=True)
class Cut:
    """Where what is sent of a dialogue begins."""

    first: int = 0
    """The first message that is sent; 0: all are."""
    carried: int = 0
    """Tokens of what is kept of the messages before it."""
    note: str = ""
    covered: int = 0
    """How many messages, from the first, the note stands for."""


@dataclass(frozen=True)
class Window:
    """What the model can see: ``context`` tokens, of which some are for the answer."""

    context: int
    counts: TokenCounts
    max_tokens: int = 0
    """How long an answer may get; 0: no limit is set."""
    summarises: bool = False
    """A note stands for what does not fit."""

    @property
    def reserve(self) -> int:
        """Tokens kept free for the answer: those asked for, but a quarter of the context at most."""
        return min(self.max_tokens or _LONGEST_RESERVE, _LONGEST_RESERVE, self.context // 4)

    def room(self, measured: Measured) -> int:
        """Tokens for the messages."""
        return self.context - measured.base - self.reserve

    @property
    def longest_note(self) -> int:
        """Tokens that a note may take."""
        return min(LONGEST_NOTE, self.context // 8)

    def cut(self, messages: Sequence[Message], measured: Measured, memory: Memory) -> Cut:
        """Where to cut a dialogue that has been measured with its ``memory``.

        Room for a note is kept before there is one, so that writing it does not move the cut.
        """
        known = self.counts.texts
        notes = [self.longest_note, *(known[text] for _, text in memory.notes)] if self.summarises else [0]
        first = first_seen(messages, measured.sizes, self.room(measured), memory.pinned, max(notes))
        if not first:
            return Cut()
        covered, note = memory.note(first) if self.summarises else (0, "")
        pinned = sum(measured.sizes[at] for at in memory.pinned if at < first)
        return Cut(first, pinned + (known[note] if note else 0), note, covered)


def measure(
    messages: Sequence[Message], system_prompt: str, counts: TokenCounts, memory: Memory = NOTHING
) -> Task[Measured]:
    """Count a dialogue, which is without its system prompt; ``counts`` learns what it did not know."""
    system = [Message(role="system", content=system_prompt)] if system_prompt else []
    frame = counts.frames.get(system_prompt)
    if frame is None:
        one = [*system, Message(role="user", content=_SAMPLE)]
        three = [*one, Message(role="assistant", content=_SAMPLE), one[-1]]
        sample, shorter, longer = yield from _count(
            [Tokenize(text=_SAMPLE), Tokenize(messages=one), Tokenize(messages=three)]
        )
        around = max(-(-(longer - shorter - 2 * sample) // 2), 0)
        frame = counts.frames[system_prompt] = Frame(shorter - sample - around, around)
    texts = [*(each.content for each in messages), *(note for _, note in memory.notes)]
    sizes = {each: counts.texts.get(each) for each in texts}
    unknown = [text for text, size in sizes.items() if size is None]
    counted = dict(zip(unknown, (yield from _count(Tokenize(text=text) for text in unknown)), strict=True))
    counts.texts.update(counted)
    known = {text: size for text, size in sizes.items() if size is not None} | counted
    return Measured(frame.base, tuple(known[each.content] + frame.message for each in messages))


def _count(requests: Iterable[Tokenize]) -> Task[list[int]]:
    tickets: list[Ticket] = []
    for request in requests:
        tickets += [(yield request)]
    counted: dict[Ticket, int] = {}
    while len(counted) < len(tickets):
        match (yield Wait()):
            case Counted(ticket=ticket, result=result):
                counted[ticket] = result.count
            case Failure(error=error):
                raise error
    return [counted[ticket] for ticket in tickets]


def first_seen(
    messages: Sequence[Message],
    sizes: Sequence[int],
    room: int,
    pinned: Collection[int] = (),
    note: int = 0,
) -> int:
    """The first message that is sent with the last question, given the tokens of each and the ``room``.

    Those that are ``pinned`` take their room also when they are left out, and as soon as any is left out, a
    note takes so many tokens.

    A turn is a question with what answers it. The dialogue is gone through as it grew: whenever a question
    did not fit any more, the oldest turns went until the others took half of what the question left. The last
    question is never left out, even where it alone exceeds the room: then the engine says so.
    """
    questions = [at for at, message in enumerate(messages) if message.role == "user"]
    first = used = counted = carried = 0
    for question in questions:
        used += sum(sizes[counted:question])
        counted = question
        # An answer that is being continued is sent with the last question.
        asked = sizes[question] if question != questions[-1] else sum(sizes[question:])
        if carried + used + asked <= room:
            continue
        carried = carried if first else note
        for later in (each for each in questions if first < each <= question):
            used -= sum(sizes[first:later])
            carried += sum(sizes[at] for at in range(first, later) if at in pinned)
            first = later
            if used <= (room - carried - asked) // 2:
                break
        carried = carried if first else 0
    return first
