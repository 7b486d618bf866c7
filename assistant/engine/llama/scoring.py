"""How likely continuations are after a shared prompt: many of them in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.llama.batch import Batch
from assistant.engine.llama.jobs import ScoreJob
from assistant.engine.llama.model import LlamaModel
from assistant.engine.llama.sequences import CachedSequence, SequencePool


@dataclass
class _Continuation:
    """A continuation that is being scored: ``done`` of its tokens are evaluated."""

    which: int
    tokens: Sequence[int]
    done: int = 0
    place: CachedSequence | None = None


class Scoring:
    """Evaluates the continuations of a job whose prompt has just been evaluated."""

    def __init__(self, model: LlamaModel, pool: SequencePool, batch: Batch) -> None:
        """``batch`` is the scheduler's, which is free in the meantime."""
        self._model = model
        self._pool = pool
        self._batch = batch

    def run(self, job: ScoreJob) -> int:
        """Evaluate all continuations; the status of the evaluation that failed, or 0."""
        assert job.sequence is not None
        todo = [_Continuation(i, tokens) for i, tokens in enumerate(job.continuations) if len(tokens) > 1]
        while todo:
            group = todo[: self._model.settings.parallel]
            status = self._evaluate(job, job.sequence, group)
            if status:
                for entry in todo:
                    if entry.place is not None:
                        self._pool.drop(entry.place)
                return status
            for entry in group:
                if entry.place is not None and entry.done == len(entry.tokens) - 1:
                    self._pool.drop(entry.place)
                    todo.remove(entry)
        return 0

    def _evaluate(self, job: ScoreJob, prompt: CachedSequence, group: list[_Continuation]) -> int:
        """One batch of continuations, as much of each as has room. Returns the status of the evaluation."""
        self._batch.clear()
        pieces: list[tuple[_Continuation, int, Sequence[int]]] = []
        for entry in group:
            room = min(self._batch.room, self._model.outputs - self._batch.outputs)
            # The last token's own logits are not needed: it is only predicted.
            piece = entry.tokens[entry.done : min(len(entry.tokens) - 1, entry.done + room)]
            if piece:
                entry.place = entry.place or self._pool.create(prompt, len(prompt.tokens))
                position = len(entry.place.tokens)
                first = self._batch.add(piece, position, entry.place.number, outputs=len(piece))
                pieces.append((entry, first, piece))
        status = self._batch.decode(self._model.context)
        if status:
            return status
        for entry, first, piece in pieces:
            assert entry.place is not None
            self._pool.extend(entry.place, piece)
            for offset in range(len(piece)):
                following = entry.tokens[entry.done + offset + 1]
                job.add(entry.which, following, self._model.context, first + offset)
            entry.done += len(piece)
        return 0
