"""The command that makes an answer once more."""

from __future__ import annotations

import shlex
import sys

import msgspec
import pytest

from assistant.engine.values import Sampling
from assistant.storage.history import History
from assistant.storage.records import Attachment, Recipe
from assistant.tasks.reproduction import command

RECIPE = Recipe("smollm2", "CPU", "Be brief.", 64)
SAMPLING = Sampling(temperature=0.3)


@pytest.mark.skipif(sys.platform == "win32", reason="another way of quoting")
def test_whatever_was_asked_is_one_argument() -> None:
    text = "What's $HOME;\nrm -rf `x`? 港口"
    with History.in_memory() as history:
        made = history.create_conversation()
        question = history.add_message(made.id, "user", text, parent=None)
        later = history.add_message(made.id, "user", "And then?", parent=question.id)
    words = shlex.split(command(question, RECIPE, SAMPLING, 42) or "")
    assert words[:3] == ["parlance", "chat", text]
    given = dict(zip(words[3::2], words[4::2], strict=True))
    assert given["--model"] == "smollm2"
    assert given["--seed"] == "42"
    assert given["--system"] == "Be brief."
    assert given["--temperature"] == "0.3"
    assert given["--top-k"] == "40"
    assert command(later, RECIPE, SAMPLING, 42) is None
    attached = msgspec.structs.replace(question, attachments=(Attachment("a.txt", "a"),))
    assert command(attached, RECIPE, SAMPLING, 42) is None
