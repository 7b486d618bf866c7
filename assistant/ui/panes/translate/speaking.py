"""A warning where the model is known not to speak one of the two languages."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.models.catalogue import hardly_speaks, languages_of
from assistant.tasks.translate import LANGUAGES
from assistant.ui.active_model import ActiveModel
from assistant.ui.language_names import language_name
from assistant.ui.panes.translate.top_bar import TopBar
from assistant.ui.widgets.notice import Notice


class Speaking(QWidget):
    """Hidden while there is nothing to warn of."""

    def __init__(self, active: ActiveModel, bar: TopBar) -> None:
        super().__init__()
        self._active = active
        self._bar = bar
        self._notice = Notice("speakingNotice")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 6)
        column.addWidget(self._notice)
        active.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """The model or a language is another now."""
        entry = self._active.entry
        unspoken = []
        if entry is not None:
            tags = [tag for tag in (self._bar.from_language, self._bar.options.target) if tag]
            unspoken = [tag for tag in tags if hardly_speaks(entry.name, entry.repo, LANGUAGES[tag].code)]
        if entry is None or not unspoken:
            self._notice.hide()
        else:
            names = self.tr(", ").join(language_name(tag) for tag in unspoken)
            knows = self.tr(", ").join(map(language_name, languages_of(entry.name, entry.repo) or ()))
            self._notice.show_text(
                self.tr("{0} hardly speaks this language: {1}.").format(entry.name, names),
                self.tr(
                    "It was made for: {0}. Expect mistakes, and sentences that are kept as they are. "
                    "The Models pane has models that speak more."
                ).format(knows),
                icon="warning",
            )
        self.setVisible(bool(unspoken))
