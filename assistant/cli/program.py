"""The commands together, as ``parlance`` has them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Annotated

import typer

import assistant
from assistant.cli import (
    backup,
    bench,
    chat,
    devices,
    hub,
    models,
    proofread,
    quick,
    rewrite,
    summarize,
    translate,
)

app = typer.Typer(
    name="parlance",
    help="Run language models on your own computer. Without a command, or with FILES, the window opens.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("quick")(quick.quick_command)
app.command("chat")(chat.chat)
app.command("summarize")(summarize.summarize_command)
app.command("translate")(translate.translate_command)
app.command("proofread")(proofread.proofread_command)
app.command("rewrite")(rewrite.rewrite_command)

_models = typer.Typer(help="List, find, download, import, check and remove models.", rich_markup_mode=None)
_models.command("list")(models.list_models)
_models.command("search")(hub.search)
_models.command("show")(hub.show)
_models.command("pull")(hub.pull)
_models.command("recommend")(hub.recommend)
_models.command("import")(models.import_model)
_models.command("remove")(models.remove)
_models.command("verify")(models.verify)
app.add_typer(_models, name="models")

app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("devices")(devices.devices)
app.command("bench")(bench.bench)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parlance {assistant.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


def main(arguments: list[str], open_quick: Callable[[str | None], int]) -> None:
    """Run one command and end the process with its exit code.

    ``open_quick`` opens the quick window with a text and returns the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Pipes on Windows have the system's code page, which lacks most of what a model writes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(arguments, prog_name="parlance", obj=open_quick)
