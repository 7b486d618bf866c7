"""Edits over some time that one Undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextCursor, QTextDocument


class UndoStep:
    """What nobody else has edited between is joined; after another edit a new step begins."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._revision: int | None = None

    @contextmanager
    def edit(self) -> Iterator[QTextCursor]:
        """A cursor whose edits belong to the step."""
        cursor = QTextCursor(self._document)
        if self._revision == self._document.revision():
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self._revision = self._document.revision()
