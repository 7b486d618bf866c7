"""Several jobs in one context: prompt pieces and single tokens of different sequences share a batch.

The interactive chat goes before background work; among equals, first come, first served. A long prompt is
read in pieces, so that a stream beside it waits for one piece at most.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from assistant.engine.errors import ContextOverflow, DecodeFailed, EngineError
from assistant.engine.llama import library
from assistant.engine.llama.batch import ABORTED, NO_ROOM, Batch
from assistant.engine.llama.idle import IdleDialogues
from assistant.engine.llama.jobs import Emit, GenerateJob, ScoreJob, SequenceJob
from assistant.engine.llama.kv_store import KvStore
from assistant.engine.llama.model import IDLE_SEQUENCES, AbortFlag, LlamaModel
from assistant.engine.llama.scoring import Scoring
from assistant.engine.llama.sequences import CachedSequence, SequencePool
from assistant.engine.protocol import Cancelled, Failed

_PIECE_SECONDS = 1.5
"""A prompt piece should not take longer than this, so that progress is seen."""
_SHARED_PIECE_SECONDS = 0.25
"""The same while a chat answer streams beside it, and where a cancel must wait for the piece's end."""
_LEAST_PIECE = 64
_LEAST_UNABORTABLE_PIECE = 16


@dataclass
class _Part:
    """What one job has in the batch."""

    job: SequenceJob
    first: int
    count: int
    draft: list[int]


class Scheduler:
    """Runs the jobs of one model. :meth:`step` evaluates one batch."""

    def __init__(self, model: LlamaModel, abort: AbortFlag, emit: Emit, store: KvStore | None) -> None:
        self._model = model
        self._abort = abort
        self._emit = emit
        self._batch = Batch(model.batch_size)
        self.pool = SequencePool(model, model.settings.parallel + IDLE_SEQUENCES)
        self._scoring = Scoring(model, self.pool, self._batch)
        self._idle = IdleDialogues(model.context, self.pool, store)
        self._waiting: list[SequenceJob] = []
        self._active: list[SequenceJob] = []
        self._prompt_speed = 0.0
        self._least_piece = _LEAST_PIECE if model.abortable else _LEAST_UNABORTABLE_PIECE

    @property
    def busy(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._waiting or self._active)

    def submit(self, job: SequenceJob) -> None:
        """Queue a job. Raises :class:`ContextOverflow` if its prompt can never fit."""
        needed = len(job.tokens) + 1
        if needed > self.pool.capacity:
            raise ContextOverflow(needed=needed, available=self.pool.capacity)
        self._waiting.append(job)
        self._waiting.sort(key=lambda waiting: (waiting.priority != "chat", waiting.arrived))

    def cancel(self, numbers: Collection[int]) -> None:
        """End these jobs; what they have evaluated stays in the cache."""
        for job in [job for job in self._active + self._waiting if job.number in numbers]:
            self._end(job)
            if isinstance(job, GenerateJob):
                job.flush()
            self._emit(Cancelled(job=job.number, usage=job.usage(), timings=job.timings()))

    def step(self) -> None:
        """Admit what can begin, evaluate one batch, and hand out what it gave."""
        self._admit()
        parts = self._fill()
        if not parts:
            return
        began = time.perf_counter()
        status = self._batch.decode(self._model.context)
        if status == 0:
            self._hand_out(parts, began)
        elif status == ABORTED:
            self._roll_back(parts)
        elif status == NO_ROOM:
            self._roll_back(parts)
            self._relieve()
        else:
            self._fail(parts, DecodeFailed("\n".join(library.log.complaints), status=status))

    def save_idle(self) -> bool:
        """Save one idle dialogue that has changed since it was last saved; False if there is none."""
        return self._idle.save_one()

    def forget(self, cache_key: str) -> None:
        """Drop the cache of a dialogue from memory and disk."""
        for sequence in list(self.pool.sequences):
            if sequence.cache_key == cache_key:
                sequence.cache_key = None
                if not sequence.busy:
                    self.pool.drop(sequence)
        for job in self._active + self._waiting:
            if job.cache_key == cache_key:
                job.cache_key = None
        self._idle.forget(cache_key)

    def close(self) -> None:
        """Save the dialogues; the jobs that are left end as cancelled."""
        self.cancel([job.number for job in self._active + self._waiting])
        while self.save_idle():
            pass

    # ---------------------------------------------------------------------------------------- admission

    def _admit(self) -> None:
        while self._waiting:
            job = self._waiting[0]
            # A chat never waits for a place behind background work.
            places = self._model.settings.parallel + (job.priority == "chat")
            if len(self._active) >= places or not self._place(job):
                return
            self._waiting.pop(0)
            self._active.append(job)

    def _place(self, job: SequenceJob) -> bool:
        """Give the job its sequence, unless the cache has no room for it now."""
        self._idle.bring_back(job.tokens, job.cache_key)
        source, keep = self.pool.best(job.tokens)
        working = any(other.priority != "chat" for other in (job, *self._active))
        works = self._model.settings.parallel if working else 0
        self._idle.put_away(source, works)
        growth = sum(active.reserve + active.pending for active in self._active)
        needed = len(job.tokens) - keep + job.reserve + growth
        if not self.pool.make_room(min(needed, self.pool.capacity), keep=source) and self._active:
            return False
        if source is not None and not source.busy and self._takes_over(job, source, keep):
            job.sequence = self.pool.take(source, keep)
        else:
            job.sequence = self.pool.create(source, keep)
            self._idle.put_away(None, works)
        job.sequence.cache_key = job.cache_key
        job.sequence.dialogue = job.cache_key is not None or job.priority == "chat"
        job.start(keep, self._model.context_size)
        return True

    @staticmethod
    def _takes_over(job: SequenceJob, source: CachedSequence, keep: int) -> bool:
        """Whether the source is the same dialogue, finished work, or holds nothing beyond what is taken."""
        if source.cache_key is not None:
            return source.cache_key == job.cache_key
        return not source.dialogue or keep == len(source.tokens)

    # --------------------------------------------------------------------------------------------- step

    def _fill(self) -> list[_Part]:
        self._batch.clear()
        decoding = [job for job in self._active if job.pending == 1]
        reading = [job for job in self._active if job.pending > 1]
        parts = [self._add_decoding(job, len(decoding)) for job in decoding]
        chat_streams = any(job.priority == "chat" for job in decoding)
        hurry = chat_streams or not self._model.abortable
        room = min(self._batch.room, self._piece(_SHARED_PIECE_SECONDS if hurry else _PIECE_SECONDS))
        for job in sorted(reading, key=lambda job: job.priority != "chat"):
            if room <= 0 or self._batch.outputs >= self._model.outputs:
                break
            part = self._add_reading(job, room)
            parts.append(part)
            room -= part.count + len(part.draft)
        return parts

    def _add_reading(self, job: SequenceJob, room: int) -> _Part:
        """As much of the prompt as has room; behind its end what the answer is expected to begin with."""
        assert job.sequence is not None
        done = len(job.sequence.tokens)
        piece = job.tokens[done : done + room]
        complete = done + len(piece) == len(job.tokens)
        draft: list[int] = []
        if complete:
            most = min(room - len(piece), self._model.outputs - self._batch.outputs - 1)
            draft = self._draft(job, most, self._batch.size + len(piece))
        outputs = int(complete) + len(draft)
        first = self._batch.add(piece + draft, done, job.sequence.number, outputs=outputs)
        return _Part(job, first, len(piece), draft)

    def _add_decoding(self, job: SequenceJob, streams: int) -> _Part:
        assert job.sequence is not None
        position = len(job.sequence.tokens)
        most = min(self._model.outputs, self._batch.capacity) // streams - 1
        draft = self._draft(job, most, self._batch.size + streams)
        tokens = job.tokens[position:] + draft
        first = self._batch.add(tokens, position, job.sequence.number, outputs=len(tokens))
        return _Part(job, first, 1, draft)

    def _draft(self, job: SequenceJob, most: int, others: int) -> list[int]:
        """What may come after the job's tokens; ``others`` are the tokens of this step that need cells."""
        if not isinstance(job, GenerateJob):
            return []
        free = self.pool.capacity - max(self.pool.cells_used + others, len(job.tokens) + 1)
        return job.propose(min(most, free))

    def _piece(self, seconds: float) -> int:
        if not self._prompt_speed:
            return self._batch.capacity if self._model.abortable else self._least_piece
        return max(self._least_piece, int(self._prompt_speed * seconds))

    def _hand_out(self, parts: list[_Part], began: float) -> None:
        decoded = time.perf_counter()
        to_score: list[ScoreJob] = []
        for part in parts:
            job = part.job
            assert job.sequence is not None
            position = len(job.sequence.tokens)
            self.pool.extend(job.sequence, job.tokens[position : position + part.count])
            job.report_reading((decoded - began) * len(part.draft) / self._batch.size)
            if job.pending:
                continue
            last = part.first + part.count - 1
            if isinstance(job, GenerateJob):
                self._sample(job, last, part.draft)
            elif isinstance(job, ScoreJob):
                job.begin_scores(self._model.context, last)
                to_score.append(job)
        ended = time.perf_counter()
        share = (ended - began) / self._batch.size
        for part in parts:
            part.job.busy_s += share * (part.count + len(part.draft))
        self._measure(parts, decoded - began)
        for part in parts:
            if isinstance(part.job, GenerateJob):
                self._finish_or_speak(part.job)
        for score_job in to_score:
            self._score(score_job)

    def _sample(self, job: GenerateJob, index: int, draft: list[int]) -> None:
        """Draw after the last evaluated token, and on along the draft as long as the model agrees."""
        assert job.sequence is not None
        context = self._model.context
        token = job.sample(context, index)
        accepted = 0
        for expected in draft:
            if job.finish_reason or token != expected:
                break
            accepted += 1
            self.pool.extend(job.sequence, [token])
            token = job.sample(context, index + accepted)
        if draft:
            job.drafted += len(draft)
            job.accepted += accepted
            assert job.lookup is not None
            job.lookup.learn(len(draft), accepted)
            if accepted < len(draft):
                self.pool.truncate(job.sequence, len(job.sequence.tokens))

    def _finish_or_speak(self, job: GenerateJob) -> None:
        if job.finish_reason is None and len(job.tokens) >= self.pool.capacity:
            job.finish_reason = "context"
        if job.finish_reason is None:
            job.speak()
            return
        self._end(job)
        job.finish()

    def _measure(self, parts: list[_Part], seconds: float) -> None:
        """Learn the speed of prompt reading from batches that were mostly that."""
        if self._batch.size >= self._least_piece and all(not part.draft for part in parts):
            speed = self._batch.size / seconds
            self._prompt_speed = speed if not self._prompt_speed else (self._prompt_speed + speed) / 2

    def _score(self, job: ScoreJob) -> None:
        """The prompt is evaluated: now its continuations are, in batches of their own."""
        assert job.sequence is not None
        began = time.perf_counter()
        status = self._scoring.run(job)
        if status == 0:
            job.busy_s += time.perf_counter() - began
            self._end(job)
            job.finish()
        elif status == ABORTED:
            # Another job was cancelled, or this one: then it is not reached again.
            self.pool.truncate(job.sequence, max(len(job.tokens) - 2, 0))
        else:
            self._fail([_Part(job, 0, 0, [])], DecodeFailed(status=status))

    # ---------------------------------------------------------------------------------- ends and troubles

    def _end(self, job: SequenceJob) -> None:
        """Take a job out; its sequence stays in the cache, idle."""
        if job in self._active:
            self._active.remove(job)
        else:
            self._waiting.remove(job)
        job.close()
        sequence, job.sequence = job.sequence, None
        if sequence is None:
            return
        sequence.busy = False
        self.pool.touch(sequence)
        if job.cache_key is not None:
            for other in self.pool.idle:
                if other is not sequence and other.cache_key == job.cache_key:
                    self.pool.drop(other)

    def _roll_back(self, parts: list[_Part]) -> None:
        """Forget what an evaluation that did not end has left in the cache."""
        for part in parts:
            assert part.job.sequence is not None
            self.pool.truncate(part.job.sequence, len(part.job.sequence.tokens))

    def _relieve(self) -> None:
        """The cache is full: give up an idle sequence, else send the latest job back to wait."""
        idle = self.pool.idle
        if idle:
            self._idle.save(idle[0])
            self.pool.drop(idle[0])
            return
        if len(self._active) > 1:
            job = max(self._active, key=lambda job: (job.priority != "chat", job.started or 0))
            self._active.remove(job)
            assert job.sequence is not None
            self.pool.drop(job.sequence)
            job.sequence = None
            self._waiting.insert(0, job)
            return
        job = self._active[0]
        if isinstance(job, GenerateJob) and job.generated:
            job.finish_reason = "context"
            self._finish_or_speak(job)
        else:
            overflow = ContextOverflow(needed=len(job.tokens) + job.reserve, available=self.pool.capacity)
            self._fail([_Part(job, 0, 0, [])], overflow)

    def _fail(self, parts: list[_Part], error: EngineError) -> None:
        for part in parts:
            job, sequence = part.job, part.job.sequence
            self._end(job)
            if sequence is not None:
                self.pool.drop(sequence)
            self._emit(Failed(job=job.number, code=error.code, values=error.values, detail=error.detail))
