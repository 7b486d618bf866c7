"""Recurrent memory cannot be cut: a state is reused as a whole or not at all, and never half a one.

The complaint behind it: the second answer of a Mamba or a hybrid model, which has lost or mixed up what it
read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.protocol import (
    Cancelled,
    Event,
    Generate,
    PromptProgress,
    Score,
    Scored,
    Text,
)
from assistant.engine.values import LoadSettings
from tests.engine.llama.conftest import GREEDY, EngineUnderTest, Recorder, StartEngine
from tests.fakes.mamba import write_mamba

pytestmark = pytest.mark.model

BOUND = 0.005
"""How far a token's logarithm of probability may differ between a state that was kept and one read anew.

One other letter, five hundred letters ago, makes a difference ten times as large.
"""
STORY = "The lighthouse keeper counts the ships. " * 12
LONG = STORY * 20


@pytest.fixture(scope="module")
def mamba_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_mamba(tmp_path_factory.mktemp("mamba") / "tiny-mamba.gguf")


@pytest.fixture
def settings() -> LoadSettings:
    return LoadSettings(context=32768)


@pytest.fixture
def mamba(start_engine: StartEngine, mamba_model: Path, settings: LoadSettings) -> EngineUnderTest:
    engine = start_engine()
    engine.load(mamba_model, settings)
    return engine


@pytest.fixture
def read_anew(start_engine: StartEngine, mamba_model: Path, settings: LoadSettings) -> EngineUnderTest:
    """A second engine that has not read anything yet."""
    engine = start_engine()
    engine.load(mamba_model, settings)
    return engine


def write(prompt: str, **options: object) -> Generate:
    options.setdefault("max_tokens", 20)
    return Generate(prompt=prompt, sampling=GREEDY, **options)  # type: ignore[arg-type]


def scores(job: Recorder) -> list[float]:
    """For each token of each continuation."""
    assert isinstance(job.result, Scored)
    return [score / count for score, count in job.result.scores]


def score(prompt: str, *choices: str) -> Score:
    return Score(prompt=prompt, continuations=list(choices or ("abc", "xyz")))


class Interrupter(Recorder):
    """Cancels a job as soon as an event of some kind has come."""

    def __init__(self, engine: EngineUnderTest, kind: type[Event]) -> None:
        super().__init__()
        self._engine = engine
        self._kind = kind

    def __call__(self, event: Event) -> None:
        super().__call__(event)
        if isinstance(event, self._kind):
            self._engine.client.cancel(event.job)


def interrupted(engine: EngineUnderTest, command: Generate, kind: type[Event]) -> Cancelled:
    """The end of a job that was cancelled after its first event of this kind."""
    recorder = Interrupter(engine, kind)
    engine.client.submit(command, recorder)
    assert isinstance(recorder.end, Cancelled)
    return recorder.end


def test_it_is_known_that_nothing_can_be_cut_off(mamba: EngineUnderTest, mamba_model: Path) -> None:
    assert not mamba.load(mamba_model, LoadSettings(context=1024)).partial_removal


def test_what_is_known_as_a_whole_is_not_read_again(
    mamba: EngineUnderTest, read_anew: EngineUnderTest
) -> None:
    first = mamba.run(write(STORY))
    second = score(STORY + first.text + " And then?")
    kept = mamba.run(second)
    known = first.started.prompt_tokens + first.generated.usage.completion_tokens
    assert kept.started.cached_tokens == known - 1
    cold = read_anew.run(second)
    assert cold.started.cached_tokens == 0
    assert scores(kept) == pytest.approx(scores(cold), abs=BOUND)


def test_what_goes_on_differently_is_read_from_the_start(
    mamba: EngineUnderTest, read_anew: EngineUnderTest
) -> None:
    """The state has swallowed the first answer, which the second prompt does not have."""
    mamba.run(write(STORY))
    other = score(STORY + "Something else.")
    again = mamba.run(other)
    assert again.started.cached_tokens == 0
    assert scores(again) == pytest.approx(scores(read_anew.run(other)), abs=BOUND)


@pytest.mark.parametrize("kind", [PromptProgress, Text], ids=["reading", "writing"])
def test_cancelling_leaves_a_whole_state(
    mamba: EngineUnderTest, read_anew: EngineUnderTest, kind: type[Event]
) -> None:
    prompt = LONG if kind is PromptProgress else STORY
    end = interrupted(mamba, write(prompt, max_tokens=5000, cache_key="a"), kind)
    asked = score(prompt + "Once more.")
    after = mamba.run(asked)
    assert scores(after) == pytest.approx(scores(read_anew.run(asked)), abs=BOUND)
    assert end.usage.prompt_tokens


def test_an_answer_that_was_stopped_is_not_read_again(mamba: EngineUnderTest) -> None:
    recorder = Interrupter(mamba, Text)
    mamba.client.submit(write(STORY, max_tokens=5000, cache_key="a"), recorder)
    assert isinstance(recorder.end, Cancelled)
    second = mamba.run(write(STORY + recorder.text + " Go on.", cache_key="a"))
    assert second.started.cached_tokens >= recorder.started.prompt_tokens


def test_jobs_beside_a_cancelled_one_are_not_disturbed(
    mamba: EngineUnderTest, read_anew: EngineUnderTest
) -> None:
    """States of several sequences change places while a batch is evaluated."""
    prompts = [f"{n}. {STORY[: 40 * n]}" for n in range(1, 4)]
    jobs = [mamba.begin(write(p, max_tokens=200, top_logprobs=1, priority="background"))[1] for p in prompts]
    for _ in range(5):
        interrupted(mamba, write(LONG, priority="background"), PromptProgress)
    for prompt, job in zip(prompts, jobs, strict=True):
        assert job.generated.usage.completion_tokens == 200
        tokens = [token.logprob for e in job.events if isinstance(e, Text) for token in e.tokens]
        (alone,) = scores(read_anew.run(score(prompt, job.text)))
        assert sum(tokens) / len(tokens) == pytest.approx(alone, abs=BOUND)


def test_nothing_is_drafted(mamba: EngineUnderTest) -> None:
    """A draft that is not met would have to be cut off again."""
    plain = mamba.run(write(STORY))
    drafted = mamba.run(write(STORY, draft_text=plain.text))
    assert drafted.text == plain.text
    assert drafted.generated.usage.drafted_tokens == 0


def test_a_saved_state_goes_on_as_if_it_had_been_read(
    start_engine: StartEngine, mamba_model: Path, tmp_path: Path, read_anew: EngineUnderTest
) -> None:
    settings = LoadSettings(context=4096, kv_folder=str(tmp_path / "kv"))
    before = start_engine()
    before.load(mamba_model, settings)
    first = before.run(write(STORY, cache_key="story"))
    before.client.close()
    after = start_engine()
    after.load(mamba_model, settings)
    prompt = STORY + first.text + " Why?"
    options: dict[str, object] = {"cache_key": "story", "top_logprobs": 1, "max_tokens": 8}
    second = after.run(write(prompt, **options))
    assert second.started.cached_tokens > first.started.prompt_tokens
    said = [token.logprob for e in second.events if isinstance(e, Text) for token in e.tokens]
    (alone,) = scores(read_anew.run(score(prompt, second.text)))
    assert sum(said) / len(said) == pytest.approx(alone, abs=BOUND)
