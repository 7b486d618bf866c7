"""The translation memory as files that other translation programs read and write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assistant.documents import tmx
from assistant.storage.translation_memory import LanguagePair, TranslationMemory
from assistant.tasks.translate.exchange import Adopted, adopt
from assistant.ui.panes.translate.errors import MemoryNotRead, MemoryNotWritten
from assistant.ui.worker import Work, Worker

_REPORT_EVERY = 500
_AT_ONCE = 2_000


class MemoryFiles(QObject):
    """Reads and writes on a thread of its own; :meth:`put_away` ends it."""

    progressed = Signal(object)
    """How many sentences of a file have been read."""
    imported = Signal(object)
    """The :class:`~assistant.tasks.translate.exchange.Adopted` sentences; they are in the memory."""
    exported = Signal(object)
    """The :class:`~pathlib.Path` of the new file."""
    failed = Signal(object)
    """A :class:`~assistant.errors.ParlanceError`."""

    def __init__(self, memory: TranslationMemory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._worker = Worker("translation-memory")

    def read(self, path: Path) -> None:
        """Take the sentences of a TMX file into the memory; those that are there get its translations."""
        work = self._worker.start(lambda work: self._read(path, work))
        work.progressed.connect(self.progressed)
        work.succeeded.connect(self.imported)
        work.failed.connect(self.failed)

    def write(self, path: Path, pair: LanguagePair) -> None:
        """Write all sentences of a pair as TMX."""
        work = self._worker.start(lambda _work: self._write(path, pair))
        work.succeeded.connect(self.exported)
        work.failed.connect(self.failed)

    def put_away(self) -> None:
        """End the thread."""
        self._worker.shut_down()

    # ------------------------------------------------------------------------------------- on the thread

    def _read(self, path: Path, work: Work) -> Adopted:
        def read() -> Iterator[tuple[tmx.Variant, tmx.Variant]]:
            for count, each in enumerate(tmx.read(path)):
                if count % _REPORT_EVERY == 0:
                    work.report(count)
                yield each

        try:
            adopted = adopt(read())
        except OSError as error:
            raise MemoryNotRead(str(error), path=str(path)) from error
        for pair, sentences in adopted.sentences.items():
            waiting = list(sentences.items())
            for start in range(0, len(waiting), _AT_ONCE):
                # In parts, because whoever else needs the history waits meanwhile.
                self._memory.remember(pair, waiting[start : start + _AT_ONCE], edited=True)
        return adopted

    def _write(self, path: Path, pair: LanguagePair) -> Path:
        entries = self._memory.entries(pair)
        texts = (tmx.Translated(each.source, each.target, each.updated) for each in entries)
        try:
            with path.open("wb") as file:
                tmx.write(file, *pair, texts)
        except OSError as error:
            raise MemoryNotWritten(str(error), path=str(path)) from error
        return path
