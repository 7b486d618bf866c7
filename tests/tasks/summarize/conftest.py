from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task
from assistant.tasks.summarize import Summary, SummaryPartial
from tests.fakes.scripted_model import ScriptedModel

Runs = Callable[[ScriptedModel, Task[Summary]], tuple[Summary, list[SummaryPartial]]]


def run_to_end(model: ScriptedModel, task: Task[Summary]) -> tuple[TaskEnd[Summary], list[SummaryPartial]]:
    partials: list[SummaryPartial] = []
    run = TaskRun(model, task, on_partial=partials.append)
    run.start()
    return run.wait(), partials


@pytest.fixture
def summary_of() -> Runs:
    """Runs a task to a result, which there has to be."""

    def run(model: ScriptedModel, task: Task[Summary]) -> tuple[Summary, list[SummaryPartial]]:
        end, partials = run_to_end(model, task)
        assert end.error is None, end.error
        assert end.result is not None
        return end.result, partials

    return run
