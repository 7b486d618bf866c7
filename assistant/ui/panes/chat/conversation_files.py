"""Conversations to files and from files, on a thread: a long one takes a while to be set in type or read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from assistant.errors import ParlanceError
from assistant.storage.files import replacing, reported
from assistant.storage.history import History
from assistant.storage.records import Conversation
from assistant.tasks.export import Form, to_html, to_html_body, to_json, to_markdown
from assistant.tasks.importing import read_conversations
from assistant.ui.error_text import error_hint, error_sentence
from assistant.ui.message_bar import UNDO_SECONDS, Message
from assistant.ui.pdf import write_pdf
from assistant.ui.worker import GivenUp, Work, Worker

_SUFFIXES: dict[Form, str] = {"markdown": ".md", "html": ".html", "json": ".json", "pdf": ".pdf"}


class ConversationFiles(QObject):
    """Asks for files, and says what has become of them."""

    imported = Signal(object)
    """The conversations that were added, as a list."""
    message_raised = Signal(object)
    """A :class:`Message` for the message bar."""

    def __init__(self, history: History, page: QWidget, parent: QObject | None = None) -> None:
        """Dialogs belong to ``page``."""
        super().__init__(parent)
        self._history = history
        self._page = page
        self._worker = Worker("conversation files")

    def put_away(self) -> None:
        """The program ends: what is being imported or exported is given up."""
        self._worker.shut_down()

    # ---------------------------------------------------------------------------------------------- export

    @Slot(int)
    def ask_where_to_export(self, conversation_id: int) -> None:
        forms: dict[str, Form] = {
            self.tr("Markdown (*.md)"): "markdown",
            self.tr("Web page (*.html)"): "html",
            self.tr("PDF (*.pdf)"): "pdf",
            self.tr("JSON, which can be imported again (*.json)"): "json",
        }
        title = self._history.conversation(conversation_id).title
        suggested = "".join(each if each.isalnum() or each in " -_" else " " for each in title).strip()
        name, kind = QFileDialog.getSaveFileName(
            self._page, self.tr("Export the conversation"), f"{suggested}.md", ";;".join(forms)
        )
        if name:
            self.export(conversation_id, Path(name), forms[kind])

    def export(self, conversation_id: int, path: Path, form: Form) -> None:
        """Write a conversation to a file; a name without an ending gets that of the form."""
        known = {suffix: each for each, suffix in _SUFFIXES.items()}
        form = known.get(path.suffix.lower(), form)
        path = path if path.suffix else path.with_suffix(_SUFFIXES[form])
        work = self._worker.start(partial(self._write, conversation_id, path, form))
        work.failed.connect(self._on_failed)
        work.succeeded.connect(self._on_exported)

    def _write(self, conversation_id: int, path: Path, form: Form, _work: Work) -> Path:
        conversation = self._history.conversation(conversation_id)
        branch, you = self._history.messages_on_path(conversation.leaf), self.tr("You")
        with reported(path), replacing(path) as unfinished:
            match form:
                case "pdf":
                    write_pdf(to_html_body(conversation, branch, you), conversation.title, unfinished)
                    return path
                case "json":
                    text = to_json(conversation, self._history.all_messages(conversation_id))
                case "markdown":
                    text = to_markdown(conversation, branch, you)
                case "html":
                    text = to_html(conversation, branch, you, QLocale().bcp47Name())
            unfinished.write_text(text, encoding="utf-8")
        return path

    @Slot(object)
    def _on_exported(self, path: Path) -> None:
        self.message_raised.emit(
            Message(self.tr("Saved as {0}.").format(path.name), severity="success", seconds=UNDO_SECONDS)
        )

    # ---------------------------------------------------------------------------------------------- import

    @Slot()
    def ask_what_to_import(self) -> None:
        kinds = self.tr("Conversations of Parlance, ChatGPT, LM Studio and Open WebUI (*.json *.zip)")
        names, _kind = QFileDialog.getOpenFileNames(self._page, self.tr("Import conversations"), "", kinds)
        self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Add the conversations of files."""
        for path in paths:
            work = self._worker.start(partial(self._read, path))
            work.failed.connect(self._on_failed)
            work.succeeded.connect(self._on_imported)

    def _read(self, path: Path, work: Work) -> tuple[list[Conversation], int]:
        """What was added, and how many parts of it were left out."""
        with reported(path):
            data = path.read_bytes()
        added, left_out = [], 0
        for each in read_conversations(data, path.name):
            if work.stop.is_set():
                raise GivenUp
            added.append(self._history.add_copy(each.conversation, each.messages))
            left_out += each.left_out
        return added, left_out

    @Slot(object)
    def _on_imported(self, imported: tuple[list[Conversation], int]) -> None:
        added, left_out = imported
        self.imported.emit(added)
        words = self.tr("%n conversation(s) imported.", "", len(added))
        missing = self.tr("%n part(s) that are no text were left out, such as pictures.", "", left_out)
        self.message_raised.emit(
            Message(words, missing if left_out else "", severity="success", seconds=UNDO_SECONDS)
        )

    @Slot(object)
    def _on_failed(self, error: ParlanceError) -> None:
        self.message_raised.emit(
            Message(error_sentence(error), error_hint(error), severity="error", detail=error.detail)
        )
