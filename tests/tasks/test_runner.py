"""What a task may rely on: results as they complete, errors as values, and a cancel that loses nothing."""

from __future__ import annotations

import threading

import pytest

from assistant.engine.errors import ContextOverflow, EngineCrashed
from assistant.engine.protocol import Generate, Tokenize
from assistant.engine.supervisor import Engine
from assistant.tasks.runner import TaskRun
from assistant.tasks.steps import (
    Answer,
    Counted,
    Failure,
    Partial,
    Piece,
    Streamed,
    Task,
    TaskCancelled,
    Wait,
)
from tests.fakes import Crash, Fail, Say, ScriptedEngine, WaitFor

ASK = Generate(prompt="Hi", priority="background")


def run(engine: Engine, task: Task[object]) -> TaskRun[object]:
    started = TaskRun(engine, task)
    started.start()
    return started


def test_results_come_as_they_complete_and_not_in_the_order_of_the_questions(
    engine: Engine, script: ScriptedEngine
) -> None:
    script.script(generate=[[WaitFor("slow one"), Say("slow")], [Say("fast")]])

    def both() -> Task[list[str]]:
        slow = yield ASK
        fast = yield ASK
        first = yield Wait()
        assert (first.ticket, first.text) == (fast, "fast")
        script.release("slow one")
        second = yield Wait()
        assert (second.ticket, second.text) == (slow, "slow")
        return [first.text, second.text]

    assert run(engine, both()).wait().result == ["fast", "slow"]


def test_a_failed_request_is_news_that_the_task_can_answer(engine: Engine, script: ScriptedEngine) -> None:
    values = {"needed": 9000, "available": 4096}
    script.script(generate=[[Fail("context-overflow", values)], [Say("short")]])

    def tries_again() -> Task[str]:
        yield ASK
        failure = yield Wait()
        assert isinstance(failure, Failure)
        assert isinstance(failure.error, ContextOverflow)
        assert failure.error.values == values
        yield ASK
        answer: Answer = yield Wait()
        return answer.text

    assert run(engine, tries_again()).wait().result == "short"


def test_an_error_that_the_task_raises_is_its_end(engine: Engine, script: ScriptedEngine) -> None:
    script.script(generate=[[Say("So"), Crash("SIGSEGV")]])

    def fails() -> Task[None]:
        yield ASK
        failure: Failure = yield Wait()
        raise failure.error

    end = run(engine, fails()).wait()
    assert isinstance(end.error, EngineCrashed)
    assert not end.cancelled


def test_pieces_come_only_where_they_are_wanted(engine: Engine, script: ScriptedEngine) -> None:
    script.script(generate=[[Say("Hm.", thinking=True), Say("One "), Say("two")]])

    def streams() -> Task[list[object]]:
        news: list[object] = []
        for request in (Streamed(ASK), ASK, Tokenize(text="Hi")):
            yield request
            while not news or isinstance(news[-1], Piece | str):
                news.append((yield Wait()))
            news.append("end")
        return news

    result = run(engine, streams()).wait().result
    assert isinstance(result, list)
    pieces = [(item.text, item.thinking) for item in result if isinstance(item, Piece)]
    assert pieces == [("Hm.", True), ("One ", False), ("two", False)]
    answers = [item for item in result if isinstance(item, Answer)]
    assert [(answer.text, answer.thinking, answer.finish_reason) for answer in answers] == [
        ("One two", "Hm.", "stop"),
        ("One two", "Hm.", "stop"),
    ]
    assert all(answer.wall_s > 0 for answer in answers)
    assert any(isinstance(item, Counted) for item in result)


def test_what_was_written_before_a_cancel_is_kept(engine: Engine, script: ScriptedEngine) -> None:
    script.script(generate=[[Say("Once upon"), WaitFor("never")]])
    shown: list[object] = []

    def writes() -> Task[tuple[str, object]]:
        yield Streamed(ASK)
        piece: Piece = yield Wait()
        yield Partial(piece.text)
        try:
            yield Wait()
        except TaskCancelled as cancelled:
            (answer,) = cancelled.ends
            assert isinstance(answer, Answer)
            return answer.text, answer.finish_reason
        raise AssertionError

    def cancel_when_shown(value: object) -> None:
        shown.append(value)
        run.cancel()

    run: TaskRun[tuple[str, object]] = TaskRun(engine, writes(), on_partial=cancel_when_shown)
    run.start()
    end = run.wait()
    assert end.cancelled
    assert end.result == ("Once upon", None)
    assert shown == ["Once upon"]


def test_cancel_ends_all_requests_of_a_task_that_knows_nothing_of_it(
    engine: Engine, script: ScriptedEngine
) -> None:
    script.script(generate=[[WaitFor("never")]])

    def waits() -> Task[None]:
        yield ASK
        yield ASK
        yield Wait()

    started = run(engine, waits())
    started.cancel()
    end = started.wait()
    assert end.cancelled
    assert end.result is None


def test_a_window_can_be_woken_and_pump(engine: Engine, script: ScriptedEngine) -> None:
    """The window has no thread to wait in: it is woken on the engine's, and looks on its own."""
    woken = threading.Event()
    threads: set[int] = set()

    def asks() -> Task[str]:
        yield ASK
        answer: Answer = yield Wait()
        threads.add(threading.get_ident())
        return answer.text

    started = TaskRun(engine, asks(), wake=woken.set)
    started.start()
    while not started.pump():
        assert woken.wait(60)
        woken.clear()
    assert started.end is not None
    assert started.end.result == "The answer is 42."
    assert threads == {threading.get_ident()}


def test_a_task_that_waits_for_nothing_is_a_bug_and_no_endless_wait(engine: Engine) -> None:
    def waits() -> Task[None]:
        yield Wait()

    started = TaskRun(engine, waits())
    with pytest.raises(RuntimeError, match="waits for nothing"):
        started.start()
    assert started.end is not None
    assert started.end.error is not None
