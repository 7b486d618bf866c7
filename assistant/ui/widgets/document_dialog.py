"""The system's dialog that asks for one document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_document(parent: QWidget, suffixes: Iterable[str]) -> Path | None:
    """A file that the user chooses, of those with these ``suffixes`` unless another kind is asked for."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    documents = QCoreApplication.translate("DocumentDialog", "Documents ({0})").format(patterns)
    every = QCoreApplication.translate("DocumentDialog", "All files (*)")
    title = QCoreApplication.translate("DocumentDialog", "Open a document")
    path, _kind = QFileDialog.getOpenFileName(parent, title, "", f"{documents};;{every}")
    return Path(path) if path else None
