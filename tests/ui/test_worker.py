"""Complaints: the window freezes, and what was cancelled comes back later."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from assistant.errors import ParlanceError
from assistant.models.hub_errors import Offline
from assistant.ui.worker import Work, Worker
from tests.guards.logs import ExpectedLogs


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    made = Worker("test")
    yield made
    made.shut_down()


def test_the_result_arrives_in_the_main_thread(qtbot: QtBot, worker: Worker) -> None:
    threads: list[threading.Thread] = []
    work = worker.start(lambda work: threading.current_thread())
    work.succeeded.connect(lambda result: threads.extend((result, threading.current_thread())))
    with qtbot.waitSignal(work.succeeded):
        pass
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_progress_comes_before_the_result(qtbot: QtBot, worker: Worker) -> None:
    seen: list[object] = []

    def count(work: Work) -> str:
        for number in range(3):
            work.report(number)
        return "done"

    work = worker.start(count)
    work.progressed.connect(seen.append)
    work.succeeded.connect(seen.append)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen == [0, 1, 2, "done"]


def test_an_error_is_told(qtbot: QtBot, worker: Worker) -> None:
    def refuse(work: Work) -> None:
        raise Offline

    work = worker.start(refuse)
    with qtbot.waitSignal(work.failed) as failed:
        pass
    assert failed.args is not None
    assert isinstance(failed.args[0], Offline)


def test_a_bug_becomes_an_error_with_its_trace_in_the_log(
    qtbot: QtBot, worker: Worker, expected_logs: ExpectedLogs
) -> None:
    expected_logs("Work in the background failed")
    work = worker.start(lambda work: 1 / 0)
    with qtbot.waitSignal(work.failed) as failed:
        pass
    assert failed.args is not None
    assert type(failed.args[0]) is ParlanceError


def test_cancelled_work_says_nothing_more_and_ends_at_its_next_report(qtbot: QtBot, worker: Worker) -> None:
    started, go_on = threading.Event(), threading.Event()
    reached: list[str] = []

    def read(work: Work) -> None:
        started.set()
        assert go_on.wait(60)
        work.report(1)
        reached.append("the end")

    work = worker.start(read)
    assert started.wait(60)
    with qtbot.assertNotEmitted(work.succeeded), qtbot.assertNotEmitted(work.progressed):
        work.cancel()
        go_on.set()
        after = worker.start(lambda work: None)
        qtbot.waitSignal(after.succeeded).wait()
    assert reached == []
