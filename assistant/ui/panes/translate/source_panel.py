"""The left side: the text, or the document that it is of, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.documents.language import Detected
from assistant.documents.translatable import TranslatableDocument, open_translatable, suffixes
from assistant.errors import ParlanceError
from assistant.ui.panes.translate.errors import DocumentHasChanged
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.sheet import DocumentFile
from assistant.ui.panes.translate.source_text import SourceText
from assistant.ui.panes.translate.welcome import Welcome
from assistant.ui.text_facts import Facts, facts_of
from assistant.ui.widgets.controls import ElidedLabel, tool_button
from assistant.ui.widgets.document_dialog import choose_document
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.text_page import with_shorter_lines
from assistant.ui.worker import Work, Worker

_TYPING_PAUSE_MS = 400
_TITLE = 60


class OpenDocument:
    """A document that can be written anew, its page, and where it was read."""

    def __init__(self, document: TranslatableDocument, file: DocumentFile) -> None:
        self.document = document
        self.file = file
        self.page = Page.of_units(document.units)
        self.text = self.page.text

    @classmethod
    def read(cls, path: Path, expected: DocumentFile | None = None) -> OpenDocument:
        """Raises a :class:`ParlanceError`; also for another file than the ``expected`` one."""
        document = open_translatable(path)
        file = DocumentFile.of(path)
        if expected is not None and file.digest != expected.digest:
            raise DocumentHasChanged(name=path.name)
        return cls(document, file)


class SourcePanel(QWidget):
    """Reads files and divides texts on a thread of its own; :meth:`put_away` ends it."""

    touched = Signal()
    """The text is another now."""
    replaced = Signal()
    """A document is about to take the place of the text."""
    facts_found = Signal(object)
    """The :class:`Detected` language of the text, once typing pauses; None: there is no text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("translated-documents")
        self._opening: Work | None = None
        self._measuring: Work | None = None
        self.document: OpenDocument | None = None
        """None: the text was entered."""
        self._name = ""
        self._facts: Facts | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.text = SourceText()
        self.welcome = Welcome(self.text)
        self._build()
        self.text.file_offered.connect(self.open_file)
        self.text.textChanged.connect(self._on_text_changed)
        self.welcome.open_requested.connect(self.choose_file)
        self._show_facts()

    # ------------------------------------------------------------------------------------------ contents

    @property
    def title(self) -> str:
        """The document's name, or the beginning of the text."""
        if self._name:
            return self._name
        words = self.text.document().firstBlock().text().strip()
        return words if len(words) <= _TITLE else f"{words[:_TITLE].rstrip()}…"

    @Slot(str)
    def show_text(self, text: str) -> None:
        """Put a text in place of what is there."""
        self._take(None, "", with_shorter_lines(text))

    def show_document(self, opened: OpenDocument) -> None:
        """Put a document in place of what is there."""
        self.replaced.emit()
        self._take(opened, Path(opened.file.path).name, opened.text)
        warnings = opened.document.warnings
        if warnings:
            said = (QCoreApplication.translate("errors", w.message).format(**w.values) for w in warnings)
            self._notice.show_text("\n".join(said), icon="warning")

    def show_stored(self, text: str, file: DocumentFile | None) -> None:
        """Put an earlier text in place of what is there; its document is read again, if there is one."""
        self._take(None, Path(file.path).name if file else "", text)
        if file is not None:
            self.text.setReadOnly(True)
            self._read(Path(file.path), file, self._on_reopened, self._on_gone)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file on the thread, and show what it holds or why it holds nothing."""
        self._notice.hide()
        self._facts_label.setText(self.tr("Opening {0}…").format(path.name))
        self._facts_label.show()
        self._read(path, None, self.show_document, self._on_open_failed)

    def with_page(
        self, ready: Callable[[Page], None], failed: Callable[[ParlanceError], None]
    ) -> Work | None:
        """Have the text as a page, and its language found; at once (then None is returned), or later."""
        document, text, facts = self.document, self.text.text, self._facts
        if document is not None and facts is not None:
            ready(document.page)
            return None

        def divide() -> tuple[Page, Facts]:
            return document.page if document else Page.of_text(text), facts or facts_of(text)

        def divided(result: tuple[Page, Facts]) -> None:
            page, found = result
            if page.text != self.text.text:
                self.text.replace_text(page.text)
            self._on_measured(found)
            ready(page)

        self._pause.stop()
        work = self._worker.start(lambda _work: divide())
        work.succeeded.connect(divided)
        work.failed.connect(failed)
        return work

    def put_away(self) -> None:
        """End the thread."""
        self._pause.stop()
        self._worker.shut_down()

    @Slot()
    def choose_file(self) -> None:
        """Let the user choose a file."""
        path = choose_document(self, suffixes())
        if path is not None:
            self.open_file(path)

    # -------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        self._title = ElidedLabel("sourceTitle")
        self._title.setProperty("role", "section")
        self._facts_label = ElidedLabel("sourceFacts")
        self._open = tool_button("openButton", "folder", self.tr("Open a document"))
        self._open.clicked.connect(self.choose_file)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._facts_label)
        head = QHBoxLayout()
        head.setContentsMargins(20, 4, 8, 4)
        head.addLayout(words, 1)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._notice = Notice("sourceNotice")
        around = QVBoxLayout()
        around.setContentsMargins(14, 0, 8, 0)
        around.addWidget(self._notice)
        inside = QVBoxLayout()
        inside.setContentsMargins(6, 0, 0, 0)
        inside.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(around)
        column.addLayout(inside, 1)

    def _take(self, document: OpenDocument | None, name: str, text: str) -> None:
        self._stop(self._opening)
        self._opening = None
        self.document = document
        self._name = name
        self._notice.hide()
        self._facts = None
        self.text.tagged = document is not None
        self.text.setReadOnly(document is not None)
        self.text.show_text(text)
        self._on_pause()

    def _read(
        self,
        path: Path,
        expected: DocumentFile | None,
        ready: Callable[[OpenDocument], None],
        failed: Callable[[ParlanceError], None],
    ) -> None:
        self._stop(self._opening)
        self._opening = work = self._worker.start(lambda _work: OpenDocument.read(path, expected))
        work.succeeded.connect(ready)
        work.failed.connect(failed)

    @Slot(object)
    def _on_open_failed(self, error: ParlanceError) -> None:
        self._opening = None
        self._notice.show_error(error)
        self._show_facts()

    def _on_reopened(self, opened: OpenDocument) -> None:
        self._opening = None
        self.document = opened
        self.text.tagged = True
        self.text.decorate()
        self.touched.emit()

    def _on_gone(self, error: ParlanceError) -> None:
        self._opening = None
        gone = error if isinstance(error, DocumentHasChanged) else DocumentHasChanged(name=self._name)
        self._notice.show_error(gone)

    @Slot()
    def _on_text_changed(self) -> None:
        self._facts = None
        self._pause.start()
        self.touched.emit()

    @Slot()
    def _on_pause(self) -> None:
        self._pause.stop()
        self._stop(self._measuring)
        self._measuring = None
        text = self.text.text
        if text.strip():
            self._measuring = self._worker.start(lambda _work: facts_of(text))
            self._measuring.succeeded.connect(self._on_measured)
        else:
            self._facts = None
            self.facts_found.emit(None)
        self._show_facts()

    @Slot(object)
    def _on_measured(self, facts: Facts) -> None:
        self._facts = facts
        detected: Detected = facts.detected
        self.text.set_language(detected.tag if facts.language else "")
        self._show_facts()
        self.facts_found.emit(detected)

    def _show_facts(self) -> None:
        self._title.setText(self.title or self.tr("New text"))
        if self._opening is not None:
            return
        parts = []
        if self._facts is not None:
            count = QLocale().toString(self._facts.count)
            if self._facts.in_characters:
                parts.append(self.tr("{0} characters").format(count))
            else:
                parts.append(self.tr("{0} words").format(count))
        self._facts_label.setText(" · ".join(parts))
        self._facts_label.setVisible(bool(parts))

    def _stop(self, work: Work | None) -> None:
        if work is not None:
            work.cancel()
