"""The model that is here already, and the button that begins with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from assistant.models.entry import ModelEntry
from assistant.models.figures import size_text
from assistant.ui.active_model import ActiveModel
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.widgets.cards import Card
from assistant.ui.widgets.controls import paragraph, push_button
from assistant.ui.widgets.wrapping import WrappingRow


class FirstModel(Card):
    """Says so where there is none: the window can be looked at without."""

    start_requested = Signal()
    models_requested = Signal()

    def __init__(self, active: ActiveModel, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("firstModel")
        self._active = active
        self._library = library
        self._title = paragraph("", "section", "firstModelTitle")
        self._facts = paragraph("", "caption", "firstModelFacts")
        self._start = push_button("startButton", self.tr("Start writing"), "primary")
        self._start.clicked.connect(self.start_requested)
        self._own = push_button("ownModelButton", self.tr("Use my own model file…"), "flat")
        self._own.clicked.connect(self.models_requested)
        for part in (self._title, self._facts):
            self.contents.addWidget(part)
        self.contents.addSpacing(6)
        self.contents.addWidget(WrappingRow(self._start, self._own, spacing=6))
        active.changed.connect(self._refresh)
        library.changed.connect(self._refresh)
        self._refresh()

    def focus_start(self) -> None:
        """Enter begins."""
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _refresh(self) -> None:
        here = [entry for entry in self._library.entries if entry.available]
        entry = self._active.entry or (here[0] if here else None)
        if entry is None:
            self._title.setText(self.tr("No model is here yet"))
            self._facts.setText(self.tr("Download the one below, or use a file that you have."))
            self._start.setText(self.tr("Look around"))
            return
        if self._active.loaded is not None:
            title = self.tr("{0} is ready")
        elif self._active.entry is not None:
            title = self.tr("{0} is being made ready")
        else:
            title = self.tr("{0} is here")
        self._title.setText(title.format(entry.name))
        self._facts.setText(self._words(entry))
        self._start.setText(self.tr("Start writing"))

    def _words(self, entry: ModelEntry) -> str:
        if entry.source != "starter":
            return self.tr("It is in your library: {0}.").format(size_text(entry.size))
        text = self.tr(
            "It came with Parlance: small ({0}) and quick, and it speaks English only. Good for trying "
            "everything out; for other languages and for real work take a larger one."
        )
        return text.format(size_text(entry.size))
