"""``parlance proofread``: a text without its mistakes, or the edits that would make it so."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from assistant.cli import output
from assistant.cli.command import CANCELLED, ContextOption, ModelOption, command
from assistant.cli.edits import as_json, listed, marked
from assistant.cli.running import report, run_task
from assistant.cli.session import Session
from assistant.cli.sources import STANDARD_INPUT, read_writing
from assistant.engine.values import FinishReason, LoadSettings
from assistant.tasks.proofread import Proofreading, ProofreadOptions, ProofreadPartial
from assistant.tasks.work import ModelFacts


@command(options=ProofreadOptions)
def proofread_command(
    session: Session,
    given: dict[str, Any],
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What to proofread; - is standard input.", show_default=False),
    ] = STANDARD_INPUT,
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Show the edits instead of the revised text.")] = False,
    model: ModelOption = None,
    context: ContextOption = None,
) -> None:
    """Correct spelling, grammar and punctuation of FILE. Code, addresses and markup stay as they are.

    Edits that may change what is said are not made; --diff and --json show them.
    """
    from assistant.tasks.edits.difference import applied
    from assistant.tasks.proofread.proofreader import proofread

    if file == STANDARD_INPUT and sys.stdin.isatty():
        raise typer.BadParameter("FILE is missing.")
    document = read_writing(file)
    loaded = session.load(model, context=context)
    facts = ModelFacts(loaded.loaded.context, LoadSettings().parallel)
    with output.Bar("Proofreading") as bar:

        def show(partial: ProofreadPartial) -> None:
            bar.update(partial.done, partial.total)

        end = run_task(session, proofread(document, ProofreadOptions(**given), facts), show)
    if (result := end.result) is not None:
        made = [edit for edit in result.edits if edit.flag is None]
        if session.as_json:
            reason: FinishReason | None = None if end.cancelled else "stop"
            output.print_json(
                report(loaded, result.usage, result.timings, result.wall_s, reason)
                | {
                    "language": result.language,
                    "original": document.text,
                    "revised": applied(document.text, made),
                    "edits": list(map(as_json, made)),
                    "flagged": [as_json(edit) for edit in result.edits if edit.flag is not None],
                    "sentences": {
                        "total": result.total,
                        "checked": len(result.checked),
                        "left": result.left,
                    },
                }
            )
        elif diff:
            typer.echo(marked(document.text, result.edits), nl=not document.text.endswith("\n"))
            for line in listed(result.edits):
                output.say(line)
        else:
            typer.echo(applied(document.text, made), nl=not document.text.endswith("\n"))
        _say(result)
    if end.cancelled:
        raise typer.Exit(CANCELLED)


def _say(result: Proofreading) -> None:
    flagged = sum(edit.flag is not None for edit in result.edits)
    output.say(f"{len(result.checked)} of {result.total} sentences checked, {len(result.edits)} edits.")
    if flagged:
        output.say(f"{flagged} of them may change what is said and are not made; --diff shows them.")
    if result.left:
        output.say(f"{result.left} sentences were left as they are: the answer was no revision of them.")
