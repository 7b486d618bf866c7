"""What the pool says of the KV cache is what llama.cpp has in it, whatever order jobs come in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import llama_cpp.llama_cpp as native
import pytest

from assistant.engine.answer import AnswerText
from assistant.engine.llama.jobs import GenerateJob, ScoreJob, SequenceJob
from assistant.engine.llama.model import AbortFlag, LlamaModel
from assistant.engine.llama.sampler import Sampler
from assistant.engine.llama.scheduler import Scheduler
from assistant.engine.protocol import Event, Text
from assistant.engine.values import LoadSettings, Priority, Sampling

pytestmark = pytest.mark.model

CAPITAL = (
    "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
    "<|im_start|>user\nWhat is the capital of France? One word.<|im_end|>\n<|im_start|>assistant\n"
)
"""Less than is worth keeping, and often asked: many sequences begin with it."""
TEXT = "The lighthouse keeper counts the ships. "


@pytest.fixture(scope="module")
def model(starter_model: Path) -> Iterator[LlamaModel]:
    made = LlamaModel(str(starter_model), LoadSettings(context=1024), AbortFlag())
    yield made
    made.close()


class Work:
    """A scheduler without a process around it."""

    def __init__(self, model: LlamaModel, chance: random.Random) -> None:
        native.llama_memory_clear(model.memory, True)
        self.model, self.chance = model, chance
        self.said: dict[int, str] = {}
        self.scheduler = Scheduler(model, AbortFlag(), self._note, None)
        self._numbers = 0

    def _note(self, event: Event) -> None:
        if isinstance(event, Text):
            self.said[event.job] = self.said.get(event.job, "") + event.text

    def submit(self, text: str, *, max_tokens: int = 4, score: bool = False) -> int:
        self._numbers += 1
        vocabulary = self.model.vocabulary
        priority: Priority = self.chance.choice(["chat", "background"])
        tokens = vocabulary.tokenize_prompt(text)
        job: SequenceJob
        if score:
            job = ScoreJob(
                number=self._numbers,
                priority=priority,
                tokens=tokens,
                emit=self._note,
                vocabulary=vocabulary,
                continuations=[vocabulary.tokenize(text, special=False) for text in (" a ship", " b")],
            )
        else:
            job = GenerateJob(
                number=self._numbers,
                priority=priority,
                tokens=tokens,
                emit=self._note,
                cache_key=self.chance.choice([None, None, "a", "b"]),
                vocabulary=vocabulary,
                sampler=Sampler(vocabulary, Sampling(temperature=0), self.model.context_trained),
                answer=AnswerText([], None, begins_thinking=False),
                max_tokens=max_tokens,
            )
        self.scheduler.submit(job)
        return self._numbers

    def finish(self) -> None:
        while self.scheduler.busy:
            self.scheduler.step()
            self.check()

    def check(self) -> None:
        memory = self.model.memory
        for sequence in self.scheduler.pool.sequences:
            first = native.llama_memory_seq_pos_min(memory, sequence.number)
            last = native.llama_memory_seq_pos_max(memory, sequence.number)
            assert last == len(sequence.tokens) - 1, "tokens and cells have parted"
            assert first == (0 if sequence.tokens else -1), "the beginning has gone"


def test_no_order_of_jobs_parts_the_pool_from_the_cache(model: LlamaModel) -> None:
    """Complaint: an answer to a question that nobody asked."""
    chance = random.Random(2)
    work = Work(model, chance)
    for _ in range(6):
        for _ in range(chance.randint(1, 4)):
            text = chance.choice(["", "A ", "B "]) + TEXT * chance.randint(1, 6)
            work.submit(text, score=chance.random() < 0.2)
        capital = work.submit(CAPITAL, max_tokens=8)
        work.finish()
        assert "Paris" in work.said[capital]
    work.scheduler.close()


def test_who_lends_its_beginning_is_not_given_up_for_it(model: LlamaModel) -> None:
    work = Work(model, random.Random(1))
    pool = work.scheduler.pool
    while pool._free:
        pool.create().busy = False
    keep = 8
    work.submit(TEXT * 4)
    work.finish()
    source = max(pool.sequences, key=lambda sequence: len(sequence.tokens))
    source.used, source.dialogue = 0, False  # the first to be given up
    made = pool.create(source, keep)
    assert source in pool.sequences
    assert native.llama_memory_seq_pos_max(model.memory, made.number) == keep - 1
