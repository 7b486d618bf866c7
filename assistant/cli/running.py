"""Runs a task on the command line: Ctrl-C cancels it, and what came of it is reported as JSON."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from assistant.cli.session import LoadedModel, Session
from assistant.engine.values import FinishReason, Timings, Usage
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.steps import Task

R = TypeVar("R")


def run_task(session: Session, task: Task[R], on_partial: Callable[[Any], None]) -> TaskEnd[R]:
    """Run a task to its end. Raises the error that it ends with."""
    run = TaskRun(session.engine, task, on_partial=on_partial)
    with _interrupt_calls(run.cancel):
        run.start()
        end = run.wait()
    if end.error is not None:
        raise end.error
    return end


def report(
    model: LoadedModel, usage: Usage, timings: Timings, wall_s: float, finish_reason: FinishReason | None
) -> dict[str, Any]:
    """What the JSON of every generating command has."""
    return {
        "model": model.entry.id,
        "usage": {
            "prompt_tokens": usage.prompt_tokens,
            "cached_tokens": usage.cached_tokens,
            "completion_tokens": usage.completion_tokens,
        },
        "timings": {
            "load_s": model.load_s,
            "prompt_s": timings.prompt_s,
            "decode_s": timings.decode_s,
            "wall_s": wall_s,
            "busy_s": timings.busy_s,
            # The first token comes with the end of the prompt.
            "tokens_per_second": max(usage.completion_tokens - 1, 0) / timings.decode_s
            if timings.decode_s
            else 0.0,
        },
        "finish_reason": finish_reason or "cancelled",
    }


@contextmanager
def _interrupt_calls(cancel: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C call ``cancel``; a second one ends the program."""
    before = signal.getsignal(signal.SIGINT)
    if before == signal.SIG_IGN:  # started in the background: the terminal's Ctrl-C is not meant for us
        yield
        return

    def handle(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        cancel()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
