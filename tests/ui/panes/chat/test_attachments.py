"""Documents of which only the beginning is read (open-webui #3556): all of it is sent, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.storage.records import Attachment
from assistant.ui.panes.chat.context_notice import ContextNotice
from tests.ui.panes.chat.conftest import ANSWER_MS, ProgramUnderTest

pytestmark = pytest.mark.model


def chips(program: ProgramUnderTest) -> list[str]:
    bar = program.pane.findChild(QWidget, "attachmentBar")
    assert bar is not None
    return [chip.text() for chip in bar.findChildren(QPushButton, "attachment") if bar.isVisible()]


def attach(program: ProgramUnderTest, qtbot: QtBot, *paths: Path) -> None:
    """As by dropping files on the field, and waiting until they are counted."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    field = program.pane.composer.findChild(QPlainTextEdit, "composer")
    assert field is not None
    assert field.canInsertFromMimeData(data)
    field.insertFromMimeData(data)
    qtbot.waitUntil(
        lambda: bool(chips(program)) and all("tokens" in chip for chip in chips(program)), timeout=ANSWER_MS
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text("# Harbour\n\nThe harbour of Brill is seventeen metres deep.", encoding="utf-8")
    return path


def test_a_document_goes_in_front_of_the_question(
    program: ProgramUnderTest, qtbot: QtBot, report: Path
) -> None:
    program.program.settings.change(max_tokens=24)
    attach(program, qtbot, report)
    (chip,) = chips(program)
    assert chip.startswith("report.md · ")
    answer = program.ask("How deep is the harbour of Brill?")
    assert "seventeen" in answer.lower()
    question = program.branch[0]
    assert question.text == "How deep is the harbour of Brill?"
    assert [each.name for each in question.attachments] == ["report.md"]
    assert "report.md" in program.shown(question.id).text
    assert chips(program) == []


def test_the_tokens_of_attachments_are_counted_before_sending(
    program: ProgramUnderTest, qtbot: QtBot, report: Path
) -> None:
    program.program.settings.change(max_tokens=1)
    attach(program, qtbot, report)
    with qtbot.waitSignal(
        program.watch.counted,
        check_params_cb=lambda use: use is not None and use.draft > sum(use.attached) + 8,
    ) as counted:
        program.pane.composer.set_text("How deep is the harbour of Brill?")
    assert counted.args is not None
    program.pane.composer.submit()
    program.wait_until_idle()
    assert program.last.outcome is not None
    assert 0 <= counted.args[0].sent - program.last.outcome.usage.prompt_tokens <= 10


def test_a_long_text_that_is_pasted_becomes_an_attachment(program: ProgramUnderTest, qtbot: QtBot) -> None:
    field = program.pane.composer.findChild(QPlainTextEdit, "composer")
    assert field is not None
    data = QMimeData()
    data.setText("short")
    field.insertFromMimeData(data)
    data.setText("The ships come in.\r\n" * 300)
    field.insertFromMimeData(data)
    assert program.pane.composer.text == "short"
    assert program.pane.attaching.ready == (Attachment("Pasted text", "The ships come in.\n" * 300),)


def test_what_does_not_fit_is_said_with_numbers_and_never_cut(
    program: ProgramUnderTest, qtbot: QtBot, tmp_path: Path
) -> None:
    program.program.settings.change(context=512)
    long = tmp_path / "long.txt"
    long.write_text("An apple a day. " * 300)
    attach(program, qtbot, long)
    assert "too long" in chips(program)[0]
    notice = program.pane.findChild(QLabel, "contextNoticeText")
    assert notice is not None
    assert "512" in notice.text()
    program.ask("Which fruit?")
    assert program.last.failure is not None
    assert program.last.failure.code == "context-overflow"


def test_an_attachment_can_be_looked_at_and_taken_away(
    program: ProgramUnderTest, qtbot: QtBot, report: Path
) -> None:
    attach(program, qtbot, report, report)
    assert len(chips(program)) == 2
    chip = program.pane.findChild(QPushButton, "attachment")
    assert chip is not None
    chip.click()
    preview = program.program.window.findChild(QDialog, "attachmentPreview")
    assert preview is not None
    text = preview.findChild(QPlainTextEdit)
    assert text is not None
    assert "seventeen metres" in text.toPlainText()
    preview.close()
    remove = program.pane.findChild(QToolButton, "removeAttachment")
    assert remove is not None
    remove.click()
    qtbot.waitUntil(lambda: len(chips(program)) == 1)


def test_a_file_that_cannot_be_read_is_said_and_not_attached(
    program: ProgramUnderTest, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(broken)], ""))
    button = program.pane.findChild(QToolButton, "attachButton")
    assert button is not None
    with qtbot.waitSignal(program.pane.attaching.failed):
        button.click()
        assert program.pane.attaching.unread == "broken.pdf"
    assert chips(program) == []
    assert "broken.pdf" in program.program.window.message_bar.messages[-1].text


def test_an_edited_question_has_its_attachments_again(
    program: ProgramUnderTest, qtbot: QtBot, report: Path
) -> None:
    program.program.settings.change(max_tokens=2)
    attach(program, qtbot, report)
    program.ask("How deep?")
    program.pane.transcript.edit_requested.emit(program.branch[0].id)
    assert program.pane.composer.text == "How deep?"
    assert [each.name for each in program.pane.attaching.ready] == ["report.md"]


def test_attachments_wait_in_the_conversation_that_they_were_given_to(
    program: ProgramUnderTest, qtbot: QtBot, report: Path
) -> None:
    program.program.settings.change(max_tokens=2)
    program.ask("Hello")
    first = program.opened
    attach(program, qtbot, report)
    program.pane.start_new()
    assert program.pane.attaching.items == []
    program.pane.open_conversation(first)
    assert [each.name for each in program.pane.attaching.ready] == ["report.md"]


def test_of_what_does_not_fit_the_parts_that_suit_the_question_can_be_sent(
    program: ProgramUnderTest, qtbot: QtBot, tmp_path: Path
) -> None:
    program.program.settings.change(context=1024, max_tokens=16)
    long = tmp_path / "long.txt"
    paragraphs = [f"On day {day} nothing happened, and the log has no entry at all." * 4 for day in range(60)]
    paragraphs[41] = "The harbour of Brill is seventeen metres deep, says the harbour master."
    long.write_text("\n\n".join(paragraphs))
    program.pane.composer.set_text("How deep is the harbour of Brill?")
    attach(program, qtbot, long)
    notice = program.pane.findChild(ContextNotice)
    assert isinstance(notice, ContextNotice)
    qtbot.waitUntil(lambda: notice.menu().findChild(QAction, "passages") is not None)
    action = notice.menu().findChild(QAction, "passages")
    assert isinstance(action, QAction)
    action.trigger()
    qtbot.waitUntil(lambda: "parts" in program.pane.attaching.items[0].name)
    (sent,) = program.pane.attaching.ready
    assert "seventeen metres" in sent.text
    program.ask("How deep is the harbour of Brill?")
    assert program.last.failure is None
    assert program.branch[0].attachments == (sent,)
