"""Terms that are entered once hold for every translation of their languages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from assistant.storage.translation_memory import LanguagePair
from assistant.ui.panes.translate import TranslatePane
from assistant.ui.services import Services
from tests.fakes import ScriptedEngine
from tests.ui.panes.scripted import press, shown
from tests.ui.panes.translate.conftest import translate

PAIR = LanguagePair("en", "fr")


def table(pane: TranslatePane) -> QTableWidget:
    found = pane.findChild(QTableWidget, "glossaryTable")
    assert found is not None
    return found


def test_a_term_that_is_entered_goes_into_the_prompt(
    qtbot: QtBot, pane: TranslatePane, services: Services, script: ScriptedEngine
) -> None:
    press(pane, "glossaryButton")
    for column, word in enumerate(("lanterns", "falots")):
        cell = table(pane).item(0, column)
        assert cell is not None
        cell.setText(word)
    assert services.history.glossaries.terms(PAIR) == [("lanterns", "falots")]
    assert table(pane).rowCount() == 2, "there is another row to write into"
    press(pane, "leaveGlossaryButton")
    translate(qtbot, pane)
    assert any("falots" in str(command) for command in script.received if command["command"] == "generate")


def test_terms_are_exchanged_as_files(pane: TranslatePane, services: Services, tmp_path: Path) -> None:
    services.history.glossaries.set_terms(PAIR, [("harbour", "port"), ("wall", "mur")])
    press(pane, "glossaryButton")
    file = tmp_path / "terms.csv"
    pane.glossary.export_to(file)
    file.write_text(file.read_text(encoding="utf-8").replace("mur", "rempart"), encoding="utf-8")
    pane.glossary.import_from(file)
    assert services.history.glossaries.terms(PAIR) == [("harbour", "port"), ("wall", "rempart")]
    table(pane).selectRow(0)
    press(pane, "removeTermButton")
    assert services.history.glossaries.terms(PAIR) == [("wall", "rempart")]


def test_a_file_without_terms_is_answered_with_the_line(pane: TranslatePane, tmp_path: Path) -> None:
    press(pane, "glossaryButton")
    file = tmp_path / "terms.csv"
    file.write_text("harbour,port\nwall\n", encoding="utf-8")
    pane.glossary.import_from(file)
    assert shown(pane, "glossaryNoticeText") == "Line 2 of terms.csv is not a term with its translation."
