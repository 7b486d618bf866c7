"""An engine whose model knows the right answer to a few sentences, so that all languages look finished."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import threading
from pathlib import Path

from assistant.engine.protocol import Generate, Job
from tests.fakes import Say, Scene, ScriptedEngine
from tests.fakes.engine_child import Child

_BOOK = "book.json"
_LABEL = re.compile(r"^\w+[:：]\s*")
_NUMBERED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)


class PhraseBookEngine(ScriptedEngine):
    """``book``: what is answered to each sentence; to any other, the sentence itself."""

    def __init__(self, folder: Path, book: dict[str, str]) -> None:
        super().__init__(folder)
        (folder / _BOOK).write_text(json.dumps(book), encoding="utf-8")

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", __name__, str(self.folder)]


class PhraseBookChild(Child):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.book: dict[str, str] = json.loads((folder / _BOOK).read_text(encoding="utf-8"))

    def perform(self, command: Job, scene: Scene, loading: threading.Thread | None) -> None:
        if isinstance(command, Generate):
            scene = [Say(self.answer(command.messages[-1].content))]
        super().perform(command, scene, loading)

    def answer(self, prompt: str) -> str:
        """Several sentences are numbered; one stands in the first line, behind the word for it."""
        numbered = _NUMBERED.findall(prompt)
        if numbered:
            return "".join(f"[{number}] {self.book.get(line, line)}\n" for number, line in numbered)
        sentence = _LABEL.sub("", prompt.splitlines()[0])
        return self.book.get(sentence, sentence)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        PhraseBookChild(Path(sys.argv[1])).main()
    os._exit(0)
