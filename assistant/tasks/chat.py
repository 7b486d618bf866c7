"""One answer in a dialogue, streamed as it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from assistant.engine.protocol import Generate
from assistant.engine.values import (
    FinishReason,
    Message,
    Sampling,
    Timings,
    Usage,
)
from assistant.storage.settings import RANDOM_SEED, Settings
from assistant.tasks.context import Window, measure
from assistant.tasks.memory import NOTHING, Memory, remembered
from assistant.tasks.notes import write_note
from assistant.tasks.steps import (
    Answer,
    Failure,
    Partial,
    Piece,
    Reading,
    Streamed,
    Task,
    TaskCancelled,
    Wait,
)

_DEFAULTS = Sampling()


def _as_in_settings(name: str) -> Any:
    """An option that has its label, range and default from the setting of the same name."""
    setting = Settings.__dataclass_fields__[name]
    return dataclasses.field(default=setting.default, metadata=setting.metadata)


@dataclass(frozen=True)
class ChatOptions:
    """What can be chosen for a conversation."""

    translation_context: ClassVar[str] = Settings.translation_context

    system_prompt: str = _as_in_settings("system_prompt")
    temperature: float = _as_in_settings("temperature")
    top_p: float = _as_in_settings("top_p")
    top_k: int = _as_in_settings("top_k")
    min_p: float = _as_in_settings("min_p")
    repeat_penalty: float = _as_in_settings("repeat_penalty")
    max_tokens: int = _as_in_settings("max_tokens")
    seed: int = _as_in_settings("seed")

    other_sampling: Sampling = _DEFAULTS
    """Where what no option shows comes from."""

    @classmethod
    def of(cls, settings: Settings, sampling: Sampling | None = None) -> ChatOptions:
        """As in the settings; ``sampling`` replaces theirs, for a model or a conversation with its own."""
        sampling = sampling or settings.sampling
        return cls(
            system_prompt=settings.system_prompt,
            temperature=sampling.temperature,
            top_p=sampling.top_p,
            top_k=sampling.top_k,
            min_p=sampling.min_p,
            repeat_penalty=sampling.repeat_penalty,
            max_tokens=settings.max_tokens,
            seed=RANDOM_SEED if sampling.seed is None else sampling.seed,
            other_sampling=sampling,
        )

    @property
    def sampling(self) -> Sampling:
        return msgspec.structs.replace(
            self.other_sampling,
            temperature=self.temperature,
            top_p=self.top_p,
            top_k=self.top_k,
            min_p=self.min_p,
            repeat_penalty=self.repeat_penalty,
            seed=None if self.seed == RANDOM_SEED else self.seed,
        )


@dataclass(frozen=True)
class ChatPartial:
    """What there is of an answer."""

    text: str
    thinking: str
    progress: tuple[int, int] | None = None
    """Tokens of the prompt that are read, of all; None when the answer has begun."""
    left_out: int = 0
    """How many messages, the oldest, the model does not see."""
    noting: bool = False
    """A note of these is being written, before the answer."""
    note: str = ""
    """The note, when it has just been written."""


@dataclass(frozen=True)
class ChatAnswer:
    """An answer, or what there was of it when it was cancelled."""

    text: str
    """With the given prefix."""
    thinking: str
    usage: Usage
    timings: Timings
    wall_s: float
    """Seconds from the engine's ``started`` to the end, as the client saw them."""
    finish_reason: FinishReason | None
    """None: cancelled."""
    seed: int | None


def chat(
    messages: Sequence[Message],
    options: ChatOptions,
    cache_key: str | None = None,
    prefix: str = "",
    window: Window | None = None,
    memory: Memory = NOTHING,
    thinking: str = "",
) -> Task[ChatAnswer]:
    """Answer the last of ``messages``, which are without the system prompt.

    ``cache_key`` names the dialogue's KV cache; with ``prefix`` an answer that has begun is continued, after
    the ``thinking`` that came before it. With a
    ``window``, the oldest turns are left out when not all fit into it; without one all are sent, and the task
    fails with :class:`~assistant.engine.errors.ContextOverflow` when they do not fit. ``memory`` says what is
    sent of those that are left out; where the window asks for a note and there is none that stands for all of
    them, it is written first. Shows :class:`ChatPartial`.
    """
    left_out = 0
    sent = list(messages)
    if window is not None:
        whole = [*messages, *([Message(role="assistant", content=prefix)] if prefix else [])]
        measured = yield from measure(whole, options.system_prompt, window.counts, memory)
        cut = window.cut(whole, measured, memory)
        left_out, note = cut.first, cut.note
        if window.summarises and cut.covered < left_out:
            yield Partial(ChatPartial(prefix, "", left_out=left_out, noting=True))
            note = yield from write_note(messages, left_out, measured, memory, window, "chat")
            yield Partial(ChatPartial(prefix, "", left_out=left_out, note=note))
        sent = remembered(messages, left_out, memory.pinned, note)
    system = [Message(role="system", content=options.system_prompt)] if options.system_prompt else []
    yield Streamed(
        Generate(
            messages=[*system, *sent],
            prefix=prefix,
            thinking=thinking or None,
            sampling=options.sampling,
            max_tokens=options.max_tokens,
            cache_key=cache_key,
        )
    )
    text, thought = prefix, ""
    while True:
        try:
            news = yield Wait()
        except TaskCancelled as cancelled:
            (news,) = cancelled.ends
        match news:
            case Reading(done=done, total=total):
                yield Partial(ChatPartial(text, thought, (done, total), left_out))
            case Piece():
                if news.thinking:
                    thought += news.text
                else:
                    text += news.text
                yield Partial(ChatPartial(text, thought, left_out=left_out))
            case Answer():
                return ChatAnswer(
                    prefix + news.text,
                    news.thinking,
                    news.usage,
                    news.timings,
                    news.wall_s,
                    news.finish_reason,
                    news.seed,
                )
            case Failure(error=error):
                raise error
