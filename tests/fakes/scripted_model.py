"""An engine in this process whose model is a function: for tasks, that ask a model thousands of things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from assistant.engine.protocol import (
    Cancelled,
    Event,
    Finished,
    Generate,
    Generated,
    Job,
    Score,
    Scored,
    Text,
    Tokenize,
    Tokenized,
)
from assistant.engine.values import FinishReason, Timings, Usage

Listener = Callable[[Event], None]

AROUND = 11
"""Tokens that the chat template adds to a message."""
_TOKEN = regex.compile(r"[\p{Latin}\p{Cyrillic}]{1,5}|\s?[^\s\p{Latin}\p{Cyrillic}]|\s+")


def tokens(text: str) -> int:
    """As a tokenizer has it: words in pieces, everything else by the character."""
    return len(_TOKEN.findall(text))


class ScriptedModel:
    """Takes the place of the engine for a :class:`~assistant.tasks.runner.TaskRun`.

    Jobs are answered at once; from the one numbered ``holds_from`` (of those that are not counting) on they
    stay open until they are cancelled.
    """

    finish_reason: FinishReason = "stop"

    def __init__(
        self,
        write: Callable[[Generate], str] = lambda _request: "",
        rank: Callable[[Score], Sequence[float]] = lambda request: [0.0] * len(request.continuations),
        *,
        context: int = 4096,
        holds_from: int = 1 << 30,
    ) -> None:
        self.requests: list[Generate | Score] = []
        self._write = write
        self._rank = rank
        self._context = context
        self._holds_from = holds_from
        self._held: dict[int, Listener] = {}
        self._jobs = 0

    @property
    def prompts(self) -> list[str]:
        """What the model was given to read, in order."""
        return [message.content for request in self.requests for message in request.messages]

    def submit(self, command: Job, listener: Listener) -> int:
        self._jobs += 1
        job = self._jobs
        if isinstance(command, Tokenize):
            count = _prompt_tokens(command) if command.messages else tokens(command.text or "")
            listener(Finished(job=job, result=Tokenized(count=count)))
            return job
        assert isinstance(command, Generate | Score)
        self.requests.append(command)
        used = _prompt_tokens(command) + self._most_tokens(command)
        assert used <= self._context, f"{used} tokens in a context of {self._context}"
        if len(self.requests) >= self._holds_from:
            self._held[job] = listener
        else:
            self._answer(job, command, listener)
        return job

    def cancel(self, job: int) -> None:
        if listener := self._held.pop(job, None):
            listener(Cancelled(job=job))

    def _answer(self, job: int, command: Generate | Score, listener: Listener) -> None:
        usage = Usage(prompt_tokens=_prompt_tokens(command))
        if isinstance(command, Score):
            scores = [(value, 1) for value in self._rank(command)]
            listener(Finished(job=job, result=Scored(scores=scores, usage=usage, timings=Timings())))
            return
        listener(Text(job=job, text=self._write(command)))
        result = Generated(finish_reason=self.finish_reason, usage=usage, timings=Timings(), seed=1)
        listener(Finished(job=job, result=result))

    @staticmethod
    def _most_tokens(command: Generate | Score) -> int:
        if isinstance(command, Generate):
            assert command.max_tokens, "an answer without a bound"
            return command.max_tokens
        return tokens(command.prefix) + sum(map(tokens, command.continuations))


def _prompt_tokens(command: Generate | Score | Tokenize) -> int:
    return AROUND + sum(tokens(message.content) for message in command.messages)
