"""What a pane writes into the history reaches it in order, from a thread, and not after it was deleted."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from assistant.storage.entries import Entries
from assistant.storage.history import History
from assistant.ui.entry_writer import EntryWriter
from assistant.ui.worker import Worker


@pytest.fixture
def entries(qtbot: QtBot) -> Iterator[Entries]:
    with History.in_memory() as history:
        yield history.summaries


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker("test")
    yield made
    made.shut_down()


@pytest.fixture
def writer(entries: Entries, worker: Worker) -> EntryWriter:
    return EntryWriter(entries, worker)


def test_states_are_written_in_order_into_one_entry(
    qtbot: QtBot, writer: EntryWriter, entries: Entries
) -> None:
    threads: list[str] = []

    def content(text: str) -> str:
        threads.append(threading.current_thread().name)
        return text

    with qtbot.waitSignal(writer.settled):
        for text in ("first", "second", "third"):
            writer.write("A title", "A source", lambda text=text: content(text))
        assert writer.busy
    assert writer.record is not None
    assert entries.entry(writer.record).content == "third"
    assert len(entries.titles()) == 1
    assert all(name.startswith("test") for name in threads)


def test_a_deleted_entry_does_not_come_back(qtbot: QtBot, writer: EntryWriter, entries: Entries) -> None:
    with qtbot.waitSignal(writer.settled):
        writer.write("A title", "A source", lambda: "first")
    go_on = threading.Event()

    def slow() -> str:
        go_on.wait()
        return "late"

    writer.write("A title", "A source", slow)
    assert writer.record is not None
    entries.delete(writer.record)
    writer.discard()
    with qtbot.waitSignal(writer.settled):
        go_on.set()
    writer.write("A title", "A source", lambda: "later")
    assert not writer.busy
    assert entries.titles() == []


def test_at_the_end_of_the_program_everything_is_written_at_once(
    writer: EntryWriter, entries: Entries
) -> None:
    writer.write("A title", "A source", lambda: "first")
    writer.close()
    writer.write("A title", "A source", lambda: "last")
    (title,) = entries.titles()
    assert entries.entry(title.id).content == "last"
