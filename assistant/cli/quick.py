"""``parlance quick``: the one command that opens a window; how is told by whoever may know the window."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.cli.sources import STANDARD_INPUT


def quick_command(
    context: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT",
            help="What to work on; - is standard input. Without it, what is selected or was copied.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Open the quick window: a selected text is rewritten, translated or explained on the spot.

    Bind this command to a key in the desktop's settings to have it everywhere.
    """
    raise typer.Exit(context.obj(sys.stdin.read() if text == STANDARD_INPUT else text))
