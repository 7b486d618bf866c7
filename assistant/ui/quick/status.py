"""What the quick window waits for, or which model it answers with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLabel

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.ui.active_model import ActiveModel
from assistant.ui.work_list import WorkList

WORK_NAME = QT_TRANSLATE_NOOP("work", "Quick window")
"""What the window's own work is called in the list of work."""


class Status(QLabel):
    """Follows the model and the list of work by itself. Object name: ``quickStatus``."""

    def __init__(self, active: ActiveModel, work: WorkList) -> None:
        super().__init__()
        self.setObjectName("quickStatus")
        self.setProperty("role", "caption")
        self._active = active
        self._work = work
        self._waiting = False
        active.changed.connect(self._refresh)
        work.changed.connect(self._refresh)
        self._refresh()

    def set_waiting(self, waiting: bool) -> None:
        """Whether an answer was asked for of which nothing has come yet."""
        self._waiting = waiting
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        name = self._active.entry.name if self._active.entry is not None else ""
        others = [item for item in self._work.items if item.running and item.name != WORK_NAME]
        if self._active.fraction is not None:
            text = self.tr("Loading {0}, {1} %…").format(name, round(100 * self._active.fraction))
        elif not self._waiting:
            text = name
        elif others:
            doing = QCoreApplication.translate("work", others[0].name)
            text = self.tr("{0} is at work on something else ({1}); this comes next.").format(name, doing)
        else:
            text = self.tr("Waiting for {0}…").format(name)
        self.setText(text)
