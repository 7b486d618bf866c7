"""Complaint: the window stands still again and again while something large is worked on."""

from __future__ import annotations

import gc
import weakref

from pytestqt.qtbot import QtBot

from assistant.ui.garbage import IdleCollector
from assistant.ui.work_list import WorkItem, WorkList


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_a_full_collection_waits_until_no_task_is_under_way(qtbot: QtBot) -> None:
    before, work = gc.get_threshold(), WorkList()
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
        work.remove(item)
        collector.collect()
        assert old() is None
    finally:
        collector.stop()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
