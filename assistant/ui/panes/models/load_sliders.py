"""Context and layers of one model as sliders, with what they cost in memory while they move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import psutil
from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from assistant.engine.errors import NotEnoughMemory
from assistant.engine.protocol import Device, LoadSettings
from assistant.models.figures import size_text
from assistant.models.fit import plan
from assistant.models.header import GgufHeader
from assistant.ui.model_fit import model_fit
from assistant.ui.widgets.cards import FitLine
from assistant.ui.widgets.controls import label, paragraph

_SMALLEST_CONTEXT = 2048
_UNTRAINED_CONTEXT = 32_768
"""The longest context offered for a model that does not say what it was trained for."""


class LoadSliders(QWidget):
    """The leftmost position, None, is to follow the settings. Whoever listens shows the model again."""

    context_changed = Signal(object)
    layers_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._total = 0
        """Layers, the output layer counted."""
        self._contexts: list[int] = []
        self._context = _ValueSlider("contextSlider", self.tr("Context"), self._context_text)
        self._context.moved.connect(self._on_context_moved)
        self._gpu = _ValueSlider("layersSlider", self.tr("Layers on the GPU"), self._layers_text)
        self._gpu.moved.connect(self._on_layers_moved)
        self._fit = FitLine("memoryEstimate")
        self._placed = paragraph(role="caption", object_name="memoryPlacement")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._context, self._gpu, self._fit, self._placed):
            column.addWidget(widget)

    def show_model(
        self,
        header: GgufHeader,
        devices: Sequence[Device],
        wanted: LoadSettings,
        layers: int | None,
        own: tuple[int | None, int | None],
    ) -> None:
        """``wanted`` and ``layers`` would be loaded; ``own``: context and layers of this model alone."""
        self._total = header.layers + 1
        self._contexts = _contexts(header.context_length or _UNTRAINED_CONTEXT, own[0])
        position = self._contexts.index(own[0]) + 1 if own[0] else 0
        self._context.show_position(position, len(self._contexts))
        own_layers = self._total if own[1] == -1 else own[1]
        position = 0 if own_layers is None else min(own_layers, self._total) + 1
        self._gpu.show_position(position, self._total + 1)
        self._gpu.setVisible(any(device.type in ("gpu", "igpu") for device in devices))
        available = psutil.virtual_memory().available
        self._fit.show_fit(model_fit(header, devices, available, wanted, layers))
        self._placed.setText(self._placement(header, devices, available, wanted, layers))

    def _context_text(self, position: int) -> str:
        if position == 0:
            return self.tr("as in the settings")
        return self.tr("{0} tokens").format(QLocale().toString(self._contexts[position - 1]))

    def _layers_text(self, position: int) -> str:
        if position == 0:
            return self.tr("as in the settings")
        return self.tr("{0} of {1}").format(position - 1, self._total)

    @Slot(int)
    def _on_context_moved(self, position: int) -> None:
        self.context_changed.emit(self._contexts[position - 1] if position else None)

    @Slot(int)
    def _on_layers_moved(self, position: int) -> None:
        self.layers_changed.emit(position - 1 if position else None)

    def _placement(
        self,
        header: GgufHeader,
        devices: Sequence[Device],
        available: int,
        wanted: LoadSettings,
        layers: int | None,
    ) -> str:
        """Where the memory goes."""
        try:
            made = plan(header, devices, available, wanted, gpu_layers=layers)
        except NotEnoughMemory:
            return self.tr("A shorter context, or a cache of lower precision, takes less.")
        parts = [
            self.tr("weights {0}").format(size_text(made.estimate.weights)),
            self.tr("context of {0} tokens {1}").format(
                QLocale().toString(made.settings.context), size_text(made.estimate.kv)
            ),
        ]
        parts += [
            self.tr("{0} of {1} layers on {2}").format(share.layers, made.layers, share.device)
            for share in made.offload
        ]
        return self.tr(", ").join(parts)


class _ValueSlider(QWidget):
    """A slider with its name and what its position means."""

    moved = Signal(int)

    def __init__(self, object_name: str, name: str, words: Callable[[int], str]) -> None:
        super().__init__()
        self._words = words
        self._value = label(role="caption")
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName(object_name)
        self._slider.setAccessibleName(name)
        self._slider.setPageStep(1)
        self._slider.valueChanged.connect(self._on_value_changed)
        line = QHBoxLayout()
        line.addWidget(label(name))
        line.addStretch()
        line.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._slider)

    def show_position(self, position: int, last: int) -> None:
        """Stand at ``position`` of 0 to ``last``, without a signal."""
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, last)
            self._slider.setValue(position)
        self._value.setText(self._words(position))

    @Slot(int)
    def _on_value_changed(self, position: int) -> None:
        self._value.setText(self._words(position))
        self._slider.setAccessibleDescription(self._value.text())
        self.moved.emit(position)


def _contexts(longest: int, own: int | None) -> list[int]:
    """Powers of two up to what the model was trained for, that itself, and what is set now."""
    steps = {longest, own or longest}
    context = _SMALLEST_CONTEXT
    while context < longest:
        steps.add(context)
        context *= 2
    return sorted(steps)
