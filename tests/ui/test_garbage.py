"""Complaint: the window stands still again and again while something large is worked on."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from assistant.tasks.runner import TaskEnd
from assistant.ui import garbage
from assistant.ui.garbage import IdleCollector
from assistant.ui.work_list import WorkItem, WorkList


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_a_full_collection_waits_until_no_task_is_under_way(qtbot: QtBot) -> None:
    work = WorkList()
    collector = IdleCollector(work)
    collector.start()
    try:
        circle = weakref.ref(_Circle())
        gc.collect(1)  # what is not dropped quickly is left to full collections
        kept = _Circle()
        gc.collect(1)
        old = weakref.ref(kept)
        del kept
        item = WorkItem("Summary", lambda: None)
        work.add(item)
        collector.collect()
        assert circle() is None
        assert old() is not None
        work.remove(item, TaskEnd())
        collector.collect()
        assert old() is None
    finally:
        collector.stop()


def test_only_the_main_thread_collects(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Complaint: the window is gone while an answer streams."""
    monkeypatch.setattr(garbage, "_PAUSE_YOUNG_MS", 5)
    freed_on: list[threading.Thread] = []
    kept: list[list[int]] = []
    collector = IdleCollector(WorkList())
    collector.start()
    try:
        weakref.finalize(_Circle(), lambda: freed_on.append(threading.current_thread()))
        worker = threading.Thread(target=lambda: kept.extend([] for _ in range(100_000)))
        worker.start()
        worker.join()
        assert not freed_on
        qtbot.waitUntil(lambda: bool(freed_on))
        assert freed_on == [threading.main_thread()]
    finally:
        collector.stop()


@pytest.mark.parametrize("was_enabled", [True, False])
def test_afterwards_python_collects_as_before(qtbot: QtBot, was_enabled: bool) -> None:
    before = gc.isenabled()
    frozen = gc.get_freeze_count()
    (gc.enable if was_enabled else gc.disable)()
    try:
        collector = IdleCollector(WorkList())
        collector.start()
        assert not gc.isenabled()
        collector.stop()
        assert gc.isenabled() is was_enabled
        assert gc.get_freeze_count() == frozen
    finally:
        (gc.enable if before else gc.disable)()
