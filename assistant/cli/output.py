"""What commands print: results on standard output, everything else on standard error.

On a terminal tables have columns and progress has bars; in a pipe a table is lines with tabs between the
cells, and progress is not shown.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec
import typer

from assistant.errors import ParlanceError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def print_json(value: object) -> None:
    """Print one JSON value; paths become texts."""
    typer.echo(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode())


def say(text: str) -> None:
    """Tell the person something that is not the result."""
    typer.echo(text, err=True)


def complain(error: ParlanceError) -> None:
    """The sentence and, on a line of its own, the hint."""
    say(f"{error.text}\n{error.advice}" if error.advice else error.text)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[str] = ()) -> None:
    """Print rows of texts; the columns named in ``numbers`` are aligned to the right."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            typer.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(
            column, justify="right" if column in numbers else "left", no_wrap=column == columns[0]
        )
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


class Bar:
    """A progress bar on standard error, which appears with the first :meth:`update` and leaves no trace."""

    def __init__(self, label: str, *, bytes_: bool = False) -> None:
        """``bytes_``: what is counted are bytes, so that their number and speed are shown."""
        self._label = label
        self._bytes = bytes_
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def update(self, done: float, total: float | None, label: str | None = None) -> None:
        if self._progress is None:
            if not sys.stderr.isatty():
                return
            self._progress = self._make()
            self._task = self._progress.add_task(self._label, total=total)
            self._progress.start()
        assert self._task is not None
        self._progress.update(self._task, completed=done, total=total, description=label or self._label)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _make(self) -> Progress:
        from rich import progress
        from rich.console import Console

        counted: list[Any] = []
        if self._bytes:
            counted = [progress.DownloadColumn(), progress.TransferSpeedColumn()]
        return progress.Progress(
            progress.TextColumn("{task.description}", markup=False),
            progress.BarColumn(),
            progress.TaskProgressColumn(),
            *counted,
            progress.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
