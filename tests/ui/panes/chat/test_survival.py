"""The model crashes and the whole window dies with it: what must never happen here."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.paths import Paths
from assistant.storage.history import History
from tests.ui.panes.chat.conftest import ANSWER_MS, ProgramUnderTest

pytestmark = [pytest.mark.model, pytest.mark.skipif(sys.platform == "win32", reason="needs signals")]

KILLS = 50
QUESTION = "Tell me a long story about a lighthouse."


@pytest.mark.timeout(900)
def test_fifty_kills_while_streaming(program: ProgramUnderTest) -> None:
    """The window lives, nothing that was shown is lost, and every time there is a new answer afterwards."""
    moments = random.Random(50)
    for _ in range(KILLS):
        program.pane.start_new()
        program.send(QUESTION)
        heard = program.wait_for_text(moments.randint(1, 12))
        assert heard, "there was no answer after the last kill"
        how = moments.choice([signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
        program.engine_process.send_signal(how)
        program.wait_until_idle()
        answer = program.last
        assert answer.state == "failed"
        assert answer.failure is not None
        assert answer.failure.code == "engine-crashed"
        assert answer.text == "".join(heard), "characters that had been shown are lost"
        shown = program.shown(answer.id)
        assert shown.text == answer.text
        assert shown.error is not None
        assert program.program.window.isVisible()
    program.pane.start_new()
    assert "Paris" in program.ask("What is the capital of France? One word.")


WINDOW = """
import sys
from pathlib import Path
from assistant import app
from assistant.paths import Paths
from assistant.ui.single_instance import Request

start = app.Program.start

def start_and_ask(program, request):
    start(program, request)
    pane = program.window.show_pane("chat")
    program.load_first()
    pane.dialogue.text_added.connect(lambda _message, text: print(len(text), flush=True))
    pane.dialogue.ask("Tell me a long story about a lighthouse.")

app.Program.start = start_and_ask
app.run(Paths(Path(sys.argv[1])), ["parlance"], Request())
"""


def test_text_is_there_after_the_window_was_killed(tmp_path: Path, qtbot: QtBot) -> None:
    """Stored at least once a second: what was shown more than a moment ago survives SIGKILL."""
    data = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    arrived: list[tuple[float, int]] = []
    began = time.monotonic()
    for line in process.stdout:
        arrived.append((time.monotonic(), int(line)))
        if arrived[-1][0] - arrived[0][0] > 2.5 or time.monotonic() - began > ANSWER_MS / 1000:
            break
    process.kill()
    process.wait()
    process.stdout.close()
    killed = time.monotonic()
    older = sum(length for at, length in arrived if killed - at > 1.5)
    with History(Paths(data).history) as history:
        assert history.recover_interrupted() == 1
        (conversation,) = history.list_conversations()
        answer = history.messages_on_path(conversation.leaf)[-1]
    assert answer.state == "interrupted"
    assert len(answer.text) >= older > 0
