"""Draws the real window into PNG files, for people to look at: both themes, wide and narrow.

``make screenshots`` runs it for the README. By hand it is ``python -m tests.tools.grab_window FOLDER
[LANGUAGE]``; with ``QT_QPA_PLATFORM=offscreen`` no screen is needed, and ``QT_SCALE_FACTOR`` sets the device
pixel ratio. The starter model is loaded for it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from assistant.app import Program
from assistant.errors import ParlanceError
from assistant.paths import Paths
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.main_window import MainWindow
from assistant.ui.message_bar import Message
from assistant.ui.panes import PANES
from assistant.ui.panes.chat import ChatPane
from assistant.ui.panes.write import WritePane
from tests.fakes.gguf_files import write_gguf

_LOAD_MS = 60_000
_SETTLE_MS = 300
_TITLES = (
    "KV cache explained",
    "量化模型的内存占用",
    "Regex for log lines",
    "Trip plan: Kyoto in four days with a child and too much luggage",
    "合同条款翻译",
)
_QUESTION = "Can you explain the KV cache, with a small Python example? 请同时用中文总结一下。"
_ANSWER = """\
## What the KV cache stores

During decoding, each layer keeps the **keys** and **values** of every earlier token, so that a new token
needs just *one* forward step instead of `n`. Memory grows linearly with the context:

```python
def kv_bytes(layers: int, kv_heads: int, dim: int, context: int, size: float = 2.0) -> float:
    # Keys and values, for every layer and token.
    return 2 * layers * kv_heads * dim * context * size


print(f"{kv_bytes(32, 8, 128, 8192) / 2**30:.2f} GiB")  # 1.00 GiB
```

| Model | Context | f16 | q8_0 |
|---|---:|---:|---:|
| 3B | 8,192 | 0.44 GiB | 0.23 GiB |
| 8B | 8,192 | 1.00 GiB | 0.53 GiB |

**中文总结：** 键值缓存保存每一层已经算过的键和值，用内存换取速度；上下文越长，占用越多，可以用量化来降低。

1. Shorten the context, or
2. quantise the cache (`q8_0`).
"""
_LETTER = """\
Dear Dr. Weber,

thank you for you're letter of 12 March. The committe have decided that the meetings is moved to friday, 7:30.
Please see https://example.org/terms for the details; we do not sell the house.

Its been a pleasure. I look forward to hear from you.
"""
_STARTER = "smollm2-135m-instruct-q4_1"
_MODELS = (
    "Qwen3-8B-Q4_K_M.gguf",
    "A-model-whose-author-could-not-stop-adding-words-to-its-name-Distill-Merge-v2-IQ3_XXS.gguf",
)


def main(folder: Path, language: str = "en") -> None:
    """Write one PNG a view."""
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    choices: tuple[theme.Choice, ...] = ("light", "dark")
    for choice in choices:
        theme.apply(app, choice)
        with tempfile.TemporaryDirectory() as data:
            paths = Paths(Path(data))
            paths.create()
            _fill(paths)
            settings = SettingsStore(paths.settings)
            settings.change(theme=choice, language=language, last_model=_STARTER)
            program = Program(paths, settings)
            program.start()
            try:
                _grab_all(app, program, folder, choice)
            finally:
                program.window.close()
                program.close()


def _fill(paths: Paths) -> None:
    with History(paths.history) as history:
        for title in reversed(_TITLES):
            newest = history.create_conversation(title=title)
        question = history.add_message(newest.id, "user", _QUESTION, parent=None)
        answer = history.add_message(newest.id, "assistant", _ANSWER, parent=question.id, model="Qwen3 8B")
        history.add_message(newest.id, "user", "Thanks! How much for 32k?", parent=answer.id)
    for name in _MODELS:
        write_gguf(paths.models / name)


def _grab_all(app: QApplication, program: Program, folder: Path, choice: str) -> None:
    window = program.window

    def grab(view: str, widget: QWidget = window) -> None:
        _wait(_SETTLE_MS)
        widget.grab().save(str(folder / f"{view}-{choice}.png"))

    device = window.findChild(QLabel, "statusDevice")
    assert device is not None
    for _ in range(_LOAD_MS // _SETTLE_MS):
        if "CPU" in device.text():
            break
        _wait(_SETTLE_MS)
    for size, label in (((1180, 860), "wide"), ((420, 700), "tiny")):
        window.resize(*size)
        for entry in PANES:
            pane = window.show_pane(entry.name)
            if isinstance(pane, ChatPane):
                grab(f"{entry.name}-empty-{label}")
                pane.open_conversation(program.history.list_conversations()[0].id)
            grab(f"{entry.name}-{label}")
    window.resize(1180, 720)
    _proofread(window)
    grab("write-edits")
    window.resize(900, 640)
    window.show_pane(PANES[0].name)
    window.message_bar.show_message(
        Message("“KV cache explained” was deleted.", action="Undo", on_action=app.beep)
    )
    grab("message-undo")
    window.message_bar.show_error(ParlanceError("Traceback"))
    grab("message-error")
    window.model_picker.open_popup()
    popup = app.activePopupWidget()
    assert popup is not None
    grab("picker", popup)
    popup.hide()


def _wait(milliseconds: int) -> None:
    """Let the program go on; unlike QTest's own way this lets its Python threads go on too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _proofread(window: MainWindow) -> None:
    """A letter with mistakes, and what the model makes of them."""
    pane = window.show_pane("write")
    assert isinstance(pane, WritePane)
    pane.text.setPlainText(_LETTER)
    pane.findChild(QAbstractButton, "runButton").click()
    for _ in range(_LOAD_MS // _SETTLE_MS):
        _wait(_SETTLE_MS)
        if not pane.proofreading.running:
            break


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
