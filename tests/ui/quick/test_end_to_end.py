"""The quick window over another program, on a real X server, where keys and clipboards are real.

Complaints: a helper that eats what one had copied, pastes into the wrong window, or needs the mouse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from tests.ui.screen import Screen, available

TEXT = "We are writing to inform you that the meeting was moved to Friday because the room is not available."

# Another program: says what it holds, and what is in the clipboard, whenever that changes.
EDITOR = """
import sys
from PySide6.QtWidgets import QApplication, QPlainTextEdit

app = QApplication([])
editor = QPlainTextEdit(sys.argv[1])
editor.setWindowTitle("other program")
editor.textChanged.connect(lambda: print("text:", editor.toPlainText(), flush=True))
app.clipboard().dataChanged.connect(lambda: print("clipboard:", app.clipboard().text(), flush=True))
app.clipboard().setText("what was copied before")
editor.show()
app.exec()
"""

# The program itself, which says when an answer is complete, and when the quick window's key is in force.
PROGRAM = """
from assistant.__main__ import main
from assistant.ui.quick import replacing
from assistant.ui.quick.answer import AnswerPage
from assistant.ui.quick.shortcut import GlobalShortcut

replacing._PATIENCE_S = 60  # the machine may be busy
finish, set_keys = AnswerPage.finish, GlobalShortcut.set_keys

def finish_and_say(page, *arguments, **options):
    finish(page, *arguments, **options)
    print("answer:", page.outcome.text, flush=True)

def set_keys_and_say(shortcut, keys):
    set_keys(shortcut, keys)
    print("keys:", keys, flush=True)

AnswerPage.finish, GlobalShortcut.set_keys = finish_and_say, set_keys_and_say
main()
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    paths = Paths(tmp_path)
    paths.create()
    SettingsStore(paths.settings).change(quick_shortcut="Ctrl+Alt+Space")
    with ExitStack() as stack:
        yield Screen(stack, tmp_path)


@pytest.mark.model
@pytest.mark.skipif(not available, reason="needs Xvfb, openbox and xdotool")
def test_a_selected_text_is_replaced_and_the_clipboard_is_as_before(screen: Screen) -> None:
    parlance = screen.run(PROGRAM)
    parlance.hear("keys:")
    editor = screen.run(EDITOR, TEXT)
    screen.activate("other program")
    assert editor.hear("clipboard:") == "what was copied before"
    screen.xdotool("key", "ctrl+a", "ctrl+alt+space")
    screen.wait_for("quick window")
    screen.xdotool("type", "shorter")
    screen.xdotool("key", "Return")
    answer = parlance.hear("answer:")
    assert answer not in ("", TEXT)
    screen.xdotool("key", "Return")
    assert editor.hear("clipboard:") == answer
    assert editor.hear("text:") == answer
    assert editor.hear("clipboard:") == "what was copied before"
    screen.xdotool("key", "ctrl+End", "ctrl+v")
    assert editor.hear("text:") == f"{answer}what was copied before"
