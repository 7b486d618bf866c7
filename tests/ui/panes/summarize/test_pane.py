"""Summaries that can be checked: from a text to points, back to the text, and into the history."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assistant.paths import Paths
from assistant.storage.history import History
from assistant.ui.message_bar import Message
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.summarize.sheet import Note, decode, encode
from assistant.ui.services import Services
from assistant.ui.widgets.rows import RowView
from tests.fakes import Crash, ScriptedEngine, WaitFor
from tests.ui.panes.scripted import press, shown
from tests.ui.panes.summarize.conftest import COUNCIL, TEXT, sheet_of

LONG = "\n\n".join(
    f"Chapter {number}\n\nThe ship number {number} left in {1900 + number} with {number} barrels. "
    + "It was a quiet day and there was nothing else to be seen on the water. " * 25
    for number in range(1, 9)
)


def summarize(qtbot: QtBot, pane: SummarizePane, text: str) -> None:
    pane.source.text.setPlainText(text)
    press(pane, "runButton")
    wait_for_end(qtbot, pane)


def wait_for_end(qtbot: QtBot, pane: SummarizePane) -> None:
    qtbot.waitUntil(lambda: not pane.running, timeout=30_000)


def highlighted(pane: SummarizePane) -> list[str]:
    """The parts of the text that are marked, as a person sees them."""
    return [selection.cursor.selectedText() for selection in pane.source.text.extraSelections()]


# -------------------------------------------------------------------------------------------------- runs


def test_all_sections_are_read_and_every_point_leads_to_its_place(
    qtbot: QtBot, pane: SummarizePane, spoken: list[str]
) -> None:
    """Complaint: summaries that read only the beginning of a document."""
    summarize(qtbot, pane, LONG)
    assert shown(pane, "summaryErrorText") == ""
    sheet = pane.sheet
    assert sheet is not None
    assert sheet.finished
    assert sheet.coverage is not None
    assert sheet.coverage.sections > 1
    count = sheet.coverage.sections
    assert shown(pane, "coverageLabel") == f"{count} of {count} sections read"
    assert spoken == [f"{count} of {count} sections read"]
    assert sheet.points
    for number, point in enumerate(sheet.points, 1):
        pane.links.follow(number)
        # Of several places those that can be seen are highlighted.
        seen = highlighted(pane)
        assert seen
        assert seen == [LONG[start:end] for start, end in point.sources][: len(seen)]


def test_a_stopped_summary_keeps_what_it_has_and_goes_on_from_there(
    qtbot: QtBot, pane: SummarizePane, script: ScriptedEngine
) -> None:
    script.script(score=[[], [], [WaitFor("more")]])
    pane.source.text.setPlainText(LONG)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: "2 of" in shown(pane, "coverageLabel"), timeout=30_000)
    press(pane, "stopButton")
    wait_for_end(qtbot, pane)
    assert shown(pane, "coverageLabel").startswith("2 of")
    assert shown(pane, "resumeNoticeText") != ""
    assert pane.sheet is not None
    assert pane.sheet.points

    before = len([command for command in script.received if command["command"] == "score"])
    script.release("more")
    press(pane, "resumeNoticeAction")
    wait_for_end(qtbot, pane)
    assert pane.sheet.finished
    assert pane.sheet.coverage is not None
    assert pane.sheet.coverage.complete
    assert shown(pane, "resumeNoticeText") == ""
    asked = len([command for command in script.received if command["command"] == "score"])
    assert asked - before < asked, "what had been read was read again"


def test_a_crash_of_the_engine_is_a_sentence_in_place_and_the_run_goes_on_afterwards(
    qtbot: QtBot, pane: SummarizePane, script: ScriptedEngine
) -> None:
    """Complaint: the model crashes and the whole window dies with it."""
    script.script(score=[[], [Crash("SIGSEGV", once="first")], [Crash("SIGSEGV", once="second")], []])
    summarize(qtbot, pane, LONG)
    if shown(pane, "summaryErrorText"):
        press(pane, "resumeNoticeAction")
        wait_for_end(qtbot, pane)
    assert pane.sheet is not None
    assert pane.sheet.finished


def test_without_a_model_the_pane_says_so_in_place(qtbot: QtBot, empty_handed: SummarizePane) -> None:
    summarize(qtbot, empty_handed, TEXT)
    assert shown(empty_handed, "summaryErrorText") == "No model is loaded."
    assert shown(empty_handed, "summaryErrorHint") != ""


def test_a_text_of_headings_only_is_answered_with_a_reason(qtbot: QtBot, pane: SummarizePane) -> None:
    summarize(qtbot, pane, "Chapter 1\n\nChapter 2\n\nChapter 3\n")
    assert shown(pane, "summaryErrorText") == "There is no running text to summarize."


def test_a_question_is_answered_below_with_the_same_links(qtbot: QtBot, pane: SummarizePane) -> None:
    summarize(qtbot, pane, TEXT)
    field = pane.findChild(QLineEdit, "questionField")
    assert field is not None
    field.setText("Who measured the light?")
    press(pane, "askButton")
    wait_for_end(qtbot, pane)
    assert pane.sheet is not None
    (answer,) = pane.sheet.answers
    assert answer.question == "Who measured the light?"
    assert answer.points
    pane.links.follow(len(pane.sheet.points) + 1)
    assert highlighted(pane) == [TEXT[start:end] for start, end in answer.points[0].sources]


def test_a_focus_counts_though_the_field_was_not_left(
    qtbot: QtBot, pane: SummarizePane, script: ScriptedEngine
) -> None:
    field = pane.findChild(QLineEdit, "option.focus")
    assert field is not None
    pane.source.text.setPlainText(TEXT)
    field.setFocus()
    qtbot.keyClicks(field, "lanterns")
    press(pane, "runButton")
    wait_for_end(qtbot, pane)
    assert pane.sheet is not None
    assert pane.sheet.options.focus == "lanterns"


def test_nothing_can_be_run_without_a_text(pane: SummarizePane) -> None:
    pane.source.text.setPlainText(" \n")
    pane.run()
    assert not pane.running


# -------------------------------------------------------------------------------------------------- links


def open_sheet(pane: SummarizePane, history: History) -> int:
    stored = history.summaries.add("The harbour", TEXT, encode(sheet_of()))
    pane.open_summary(stored.id)
    return stored.id


def test_a_click_on_a_mark_beside_the_text_shows_the_point(pane: SummarizePane, history: History) -> None:
    open_sheet(pane, history)
    pane.source.text.point_requested.emit(2)
    assert highlighted(pane) == [TEXT[COUNCIL.start : COUNCIL.end]]


def test_the_caret_in_a_passage_says_which_points_rest_on_it(pane: SummarizePane, history: History) -> None:
    open_sheet(pane, history)
    cursor = pane.source.text.textCursor()
    cursor.setPosition(TEXT.index("Solberg") + 1)  # the ship is two units to Qt
    pane.source.text.setTextCursor(cursor)
    assert shown(pane, "usedByLabel") == "These points rest on this passage: 3, 4, 5"


def test_an_edit_unlinks_the_points_and_says_why_and_undoing_it_links_them_again(
    qtbot: QtBot, pane: SummarizePane, history: History
) -> None:
    open_sheet(pane, history)
    pane.links.follow(2)
    qtbot.keyClick(pane.source.text, Qt.Key.Key_X)
    assert "changed" in shown(pane, "staleNoticeText")
    assert highlighted(pane) == []
    pane.links.follow(2)
    assert highlighted(pane) == []
    pane.source.text.undo()
    assert shown(pane, "staleNoticeText") == ""
    pane.links.follow(2)
    assert highlighted(pane) == [TEXT[COUNCIL.start : COUNCIL.end]]


# ------------------------------------------------------------------------------------------------ history


def test_a_summary_is_in_the_list_with_its_text(qtbot: QtBot, pane: SummarizePane, history: History) -> None:
    summarize(qtbot, pane, TEXT)
    points = pane.sheet.points if pane.sheet else ()
    (title,) = history.summaries.titles()
    pane.start_new()
    assert pane.source.text.text == ""
    assert pane.sheet is None
    pane.open_summary(title.id)
    assert pane.source.text.text == TEXT
    assert pane.sheet is not None
    assert pane.sheet.points == points


def test_one_that_is_left_while_it_runs_is_kept_as_far_as_it_came(
    qtbot: QtBot, pane: SummarizePane, script: ScriptedEngine, history: History
) -> None:
    script.script(score=[[], [], [WaitFor("never")]])
    pane.source.text.setPlainText(LONG)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: "2 of" in shown(pane, "coverageLabel"), timeout=30_000)
    pane.start_new()
    assert not pane.running
    qtbot.waitUntil(lambda: bool(history.summaries.titles()), timeout=30_000)
    (title,) = history.summaries.titles()
    assert pane.sheet is None, "it came back into the new page"
    sheet = decode(history.summaries.entry(title.id).content)
    assert not sheet.finished
    assert sheet.points


def test_opening_the_one_that_is_shown_does_not_stop_it(
    qtbot: QtBot, pane: SummarizePane, script: ScriptedEngine, history: History
) -> None:
    stored = history.summaries.add("The harbour", TEXT, encode(sheet_of()))
    pane.open_summary(stored.id)
    script.script(generate=[[WaitFor("answer")]])
    pane.ask("Who measured?")
    pane.open_summary(stored.id)
    assert pane.running


def test_with_the_history_off_nothing_is_kept(qtbot: QtBot, pane: SummarizePane, services: Services) -> None:
    services.settings.change(keep_summaries=False)
    summarize(qtbot, pane, TEXT)
    assert pane.sheet is not None
    assert pane.sheet.points
    assert services.history.summaries.titles() == []


def test_a_program_that_is_closed_keeps_what_was_found(
    qtbot: QtBot, pane: SummarizePane, script: ScriptedEngine, history: History
) -> None:
    script.script(score=[[], [], [WaitFor("never")]])
    pane.source.text.setPlainText(LONG)
    press(pane, "runButton")
    qtbot.waitUntil(lambda: "2 of" in shown(pane, "coverageLabel"), timeout=30_000)
    pane.put_away()
    (title,) = history.summaries.titles()
    assert decode(history.summaries.entry(title.id).content).resumable


def test_a_deleted_summary_leaves_nothing_and_can_be_brought_back(
    qtbot: QtBot, pane: SummarizePane, history: History, paths: Paths
) -> None:
    summarize(qtbot, pane, TEXT.replace("Solberg", "Xylophone"))
    (title,) = history.summaries.titles()
    offers: list[Message] = []
    pane.message_raised.connect(offers.append)
    pane.shelf.delete(title.id)
    assert history.summaries.titles() == []
    assert pane.source.text.text == ""
    for file in paths.data.glob("history*"):
        assert b"Xylophone" not in file.read_bytes(), file
    (offer,) = offers
    assert offer.on_action is not None
    offer.on_action()
    assert [each.title for each in history.summaries.titles()] == [title.title]


def test_a_summary_that_cannot_be_read_still_shows_its_text(pane: SummarizePane, history: History) -> None:
    stored = history.summaries.add("Old", TEXT, '{"points": 7}')
    pane.open_summary(stored.id)
    assert pane.source.text.text == TEXT
    assert "cannot be read" in shown(pane, "summaryErrorText")


# ---------------------------------------------------------------------------------------------- documents


def test_a_dropped_file_is_read_and_shown_with_what_is_known_of_it(
    qtbot: QtBot, pane: SummarizePane, tmp_path: Path
) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text(TEXT, encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    assert pane.source.text.canInsertFromMimeData(dropped)
    pane.source.text.insertFromMimeData(dropped)
    qtbot.waitUntil(lambda: pane.source.text.text == TEXT)
    assert shown(pane, "sourceTitle") == "harbour"
    qtbot.waitUntil(lambda: shown(pane, "sourceFacts") == "29 words · English", timeout=30_000)


def test_a_file_that_cannot_be_read_is_a_sentence_in_place_and_the_text_stays(
    qtbot: QtBot, pane: SummarizePane, tmp_path: Path
) -> None:
    pane.source.text.setPlainText(TEXT)
    pane.source.open_file(tmp_path / "nowhere.pdf")
    qtbot.waitUntil(lambda: "no file" in shown(pane, "sourceNoticeText"))
    assert shown(pane, "sourceNoticeHint") != ""
    assert pane.source.text.text == TEXT


def test_what_was_lost_in_reading_is_said_also_when_it_is_opened_again(
    pane: SummarizePane, history: History
) -> None:
    """Complaint: a scan is "summarized" without a word about the pages that were not read."""
    note = Note(
        "These pages have no text layer (they may be scanned) and are not read: {pages}.", {"pages": "3–9"}
    )
    stored = history.summaries.add("Scan", TEXT, encode(msgspec.structs.replace(sheet_of(), notes=(note,))))
    pane.open_summary(stored.id)
    assert "not read: 3–9." in shown(pane, "sourceNoticeText")


def test_a_sample_teaches_what_the_pane_does(qtbot: QtBot, pane: SummarizePane) -> None:
    press(pane, "sample.harbour.zh.txt")
    assert "石湾镇" in pane.source.text.text
    assert not pane.source.text.findChild(QWidget, "summarizeWelcome").isVisible()
    wait_for_end(qtbot, pane)
    assert pane.sheet is not None
    assert pane.sheet.points


def test_a_narrow_pane_has_the_result_below_the_text(qtbot: QtBot, pane: SummarizePane) -> None:
    pane.resize(500, 700)
    qtbot.waitUntil(lambda: pane.result.y() > pane.source.y())
    pane.resize(1000, 700)
    qtbot.waitUntil(lambda: pane.result.x() > pane.source.x())


def test_a_summary_is_found_by_its_points_and_its_text(pane: SummarizePane, history: History) -> None:
    history.summaries.add("The harbour", TEXT, encode(sheet_of()))
    history.summaries.add("Another", "Nothing to see here.", "damaged")
    pane.shelf.refresh()
    field = pane.shelf.list.findChild(QLineEdit, "summarySearch")
    rows = pane.shelf.list.findChild(RowView, "summaryList")
    assert field is not None
    assert rows is not None
    for query, found in (("museum burns", ["The harbour"]), ("eleven", ["The harbour"]), ("extractive", [])):
        field.setText(query)
        model = rows.model()
        titles = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert [title for title in titles if title in ("The harbour", "Another")] == found, query
