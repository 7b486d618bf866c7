"""A process, thread or timer that outlives its test fails it: the next test, or the user, would meet it.

What ran before a test's own fixtures were made is not the test's: an engine of a session or module fixture is
tolerated when the test names that fixture (pytest makes it first), not when it asks for it half way.
"""

from __future__ import annotations

import contextlib
import gc
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer

_GRACE_S = 5.0
"""How long something that is ending may take to end."""
_CHILDREN_OF_THREADS = Path("/proc/thread-self/children")

_made_in_python: dict[type[QObject], list[weakref.ref[QObject]]] = {QTimer: [], QThread: []}


def _remember(kind: type[QTimer | QThread]) -> None:
    """Qt has no list of an application's timers and threads: keep one of those that Python code makes."""
    original: Callable[..., None] = kind.__init__

    def init(self: QObject, *arguments: Any, **properties: Any) -> None:
        original(self, *arguments, **properties)
        _made_in_python[kind].append(weakref.ref(self))

    kind.__init__ = init  # type: ignore[method-assign]


_remember(QTimer)
_remember(QThread)


def _alive(kind: type[QObject]) -> list[Any]:
    _made_in_python[kind] = [reference for reference in _made_in_python[kind] if reference() is not None]
    objects = (reference() for reference in _made_in_python[kind])
    return [found for found in objects if found is not None and shiboken6.isValid(found)]


def _processes() -> set[psutil.Process]:
    return {
        child for child in _descendants() if child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    }


def _descendants() -> list[psutil.Process]:
    """The processes below this one. Twice a test, psutil's way is felt: it reads all that the machine has."""
    if not _CHILDREN_OF_THREADS.exists():  # another system than Linux, or a kernel without these lists
        return psutil.Process().children(recursive=True)
    pids = [os.getpid()]
    for pid in pids:  # grows while it is read
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
                pids += map(int, listed.read_text().split())
    found: list[psutil.Process] = []
    for pid in pids[1:]:
        with contextlib.suppress(psutil.NoSuchProcess):
            found.append(psutil.Process(pid))
    return found


def _threads() -> set[threading.Thread]:
    # A thread of Qt's that has run Python code once stays in the list as a dummy for ever.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _running() -> dict[str, object]:
    """Everything that runs now beside the main thread, by a description."""
    found: dict[str, object] = {}
    for process in _processes():
        try:
            found[f"process {process.pid} ({' '.join(process.cmdline())})"] = process
        except psutil.NoSuchProcess:
            continue
    found |= {f"thread {thread.name!r} ({thread.ident})": thread for thread in _threads()}
    found |= {
        f"QThread {thread.objectName()!r} ({id(thread):#x})": thread
        for thread in _alive(QThread)
        if thread.isRunning()
    }
    found |= {
        f"QTimer of {timer.interval()} ms, child of {timer.parent()!r} ({id(timer):#x})": timer
        for timer in _alive(QTimer)
        if timer.isActive()
    }
    return found


def _left(before: set[str]) -> dict[str, object]:
    return {name: thing for name, thing in _running().items() if name not in before}


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    before = set(_running())
    yield
    left = _left(before)
    if left:
        gc.collect()
    deadline = time.monotonic() + _GRACE_S
    while left and time.monotonic() < deadline:
        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        time.sleep(0.01)
        left = _left(before)
    for thing in left.values():
        if isinstance(thing, psutil.Process):
            thing.kill()
    if left:
        pytest.fail("The test left running: " + "; ".join(left), pytrace=False)
