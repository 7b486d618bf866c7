"""``parlance models``: what the hub has, and how it gets here."""

from __future__ import annotations

import locale
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import psutil
import typer

from assistant.cli import output
from assistant.cli.command import command
from assistant.cli.session import Session
from assistant.models.figures import count_text, size_text
from assistant.models.fit import Verdict, fits, offload_devices, shares_main_memory

if TYPE_CHECKING:
    from assistant.models.progress import Progress
    from assistant.models.remote import ModelSummary, Reference, RemoteModel

EndpointOption = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help="The hub or a mirror of it, for this once.")
]
TokenOption = Annotated[
    bool, typer.Option("--token-stdin", help="Read the access token from standard input.")
]
_USUAL = "Q4_K_M"
"""The quantization to take when nothing is said: small, and hardly worse than the original."""
_FITS: dict[Verdict, str] = {"green": "yes", "yellow": "barely", "red": "no"}


@command()
def search(
    session: Session,
    query: Annotated[str, typer.Argument(metavar="QUERY")],
    *,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=1000, help="How many at most.")
    ] = 20,
    endpoint: EndpointOption = None,
    token_stdin: TokenOption = False,
) -> None:
    """Search the hub for models in GGUF form."""
    found = session.hub(endpoint, _token(token_stdin)).search(query, limit=limit)
    if session.as_json:
        output.print_json([_summary(model) for model in found])
        return
    output.print_table(
        ["id", "downloads", "likes", "license", "updated", "remark"],
        [
            [
                model.id,
                "" if model.downloads is None else f"{model.downloads:,}",
                "" if model.likes is None else f"{model.likes:,}",
                model.licence or "",
                (model.updated or "")[:10],
                "needs consent and a token" if model.gated else "",
            ]
            for model in found
        ],
        numbers=["downloads", "likes"],
    )


@command()
def show(
    session: Session,
    repo: Annotated[str, typer.Argument(metavar="REPO", help="As ORG/NAME, or its address.")],
    *,
    endpoint: EndpointOption = None,
    token_stdin: TokenOption = False,
) -> None:
    """Show the models of one repository, and which of them fit this computer."""
    reference = _reference(repo)
    found = session.hub(endpoint, _token(token_stdin)).repository(reference.repo, reference.revision)
    files: list[dict[str, Any]] = [
        {
            "name": model.name,
            "size": model.size,
            "sha256": model.parts[0].sha256,
            "quantization": model.quantization,
            "fit": None if model.size is None else _fit(session, model.size),
        }
        for model in found.models
    ]
    if session.as_json:
        summary = found.summary
        output.print_json(
            _summary(summary)
            | {
                "files": files,
                "commit": found.commit,
                "base_models": found.base_models,
                "parameters": summary.parameters,
                "architecture": summary.architecture,
                "context_length": summary.context_length,
            }
        )
        return
    output.print_table(
        ["file", "quantization", "size", "fits"],
        [
            [
                model.name,
                model.quantization,
                "" if model.size is None else size_text(model.size),
                _FITS[file["fit"]] if file["fit"] else "",
            ]
            for model, file in zip(found.models, files, strict=True)
        ],
        numbers=["size"],
    )


@command()
def pull(
    session: Session,
    repo: Annotated[
        str, typer.Argument(metavar="REPO", help="As ORG/NAME, ORG/NAME:QUANTIZATION, or an address.")
    ],
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A file's name or a quantization.")
    ] = None,
    *,
    endpoint: EndpointOption = None,
    token_stdin: TokenOption = False,
) -> None:
    """Download a model and add it to the library. A download that broke off goes on where it stopped."""
    from assistant.models.download import Download, Ticket

    reference = _reference(repo)
    hub = session.hub(endpoint, _token(token_stdin))
    repository = hub.repository(reference.repo, reference.revision)
    wanted = file or reference.name
    model = repository.model(wanted) if wanted else _usual(session, repository.models, repository.id)
    with output.Bar(model.name, bytes_=True) as bar:

        def report(progress: Progress) -> None:
            label = f"{model.name}, {progress.phase}" if progress.phase != "receiving" else model.name
            bar.update(progress.received, progress.total, label)

        done = Download(hub, session.paths.models, Ticket.of(repository, model)).run(report)
    entry = session.library.add_downloaded(done.path, repo=done.repo, commit=done.commit, hashes=done.hashes)
    if session.as_json:
        output.print_json(
            {
                "path": done.path,
                "sha256": done.sha256,
                "size": done.size,
                "resumed_from": done.resumed_from,
            }
        )
    else:
        typer.echo(entry.id)


@command()
def recommend(
    session: Session,
    *,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Which you will write in, such as zh.")
    ] = None,
) -> None:
    """Name well-known models that run well on this computer, the ablest first. Asks nobody."""
    from assistant.models.catalogue import recommend as choose

    memory = psutil.virtual_memory().total
    devices = offload_devices(session.machine.devices) if session.machine.build.gpu_offload else []
    graphics = sum(device.memory_total for device in devices if not shares_main_memory(device))
    chosen = language or _language(session)
    rows: list[dict[str, Any]] = [
        {
            "id": choice.model.repository,
            "file": choice.file.file,
            "size": choice.file.size,
            "fit": _fit(session, choice.file.size),
            "reason": f"{count_text(choice.model.parameters)} parameters, "
            + ("all in graphics memory" if choice.on_gpu else "fast enough on the processor"),
        }
        for choice in choose(memory, graphics, chosen, psutil.cpu_count(logical=False) or 1)
    ]
    if session.as_json:
        output.print_json(rows)
        return
    output.print_table(
        ["id", "file", "size", "fits now", "reason"],
        [[row["id"], row["file"], size_text(row["size"]), _FITS[row["fit"]], row["reason"]] for row in rows],
        numbers=["size"],
    )


def _usual(session: Session, models: Sequence[RemoteModel], repo: str) -> RemoteModel:
    """The usual quantization if it is there, else the largest that fits."""
    from assistant.models.hub_errors import NoModelInRepository

    if not models:
        raise NoModelInRepository(repo=repo, name=_USUAL, known="–")
    usual = [model for model in models if model.quantization == _USUAL]
    fitting = [model for model in models if model.size and _fit(session, model.size) != "red"]
    return (usual or fitting[::-1] or models)[0]


def _fit(session: Session, size: int) -> Verdict:
    machine = session.machine
    devices = machine.devices if machine.build.gpu_offload else []
    return fits(size, devices, psutil.virtual_memory().available)


def _token(from_standard_input: bool) -> str | None:
    if from_standard_input:
        return sys.stdin.readline().strip() or None
    from assistant.models import access_token

    return access_token.stored()


def _reference(text: str) -> Reference:
    from assistant.models.remote import Reference

    reference = Reference.parse(text)
    if reference is None:
        raise typer.BadParameter(f"{text} names no repository; they are called ORG/NAME.")
    return reference


def _language(session: Session) -> str:
    chosen = session.settings.value.language
    return (locale.getlocale()[0] or "en") if chosen == "system" else chosen


def _summary(model: ModelSummary) -> dict[str, Any]:
    return {
        "id": model.id,
        "downloads": model.downloads,
        "likes": model.likes,
        "license": model.licence,
        "updated": model.updated,
        "gated": model.gated,
        "files": model.files,
    }
