"""The About page: which Parlance this is, where its data lie, and whose work it is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import assistant
from assistant.errors import ParlanceError
from assistant.ui import icons
from assistant.ui.palette.rows import Found, FoundDelegate, FoundRows
from assistant.ui.panes.settings.parts import Part, parts, program
from assistant.ui.widgets.controls import label, paragraph, push_button
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.page import Page
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.wrapping import WrappingRow
from assistant.ui.worker import Work, Worker

_ICON = 56


class AboutPage(Page):
    """The parts are looked up when the page is first shown; a click on one shows its licence."""

    welcome_requested = Signal()

    def __init__(self, data: Path) -> None:
        super().__init__()
        self.setObjectName("aboutPage")
        self._data = data
        self._worker = Worker("about")
        self._work: Work | None = None
        self._parts: list[Part] = []
        self._rows = FoundRows(self)
        self._list = RowView("partList", self.tr("Parts and their licences"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(FoundDelegate(self._list))
        self._list.chosen.connect(self._on_chosen)
        self._notice = Notice("aboutNotice")
        for section in (self._head(), self._data_section(), self._parts_section()):
            self.contents.addWidget(section)
        self.contents.addStretch()

    def put_away(self) -> None:
        """The program ends."""
        self._worker.shut_down()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._work is None:
            self._work = self._worker.start(lambda _work: parts())
            self._work.succeeded.connect(self._on_found)
            self._work.failed.connect(self._on_failed)

    def _head(self) -> QWidget:
        picture = QLabel()
        picture.setPixmap(icons.application_icon().pixmap(QSize(_ICON, _ICON), self.devicePixelRatio()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Parlance", "heading"))
        version = label(self.tr("Version {0}").format(assistant.__version__), "caption", "versionLabel")
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(version)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(words, 1)
        licence = push_button("ownLicenceButton", self.tr("Licence: Apache 2.0"))
        licence.clicked.connect(lambda: self._show_licence(program()))
        welcome = push_button("openWelcomeButton", self.tr("Show the first page"), icon="local")
        welcome.clicked.connect(self.welcome_requested)
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(
            paragraph(
                self.tr(
                    "Chats, summarizes, translates and writes with language models that run on your own "
                    "computer. What you write does not leave it."
                )
            )
        )
        column.addWidget(WrappingRow(licence, welcome))
        return section

    def _data_section(self) -> QWidget:
        section = QWidget()
        button = push_button("openDataButton", self.tr("Open the folder"), icon="folder")
        button.clicked.connect(self._on_open_clicked)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Your data"), "section"))
        column.addWidget(
            paragraph(self.tr("Conversations, settings and downloaded models lie in this folder:"), "caption")
        )
        column.addWidget(paragraph(str(self._data), object_name="dataFolder"))
        column.addWidget(WrappingRow(button))
        return section

    def _parts_section(self) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Made of"), "section"))
        column.addWidget(
            paragraph(
                self.tr(
                    "The work of many others; a click shows under which licence. Qt and PySide6 are used "
                    "under the LGPL 3: their libraries are files of their own, and others may take their "
                    "place. The icons are Parlance's own."
                ),
                "caption",
            )
        )
        column.addWidget(self._notice)
        column.addWidget(self._list)
        self._list.hide()
        return section

    @Slot(object)
    def _on_found(self, found: list[Part]) -> None:
        self._parts = found
        self._rows.replace([Found(part.name, part.name, part.licence, detail=part.version) for part in found])
        self._list.set_full_height(True)
        self._list.show()

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self._work = None
        self._notice.show_error(error)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self._show_licence(self._parts[index.row()])

    def _show_licence(self, part: Part) -> None:
        shown = LicenceText(part, self.window())
        shown.finished.connect(shown.deleteLater)
        shown.open()

    @Slot()
    def _on_open_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data)))


class LicenceText(QDialog):
    """The licence of a part, as its authors word it."""

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("licenceText")
        self.setWindowTitle(part.name)
        text = QPlainTextEdit(
            part.read() or self.tr("This part names its licence, and brings no text of it.")
        )
        text.setObjectName("licenceWords")
        text.setAccessibleName(self.tr("Licence of {0}").format(part.name))
        text.setReadOnly(True)
        text.setProperty("kind", "field")
        text.setTabChangesFocus(True)
        close = push_button("closeLicenceButton", self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        if part.home:
            page = push_button("partPageButton", self.tr("Its page on the web"), icon="link")
            page.setToolTip(part.home)
            page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(part.home)))
            buttons.addWidget(page)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(paragraph(f"{part.name} {part.version}", "section"))
        column.addWidget(paragraph(part.licence, "caption"))
        column.addWidget(text, 1)
        column.addLayout(buttons)
        self.resize(min(620, parent.width() - 24), min(560, parent.height() - 24))
