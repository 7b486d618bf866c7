"""The window: the rail, the pane with its side list, the bar above and the line below, and the shortcuts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.models.entry import ModelEntry
from assistant.storage.settings import Settings
from assistant.ui import icons, theme
from assistant.ui.actions import keys_text
from assistant.ui.commands import Commands
from assistant.ui.drop_area import DropArea
from assistant.ui.errors import OneTextAtATime
from assistant.ui.geometry import Geometry
from assistant.ui.message_bar import Message, MessageBar
from assistant.ui.model_picker import ModelPicker
from assistant.ui.model_text import ModelText
from assistant.ui.navigation import Navigation
from assistant.ui.pane import Pane, PaneEntry
from assistant.ui.panes import PANES, WELCOME
from assistant.ui.services import Services
from assistant.ui.status_line import StatusLine
from assistant.ui.tab_order import move_focus
from assistant.ui.widgets.context_meter import ContextMeter
from assistant.ui.widgets.controls import tool_button

_SIZE = (1180, 860)
_SMALLEST = (400, 360)
_NARROW = 720
"""Below this width the side list takes the place of the page instead of standing beside it."""
_SIDE_WIDTH = 264
_BAR = (14, 6, 16, 6)
_BAR_WITHOUT_TOGGLE = (8, 6, 16, 6)
"""Margins with which the first icon, or the name of the model, stands above the left edge of the page."""


class MainWindow(QMainWindow):
    """Shows one pane at a time; knows panes only by the registry."""

    closed = Signal()

    def __init__(self, services: Services, state: QSettings, panes: Sequence[PaneEntry] = PANES) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Parlance")
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(*_SMALLEST)
        self._services = services
        self._settings = services.settings
        self._geometry = Geometry(state)
        self._entries = {entry.name: entry for entry in (*panes, WELCOME)}
        self._panes: dict[str, Pane] = {}
        self._usages: dict[Pane, tuple[int, int]] = {}
        self._side_wanted = True
        self._was_narrow = False
        self.navigation = Navigation(panes)
        self.model_picker = ModelPicker(services.library, services.active)
        self.context_meter = ContextMeter()
        self.message_bar = MessageBar()
        self.status_line = StatusLine()
        self._build()
        self.commands = Commands(self, panes, services, state)
        self._connect()
        self._restore()

    # ---------------------------------------------------------------------------------------- panes

    def show_pane(self, name: str) -> Pane:
        """Bring a pane to the front, made now if this is its first time."""
        pane = self._panes.get(name) or self._make(name)
        self._pages.setCurrentWidget(pane)
        if pane.side is not None:
            self._sides.setCurrentWidget(pane.side)
        self.navigation.set_current(name)
        self._show_usage()
        self._side_wanted = self._side_wanted and not self._narrow
        self._arrange()
        pane.focus_input()
        return pane

    def open_files(self, paths: Sequence[Path], name: str = "summarize") -> None:
        """Import what is a model, and have the pane of this ``name`` open the texts, or the first of them."""
        models, texts = _divided(paths)
        if models:
            self.show_pane("models").open_files(models)
        if texts:
            pane = self.show_pane(name)
            pane.open_files(texts if pane.takes_several else texts[:1])
            if len(texts) > 1 and not pane.takes_several:
                self.message_bar.show_notice(OneTextAtATime(count=len(texts), name=texts[0].name))

    def _describe_drop(self, paths: Sequence[Path]) -> str:
        models, texts = _divided(paths)
        if not texts:
            return self.tr("Drop to add the model to the library") if models else ""
        return self.current_pane.offer() or self.tr("Drop to summarize")

    @Slot(object)
    def _on_dropped(self, paths: Sequence[Path]) -> None:
        self.open_files(paths, self.current_name if self.current_pane.offer() else "summarize")

    def close_panes(self) -> None:
        """Let every pane put away what it has in hand."""
        for pane in self._panes.values():
            pane.put_away()
        self.commands.put_away()

    @property
    def current_pane(self) -> Pane:
        """The pane that is shown."""
        pane = self._pages.currentWidget()
        assert isinstance(pane, Pane)
        return pane

    @property
    def current_name(self) -> str:
        """The name of the pane that is shown."""
        return next(name for name, pane in self._panes.items() if pane is self.current_pane)

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost if the window were made anew."""
        return all(pane.empty for pane in self._panes.values())

    def _make(self, name: str) -> Pane:
        pane = self._entries[name].factory(self._services)
        pane.message_raised.connect(self.message_bar.show_message)
        pane.side_entered.connect(self.show_side)
        pane.side_left.connect(self._on_side_left)
        pane.context_changed.connect(self._on_context_changed)
        pane.speed_measured.connect(self.status_line.set_speed)
        pane.pane_requested.connect(self.show_pane)
        self._geometry.restore_pane(name, pane)
        self._panes[name] = pane
        self._pages.addWidget(pane)
        if pane.side is not None:
            self._sides.addWidget(pane.side)
        return pane

    # ---------------------------------------------------------------------------------------- parts

    def _build(self) -> None:
        keys = keys_text("side")
        self._toggle = tool_button("sideButton", "panel", self.tr("Show or hide the list"), keys)
        self._toggle.clicked.connect(self.toggle_side)
        palette = keys_text("palette")
        self._commands = tool_button("paletteButton", "command", self.tr("Command palette"), palette)
        self._bar = bar = QHBoxLayout()
        bar.setSpacing(6)
        bar.addWidget(self._toggle)
        bar.addWidget(self.model_picker)
        bar.addStretch()
        bar.addWidget(self.context_meter)
        bar.addWidget(self._commands)
        self._pages = QStackedWidget()
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.message_bar)
        column.addWidget(self._pages, 1)
        self._back = tool_button("sideBackButton", "panel", self.tr("Hide the list"), keys)
        self._back.clicked.connect(self.toggle_side)
        self._sides = QStackedWidget()
        self._side = QWidget()
        self._side.setMinimumWidth(180)
        self._side.setProperty("surface", "side")
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self._sides, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._side)
        self._splitter.addWidget(self._page)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_SIDE_WIDTH, _SIZE[0] - _SIDE_WIDTH])
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.navigation)
        upper.addWidget(self._splitter, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status_line)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self._drop_area = DropArea(centre, self._describe_drop)
        self._drop_area.dropped.connect(self._on_dropped)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_pane)
        self.model_picker.import_requested.connect(self.commands.import_model)
        self._commands.clicked.connect(self.commands.open_palette)
        self._services.library.failed.connect(self.message_bar.report)
        self._services.active.changed.connect(self._on_active_changed)
        self._services.engine.work.changed.connect(self._on_work_changed)
        self._services.library.downloaded.connect(self._on_downloaded)
        self._services.library.refresh()
        self.status_line.set_offline(self._settings.value.offline)
        self.destroyed.connect(self._settings.observe(self._on_settings_changed))

    @Slot(int, int)
    def _on_context_changed(self, used: int, total: int) -> None:
        pane = self.sender()
        assert isinstance(pane, Pane)
        self._usages[pane] = used, total
        self._show_usage()

    def _show_usage(self) -> None:
        """The meter is of the pane that is shown: another one's conversation would only confuse."""
        self.context_meter.set_usage(*self._usages.get(self.current_pane, (0, 0)))

    # ---------------------------------------------------------------------------------------- side list

    @property
    def _narrow(self) -> bool:
        return self.width() < _NARROW

    def _arrange(self) -> None:
        """Show the list, the page, or both, as there is a list, a wish for it, and room."""
        has_side = self.current_pane.side is not None
        shown = has_side and self._side_wanted
        self._toggle.setVisible(has_side)
        self._bar.setContentsMargins(*(_BAR if has_side else _BAR_WITHOUT_TOGGLE))
        self._side.setVisible(shown)
        self._back.setVisible(self._narrow)
        self._page.setVisible(not (shown and self._narrow))

    @Slot()
    def toggle_side(self) -> None:
        """Show or hide the list."""
        self._side_wanted = not self._side_wanted
        self._arrange()

    @Slot()
    def show_side(self) -> None:
        """Bring the list into sight."""
        self._side_wanted = True
        self._arrange()

    @Slot()
    def _on_side_left(self) -> None:
        if self._narrow:
            self._side_wanted = False
            self._arrange()

    def focusNextPrevChild(self, forward: bool) -> bool:
        parts = (
            self.navigation,
            self._side,
            self._toggle,
            self.model_picker,
            self._commands,
            self.message_bar,
            self._pages,
            self.status_line,
        )
        return move_focus(self, parts, forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Installing it once more changes nothing.
        self.windowHandle().installEventFilter(self._drop_area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow != self._was_narrow:
            self._was_narrow = self._narrow
            self._side_wanted = not self._narrow
        if self._panes:
            self._arrange()

    # ---------------------------------------------------------------------------------------- news

    @Slot()
    def _on_active_changed(self) -> None:
        active = self._services.active
        self.status_line.set_model(active.loaded, active.build)
        self.status_line.set_memory(self._engine_memory() if active.loaded else 0)

    @Slot()
    def _on_work_changed(self) -> None:
        self.status_line.set_work(self._services.engine.work.items)

    @Slot(object)
    def _on_downloaded(self, entry: ModelEntry) -> None:
        """Where the queue of downloads is in sight, it says so."""
        if self.current_name == "models":
            return
        self.message_bar.show_message(
            Message(
                self.tr("“{0}” has arrived, and every byte is right.").format(ModelText(entry).title),
                severity="success",
                action=self.tr("Use this model"),
                on_action=lambda: self._services.active.choose(entry.id),
            )
        )

    def _engine_memory(self) -> int:
        """Bytes that the engine's process holds resident, mapped weights counted; 0 if it has just ended."""
        pid = self._services.engine.engine.state.pid
        try:
            return psutil.Process(pid).memory_info().rss if pid else 0
        except psutil.Error:
            return 0

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        self.status_line.set_offline(after.offline)
        if (before.theme, before.text_zoom) != (after.theme, after.text_zoom):
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, after.theme, after.text_zoom / 100)

    # ---------------------------------------------------------------------------------------- geometry

    def _restore(self) -> None:
        self.resize(*_SIZE)
        self._geometry.restore_window(self, self._splitter)
        self._was_narrow = self._narrow
        self._side_wanted = not self._narrow
        self.show_pane(next(iter(self._entries)))

    def remember(self) -> None:
        """Keep size, place and divisions for the next window."""
        self._geometry.save(self, self._splitter, self._panes)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        super().closeEvent(event)
        self.closed.emit()


def _divided(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Models, and what is taken for texts."""
    models = [path for path in paths if path.suffix.lower() == ".gguf"]
    return models, [path for path in paths if path not in models]
