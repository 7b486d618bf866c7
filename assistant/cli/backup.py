"""``parlance backup`` and ``parlance restore``: all that was written and set, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import output
from assistant.cli.command import command
from assistant.cli.session import Session
from assistant.storage import backup as storage
from assistant.storage.database import before_restore


@command()
def backup(
    session: Session, file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]
) -> None:
    """Write the whole history and the settings to FILE, even while the window is open. Without models."""
    with output.Bar("Backing up") as bar:
        storage.back_up(session.history(), session.paths.settings, file, lambda done: bar.update(done, 1.0))
    if session.as_json:
        output.print_json({"path": file, "size": file.stat().st_size})


@command()
def restore(
    session: Session, file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]
) -> None:
    """Put what FILE holds in the place of the history and settings, and keep the old history."""
    history = session.paths.history
    replaced = history.exists()
    with output.Bar("Restoring") as bar:
        storage.restore(file, history, session.paths.settings, lambda done: bar.update(done, 1.0))
    kept = before_restore(history) if replaced else None
    if session.as_json:
        output.print_json({"path": history, "replaced": kept})
    elif kept is not None:
        output.say(f"The history that was there is kept as {kept}.")
