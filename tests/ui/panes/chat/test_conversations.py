"""One key deletes a chat (LM Studio #983); what was deleted, or never kept, leaves something behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.documents.reading import read
from assistant.paths import Paths
from assistant.storage.history import TRASH_DAYS, History
from assistant.ui.message_bar import Message
from tests.ui.panes.chat.conftest import ANSWER_MS, ProgramUnderTest, StartProgram

pytestmark = pytest.mark.model

SECRET = "The word is xylophone. Write a story about a xylophone."


def titles(program: ProgramUnderTest) -> dict[str, list[str]]:
    return {
        "active": [each.title for each in program.history.list_conversations()],
        "archived": [each.title for each in program.history.list_conversations("archived")],
        "trash": [each.title for each in program.history.list_conversations("trash")],
    }


def newest_message(program: ProgramUnderTest) -> Message:
    return program.program.window.message_bar.messages[-1]


def take_action(program: ProgramUnderTest) -> None:
    action = newest_message(program).on_action
    assert action is not None
    action()


def files_with(data: Path, word: bytes) -> list[Path]:
    return [file for file in data.rglob("*") if file.is_file() and word in file.read_bytes()]


@pytest.fixture
def talked(program: ProgramUnderTest) -> ProgramUnderTest:
    """Has asked one question, long enough for its cache to be kept on disk."""
    program.program.settings.change(max_tokens=70)
    program.ask(SECRET)
    program.history.rename(program.opened, "Music")
    program.program.settings.change(max_tokens=4)
    return program


def test_what_is_archived_is_put_aside_and_can_be_put_back(talked: ProgramUnderTest) -> None:
    talked.pane.conversations.archive(talked.opened, archived=True)
    assert titles(talked) == {"active": [], "archived": ["Music"], "trash": []}
    take_action(talked)
    assert titles(talked)["active"] == ["Music"]


def test_the_trash_is_kept_when_the_program_is_closed_and_gives_back_what_lies_in_it(
    talked: ProgramUnderTest, start_program: StartProgram, tmp_path: Path
) -> None:
    number, before = talked.opened, talked.branch
    talked.pane.conversations.delete(number)
    assert talked.dialogue.conversation is None
    talked.close()
    again = start_program(tmp_path / "data")
    assert titles(again) == {"active": [], "archived": [], "trash": ["Music"]}
    again.pane.open_conversation(number)
    again.pane.composer.set_text("Anyone?")
    again.pane.composer.submit()
    assert again.branch == before, "a question was asked in the trash"
    again.pane.conversations.restore(number)
    assert titles(again)["active"] == ["Music"]
    again.ask("And now?")
    assert len(again.branch) == 4


def test_what_was_deleted_for_good_has_left_nothing(talked: ProgramUnderTest, tmp_path: Path) -> None:
    number = talked.opened
    talked.pane.conversations.delete(number)
    talked.pane.conversations.erase(number)
    talked.close()
    assert list((tmp_path / "data" / "kv").iterdir()) == []
    assert files_with(tmp_path / "data", b"xylophone") == []


def test_emptying_the_trash_is_asked_for_twice(talked: ProgramUnderTest) -> None:
    talked.pane.conversations.delete(talked.opened)
    talked.list.trash_emptied.emit()
    assert titles(talked)["trash"] == ["Music"]
    take_action(talked)
    assert titles(talked)["trash"] == []


def test_the_trash_is_emptied_of_what_is_old(
    start_program: StartProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = Paths(tmp_path / "data")
    paths.create()
    with History(paths.history) as history:
        for title in ("old", "new"):
            history.trash(history.create_conversation(title=title).id)
        month = TRASH_DAYS * 24 * 3600
        assert history.expired_trash(time.time() + month - 3600) == []
        assert len(history.expired_trash(time.time() + month + 3600)) == 2
        history._database.query(
            "UPDATE conversations SET trashed_at = trashed_at - ? WHERE title = 'old'", month + 60
        )
    program = start_program(tmp_path / "data")
    qtbot.waitUntil(lambda: titles(program)["trash"] == ["new"])


def test_a_temporary_conversation_is_marked_and_leaves_nothing(
    program: ProgramUnderTest, qtbot: QtBot, tmp_path: Path
) -> None:
    program.program.settings.change(max_tokens=70)
    button = program.list.findChild(QToolButton, "temporaryChatButton")
    mark = program.pane.findChild(QWidget, "temporaryMark")
    assert isinstance(button, QToolButton)
    assert mark is not None
    button.click()
    assert mark.isVisible()
    program.ask(SECRET)
    program.ask("And the end of it?")
    outcome = program.last.outcome
    assert outcome is not None
    assert outcome.usage.cached_tokens > 0
    assert program.history.list_conversations() == []
    program.pane.start_new()
    assert not mark.isVisible()
    assert not program.dialogue.temporary
    program.close()
    assert files_with(tmp_path / "data", b"xylophone") == []
    assert list((tmp_path / "data" / "kv").iterdir()) == []


def test_a_temporary_conversation_can_be_left_while_it_is_answered(program: ProgramUnderTest) -> None:
    program.pane.start_temporary()
    program.send("Tell me a long story about a lighthouse.")
    program.wait_for_text(2)
    program.pane.start_new()
    assert not program.dialogue.busy_anywhere
    program.program.settings.change(max_tokens=4)
    program.ask("Hello")
    assert len(program.history.list_conversations()) == 1


@pytest.mark.parametrize("suffix", ["md", "html", "json", "pdf"])
def test_a_conversation_is_exported_in_the_form_of_its_name(
    talked: ProgramUnderTest, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"music.{suffix}"
    choose = lambda _parent, _title, _name, kinds: (str(path), kinds.split(";;")[0])  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    talked.list.item_actions.exported.emit(talked.opened)
    qtbot.waitUntil(path.exists)
    assert "xylophone" in read(path).text
    qtbot.waitUntil(lambda: bool(talked.program.window.message_bar.messages))
    assert newest_message(talked).severity == "success"


def test_an_exported_conversation_is_imported_again(
    talked: ProgramUnderTest, qtbot: QtBot, tmp_path: Path
) -> None:
    before = talked.branch
    files = talked.pane.conversations.files
    files.export(talked.opened, tmp_path / "music", "json")
    qtbot.waitUntil((tmp_path / "music.json").exists)
    with qtbot.waitSignal(files.imported):
        files.import_files([tmp_path / "music.json"])
    assert titles(talked)["active"] == ["Music", "Music"]
    assert [message.text for message in talked.branch] == [message.text for message in before]
    assert talked.branch[0].id != before[0].id
    (tmp_path / "music.json").write_text("{}")
    with qtbot.waitSignal(files.message_raised):
        files.import_files([tmp_path / "music.json"])
    assert newest_message(talked).severity == "error"


def test_the_model_gives_the_title_unless_the_user_has(program: ProgramUnderTest, qtbot: QtBot) -> None:
    program.program.settings.change(max_tokens=24)
    question = (
        "What is the capital of France?\nAnswer in one sentence, and name the river that flows through it."
    )
    program.ask(question)
    first = program.opened

    def title() -> str:
        return program.history.conversation(first).title

    line = title()
    qtbot.waitUntil(lambda: title() != line, timeout=ANSWER_MS)
    assert 0 < len(title()) <= 60
    assert program.history.conversation(first).title_source == "auto"
    made = title()
    program.ask("And the capital of Germany?")
    assert title() == made
