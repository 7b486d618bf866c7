"""Measures whether the window stays responsive while three models are downloaded and verified at once.

Run it as ``python -m tests.tools.bench_downloads [MEGABYTES]``; with ``QT_QPA_PLATFORM=offscreen`` no screen
is needed. The hub is a process of its own on this machine, which sends as fast as it can. A timer of 5 ms in
the main thread notes how late each of its ticks comes.
"""

from __future__ import annotations

import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from assistant.engine.supervisor import Engine
from assistant.models.hub import Hub
from assistant.models.library import ModelLibrary
from assistant.models.mirrors import Mirrors
from assistant.models.network import Network
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models import ModelsPane
from assistant.ui.worker import SWITCH_SECONDS
from tests.fakes.gguf_files import gguf_bytes
from tests.fakes.hub import FakeHub, FakeRepository

_TICK_MS = 5
_AT_ONCE = 3
_NAMES = [f"big/model-{number}-GGUF" for number in range(_AT_ONCE)]


class Lateness(QObject):
    """How late a timer's ticks come, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max((now - self._last) * 1000 - _TICK_MS, 0.0))
        self._last = now

    def report(self, name: str) -> None:
        """Print what was measured, and begin anew."""
        late = sorted(self.late)
        median, p99 = statistics.median(late), late[int(len(late) * 0.99)]
        print(f"{name}: median {median:.1f} ms late, 99 % {p99:.1f} ms, longest stall {late[-1]:.1f} ms")
        self.late.clear()


def serve(megabytes: int, pipe: Connection) -> None:
    """A hub with three large models, until something comes through the pipe."""
    noise = random.Random(1).randbytes(1 << 20) * megabytes
    repositories = {
        name: FakeRepository({"model-Q4_K_M.gguf": gguf_bytes() + bytes([number]) + noise})
        for number, name in enumerate(_NAMES)
    }
    with FakeHub(repositories) as fake:
        pipe.send(fake.url)
        pipe.recv()


def main(megabytes: int) -> None:
    """Download three models of this size, and print the latenesses."""
    theirs, ours = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(megabytes, theirs))
    server.start()
    url = ours.recv()
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        paths.create()
        settings = SettingsStore(paths.settings)
        settings.change(hub_address=url, downloads_at_once=_AT_ONCE)
        library = LibraryBridge(ModelLibrary(paths.models, find_starter=lambda: None), settings)
        hub = HubBridge(Hub(Network(), Mirrors(main=url)), settings)
        downloads = DownloadsBridge(hub, library, paths.models, settings)
        engine = EngineBridge(
            lambda on_notice, on_state: Engine(
                log=paths.logs / "engine.log", kv_folder=None, on_notice=on_notice, on_state=on_state
            )
        )
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(ModelsPane(library, ActiveModel(), hub, downloads, engine, settings))
        window.resize(1000, 800)
        window.show()
        _run(hub, downloads, library)
        window.close()
        engine.close()
        hub.shut_down()
        downloads.shut_down()
        library.shut_down()
    ours.send("end")
    server.join()


def _run(hub: HubBridge, downloads: DownloadsBridge, library: LibraryBridge) -> None:
    lateness = Lateness()
    loop = QEventLoop()
    QTimer.singleShot(2000, loop.quit)
    loop.exec()
    lateness.report("idle")
    begun = time.perf_counter()
    for name in _NAMES:
        hub.ticket(name, "Q4_K_M").succeeded.connect(downloads.add)
    library.changed.connect(lambda: loop.quit() if len(library.entries) == _AT_ONCE else None)
    loop.exec()
    lateness.report("three downloads")
    size = sum(entry.size for entry in library.entries)
    print(f"{size / 1e6 / (time.perf_counter() - begun):.0f} MB/s, written and verified")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
