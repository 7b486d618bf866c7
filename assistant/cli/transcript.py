"""Shows an answer on the terminal while it is written."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

import typer

from assistant.cli.output import Bar
from assistant.documents.document import clean
from assistant.tasks.chat import ChatPartial


class Transcript:
    """Writes what is new of each partial to standard output; until there is any, a bar tells of the reading.

    Thinking is shown on a terminal only, where it can be told from the answer. A terminal also gets no
    control characters: a model could make it do things with them.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        """``quiet``: only the bar is shown."""
        self._quiet = quiet
        self._terminal = sys.stdout.isatty()
        self._bar = Bar("Reading your text")
        self._text = self._thinking = 0
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()
        if self._last and not self._last.endswith("\n"):
            typer.echo()

    def show(self, partial: ChatPartial) -> None:
        if partial.progress is not None:
            self._bar.update(*partial.progress)
            return
        self._bar.close()
        if self._quiet:
            return
        if self._terminal and (thinking := partial.thinking[self._thinking :]):
            self._write(typer.style(clean(thinking), dim=True))
        if text := partial.text[self._text :]:
            if not self._text and self._thinking and self._terminal:
                self._write("\n\n")
            self._write(clean(text) if self._terminal else text)
        self._text, self._thinking = len(partial.text), len(partial.thinking)

    def _write(self, text: str) -> None:
        self._last = text
        typer.echo(text, nl=False)
