"""The window while a long document is opened, summarized, read, asked and opened again: how late it is.

    QT_QPA_PLATFORM=offscreen python -m tests.tools.bench_long_document [--words 30000 500000]

A timer of 4 ms in the main thread notes how late it comes. The engine is a script that answers at once, so
that what the window itself costs comes as thick as it can.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assistant.models.library import ModelLibrary
from assistant.paths import Paths
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.active_model import ActiveModel
from assistant.ui.garbage import IdleCollector
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_loader import ModelLoader
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.worker import SWITCH_SECONDS
from tests.evaluation.planted import real
from tests.fakes import Say, ScriptedEngine
from tests.ui.panes.scripted import load_scripted, scripted_bridge

_EVERY_MS = 4
_STEPS = 60
_STALL_S = 0.05


class _Lateness:
    """How late the event loop is, by what is done."""

    def __init__(self) -> None:
        self.doing = "start"
        self.late: defaultdict[str, list[float]] = defaultdict(list)
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def _on_timeout(self) -> None:
        now = time.perf_counter()
        self.late[self.doing].append(max(0.0, now - self._last - _EVERY_MS / 1000))
        self._last = now

    def report(self) -> None:
        for doing, late in self.late.items():
            late.sort()
            stalls = sum(each > _STALL_S for each in late)
            print(
                f"  {doing:10} 99 % {late[len(late) * 99 // 100] * 1e3:6.1f} ms, "
                f"worst {late[-1] * 1e3:6.1f} ms, {stalls} over {_STALL_S * 1e3:.0f} ms",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[30_000, 500_000])
    given = parser.parse_args()
    app = QApplication(sys.argv[:1])
    sys.setswitchinterval(SWITCH_SECONDS)
    theme.apply(app, "light")
    for words in given.words:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), words)


def _measure(folder: Path, words: int) -> None:
    document = folder / "document.txt"
    document.write_text(real(words, planted=0).text, encoding="utf-8")
    paths = Paths(folder / "data")
    paths.create()
    script = ScriptedEngine(folder / "engine")
    script.script(generate=[[Say("The harbour was built in 1871.")]])
    settings, active, library = SettingsStore(paths.settings), ActiveModel(), ModelLibrary(paths.models)
    listed = LibraryBridge(library, settings)
    with History(paths.history) as history:
        for engine in scripted_bridge(script, paths):
            loader = ModelLoader(engine, library, listed, active, settings)
            pane = SummarizePane(engine, loader, active, history.summaries, settings)
            load_scripted(engine, active)
            pane.resize(1180, 760)
            pane.show()
            collector = IdleCollector(engine.work)
            collector.start()
            _use(pane, document, history)
            collector.stop()
            pane.put_away()
            pane.deleteLater()
    listed.shut_down()


def _use(pane: SummarizePane, document: Path, history: History) -> None:
    _wait(1000)
    lateness = _Lateness()
    text = pane.source.text
    bar = text.verticalScrollBar()

    lateness.doing = "open"
    pane.source.open_file(document)
    _wait_for(lambda: not text.document().isEmpty())
    _wait(800)
    lateness.doing = "summarize"
    began = time.perf_counter()
    pane.run()
    _wait_for(lambda: not pane.running)
    print(f"{len(text.text.split())} words, summarized in {time.perf_counter() - began:.1f} s")
    lateness.doing = "scroll"
    for step in range(_STEPS):
        bar.setValue(bar.maximum() * step // _STEPS)
        QTest.mouseMove(text.viewport(), QPoint(200, 40 + step * 5))
        _wait(20)
    lateness.doing = "follow"
    for number in range(1, 21):
        pane.links.follow(number)
        _wait(40)
    lateness.doing = "ask"
    pane.ask("What is said of the warranty?")
    _wait_for(lambda: not pane.running)
    lateness.doing = "reopen"
    pane.start_new()
    _wait(200)
    pane.open_summary(history.summaries.titles()[0].id)
    _wait(1000)
    lateness.doing = "type"
    for letter in "abc":
        QTest.keyClick(text, Qt.Key(ord(letter.upper())))
        _wait(300)
    lateness.report()


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_for(condition: Callable[[], bool]) -> None:
    while not condition():
        _wait(50)


if __name__ == "__main__":
    main()
