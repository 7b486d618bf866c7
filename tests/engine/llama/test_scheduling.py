"""Several jobs in one context: who goes first, what is shared, what is given up, and no mix-ups."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from assistant.engine.protocol import (
    Cancelled,
    Event,
    Failed,
    Generate,
    PromptProgress,
    Score,
    Scored,
    Started,
    Text,
)
from assistant.engine.values import LoadSettings, Message
from tests.engine.llama.conftest import CAPITAL, GREEDY, EngineUnderTest, Recorder, StartEngine
from tests.engine.llama.test_generation import KERNEL_BOUND

pytestmark = pytest.mark.model

LONG = " ".join(f"Item {i} of the list is a fox number {i * 7}." for i in range(100))


def background(prompt: str, **options: object) -> Generate:
    options.setdefault("max_tokens", 12)
    return Generate(prompt=prompt, sampling=GREEDY, ignore_eos=True, priority="background", **options)  # type: ignore[arg-type]


def test_parallel_streams_say_what_each_would_say_alone(starter: EngineUnderTest) -> None:
    """Within what other kernels allow: each answer is scored again by the model, alone."""
    prompts = ["The capital of France is", "Two plus two is", "The sea is", "My name is"]
    jobs = [starter.begin(background(prompt, top_logprobs=1))[1] for prompt in prompts]
    for prompt, job in zip(prompts, jobs, strict=True):
        assert job.generated.usage.completion_tokens == 12
        tokens = [token for e in job.events if isinstance(e, Text) for token in e.tokens]
        scored = starter.run(Score(prompt=prompt, continuations=[job.text])).result
        assert isinstance(scored, Scored)
        said = sum(token.logprob for token in tokens)
        assert abs(scored.scores[0][0] - said) < KERNEL_BOUND * len(tokens)


def test_streams_are_interleaved(starter: EngineUnderTest) -> None:
    order: list[int] = []
    jobs = [
        starter.client.submit(background(f"{n}.", max_tokens=30), lambda e, n=n: order.append(n))  # type: ignore[misc]
        for n in range(2)
    ]
    starter.ask("Hello", max_tokens=40)
    assert len(jobs) == 2
    switches = sum(a != b for a, b in itertools.pairwise(order))
    assert switches > 10


def test_a_chat_does_not_wait_behind_background_work(starter: EngineUnderTest) -> None:
    waiting = [starter.begin(background(f"Part {n}", max_tokens=24))[1] for n in range(10)]
    chat = starter.run(Generate(messages=CAPITAL, sampling=GREEDY))
    assert "Paris" in chat.text
    assert not all(job.ended.is_set() for job in waiting)
    for job in waiting:
        assert job.generated.usage.completion_tokens == 24


def test_a_stream_goes_on_while_a_long_prompt_is_read(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    engine.load(starter_model, LoadSettings(context=4096))
    order: list[str] = []
    number = engine.client.submit(
        Generate(messages=CAPITAL, sampling=GREEDY, ignore_eos=True, max_tokens=400),
        lambda event: order.append("chat") if isinstance(event, Text) else None,
    )
    reading = engine.begin(background(LONG, max_tokens=1))[1]
    assert reading.end
    during = len(order)
    engine.client.cancel(number)
    assert during >= 2, "the stream stood still until the whole prompt had been read"


def test_an_instruction_that_jobs_share_is_read_once(starter: EngineUnderTest) -> None:
    shared = "Read the following list with care and answer briefly. " + LONG[:1200]
    first = starter.run(background(shared + " A"))
    jobs = [starter.begin(background(f"{shared} {n}"))[1] for n in "BCD"]
    for job in jobs:
        assert job.generated
        assert job.started.cached_tokens >= first.started.prompt_tokens - 3


def test_more_than_fits_is_done_one_after_the_other(start_engine: StartEngine, starter_model: Path) -> None:
    engine = start_engine()
    engine.load(starter_model, LoadSettings(context=256, parallel=4))
    jobs = [engine.begin(background(f"{n}. {LONG[:300]}", max_tokens=60))[1] for n in range(4)]
    for job in jobs:
        usage = job.generated.usage
        assert usage.completion_tokens == 60
        assert 2 * (usage.prompt_tokens + 60) > 256, "two would have fitted"


def test_answers_of_unknown_length_share_a_full_cache(start_engine: StartEngine, starter_model: Path) -> None:
    """Jobs that outgrow the cache together are sent back to wait, and still end as if alone."""
    engine = start_engine()
    engine.load(starter_model, LoadSettings(context=256, parallel=2))
    jobs = [engine.begin(background(f"{n} {LONG[:300]}", max_tokens=0))[1] for n in range(2)]
    for job in jobs:
        assert job.generated.finish_reason == "context"
        usage = job.generated.usage
        assert 2 * usage.prompt_tokens < 256, "they do not begin together"
        assert usage.prompt_tokens + usage.completion_tokens > 246


def test_cancelling_while_decoding_and_while_reading(starter: EngineUnderTest) -> None:
    number, job = starter.begin(Generate(messages=CAPITAL, sampling=GREEDY, ignore_eos=True, max_tokens=1000))
    assert job.spoken.wait(60)
    starter.client.cancel(number)
    assert isinstance(job.end, Cancelled)
    assert job.end.usage.completion_tokens >= 1

    number, job = starter.begin(background(LONG))
    starter.client.cancel(number)
    assert isinstance(job.end, Cancelled)
    assert "Paris" in starter.run(Generate(messages=CAPITAL, sampling=GREEDY)).text


def test_cancelling_one_stream_leaves_the_others_alone(starter: EngineUnderTest) -> None:
    number, first = starter.begin(background("First", max_tokens=1000))
    _, second = starter.begin(background("Second", max_tokens=30))
    assert first.spoken.wait(60)
    starter.client.cancel(number)
    assert isinstance(first.end, Cancelled)
    assert second.generated.usage.completion_tokens == 30


def test_scores_under_way_outlive_the_cancelling_of_another_job(starter: EngineUnderTest) -> None:
    """The abort hits the evaluation of the continuations; it must be done again, not forgotten."""
    continuations = [f" {n} ships, {LONG[:150]}" for n in range(4)]

    def listen(event: Event) -> None:
        recorder(event)
        if isinstance(event, PromptProgress):
            starter.client.cancel(other)

    recorder = Recorder()
    command = Score(prompt="The keeper counts", continuations=continuations, priority="chat")
    other, _ = starter.begin(background(LONG))
    starter.client.submit(command, listen)
    assert isinstance(recorder.result, Scored)
    again = starter.run(command).result
    assert isinstance(again, Scored)
    for (score, count), (alone, _) in zip(recorder.result.scores, again.scores, strict=True):
        assert abs(score - alone) < KERNEL_BOUND * count


def test_drafts_are_kept_only_where_the_model_agrees(starter: EngineUnderTest) -> None:
    text = "Mary had a little lamb, its fleece was white as snow, and everywhere that Mary went it went. "
    messages = [Message(role="user", content="Repeat exactly:\n" + text * 2)]
    plain = starter.run(Generate(messages=messages, sampling=GREEDY, max_tokens=60))
    drafted = starter.run(
        Generate(messages=messages, sampling=GREEDY, max_tokens=60, draft_text=text * 2, top_logprobs=1)
    )
    usage = drafted.generated.usage
    assert usage.accepted_tokens > 0
    assert usage.drafted_tokens >= usage.accepted_tokens
    tokens = [token for e in drafted.events if isinstance(e, Text) for token in e.tokens]
    assert all(token.top[0][0] == token.text for token in tokens), "a draft was kept against the model"
    scored = starter.run(Score(messages=messages, continuations=[drafted.text, plain.text])).result
    assert isinstance(scored, Scored)
    total, count = scored.scores[0]
    assert abs(total - sum(token.logprob for token in tokens)) < KERNEL_BOUND * count


def test_what_an_answer_is_expected_to_begin_with_is_checked_while_the_prompt_is_read(
    starter: EngineUnderTest,
) -> None:
    messages = [Message(role="user", content="What is the capital of France?")]
    plain = starter.run(Generate(messages=messages, sampling=GREEDY, max_tokens=8))
    drafted = starter.run(
        Generate(messages=messages, sampling=GREEDY, max_tokens=8, draft_text=plain.text + " And so on.")
    )
    assert drafted.text == plain.text
    # Only the last token is the model's own: the first, too, was drafted.
    assert drafted.generated.usage.accepted_tokens == 7


def test_drafting_works_with_sampling_too(starter: EngineUnderTest) -> None:
    from assistant.engine.values import Sampling

    answer = starter.ask(
        "Repeat: one two three four five six seven eight",
        draft_text="one two three four five six seven eight",
        sampling=Sampling(temperature=0.5, seed=3),
        max_tokens=30,
    )
    assert answer.text


def test_every_job_starts_once(starter: EngineUnderTest) -> None:
    jobs = [starter.begin(background(f"Number {n}", max_tokens=5))[1] for n in range(8)]
    for job in jobs:
        assert job.generated
        assert sum(isinstance(event, Started) for event in job.events) == 1
        assert not any(isinstance(event, Failed) for event in job.events)
