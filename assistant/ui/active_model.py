"""Which model is loaded or being loaded: what the picker, the panes and the engine's bridge share of it.

Whoever wants another model calls :meth:`ActiveModel.choose`; the bridge to the engine listens, loads it, and
says how far it is; everyone else follows ``changed``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assistant.engine.protocol import Loaded
from assistant.engine.values import Build
from assistant.models.entry import ModelEntry


class ActiveModel(QObject):
    """At most one model: none, one that is loading, or one that is loaded."""

    chosen = Signal(str)
    """The id of the library's entry that the user wants."""
    load_cancelled = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entry: ModelEntry | None = None
        """The model that is loaded or loading."""
        self.fraction: float | None = None
        """How much of it is loaded, from 0 to 1; None: all, or there is none."""
        self.loaded: Loaded | None = None
        """What the engine said when the model was ready."""
        self.build: Build | None = None
        """The llama.cpp that runs it; None until the engine has said so."""

    def choose(self, model_id: str) -> None:
        """Ask for a model of the library."""
        self.chosen.emit(model_id)

    def cancel_load(self) -> None:
        """Ask to give up the load under way."""
        self.load_cancelled.emit()

    def set_none(self) -> None:
        """No model is loaded any more."""
        self._set(None, None, None)

    def set_loading(self, entry: ModelEntry, fraction: float) -> None:
        """A model is being loaded."""
        self._set(entry, fraction, None)

    def set_loaded(self, entry: ModelEntry, loaded: Loaded, build: Build | None) -> None:
        """A model is ready."""
        self.build = build
        self._set(entry, None, loaded)

    def _set(self, entry: ModelEntry | None, fraction: float | None, loaded: Loaded | None) -> None:
        self.entry, self.fraction, self.loaded = entry, fraction, loaded
        self.changed.emit()
