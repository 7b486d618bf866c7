"""Events of the engine's threads are heard in the main thread, in order, and none is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.engine.protocol import (
    Event,
    Finished,
    Generate,
    Load,
    Text,
)
from assistant.engine.supervisor import Engine
from assistant.engine.values import Message
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial, chat
from assistant.tasks.runner import TaskEnd
from assistant.ui.engine_bridge import EngineBridge
from tests.fakes import Say, ScriptedEngine


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedEngine:
    return ScriptedEngine(tmp_path / "scripted")


@pytest.fixture
def bridge(qtbot: QtBot, scripted: ScriptedEngine) -> Iterator[EngineBridge]:
    made = EngineBridge(
        lambda on_notice, on_state: Engine(scripted.command, on_notice=on_notice, on_state=on_state)
    )
    yield made
    made.close()


def test_events_come_in_order_and_in_the_main_thread(
    bridge: EngineBridge, scripted: ScriptedEngine, qtbot: QtBot
) -> None:
    words = [f"{number} " for number in range(500)]
    scripted.script(generate=[[Say(word) for word in words]])
    heard: list[Event] = []
    threads: set[int] = set()

    def listen(event: Event) -> None:
        heard.append(event)
        threads.add(threading.get_ident())

    bridge.submit(Load(path="model.gguf"), lambda _event: None)
    bridge.submit(Generate(prompt="Hello"), listen)
    qtbot.waitUntil(lambda: bool(heard) and isinstance(heard[-1], Finished), timeout=30_000)
    assert [event.text for event in heard if isinstance(event, Text)] == words
    assert threads == {threading.get_ident()}


def test_a_task_runs_to_its_end(bridge: EngineBridge, qtbot: QtBot) -> None:
    partials: list[ChatPartial] = []
    ends: list[TaskEnd[ChatAnswer]] = []
    bridge.submit(Load(path="model.gguf"), lambda _event: None)
    bridge.run(chat([Message(role="user", content="Hello")], ChatOptions()), partials.append, ends.append)
    qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
    assert ends[0].result is not None
    assert ends[0].result.text == partials[-1].text == "The answer is 42."


def test_work_on_a_thread_comes_back_to_the_main_one(bridge: EngineBridge, qtbot: QtBot) -> None:
    results: list[object] = []

    def fail() -> None:
        raise ValueError("as expected")

    def unexpected(value: object) -> None:
        raise AssertionError(value)

    bridge.compute(threading.get_ident, results.append, unexpected)
    bridge.compute(fail, unexpected, results.append)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results[0] != threading.get_ident()
    assert isinstance(results[1], ValueError)


def test_anything_can_be_posted_from_any_thread(bridge: EngineBridge, qtbot: QtBot) -> None:
    arrived: list[int] = []
    senders = [
        threading.Thread(target=lambda: [bridge.post(lambda n=n: arrived.append(n)) for n in range(200)])
        for _ in range(4)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    qtbot.waitUntil(lambda: len(arrived) == 800)


def test_what_has_a_name_is_listed_from_its_request_to_its_end(
    bridge: EngineBridge, scripted: ScriptedEngine, qtbot: QtBot
) -> None:
    seen: list[list[tuple[str, bool]]] = []
    work = bridge.work
    work.changed.connect(lambda: seen.append([(each.name, each.running) for each in work.items]))
    ends: list[TaskEnd[ChatAnswer]] = []
    bridge.submit(Load(path="model.gguf"), lambda _event: None)
    task = chat([Message(role="user", content="Hello")], ChatOptions())
    bridge.run(task, lambda _partial: None, ends.append, "Chat")
    qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
    assert seen == [[("Chat", False)], [("Chat", True)], []]


def test_listed_work_can_be_ended(bridge: EngineBridge, scripted: ScriptedEngine, qtbot: QtBot) -> None:
    ends: list[TaskEnd[ChatAnswer]] = []
    bridge.submit(Load(path="model.gguf"), lambda _event: None)
    task = chat([Message(role="user", content="Hello")], ChatOptions())
    bridge.run(task, lambda _partial: None, ends.append, "Chat")
    bridge.work.items[0].cancel()
    qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
    assert ends[0].cancelled
    assert bridge.work.items == []
