"""What the scheduler works on: an answer to generate, or continuations to score."""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import llama_cpp.llama_cpp as native
import numpy as np
import numpy.typing as npt

from assistant.engine.answer import AnswerText, Piece
from assistant.engine.draft import PromptLookup
from assistant.engine.llama.sampler import Sampler
from assistant.engine.llama.sequences import CachedSequence
from assistant.engine.llama.vocabulary import Vocabulary
from assistant.engine.protocol import (
    Event,
    Finished,
    Generated,
    PromptProgress,
    Scored,
    Started,
    Text,
)
from assistant.engine.values import (
    FinishReason,
    Priority,
    Timings,
    TokenInfo,
    Usage,
)

Emit = Callable[[Event], None]

_utf8 = partial(codecs.getincrementaldecoder("utf-8"), "replace")

_TEXT_INTERVAL_S = 0.02
"""Text is sent at most so often: a window draws no faster, and each message costs a core some time."""
_UNBOUNDED_RESERVE = 512
"""Cells that are set aside for an answer of unknown length when it is admitted."""


@dataclass(eq=False)
class SequenceJob:
    """A job that evaluates tokens in a sequence of its own."""

    number: int
    priority: Priority
    tokens: list[int]
    """The prompt, and what has been generated after it."""
    emit: Emit
    cache_key: str | None = None
    prompt_length: int = 0
    sequence: CachedSequence | None = None
    cached: int = 0
    busy_s: float = 0.0
    arrived: float = field(default_factory=time.perf_counter)
    started: float | None = None
    prompt_read: float | None = None

    def __post_init__(self) -> None:
        self.prompt_length = len(self.tokens)

    @property
    def pending(self) -> int:
        """Tokens that are not evaluated yet; 1 means that the job is decoding."""
        return len(self.tokens) - (len(self.sequence.tokens) if self.sequence else 0)

    @property
    def reserve(self) -> int:
        """Cells that the job may still need beyond its tokens."""
        return 0

    def start(self, cached: int, context: int) -> None:
        """The job has its sequence. Called again after a preemption, then without an event."""
        if self.started is None:
            self.started = time.perf_counter()
            self.cached = cached
            self.emit(
                Started(
                    job=self.number,
                    prompt_tokens=self.prompt_length,
                    cached_tokens=cached,
                    context=context,
                )
            )

    def report_reading(self, drafting_s: float) -> None:
        """Tell how much of the prompt has been read.

        ``drafting_s``: seconds of the evaluation that has just ended which a draft behind the prompt took.
        """
        assert self.sequence is not None
        done = min(len(self.sequence.tokens), self.prompt_length)
        if self.prompt_read is None:
            self.emit(PromptProgress(job=self.number, done=done, total=self.prompt_length))
            if done == self.prompt_length:
                self.prompt_read = time.perf_counter() - drafting_s

    def timings(self) -> Timings:
        """Seconds so far."""
        now = time.perf_counter()
        started = self.started if self.started is not None else now
        read = self.prompt_read if self.prompt_read is not None else now
        return Timings(
            queue_s=started - self.arrived, prompt_s=read - started, decode_s=now - read, busy_s=self.busy_s
        )

    def usage(self) -> Usage:
        """Tokens so far."""
        return Usage(prompt_tokens=self.prompt_length, cached_tokens=self.cached)

    def close(self) -> None:
        """Free what the job holds outside the cache."""


@dataclass(eq=False, kw_only=True)
class GenerateJob(SequenceJob):
    """An answer under way."""

    vocabulary: Vocabulary
    sampler: Sampler
    answer: AnswerText
    max_tokens: int = 0
    top_logprobs: int = 0
    lookup: PromptLookup | None = None
    finish_reason: FinishReason | None = None
    drafted: int = 0
    accepted: int = 0
    generated: int = 0
    _pieces: list[Piece] = field(default_factory=list)
    _infos: list[TokenInfo] = field(default_factory=list)
    _decoder: codecs.IncrementalDecoder = field(default_factory=_utf8)
    _sent: float = 0.0

    @property
    def reserve(self) -> int:
        return max(1, (self.max_tokens or _UNBOUNDED_RESERVE) - self.generated)

    def propose(self, room: int) -> list[int]:
        """A draft of what comes next, at most ``room`` tokens."""
        if self.lookup is None or room <= 0:
            return []
        if self.max_tokens:
            room = min(room, self.max_tokens - self.generated - 1)
        return self.lookup.propose(self.tokens[self.prompt_length :])[: max(room, 0)]

    def sample(self, context: Any, index: int) -> int:
        """Draw the next token from the logits at ``index`` and take it into the answer."""
        token = self.sampler.sample(context, index)
        if self.vocabulary.is_end(token):
            self.finish_reason = "stop"
            return token
        if self.top_logprobs:
            logprobs = log_softmax(context, index, self.vocabulary.size)
            self._infos.append(token_info(self.vocabulary, self._decoder, logprobs, token, self.top_logprobs))
        self.tokens.append(token)
        self.generated += 1
        self._pieces += self.answer.feed(self.vocabulary.piece(token))
        if self.answer.stopped:
            self.finish_reason = "stop_string"
        elif self.max_tokens and self.generated >= self.max_tokens:
            self.finish_reason = "length"
        return token

    def speak(self) -> None:
        """Send the text there is, unless some has been sent just now."""
        now = time.perf_counter()
        if now - self._sent >= _TEXT_INTERVAL_S:
            self._sent = now
            self.flush()

    def flush(self) -> None:
        """Send the text there is."""
        if not self._pieces and not self._infos:
            return
        infos, self._infos = self._infos, []
        pieces, self._pieces = self._pieces or [Piece("", thinking=False)], []
        for thinking, text in _joined(pieces):
            self.emit(Text(job=self.number, text=text, thinking=thinking, tokens=infos))
            infos = []

    def finish(self) -> None:
        """Send the rest and the end."""
        assert self.finish_reason is not None
        self._pieces += self.answer.finish()
        self.flush()
        self.emit(
            Finished(
                job=self.number,
                result=Generated(
                    finish_reason=self.finish_reason,
                    usage=self.usage(),
                    timings=self.timings(),
                    seed=self.sampler.seed,
                ),
            )
        )

    def usage(self) -> Usage:
        return Usage(
            prompt_tokens=self.prompt_length,
            cached_tokens=self.cached,
            completion_tokens=self.generated,
            drafted_tokens=self.drafted,
            accepted_tokens=self.accepted,
        )

    def close(self) -> None:
        self.sampler.close()


@dataclass(eq=False, kw_only=True)
class ScoreJob(SequenceJob):
    """Continuations of a prompt whose probabilities are wanted."""

    vocabulary: Vocabulary
    continuations: Sequence[Sequence[int]]
    top_logprobs: int = 0
    logprobs: list[float] = field(default_factory=list)
    _infos: list[list[TokenInfo]] = field(default_factory=list)
    _decoders: list[codecs.IncrementalDecoder] = field(default_factory=list)

    @property
    def reserve(self) -> int:
        return sum(len(tokens) for tokens in self.continuations)

    def begin_scores(self, context: Any, index: int) -> None:
        """Take the first token of every continuation from the logits after the prompt."""
        first = log_softmax(context, index, self.vocabulary.size)
        self.logprobs = [0.0] * len(self.continuations)
        self._infos = [[] for _ in self.continuations]
        self._decoders = [_utf8() for _ in self.continuations]
        for which, tokens in enumerate(self.continuations):
            if tokens:
                self._take(which, tokens[0], first)

    def add(self, which: int, token: int, context: Any, index: int) -> None:
        """Add the log-probability of a further token of one continuation."""
        self._take(which, token, log_softmax(context, index, self.vocabulary.size))

    def _take(self, which: int, token: int, logprobs: npt.NDArray[np.float64]) -> None:
        self.logprobs[which] += float(logprobs[token])
        if self.top_logprobs:
            decoder = self._decoders[which]
            info = token_info(self.vocabulary, decoder, logprobs, token, self.top_logprobs)
            self._infos[which].append(info)

    def finish(self) -> None:
        """Send the scores."""
        scores = [(s, len(c)) for s, c in zip(self.logprobs, self.continuations, strict=True)]
        infos = self._infos if self.top_logprobs else []
        result = Scored(scores=scores, tokens=infos, usage=self.usage(), timings=self.timings())
        self.emit(Finished(job=self.number, result=result))


def token_info(
    vocabulary: Vocabulary,
    decoder: codecs.IncrementalDecoder,
    logprobs: npt.NDArray[np.float64],
    token: int,
    count: int,
) -> TokenInfo:
    """What is told of a token: ``decoder`` has seen those before it, ``count`` likely ones are named."""
    count = min(count, vocabulary.size)
    # Sorting a whole vocabulary takes milliseconds.
    likely = np.argpartition(logprobs, -count)[-count:]
    likely = likely[np.argsort(logprobs[likely])[::-1]]
    texts = [vocabulary.piece(int(each)).decode("utf-8", "replace") for each in likely]
    named = list(zip(texts, logprobs[likely].tolist(), strict=True))
    return TokenInfo(text=decoder.decode(vocabulary.piece(token)), logprob=float(logprobs[token]), top=named)


def log_softmax(context: Any, index: int, size: int) -> npt.NDArray[np.float64]:
    """Natural logarithms of the probabilities of all tokens at batch position ``index``."""
    logits = np.ctypeslib.as_array(native.llama_get_logits_ith(context, index), shape=(size,))
    shifted = logits.astype(np.float64) - float(logits.max())
    result: npt.NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum())
    return result


def _joined(pieces: list[Piece]) -> list[tuple[bool, str]]:
    """Neighbouring pieces of one kind as one."""
    joined: list[tuple[bool, str]] = []
    for piece in pieces:
        if joined and joined[-1][0] == piece.thinking:
            joined[-1] = (piece.thinking, joined[-1][1] + piece.text)
        else:
            joined.append((piece.thinking, piece.text))
    return joined
