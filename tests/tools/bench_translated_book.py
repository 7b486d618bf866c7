"""Measures a book in the Translate pane: how fast it opens, what it takes, whether the window goes on.

Run it as ``python -m tests.tools.bench_translated_book [PAGES]``; with ``QT_QPA_PLATFORM=offscreen`` it needs
no screen. A page has 30 sentences. The model is scripted and answers at once, which is harder on the window
than any real one. A timer of 5 ms in the main thread notes how late each of its ticks comes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import psutil
from PySide6.QtCore import QEventLoop, QTimer
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
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.worker import SWITCH_SECONDS
from tests.fakes import Say, ScriptedEngine
from tests.tools.bench_downloads import Lateness
from tests.ui.panes.scripted import load_scripted, press, scripted_bridge

_SENTENCES = 30
_WORDS = "harbour keeper lantern morning water stone river letter winter garden window bridge".split()
_FRENCH = "port gardien lanterne matin eau pierre rivière lettre hiver jardin fenêtre pont".split()
_LOOK_MS = 20


def main(pages: int) -> None:
    """Open, translate, save and open again; print what each took."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder) / "data")
        paths.create()
        book = _write_book(Path(folder) / "book.docx", pages)
        settings = SettingsStore(paths.settings)
        settings.change(translated_into="fr")
        script = ScriptedEngine(Path(folder) / "engine")
        script.script(generate=[[Say(_answer())]])
        engines = scripted_bridge(script, paths)
        engine = next(engines)
        models = ModelLibrary(paths.models, find_starter=lambda: None)
        library, active = LibraryBridge(models, settings), ActiveModel()
        loader = ModelLoader(engine, models, library, active, settings)
        with History(paths.history) as history:
            pane = TranslatePane(engine, loader, active, history, settings)
            pane.resize(1180, 760)
            pane.show()
            load_scripted(engine, active)
            collector = IdleCollector(engine.work)
            collector.start()
            _run(pane, history, book)
            collector.stop()
            pane.put_away()
        engines.close()
        library.shut_down()


def _run(pane: TranslatePane, history: History, book: Path) -> None:
    lateness = Lateness()
    pane.source.open_file(book)
    _wait("opened", lambda: pane.source.document is not None)
    _wait("measured", lambda: bool(pane.bar.from_language))
    lateness.report("opening")
    press(pane, "runButton")
    _wait("translated", lambda: not pane.running)
    lateness.report("translating")
    sheet = pane.sheet
    assert sheet is not None
    print(f"{len(sheet.segments)} sentences, {len(sheet.failed)} of them failed")
    saved = book.with_name("saved.docx")
    written: list[Path] = []
    pane.saving.saved.connect(written.append)
    pane.saving.save_to(saved, bilingual=False)
    _wait("saved", lambda: bool(written))
    lateness.report("saving")
    entry = history.translations.titles()[0].id
    pane.start_new()
    pane.open_translation(entry)
    _wait("opened from the history", lambda: pane.source.document is not None)
    lateness.report("opening from the history")


def _wait(what: str, condition: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(_LOOK_MS)
    loop.exec()
    memory = psutil.Process().memory_info().rss >> 20
    print(f"{what} after {time.perf_counter() - begun:.1f} s, {memory} MB")


def _write_book(path: Path, pages: int) -> Path:
    document = docx.Document()
    for page in range(pages):
        document.add_heading(f"The {_WORDS[page % len(_WORDS)]}", 1)
        for paragraph in range(page * _SENTENCES, (page + 1) * _SENTENCES, 5):
            document.add_paragraph(" ".join(map(_sentence, range(paragraph, paragraph + 5))))
    document.save(str(path))
    return path


def _sentence(number: int) -> str:
    """Another one for each number, and none with digits."""
    places = [number // len(_WORDS) ** power % len(_WORDS) for power in range(4)]
    first, second, third, fourth = (_WORDS[place] for place in places)
    return f"The {first} by the {second} was older than the {third}, and nobody asked for the {fourth}."


def _answer() -> str:
    lines = (
        f"[{number}] Le {word} était plus ancien que les autres, et personne ne l'a demandé avant la nuit.\n"
        for number, word in enumerate(_FRENCH, 1)
    )
    return "".join(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
