"""The curious: which token was likely, and what if it had been another one?"""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.transcript import TokenSheet
from tests.ui.panes.chat.conftest import ANSWER_MS, ProgramUnderTest

pytestmark = pytest.mark.model


def sheet_of(program: ProgramUnderTest, message: int) -> TokenSheet | None:
    return program.pane.transcript.conversation.sheets.get(message)


def test_an_alternative_begins_another_version(program: ProgramUnderTest, qtbot: QtBot) -> None:
    program.program.settings.change(max_tokens=24)
    program.ask("Name three colours.")
    answer = program.last
    program.pane.transcript.tokens_requested.emit(answer.id, True)

    def is_complete() -> bool:
        sheet = sheet_of(program, answer.id)
        return bool(sheet and sheet.tokens and sheet.tokens[-1].end == len(answer.text))

    qtbot.waitUntil(is_complete, timeout=ANSWER_MS)
    sheet = sheet_of(program, answer.id)
    assert sheet is not None
    assert "".join(answer.text[token.start : token.end] for token in sheet.tokens) == answer.text
    assert all(0 <= token.probability <= 1 for token in sheet.tokens)
    token = sheet.tokens[len(sheet.tokens) // 2]
    written = answer.text[token.start : token.end]
    other = next(text for text, _ in token.alternatives if text.strip() and text != written)
    program.pane.transcript.alternative_chosen.emit(answer.id, token.start, other)
    program.wait_until_idle()
    version = program.last
    assert version.text.startswith(answer.text[: token.start] + other)
    assert len(version.text) > token.start + len(other)
    assert program.history.siblings(answer.id) == (answer.id, version.id)
    assert program.history.message(answer.id).text == answer.text
    assert sheet_of(program, version.id) is None


def test_without_a_model_it_is_said(program: ProgramUnderTest) -> None:
    program.ask("Hello")
    program.program.loader.unload()
    program.pane.transcript.tokens_requested.emit(program.last.id, True)
    sheet = sheet_of(program, program.last.id)
    assert sheet is not None
    assert sheet.tokens == ()
    program.pane.transcript.tokens_requested.emit(program.last.id, False)
    assert sheet_of(program, program.last.id) is None
