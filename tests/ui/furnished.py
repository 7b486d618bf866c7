"""The whole window with something in every pane, for tests that look at all of it at once.

The engine is scripted; everything else is the program as :mod:`assistant.app` puts it together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton

from assistant import app
from assistant.app import Program
from assistant.documents import plain
from assistant.documents.language import Detected
from assistant.engine.supervisor import Engine
from assistant.paths import Paths, resource
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.summarize import Coverage, Point, Span, SummaryOptions, Unsupported
from assistant.tasks.translate import Problem, Segment, TranslateOptions
from assistant.tasks.translate.division import segment_spans
from assistant.ui.pane import Pane
from assistant.ui.panes import PANES, WELCOME
from assistant.ui.panes.chat import ChatPane
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.summarize import sheet as summary
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.panes.translate import sheet as translation
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.write import WritePane
from tests.fakes import Say, ScriptedEngine
from tests.fakes.gguf_files import write_gguf
from tests.ui.visible import cut

NAMES = tuple(entry.name for entry in (*PANES, WELCOME))
LETTER = (
    "Thank you for you're letter of 12 March. The committe have decided that the meetings is moved to friday."
)
_CORRECTED = (
    "Thank you for your letter of 12 March.",
    "The committee has decided that the meeting is moved to Friday.",
)
_ANSWER = """\
## What the KV cache stores

During decoding, each layer keeps the **keys** and **values** of every earlier token.

```python
def kv_bytes(layers: int, kv_heads: int, dim: int, context: int, size: float = 2.0) -> float:
    return 2 * layers * kv_heads * dim * context * size  # keys and values, for every layer and token
```

| Model | Context | f16 | q8_0 |
|---|---:|---:|---:|
| 3B | 8,192 | 0.44 GiB | 0.23 GiB |

**中文总结：** 键值缓存保存每一层已经算过的键和值。
"""
_MODELS = (
    "Qwen3-8B-Q4_K_M.gguf",
    "A-model-whose-author-could-not-stop-adding-words-to-its-name-Distill-Merge-v2-IQ3_XXS.gguf",
)
_WAIT_MS = 30_000
_SETTLE_MS = 30
_LAYOUTS = 30


class Furnished:
    """A running program, and its panes with something in them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window = program.window

    def show(self, name: str) -> Pane:
        """Bring a pane to the front; what it shows is there when this returns."""
        pane = self.window.show_pane(name)
        match pane:
            case ChatPane():
                pane.open_conversation(self.program.history.list_conversations()[0].id)
            case SummarizePane():
                pane.open_summary(self.program.history.summaries.titles()[0].id)
            case TranslatePane():
                pane.open_translation(self.program.history.translations.titles()[0].id)
            case WritePane() if not pane.proofreading.suggestions:
                _wait_for(lambda: self.program.loader.wanted is not None)
                pane.show_text(LETTER)
                run = pane.findChild(QAbstractButton, "runButton")
                assert run is not None
                run.click()
                _wait_for(lambda: not pane.running)
                pane.edits.walk(1)
        return pane

    def settle(self) -> None:
        """Let layouts that were put off come to rest."""
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop, loop.quit)
        loop.exec()

    def cut(self) -> list[str]:
        """What is cut in the window: there is some time for layouts that follow each other."""
        self.settle()
        for _ in range(_LAYOUTS):
            if not cut(self.window):
                break
            self.settle()
        return cut(self.window)


@contextmanager
def furnished(folder: Path) -> Iterator[Furnished]:
    """Start the program on an empty ``folder``, with a history and models, and end it."""
    script = ScriptedEngine(folder / "scripted-engine")
    script.script(generate=[[Say(answer)] for answer in _CORRECTED])
    paths = Paths(folder / "data")
    paths.create()
    with History(paths.history) as history:
        _fill(history)
    for name in _MODELS:
        write_gguf(paths.models / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "Engine", partial(Engine, script.command))
        program = Program(paths, SettingsStore(paths.settings))
        program.start()
        try:
            yield Furnished(program)
        finally:
            program.close()
            for part in (program.window, program.quick, program):
                part.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait_for(condition: Callable[[], bool]) -> None:
    """Let the program go on until something holds."""
    loop = QEventLoop()
    QTimer.singleShot(_WAIT_MS, loop, loop.quit)
    check = QTimer()
    check.timeout.connect(lambda: condition() and loop.quit())
    check.start(10)
    loop.exec()
    check.stop()
    assert condition()


def _fill(history: History) -> None:
    for title in (
        "合同条款翻译",
        "Trip plan: Kyoto in four days with a child and too much luggage",
        "KV cache",
    ):
        newest = history.create_conversation(title=title)
    question = history.add_message(newest.id, "user", "What is the KV cache? 请用中文总结一下。", parent=None)
    history.add_message(newest.id, "assistant", _ANSWER, parent=question.id, model="Qwen3 8B")
    text = _sample("harbour")
    history.summaries.add("The harbour", text, summary.encode(_summary(text)))
    text = _sample("lighthouse")
    history.translations.add("The lighthouse", text, translation.encode(_translation(text)))


def _sample(name: str) -> str:
    return plain.parse(resource("samples", f"{name}.en.txt").read_text(encoding="utf-8")).text


def _summary(text: str) -> summary.Sheet:
    """A point of every third sentence; one has a number that the text lacks, one is quoted."""
    document = plain.parse(text)
    spans = [Span(*span) for span in segment_spans(text)][2::3]
    points = [Point(text[span.start : span.end], (span,)) for span in spans]
    points[1] = Point("It has 4712 lanterns.", (spans[1],), (Unsupported("4712", "number", 7, 11),))
    points[2] = Point(points[2].text, (spans[2], spans[0]), extractive=True)
    sheet = summary.Sheet.of(document, (), SummaryOptions(), "Scripted")
    return msgspec.structs.replace(
        sheet,
        title="The harbour",
        points=tuple(points),
        coverage=Coverage(2, 2, len(text), len(text)),
        finished=True,
        answers=(summary.Answered("Who built it?", (points[0],)),),
    )


def _translation(text: str) -> translation.Sheet:
    """All sentences are turned round; one could not be translated."""
    page = Page.of_text(text)
    segments = []
    for number, unit in enumerate(page.units):
        for start, end in segment_spans(unit):
            source = unit[start:end]
            turned = " ".join(reversed(source.split()))
            segments.append(Segment(number, start, end, source, turned, "translated"))
    failed = segments[1]
    segments[1] = Segment(
        failed.unit, failed.start, failed.end, failed.source, failed.source, "failed",
        (Problem("number", "1871"),), failed.target,
    )  # fmt: skip
    sheet = translation.Sheet.of(page, "The lighthouse", TranslateOptions(target="fr"), "Scripted", None)
    return msgspec.structs.replace(
        sheet, segments=tuple(segments), source=Detected("en", 1.0), finished=True, key="made up"
    )
