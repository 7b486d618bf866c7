from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from assistant.app import Program
from assistant.paths import Paths
from assistant.storage.records import Message
from assistant.storage.settings_store import SettingsStore
from assistant.ui.panes.chat import ChatPane
from assistant.ui.widgets.conversation_list import ConversationList
from assistant.ui.widgets.transcript import TranscriptMessage

ANSWER_MS = 120_000


class ProgramUnderTest:
    """The whole program in a window without a screen, with the starter model, and short ways to use it."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        self._qtbot = qtbot
        self._closed = False
        self.data = data
        paths = Paths(data)
        paths.create()
        settings = SettingsStore(paths.settings)
        settings.change(temperature=0.0, seed=1)
        self.program = Program(paths, settings)
        qtbot.addWidget(self.program.window)
        self.program.start()
        pane = self.program.window.show_pane("chat")
        assert isinstance(pane, ChatPane)
        self.pane = pane
        self.dialogue = pane.dialogue
        self.watch = pane.watch
        found = self.program.window.findChild(ConversationList)
        assert isinstance(found, ConversationList)
        self.list = found
        self.history = self.program.history

    def close(self) -> None:
        """End the program, as when its window is closed; may be called again."""
        if not self._closed:
            self._closed = True
            self.program.close()

    def send(self, text: str) -> None:
        """Type a question into the composer and send it."""
        self.pane.composer.set_text(text)
        self._qtbot.waitUntil(lambda: self.program.loader.wanted is not None and not self.dialogue.busy)
        self.pane.composer.submit()

    def ask(self, text: str) -> str:
        """Send a question and wait for the end of the answer."""
        self.send(text)
        self.wait_until_idle()
        return self.last.text

    def wait_until_idle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.dialogue.busy, timeout=ANSWER_MS)

    def wait_for_text(self, pieces: int = 1) -> list[str]:
        """Wait for so many pieces of the answer under way; they are in the list, which goes on growing."""
        heard: list[str] = []
        self.dialogue.text_added.connect(lambda _message, text: heard.append(text))
        self._qtbot.waitUntil(lambda: len(heard) >= pieces or not self.dialogue.busy, timeout=ANSWER_MS)
        return heard

    @property
    def opened(self) -> int:
        """The number of the conversation that is open."""
        assert self.dialogue.conversation is not None
        return self.dialogue.conversation.id

    @property
    def branch(self) -> list[Message]:
        return self.dialogue.branch()

    def shown(self, message_id: int) -> TranscriptMessage:
        """A message as the transcript has it."""
        return self.pane.transcript.conversation.message(message_id)

    @property
    def last(self) -> Message:
        return self.branch[-1]

    @property
    def engine_process(self) -> psutil.Process:
        (child,) = (
            process for process in psutil.Process().children() if "assistant.engine" in process.cmdline()
        )
        return child


StartProgram = Callable[[Path], ProgramUnderTest]


@pytest.fixture
def start_program(qtbot: QtBot) -> Iterator[StartProgram]:
    """Starts programs on a data folder; they are closed after the test."""
    started: list[ProgramUnderTest] = []

    def start(data: Path) -> ProgramUnderTest:
        started.append(ProgramUnderTest(qtbot, data))
        return started[-1]

    yield start
    for program in started:
        program.close()


@pytest.fixture
def program(start_program: StartProgram, tmp_path: Path) -> ProgramUnderTest:
    return start_program(tmp_path / "data")
