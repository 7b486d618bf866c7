"""Complaint: a quick question waits behind a long job."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.engine.protocol import Generate
from assistant.tasks import quick
from assistant.tasks.chat import ChatOptions
from assistant.tasks.quick import Outcome
from assistant.tasks.rewrite import RewriteOptions
from assistant.tasks.runner import TaskRun
from assistant.tasks.steps import Task
from assistant.tasks.work import ModelFacts
from tests.fakes.scripted_model import ScriptedModel

MODEL = ModelFacts(context=4096, parallel=2)
TEXT = "The boat leave the harbour at 7:30."

TASKS: dict[str, tuple[Callable[[], Task[Outcome]], str, str]] = {
    "proofread": (
        lambda: quick.proofreading(TEXT, MODEL),
        " The boat leaves the harbour at 7:30.",
        "The boat leaves the harbour at 7:30.",
    ),
    "rewrite": (
        lambda: quick.rewriting(TEXT, RewriteOptions(preset="shorter"), MODEL),
        "Boat out at 7:30.",
        "Boat out at 7:30.",
    ),
    "instruction": (
        lambda: quick.rewriting(TEXT, RewriteOptions(instruction="As a question"), MODEL),
        "Does the boat leave?",
        "Does the boat leave?",
    ),
    "translate": (
        lambda: quick.translation(TEXT, "de", MODEL),
        "Das Boot verlässt um 7:30 den Hafen.",
        "Das Boot verlässt um 7:30 den Hafen.",
    ),
    "summarize": (
        lambda: quick.summary(TEXT, MODEL),
        "The boat leaves at 7:30.",
        "- The boat leave the harbour at 7:30.",
    ),
    "answer": (lambda: quick.answer("Why?", ChatOptions(max_tokens=50)), "Because.", "Because."),
}


@pytest.mark.parametrize("name", TASKS)
def test_each_tells_its_answer_as_text_and_goes_ahead_of_what_is_queued(name: str) -> None:
    make, written, expected = TASKS[name]
    model = ScriptedModel(lambda _request: written)
    shown: list[Outcome] = []
    run = TaskRun(model, make(), on_partial=shown.append)
    run.start()
    end = run.wait()
    assert end.error is None
    assert end.result is not None
    assert end.result.text.strip() == expected
    assert all(isinstance(each, Outcome) for each in shown)
    requests = [request for request in model.requests if isinstance(request, Generate)]
    assert requests
    assert {request.priority for request in requests} == {"chat"}


def test_what_is_not_done_is_told() -> None:
    model = ScriptedModel(lambda _request: " The boat leaves the harbour at 8:30.")
    run = TaskRun(model, quick.proofreading(TEXT, MODEL))
    run.start()
    result = run.wait().result
    assert result == Outcome("The boat leaves the harbour at 7:30.", withheld=1)
    model = ScriptedModel(lambda _request: "Mr Weber leaves at 7:30.")
    run = TaskRun(model, quick.rewriting(TEXT, RewriteOptions(), MODEL))
    run.start()
    result = run.wait().result
    assert result is not None
    assert result.strange == ("Mr Weber",)


def test_a_cancelled_one_ends_with_what_there_is() -> None:
    model = ScriptedModel(holds_from=1)
    run = TaskRun(model, quick.rewriting(TEXT, RewriteOptions(), MODEL))
    run.start()
    run.cancel()
    end = run.wait()
    assert end.cancelled
    assert end.result == Outcome(TEXT)
