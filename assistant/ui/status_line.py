"""The line at the bottom: where the model computes, how fast, how much memory it takes, what waits.

A graphics card that is there and goes unused is named here with the reason: never in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from assistant.engine.protocol import Loaded
from assistant.engine.values import Build
from assistant.models.figures import size_text
from assistant.ui import icons, theme
from assistant.ui.widgets.controls import ElidedLabel, Glyph, label, push_button
from assistant.ui.work_list import WorkItem


class StatusLine(QWidget):
    """Labels ``statusNetwork``, ``statusDevice``, ``statusMemory``, ``statusSpeed``; ``statusQueue``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAccessibleName(self.tr("Status"))
        self._lock = Glyph("local", size=14)
        self._network = label(role="caption", object_name="statusNetwork")
        self._device = ElidedLabel("statusDevice")
        self._queue = push_button("statusQueue", "", "caption")
        self._queue.setMinimumWidth(1)
        self._queue.clicked.connect(self._on_queue_clicked)
        self._work: Sequence[WorkItem] = ()
        self._memory = label(role="caption", object_name="statusMemory")
        self._speed = label(role="caption", object_name="statusSpeed")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(14)
        row.addWidget(self._lock)
        row.setSpacing(6)
        row.addWidget(self._network)
        for widget in (self._device, self._queue, self._memory, self._speed):
            row.addSpacing(10)
            if widget is self._queue:
                row.addStretch()
            row.addWidget(widget)
        self.set_offline(False)
        self.set_model(None, None)
        self.set_speed(None)
        self.set_memory(0)
        self.set_work(())

    def set_offline(self, offline: bool) -> None:
        """Whether the network is switched off altogether, or used only for what the user starts."""
        if offline:
            text, why = self.tr("Offline"), self.tr("Parlance makes no network request at all.")
        else:
            text = self.tr("Local")
            why = self.tr(
                "Models run on this computer. The network is used only for what you start yourself."
            )
        _show(self._network, text, why)

    def set_model(self, loaded: Loaded | None, build: Build | None) -> None:
        """Where the model's layers lie, or why none is on a graphics card."""
        if loaded is None:
            _show(self._device, self.tr("No model loaded"))
        elif loaded.offload:
            devices = self.tr(", ").join(
                self.tr("{device}: {layers} of {total} layers").format(
                    device=part.device, layers=part.layers, total=loaded.layers + 1
                )
                for part in loaded.offload
            )
            _show(self._device, devices)
        else:
            many = self.tr("CPU, {0} threads").format(loaded.threads)
            text = self.tr("CPU, 1 thread") if loaded.threads == 1 else many
            if build is not None and not build.gpu_offload:
                why = self.tr("This build of llama.cpp has no support for graphics cards.")
            else:
                why = self.tr("No layers were put on a graphics card. Settings say how many may be.")
            _show(self._device, text, why)

    def set_speed(self, tokens_per_second: float | None) -> None:
        """The speed of the answer that is being written, or of the last one; None: there was none."""
        if tokens_per_second is None:
            _show(self._speed, "")
        else:
            digits = 1 if tokens_per_second < 10 else 0
            number = QLocale().toString(tokens_per_second, "f", digits)
            _show(self._speed, self.tr("{0} tokens/s").format(number))
        self._drop_what_has_no_room()

    def set_memory(self, used: int) -> None:
        """Bytes that the engine holds; 0: it is not running."""
        _show(self._memory, size_text(used) if used else "", self.tr("Memory that the engine holds"))
        self._drop_what_has_no_room()

    def set_work(self, items: Sequence[WorkItem]) -> None:
        """What the engine does and what waits for it; a click offers to end any of it."""
        self._work = tuple(items)
        running = [_work_name(item) for item in items if item.running]
        waiting = [_work_name(item) for item in items if not item.running]
        separator = self.tr(", ")
        parts = []
        if running:
            parts.append(self.tr("Working: {0}").format(separator.join(running)))
        if waiting:
            parts.append(self.tr("Waiting: {0}").format(separator.join(waiting)))
        text = " · ".join(parts)
        self._queue.setText(text)
        self._queue.setToolTip(self.tr("Click to end any of it"))
        self._queue.setVisible(bool(text))

    def work_menu(self) -> QMenu:
        """One action for each piece of work, which ends it."""
        menu = QMenu(self)
        for item in self._work:
            action = menu.addAction(icons.icon("stop"), self.tr("Stop: {0}").format(_work_name(item)))
            action.triggered.connect(lambda _checked, item=item: item.cancel())
        return menu

    @Slot()
    def _on_queue_clicked(self) -> None:
        menu = self.work_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._queue.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_what_has_no_room()

    def _drop_what_has_no_room(self) -> None:
        for widget, width in ((self._memory, 520), (self._speed, 380)):
            widget.setVisible(bool(widget.text()) and self.width() >= theme.current().px(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.side)
        painter.fillRect(0, 0, self.width(), 1, colors.line)


def _work_name(item: WorkItem) -> str:
    return QCoreApplication.translate("work", item.name)


def _show(widget: QLabel, text: str, why: str = "") -> None:
    widget.setText(text)
    widget.setToolTip(why)
    widget.setVisible(bool(text))
