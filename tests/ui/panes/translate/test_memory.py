"""What was corrected can be looked through, written anew, forgotten, and exchanged with other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from assistant.storage.history import History
from assistant.storage.translation_memory import LanguagePair
from assistant.ui.message_bar import Message
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.services import Services
from tests.ui.panes.scripted import is_shown, press, shown

FRENCH, GERMAN = LanguagePair("en", "fr"), LanguagePair("en", "de")
SENTENCES = [("The harbour is deep.", "Le port est profond."), ("Nobody was hurt.", "Personne n'est blessé.")]


@pytest.fixture
def filled(empty_handed: TranslatePane, history: History) -> TranslatePane:
    """The pane with its memory open."""
    history.translation_memory.remember(FRENCH, SENTENCES, edited=True)
    history.translation_memory.remember(GERMAN, [("Good day.", "Guten Tag.")], edited=True)
    press(empty_handed, "memoryButton")
    return empty_handed


def table(pane: TranslatePane) -> QTableView:
    found = pane.findChild(QTableView, "memoryTable")
    assert found is not None
    return found


def rows(pane: TranslatePane) -> list[tuple[str, str]]:
    model = table(pane).model()
    return [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]


def test_without_sentences_it_says_how_they_come(empty_handed: TranslatePane) -> None:
    press(empty_handed, "memoryButton")
    assert "Correct a sentence" in shown(empty_handed, "memoryNothing")
    assert not is_shown(empty_handed, "exportMemoryButton")
    press(empty_handed, "leaveMemoryButton")
    assert is_shown(empty_handed, "sourceText")


def test_sentences_are_found_corrected_and_forgotten(
    qtbot: QtBot, filled: TranslatePane, history: History
) -> None:
    assert sorted(rows(filled)) == sorted(SENTENCES)
    search = filled.findChild(QLineEdit, "memorySearch")
    assert search is not None
    search.setText("PORT deep")
    qtbot.waitUntil(lambda: rows(filled) == SENTENCES[:1], timeout=30_000)
    model = table(filled).model()
    assert model.setData(model.index(0, 1), "Le port est très profond.")
    assert history.translation_memory.recall(FRENCH, ["The harbour is deep."]) == {
        "The harbour is deep.": "Le port est très profond."
    }
    table(filled).selectRow(0)
    with qtbot.waitSignal(filled.message_raised) as raised:
        press(filled, "forgetButton")
    assert history.translation_memory.pairs()[FRENCH] == 1
    (message,) = raised.args
    assert isinstance(message, Message)
    assert message.on_action is not None
    message.on_action()
    assert rows(filled) == [("The harbour is deep.", "Le port est très profond.")]
    search.clear()
    qtbot.waitUntil(lambda: len(rows(filled)) == 2, timeout=30_000)


def test_all_sentences_of_a_pair_are_forgotten_together(filled: TranslatePane, history: History) -> None:
    press(filled, "forgetAllButton")
    assert history.translation_memory.pairs() == {GERMAN: 1}
    # What is left is shown, not an empty page.
    assert rows(filled) == [("Good day.", "Guten Tag.")]


def test_another_pair_of_languages_is_chosen(filled: TranslatePane) -> None:
    pairs = filled.findChild(QComboBox, "memoryPairs")
    assert pairs is not None
    assert [pairs.itemText(row) for row in range(pairs.count())] == ["English → French", "English → German"]
    pairs.setCurrentIndex(1)
    pairs.activated.emit(1)
    assert rows(filled) == [("Good day.", "Guten Tag.")]
    assert table(filled).model().headerData(1, Qt.Orientation.Horizontal) == "German"


def test_memories_are_exchanged_as_files(
    qtbot: QtBot, filled: TranslatePane, history: History, tmp_path: Path
) -> None:
    file = tmp_path / "memory.tmx"
    filled.memory.export_to(file)
    qtbot.waitUntil(lambda: shown(filled, "memoryNoticeText") == "Saved as memory.tmx.", timeout=30_000)
    file.write_text(file.read_text(encoding="utf-8").replace("blessé", "mort"), encoding="utf-8")
    history.translation_memory.clear(FRENCH)
    filled.memory.import_from(file)
    qtbot.waitUntil(lambda: shown(filled, "memoryNoticeText") == "Sentences imported: 2.", timeout=30_000)
    assert ("Nobody was hurt.", "Personne n'est mort.") in rows(filled)


def test_a_file_that_is_no_memory_is_a_sentence_in_place(
    qtbot: QtBot, filled: TranslatePane, tmp_path: Path
) -> None:
    file = tmp_path / "memory.tmx"
    file.write_text("<html/>", encoding="utf-8")
    filled.memory.import_from(file)
    qtbot.waitUntil(lambda: "damaged" in shown(filled, "memoryNoticeText"), timeout=30_000)
    filled.memory.import_from(tmp_path / "none.tmx")
    qtbot.waitUntil(lambda: "could not be read" in shown(filled, "memoryNoticeText"), timeout=30_000)
    filled.memory.export_to(tmp_path / "no folder" / "memory.tmx")
    qtbot.waitUntil(lambda: "could not be written" in shown(filled, "memoryNoticeText"), timeout=30_000)


def test_whether_it_is_used_is_set_here(filled: TranslatePane, services: Services) -> None:
    assert services.settings.value.translation_memory
    press(filled, "memorySwitch")
    assert not services.settings.value.translation_memory
