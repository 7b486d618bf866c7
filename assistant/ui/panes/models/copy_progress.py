"""How far a model is copied into the library, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.widgets.controls import label, tool_button


class CopyProgress(QWidget):
    """Hidden unless a file is being copied."""

    def __init__(self, library: LibraryBridge) -> None:
        super().__init__()
        self.setObjectName("copyProgress")
        self._name = label(role="caption")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Copying a model"))
        cancel = tool_button("cancelCopyButton", "close", self.tr("Stop copying"))
        cancel.clicked.connect(library.cancel_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
        library.copy_progressed.connect(self._on_copy_progressed)
        library.copy_ended.connect(self.hide)
        self.hide()

    @Slot(str, float)
    def _on_copy_progressed(self, name: str, fraction: float) -> None:
        percent = self.tr("{0} %").format(round(fraction * 100))
        self._name.setText(self.tr("Copying {name}, {percent}").format(name=name, percent=percent))
        self._bar.setValue(round(fraction * 1000))
        self.show()
