"""Draws the window into PNG files, with made-up models and conversations, for people to look at.

Run it as ``python -m tests.tools.grab_window FOLDER``; with ``QT_QPA_PLATFORM=offscreen`` no screen is
needed, and ``QT_SCALE_FACTOR`` sets the device pixel ratio.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from assistant.engine.protocol import Build, Loaded, Timings
from assistant.engine.safety import EngineSafety
from assistant.errors import ParlanceError
from assistant.models.entry import ModelEntry
from assistant.models.fit import Verdict
from assistant.models.library import ModelLibrary
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.ui import theme
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.main_window import MainWindow
from assistant.ui.message_bar import Message
from assistant.ui.model_fit import ModelFit
from assistant.ui.pane import Pane, PaneEntry
from assistant.ui.panes import PANES
from assistant.ui.services import Services
from assistant.ui.widgets.composer import Composer
from assistant.ui.widgets.conversation_list import ConversationList
from assistant.ui.widgets.conversation_model import ConversationItem

_DAY = 86_400
_TITLES = (
    ("KV cache explained", 0, True),
    ("量化模型的内存占用", 0, False),
    ("Regex for log lines", 1, False),
    ("Trip plan: Kyoto in four days with a child and too much luggage", 1, False),
    ("Refactor the queue module", 1, False),
    ("SQL window functions", 4, False),
    ("合同条款翻译", 5, False),
    ("Letter to the landlord", 20, False),
    ("Besprechungsnotizen vom Donnerstag", 44, False),
)


class _Chat(Pane):
    def __init__(self) -> None:
        super().__init__()
        self._list = ConversationList()
        now = time.time()
        self._list.set_items(
            [
                ConversationItem(number, title, now - days * _DAY, pinned)
                for number, (title, days, pinned) in enumerate(_TITLES)
            ]
        )
        self._list.set_open(1)
        self.composer = Composer()
        self.composer.set_model_name("Qwen3 8B")
        self.composer.set_token_count(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        column.addWidget(self.composer)

    @property
    def side(self) -> QWidget:
        return self._list

    def focus_input(self) -> None:
        self.composer.setFocus()


def entries() -> list[ModelEntry]:
    """Models of all kinds that a list must show."""

    def entry(name: str, quantization: str, size: int, parameters: int, **other: object) -> ModelEntry:
        values: dict[str, object] = {
            "id": f"{name}-{quantization}",
            "name": name,
            "path": Path(f"/models/{name}-{quantization}.gguf"),
            "size": size,
            "architecture": "llama",
            "parameters": parameters,
            "quantization": quantization,
            "context_length": 32_768,
            "source": "downloaded",
            "has_template": True,
            "licence": "apache-2.0",
        }
        return ModelEntry(**(values | other))  # type: ignore[arg-type]

    return [
        entry(
            "Qwen3 8B",
            "Q4_K_M",
            5_030_000_000,
            8_190_000_000,
            architecture="qwen3",
            last_used=datetime.now(UTC),
            repo="Qwen/Qwen3-8B-GGUF",
        ),
        entry(
            "SmolLM2-135M-Instruct", "Q4_1", 98_000_000, 135_000_000, source="starter", context_length=8192
        ),
        entry("gemma-3-270m", "Q4_K_M", 253_000_000, 268_000_000, has_template=False, licence="gemma"),
        entry(
            "A model whose author could not stop adding words to its name Distill Merge v2 Uncensored",
            "IQ3_XXS",
            12_900_000_000,
            32_000_000_000,
            available=False,
            source="linked",
        ),
    ]


class _Library(LibraryBridge):
    """Shows the entries above; there are no files behind them."""

    def refresh(self) -> None:
        self.entries = entries()
        verdicts: list[Verdict] = ["yellow", "green", "green"]
        self.fits = {
            entry.id: ModelFit(verdict, "6.8 GB", "7.9 GB")
            for entry, verdict in zip(self.entries, verdicts, strict=False)
        }
        self.changed.emit()


def make_window(folder: Path) -> MainWindow:
    """The window over a new data folder."""
    paths = Paths(folder)
    paths.create()
    services = Services(
        paths=paths,
        settings=SettingsStore(paths.settings),
        safety=EngineSafety(None),
        library=_Library(ModelLibrary(paths.models)),
        active=ActiveModel(),
    )
    panes = (PaneEntry("chat", "Chat", "chat", lambda services: _Chat()), *PANES)
    window = MainWindow(services, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat), panes)
    loaded = Loaded(
        path="", description="qwen3 8B", architecture="qwen3", parameters=0, model_bytes=0, context=8192,
        context_trained=32_768, layers=36, threads=4, vocabulary=0, has_template=True, kv_type="f16",
        flash_attention=True, extra_buffers=True, partial_removal=True, offload=[], memory_peak=0,
        timings=Timings(),
    )  # fmt: skip
    build = Build(version="b1", commit="0", gpu_offload=False, rpc=False, system_info="AVX2 = 1")
    services.active.set_loaded(entries()[0], loaded, build)
    window.context_meter.set_usage(3_214, 8_192)
    window.status_line.set_speed(42.3)
    window.status_line.set_memory(6_200_000_000)
    return window


def main(folder: Path) -> None:
    """Write one PNG a view."""
    app = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale("en_GB"))
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("light", "dark"):
        with tempfile.TemporaryDirectory() as data:
            theme.apply(app, name)  # type: ignore[arg-type]
            window = make_window(Path(data))
            window.show()

            def grab(view: str, widget: QWidget = window, name: str = name) -> None:
                QTest.qWait(120)
                widget.grab().save(str(folder / f"{view}-{name}.png"))

            for size, label in (((1180, 860), "wide"), ((420, 700), "tiny")):
                window.resize(*size)
                for pane in ("chat", "models", "settings"):
                    window.show_pane(pane)
                    grab(f"{pane}-{label}")
            window.resize(900, 640)
            window.show_pane("chat")
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
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
