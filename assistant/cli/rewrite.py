"""``parlance rewrite``: a text in other words."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from assistant.cli import output
from assistant.cli.command import CANCELLED, ContextOption, ModelOption, command
from assistant.cli.edits import as_json, marked
from assistant.cli.running import report, run_task
from assistant.cli.session import Session
from assistant.cli.sources import STANDARD_INPUT, read_writing
from assistant.documents.document import clean
from assistant.engine.values import FinishReason, LoadSettings
from assistant.tasks.rewrite import RewriteOptions, Rewriting
from assistant.tasks.work import ModelFacts


@command(options=RewriteOptions, flags={"preset": "--as"})
def rewrite_command(
    session: Session,
    given: dict[str, Any],
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What to rewrite; - is standard input.", show_default=False),
    ] = STANDARD_INPUT,
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Show what differs.")] = False,
    model: ModelOption = None,
    context: ContextOption = None,
) -> None:
    """Rewrite FILE as a preset (--as) or an instruction says; with --variants, several times."""
    from assistant.tasks.edits.judgement import edits_between
    from assistant.tasks.rewrite.rewriter import rewrite

    if file == STANDARD_INPUT and sys.stdin.isatty():
        raise typer.BadParameter("FILE is missing.")
    options = RewriteOptions(**given)
    document = read_writing(file)
    loaded = session.load(model, context=context)
    facts = ModelFacts(loaded.loaded.context, LoadSettings().parallel)
    with output.Bar("Rewriting") as bar:

        def show(_partial: Rewriting) -> None:
            bar.update(0, None)

        end = run_task(session, rewrite(document, options, facts), show)
    if (result := end.result) is not None:
        first, *others = result.variants
        if session.as_json:
            reason: FinishReason | None = None if end.cancelled else "stop"
            output.print_json(
                report(loaded, result.usage, result.timings, result.wall_s, reason)
                | {
                    "original": document.text,
                    "revised": first.text,
                    "edits": list(map(as_json, edits_between(document.text, first.text))),
                    "variants": [{"text": each.text, "strange": each.strange} for each in result.variants],
                }
            )
        else:
            for number, each in enumerate((first, *others), 1):
                if others:
                    output.say(f"Variant {number}:")
                edits = edits_between(document.text, each.text) if diff else []
                text = marked(document.text, edits) if diff else clean(each.text)
                typer.echo(text, nl=not text.endswith("\n"))
                for mark in each.strange:
                    output.say(f"Not in the original: {mark}")
    if end.cancelled:
        raise typer.Exit(CANCELLED)
