"""What will be sent in front of the next question: files that are being read, and long texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assistant.documents.document import Document
from assistant.documents.reading import read
from assistant.errors import ParlanceError
from assistant.storage.records import Attachment
from assistant.ui.worker import Work, Worker


@dataclass(eq=False)
class Attached:
    """``text`` is None until the file has been read."""

    name: str
    text: str | None = None
    tokens: int | None = None
    """None until they are counted."""


class Attaching(QObject):
    """Files are read on a thread of their own, in the order in which they came."""

    changed = Signal()
    failed = Signal(object)
    """The :class:`ParlanceError` for a file that cannot be read; it is not among the items any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[Attached] = []
        self._worker = Worker("reading attachments")
        self._reading: dict[Attached, Work] = {}

    @property
    def unread(self) -> str:
        """The name of a file that is still being read; empty: there is none."""
        return next((item.name for item in self.items if item.text is None), "")

    @property
    def ready(self) -> tuple[Attachment, ...]:
        """What has been read."""
        return tuple(Attachment(item.name, item.text) for item in self.items if item.text is not None)

    def add_files(self, paths: Iterable[Path]) -> None:
        """Read files; their texts come later."""
        for path in paths:
            item = Attached(path.name)
            self.items.append(item)
            work = self._worker.start(partial(_read, path))
            self._reading[item] = work
            work.succeeded.connect(partial(self._on_read, item))
            work.failed.connect(partial(self._on_failed, item))
        self.changed.emit()

    def add_text(self, name: str, text: str) -> None:
        """Attach a text that is there already."""
        self.items.append(Attached(name, text))
        self.changed.emit()

    def remove(self, item: Attached) -> None:
        """Take an attachment away again, also while it is being read."""
        if item in self._reading:
            self._reading.pop(item).cancel()
        self.items.remove(item)
        self.changed.emit()

    def set_tokens(self, counts: Sequence[int]) -> bool:
        """How long each of those is that have been read; returns whether that is news."""
        read = [item for item in self.items if item.text is not None]
        known = [item.tokens for item in read]
        for item, tokens in zip(read, counts, strict=True):
            item.tokens = tokens
        return known != list(counts)

    def replace(self, attachments: Sequence[Attachment]) -> None:
        """Have these instead of all there are."""
        for work in self._reading.values():
            work.cancel()
        self._reading.clear()
        self.items = [Attached(each.name, each.text) for each in attachments]
        self.changed.emit()

    def shut_down(self) -> None:
        """Wait for the thread; what it has not read is not read."""
        self._worker.shut_down()

    def _on_read(self, item: Attached, document: Document) -> None:
        del self._reading[item]
        item.text = document.text
        self.changed.emit()

    def _on_failed(self, item: Attached, error: ParlanceError) -> None:
        self.remove(item)
        self.failed.emit(error)


def _read(path: Path, _work: Work) -> Document:
    return read(path)
