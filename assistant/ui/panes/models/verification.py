"""Whether a model's file is still what the hub offers, and the way to mend it if it is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assistant.errors import ParlanceError
from assistant.models.entry import ModelEntry
from assistant.models.verification import is_verifiable
from assistant.ui.announcement import announce
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.widgets.controls import Glyph, label, paragraph, push_button, tool_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work

_STEPS = 1000


class Verification(QWidget):
    """Reads the file again only when asked to: it may be many gigabytes."""

    def __init__(self, library: LibraryBridge, downloads: DownloadsBridge) -> None:
        super().__init__()
        self.setObjectName("verification")
        self._library = library
        self._downloads = downloads
        self._entry: ModelEntry | None = None
        self._reading: Work | None = None
        self._build()

    def show_entry(self, entry: ModelEntry) -> None:
        """Show what is known of a model's file."""
        if self._entry is not None and self._entry.id != entry.id:
            self._notice.hide()
            self._give_up()
        self._entry = entry
        self._refresh()

    def _build(self) -> None:
        self._icon = Glyph(size=16)
        self._state = paragraph(object_name="verificationState")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._state, 1)
        self._verify = push_button("verifyButton", self.tr("Verify again"), icon="verified")
        self._verify.clicked.connect(self._on_verify_clicked)
        self._repair = push_button("repairButton", self.tr("Download it again"), "primary", "refresh")
        self._repair.clicked.connect(self._on_repair_clicked)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading the file"))
        stop = tool_button("stopVerifyingButton", "close", self.tr("Stop reading the file"))
        stop.clicked.connect(self._give_up)
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(stop)
        self._notice = Notice("verificationNotice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Integrity"), "section"))
        column.addLayout(line)
        column.addWidget(self._progress)
        column.addWidget(WrappingRow(self._repair, self._verify))
        column.addWidget(self._notice)

    def _refresh(self) -> None:
        entry = self._entry
        assert entry is not None
        verifiable = is_verifiable(entry)
        reading = self._reading is not None
        self.setVisible(entry.available)
        self._progress.setVisible(reading)
        self._verify.setVisible(verifiable and not reading)
        damaged = verifiable and entry.verified is False
        self._repair.setVisible(damaged and not reading and self._library.repair_ticket(entry) is not None)
        if not verifiable:
            self._icon.show_icon("info", "muted")
            self._state.setText(
                self.tr("It was not downloaded by Parlance, so nobody has said what its bytes must be.")
            )
        elif damaged:
            self._icon.show_icon("warning", "error")
            self._state.setText(self._verdict(right=False))
        elif entry.verified:
            self._icon.show_icon("verified", "success")
            self._state.setText(self._verdict(right=True))
        else:
            self._icon.show_icon("info", "muted")
            self._state.setText(self.tr("Changed since it was verified, or not verified yet."))

    @Slot()
    def _on_verify_clicked(self) -> None:
        assert self._entry is not None
        self._notice.hide()
        self._bar.setValue(0)
        self._reading = self._library.verify(self._entry)
        self._reading.progressed.connect(self._on_progressed)
        self._reading.succeeded.connect(self._on_verified)
        self._reading.failed.connect(self._on_failed)
        self._refresh()

    @Slot()
    def _give_up(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
            self._refresh()

    @Slot(object)
    def _on_progressed(self, fraction: float) -> None:
        self._bar.setValue(round(fraction * _STEPS))

    @Slot(object)
    def _on_verified(self, right: bool) -> None:
        """The library tells the outcome by a new entry as well."""
        self._reading = None
        self._refresh()
        announce(self, self._verdict(right=right))

    def _verdict(self, *, right: bool) -> str:
        if right:
            return self.tr("Verified: every byte is as the hub offers it (SHA-256).")
        return self.tr("The file is not what the hub offers: it is damaged or was changed.")

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._reading = None
        self._refresh()
        self._notice.show_error(error)

    @Slot()
    def _on_repair_clicked(self) -> None:
        assert self._entry is not None
        ticket = self._library.repair_ticket(self._entry)
        assert ticket is not None
        self._repair.setEnabled(False)
        work = self._downloads.add(ticket)
        work.succeeded.connect(self._on_repairing)
        work.failed.connect(self._on_repair_failed)

    @Slot(object)
    def _on_repairing(self, _id: str) -> None:
        self._repair.setEnabled(True)
        self._notice.show_text(
            self.tr("It is downloaded again, and replaces the damaged file when it is right.")
        )

    @Slot(object)
    def _on_repair_failed(self, error: ParlanceError) -> None:
        self._repair.setEnabled(True)
        self._notice.show_error(error)
