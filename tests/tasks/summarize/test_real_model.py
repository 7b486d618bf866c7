"""The whole way with real weights: the starter model, which is a small one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.documents import markdown
from assistant.engine.supervisor import Engine
from assistant.engine.values import LoadSettings
from assistant.tasks.runner import TaskRun
from assistant.tasks.summarize import ModelFacts, Summary, SummaryOptions
from assistant.tasks.summarize.asking import ask
from assistant.tasks.summarize.summarizer import summarize
from tests.evaluation.planted import found, report
from tests.tasks.summarize.test_summarizer import LEASE, check

pytestmark = pytest.mark.model

CONTEXT, PARALLEL = 1024, 2
TEXT = report(4, 10)
DOCUMENT = markdown.parse(f"{TEXT.text}\n\n## 5 Lease\n\n{LEASE}\n")


@pytest.fixture
def engine(starter_model: Path) -> Iterator[Engine]:
    made = Engine()
    made.load(str(starter_model), LoadSettings(context=CONTEXT, parallel=PARALLEL))
    yield made
    made.close()


@pytest.mark.parametrize("form", ["bullets", "abstract"])
def test_a_small_model_sums_up_what_matters_and_invents_nothing(engine: Engine, form: str) -> None:
    """What a plain prompt finds of the planted facts with this model: nothing."""
    options = SummaryOptions(words=130, format=form)
    run: TaskRun[Summary] = TaskRun(engine, summarize(DOCUMENT, options, ModelFacts(CONTEXT, PARALLEL)))
    run.start()
    summary = run.wait().result
    assert summary is not None
    check(summary, DOCUMENT)
    assert summary.coverage.complete
    assert summary.coverage.sections >= 4
    assert not any(point.unsupported for point in summary.points)
    assert found(TEXT.facts, [point.text for point in summary.points]) >= 3
    assert summary.usage.prompt_tokens > 0
    assert summary.timings.busy_s > 0


def test_a_question_is_answered_with_the_place_it_rests_on(engine: Engine) -> None:
    fact = TEXT.facts[1]
    task = ask(DOCUMENT, f"What of {fact.keys[0]}?", SummaryOptions(), ModelFacts(CONTEXT, PARALLEL))
    run: TaskRun[Summary] = TaskRun(engine, task)
    run.start()
    answer = run.wait().result
    assert answer is not None
    check(answer, DOCUMENT)
    assert answer.points
