"""``parlance models``: what is on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import output
from assistant.cli.command import FAILED, command
from assistant.cli.session import Session
from assistant.engine.errors import ModelNotFound
from assistant.models.entry import ModelEntry
from assistant.models.figures import count_text, size_text
from assistant.models.model_file import part_paths

_FIELDS = (
    "id",
    "name",
    "path",
    "size",
    "architecture",
    "parameters",
    "quantization",
    "context_length",
    "source",
    "sha256",
    "verified",
)


@command()
def list_models(session: Session) -> None:
    """List the models, the last used first."""
    entries = session.library.entries()
    if session.as_json:
        output.print_json([_described(entry) for entry in entries])
        return
    output.print_table(
        ["id", "size", "parameters", "quantization", "context", "source", "remark"],
        [
            [
                entry.id,
                size_text(entry.size),
                count_text(entry.parameters),
                entry.quantization,
                f"{entry.context_length:,}" if entry.context_length else "",
                entry.source,
                _remark(entry),
            ]
            for entry in entries
        ],
        numbers=["size", "parameters", "context"],
    )


@command()
def import_model(
    session: Session,
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A GGUF file; of a split model, its first part.")
    ],
    *,
    copy: Annotated[bool, typer.Option("--copy", help="Copy it into the library too.")] = False,
) -> None:
    """Add a model file of your own; it stays where it is, and is remembered."""
    with output.Bar(f"Copying {path.name}", bytes_=True) as bar:
        entry = session.library.import_file(path, copy=copy, on_progress=bar.update)
    if session.as_json:
        output.print_json(_described(entry))
    else:
        typer.echo(entry.id)


@command()
def remove(
    session: Session,
    id_: Annotated[str, typer.Argument(metavar="ID", help="As “parlance models list” shows it.")],
    *,
    empty_trash: Annotated[
        bool, typer.Option("--empty-trash", help="Also delete what was removed, now and earlier, for good.")
    ] = False,
) -> None:
    """Take a model off the list. A file of the library goes to its trash, others stay where they are."""
    entry = session.library.find(id_)
    session.library.remove(entry.id)
    if empty_trash:
        session.library.empty_trash()
    if session.as_json:
        output.print_json(_described(entry))
    else:
        typer.echo(entry.id)


@command()
def verify(
    session: Session,
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="One model; else all.")] = None,
) -> None:
    """Compare files with the SHA-256 that the hub gave for them."""
    entries = [session.library.find(id_)] if id_ else session.library.entries()
    outcomes = [_verify(session, entry) for entry in entries if entry.available or id_]
    if session.as_json:
        output.print_json(outcomes)
    else:
        verdicts = {True: "verified", False: "DAMAGED", None: "no hash to compare with"}
        output.print_table(
            ["id", "verdict", "actual"],
            [[outcome["id"], verdicts[outcome["verified"]], outcome["actual"]] for outcome in outcomes],
        )
    if any(outcome["verified"] is False for outcome in outcomes):
        raise typer.Exit(FAILED)


def _verify(session: Session, entry: ModelEntry) -> dict[str, Any]:
    """Hash all parts. Of a damaged model the first wrong part is reported, else the first part."""
    from assistant.models.partial import disk_errors, hash_file

    done = 0
    hashed: list[tuple[str | None, str]] = []
    with output.Bar(f"Reading {entry.name}", bytes_=True) as bar:

        def show(read: int) -> None:
            bar.update(done + read, entry.size)

        for part in part_paths(entry.path):
            if not part.is_file():
                raise ModelNotFound(path=str(part))
            with disk_errors(part):
                digest, size = hash_file(part, show)
            done += size
            hashed.append((entry.hashes.get(part.name), digest.hexdigest()))
    wrong = [pair for pair in hashed if pair[0] is not None and pair[0] != pair[1]]
    verified = None if any(expected is None for expected, _ in hashed) and not wrong else not wrong
    if verified is not None:
        session.library.set_verified(entry.id, verified)
    expected, actual = (wrong or hashed)[0]
    return {"id": entry.id, "verified": verified, "expected": expected, "actual": actual}


def _described(entry: ModelEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _FIELDS}


def _remark(entry: ModelEntry) -> str:
    if not entry.available:
        return "the file is not there"
    return "" if entry.has_template else "base model: it cannot chat"
