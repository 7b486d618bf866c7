"""Context and layers of one model as sliders, with what they cost in memory while they move."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.engine.errors import NotEnoughMemory
from assistant.models.entry import ModelSettings
from assistant.models.figures import size_text
from assistant.models.header import GgufHeader
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.panes.models.value_slider import ValueSlider
from assistant.ui.widgets.cards import FitLine
from assistant.ui.widgets.controls import paragraph

_SMALLEST_CONTEXT = 2048
_UNTRAINED_CONTEXT = 32_768
"""The longest context offered for a model that does not say what it was trained for."""


class LoadSliders(QWidget):
    """The leftmost position, None, is to follow the settings. Whoever listens shows the model again."""

    context_changed = Signal(object)
    layers_changed = Signal(object)

    def __init__(self, library: LibraryBridge) -> None:
        super().__init__()
        self._library = library
        self._total = 0
        """Layers, the output layer counted."""
        self._contexts: list[int] = []
        self._context = ValueSlider("contextSlider", self.tr("Context"), self._context_text)
        self._context.moved.connect(self._on_context_moved)
        self._gpu = ValueSlider("layersSlider", self.tr("Layers on the GPU"), self._layers_text)
        self._gpu.moved.connect(self._on_layers_moved)
        self._fit = FitLine("memoryEstimate")
        self._placed = paragraph(role="caption", object_name="memoryPlacement")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._context, self._gpu, self._fit, self._placed):
            column.addWidget(widget)

    def show_model(self, header: GgufHeader, own: ModelSettings) -> None:
        """``own`` is what is set for this model alone."""
        context, layers = _number(own.load.get("context")), _number(own.load.get("gpu_layers"))
        self._total = header.layers + 1
        self._contexts = _contexts(header.context_length or _UNTRAINED_CONTEXT, context)
        position = self._contexts.index(context) + 1 if context else 0
        self._context.show_position(position, len(self._contexts))
        layers = self._total if layers == -1 else layers
        position = 0 if layers is None else min(layers, self._total) + 1
        self._gpu.show_position(position, self._total + 1)
        self._gpu.setVisible(any(device.type in ("gpu", "igpu") for device in self._library.devices))
        self._fit.show_fit(self._library.fit(header, own))
        self._placed.setText(self._placement(header, own))

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

    def _placement(self, header: GgufHeader, own: ModelSettings) -> str:
        """Where the memory goes."""
        try:
            made = self._library.plan(header, own)
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


def _contexts(longest: int, own: int | None) -> list[int]:
    """Powers of two up to what the model was trained for, that itself, and what is set now."""
    steps = {longest, own or longest}
    context = _SMALLEST_CONTEXT
    while context < longest:
        steps.add(context)
        context *= 2
    return sorted(steps)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
