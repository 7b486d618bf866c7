"""The trash of the library. Complaints: what was removed is gone at once, or takes room for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from assistant.models.entry import ModelEntry
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.message_bar import Message
from assistant.ui.panes.models import ModelsPane
from tests.ui.panes.models.screen import Screen


@pytest.fixture
def messages(pane: ModelsPane) -> list[Message]:
    raised: list[Message] = []
    pane.message_raised.connect(raised.append)
    return raised


@pytest.fixture
def removed(screen: Screen, library: LibraryBridge, messages: list[Message]) -> ModelEntry:
    """A download that has been removed; the library is in sight."""
    screen.download()
    screen.until(lambda: len(library.entries) == 1)
    screen.pane.show_view("library")
    entry = library.entries[0]
    library.remove(entry)
    screen.until(lambda: len(library.trash) == 1)
    return entry


def test_the_trash_says_how_much_it_holds_and_gives_it_back(
    screen: Screen, library: LibraryBridge, messages: list[Message], removed: ModelEntry
) -> None:
    assert "in the trash for 30 days, and takes 408 kB" in messages[-1].hint
    assert screen.find("trashButton", QPushButton).text() == "In the trash: 1 · 408 kB"
    screen.press("trashButton")
    assert screen.sees("kept until")
    screen.press("restoreModelButton")
    screen.until(lambda: [entry.path for entry in library.entries] == [removed.path])
    assert removed.path.exists()
    assert screen.find("libraryPage", QWidget).isVisible()


def test_emptying_it_asks_first_and_frees_the_disk(
    screen: Screen, library: LibraryBridge, messages: list[Message], removed: ModelEntry, tmp_path: Path
) -> None:
    screen.press("trashButton")
    screen.press("emptyModelTrashButton")
    question = messages[-1]
    assert question.text.endswith("deleted for good, which frees 408 kB of the disk.")
    assert list(tmp_path.rglob("*.gguf"))
    assert question.on_action is not None
    question.on_action()
    screen.until(lambda: library.trash == [])
    assert not list(tmp_path.rglob("*.gguf"))
    trash = screen.pane.findChild(QWidget, "trashButton")
    assert trash is not None
    assert trash.isHidden()
