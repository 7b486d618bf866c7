"""The left side: where the text comes from, what is known of it, and the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.documents import markdown, plain
from assistant.documents.document import Document
from assistant.documents.reading import read, suffixes
from assistant.errors import ParlanceError
from assistant.options import describe
from assistant.tasks.summarize import SummaryOptions
from assistant.ui.panes.summarize.sheet import Note
from assistant.ui.panes.summarize.source_text import SourceText
from assistant.ui.panes.summarize.welcome import Welcome
from assistant.ui.text_facts import Facts, facts_of
from assistant.ui.widgets.controls import ElidedLabel, tool_button
from assistant.ui.widgets.document_dialog import choose_document
from assistant.ui.widgets.notice import Notice
from assistant.ui.widgets.text_page import with_shorter_lines
from assistant.ui.worker import Work, Worker

_TYPING_PAUSE_MS = 500
_LANGUAGES: dict[str, str] = dict(
    next(info for info in describe(SummaryOptions) if info.name == "language").choices
)


class SourcePanel(QWidget):
    """Reads files and divides texts on a thread of its own; :meth:`put_away` ends it."""

    edited = Signal()
    """The text is another now, or the same again; once typing pauses."""
    touched = Signal()
    """The user has begun to change the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("documents")
        self._opening: Work | None = None
        self._measuring: Work | None = None
        self._document: Document | None = None
        """As it was read; None: the text was entered."""
        self._document_text = ""
        self.notes: tuple[Note, ...] = ()
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
        """The document's, or the beginning of the text."""
        if self._document is not None and self._document.title:
            return self._document.title
        words = self.text.document().firstBlock().text().strip()
        return words if len(words) <= 60 else f"{words[:60].rstrip()}…"

    def clear(self) -> None:
        """Begin anew without a text."""
        self._take(None, "", ())

    @Slot(str)
    def show_text(self, text: str) -> None:
        """Put a text in place of what is there."""
        self._take(None, text, ())

    def show_document(self, document: Document, notes: tuple[Note, ...]) -> None:
        """Put a document in place of what is there."""
        self._take(document, document.text, notes)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file on the thread, and show what it holds or why it holds nothing."""
        self._stop(self._opening)
        self._notice.hide()
        self._facts_label.setText(self.tr("Opening {0}…").format(path.name))
        self._facts_label.show()
        self._opening = self._worker.start(lambda _work: _opened(path))
        self._opening.succeeded.connect(self._on_opened)
        self._opening.failed.connect(self._on_open_failed)

    def with_document(
        self, ready: Callable[[Document], None], failed: Callable[[ParlanceError], None]
    ) -> Work | None:
        """Have the text as a document; at once (then None is returned), or once the thread has parsed it."""
        text = self.text.text
        if self._document is not None and text == self._document_text:
            ready(self._document)
            return None
        is_markdown = self._document is not None and self._document.source_format == "markdown"
        work = self._worker.start(lambda _work: (markdown if is_markdown else plain).parse(text))
        work.succeeded.connect(partial(self._on_parsed, self.title, ready))
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
        self._head = QHBoxLayout()
        self._head.setContentsMargins(32, 4, 12, 4)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._open)
        self._notice = Notice("sourceNotice")
        around = QVBoxLayout()
        around.setContentsMargins(14, 0, 14, 0)
        around.addWidget(self._notice)
        self._used = ElidedLabel("usedByLabel")
        self._used.setContentsMargins(0, 0, 0, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 4, 12, 8)
        foot.addWidget(self._used)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(around)
        column.addWidget(self.text, 1)
        column.addLayout(foot)

    def show_used_by(self, sentence: str) -> None:
        """Say below the text which points rest on where the pointer or the caret is."""
        self._used.setText(sentence)

    def _take(self, document: Document | None, text: str, notes: tuple[Note, ...]) -> None:
        self._stop(self._opening)
        shown = with_shorter_lines(text)
        # Broken lines are another text, which will be divided anew.
        self._document = document if shown == text else None
        self._document_text = text
        self.notes = notes
        self._notice.hide()
        if notes:
            sentences = (QCoreApplication.translate("errors", n.message).format(**n.values) for n in notes)
            self._notice.show_text("\n".join(sentences), icon="warning")
        self._facts = None
        self.text.set_places([])
        self.text.highlight([])
        self.text.show_text(shown)
        self._on_pause()

    def _on_parsed(self, title: str, ready: Callable[[Document], None], parsed: Document) -> None:
        """The text is now what the document says: cleaned, as it must be for spans to fit."""
        if parsed.text != self.text.text:
            self.text.replace_text(parsed.text)
        ready(_titled(parsed, title))

    @Slot(object)
    def _on_opened(self, opened: tuple[Document, tuple[Note, ...]]) -> None:
        self._opening = None
        self.show_document(*opened)

    @Slot(object)
    def _on_open_failed(self, error: ParlanceError) -> None:
        self._opening = None
        self._notice.show_error(error)
        self._show_facts()

    @Slot()
    def _on_text_changed(self) -> None:
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
        self._show_facts()
        self.edited.emit()

    @Slot(object)
    def _on_measured(self, facts: Facts) -> None:
        self._facts = facts
        self._show_facts()

    def _show_facts(self) -> None:
        self._title.setText(self.title or self.tr("New text"))
        if self._opening is not None:
            return
        number = QLocale().toString
        parts = []
        if self._document is not None and self._document.pages:
            pages = len(self._document.pages)
            parts.append(self.tr("1 page") if pages == 1 else self.tr("{0} pages").format(number(pages)))
        if self._facts is not None:
            count = number(self._facts.count)
            if self._facts.in_characters:
                parts.append(self.tr("{0} characters").format(count))
            else:
                parts.append(self.tr("{0} words").format(count))
            if self._facts.language:
                parts.append(_language_name(self._facts.language))
        self._facts_label.setText(" · ".join(parts))
        self._facts_label.setVisible(bool(parts))

    def _stop(self, work: Work | None) -> None:
        if work is not None:
            work.cancel()


def _opened(path: Path) -> tuple[Document, tuple[Note, ...]]:
    document = read(path)
    return document, tuple(Note.of(warning) for warning in document.warnings)


def _titled(document: Document, title: str) -> Document:
    return document if document.title else replace(document, title=title)


def _language_name(tag: str) -> str:
    """As the language calls itself, without a country."""
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.split("-")[0]) or QLocale(tag).nativeLanguageName()
