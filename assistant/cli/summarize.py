"""``parlance summarize``: a summary of a document, or the answer to a question about it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import output
from assistant.cli.command import CANCELLED, ContextOption, ModelOption, command
from assistant.cli.errors import NotWritten
from assistant.cli.running import report, run_task
from assistant.cli.session import Session
from assistant.cli.sources import STANDARD_INPUT, read_document
from assistant.documents.document import Document, clean
from assistant.engine.values import FinishReason, LoadSettings
from assistant.errors import system_reason
from assistant.tasks.summarize import ModelFacts, Point, Summary, SummaryOptions, SummaryPartial
from assistant.tasks.summarize.options import MOST_WORDS

_LENGTHS = ("short", "medium", "long")
_LABELS = {
    "counting": "Opening the document",
    "reading": "Reading",
    "writing": "Writing",
    "joining": "Joining",
}


@command(options=SummaryOptions, without=("length", "words"))
def summarize_command(
    session: Session,
    given: dict[str, Any],
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What to summarize; - is standard input.", show_default=False),
    ] = STANDARD_INPUT,
    *,
    length: Annotated[
        str,
        typer.Option("--length", metavar="short|medium|long|WORDS", help="How long the summary may be."),
    ] = "medium",
    question: Annotated[
        str, typer.Option("--ask", metavar="QUESTION", help="Answer this from the document instead.")
    ] = "",
    extracted: Annotated[
        Path | None,
        typer.Option("--extracted", metavar="FILE", help="Write the text that sources point into."),
    ] = None,
    model: ModelOption = None,
    context: ContextOption = None,
) -> None:
    """Summarize FILE, every section of it, with the places that each point rests on (--json has them)."""
    from assistant.tasks.summarize.asking import ask
    from assistant.tasks.summarize.summarizer import summarize

    options = SummaryOptions(**given, **_parsed_length(length))
    if file == STANDARD_INPUT and sys.stdin.isatty():
        raise typer.BadParameter("FILE is missing.")
    document = read_document(file)
    if extracted is not None:
        _write(extracted, document.text)
    loaded = session.load(model, context=context)
    facts = ModelFacts(loaded.loaded.context, LoadSettings().parallel)
    steps = (
        ask(document, question, options, facts) if question.strip() else summarize(document, options, facts)
    )
    with output.Bar("Reading") as bar:

        def show(partial: SummaryPartial) -> None:
            done, total = _progress(partial)
            bar.update(done, total, _LABELS[partial.stage])

        end = run_task(session, steps, show)
    if (summary := end.result) is not None:
        if session.as_json:
            reason: FinishReason | None = "stop" if summary.finished else None
            figures = report(loaded, summary.usage, summary.timings, summary.wall_s, reason)
            output.print_json(figures | _as_json(summary))
        else:
            _print(summary, document, "read" if not question.strip() else "looked into")
    if end.cancelled:
        raise typer.Exit(CANCELLED)


def _parsed_length(text: str) -> dict[str, Any]:
    if text in _LENGTHS:
        return {"length": text}
    if text.isascii() and text.isdecimal() and 0 < int(text) <= MOST_WORDS:
        return {"words": int(text)}
    raise typer.BadParameter(f"--length is short, medium, long, or 1 to {MOST_WORDS} words, not {text!r}.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotWritten(str(error), path=str(path), reason=system_reason(error)) from error


def _progress(partial: SummaryPartial) -> tuple[int, int | None]:
    if partial.stage == "reading":
        return partial.coverage.characters_read, partial.coverage.characters
    if partial.stage == "writing" and partial.points_expected:
        return len(partial.points), partial.points_expected
    return 0, None


def _print(summary: Summary, document: Document, done: str) -> None:
    """The text to standard output; what has to be said of it to standard error."""
    if summary.points:
        typer.echo(clean(summary.text))
    else:
        output.say("The text names none of what was asked for.")
    for point in summary.points:
        for mark in point.unsupported:
            output.say(f"Not in the source ({mark.reason}): {mark.text}")
    if summary.looked_for:
        output.say(f"Looked for: {summary.looked_for}")
    elif not summary.related:
        output.say("No passage has words in common with the question.")
    coverage = summary.coverage
    output.say(f"{coverage.sections_read} of {coverage.sections} sections {done}.")
    for warning in document.warnings:
        output.say(warning.text)


def _as_json(summary: Summary) -> dict[str, Any]:
    coverage = summary.coverage
    return {
        "points": [_point(point) for point in summary.points],
        "text": summary.text,
        "language": summary.language,
        "coverage": {
            "sections": coverage.sections,
            "sections_read": coverage.sections_read,
            "characters": coverage.characters,
            "characters_read": coverage.characters_read,
        },
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "text": point.text,
        "sources": [{"start": span.start, "end": span.end} for span in point.sources],
        "unsupported": [
            {"text": mark.text, "reason": mark.reason, "start": mark.start, "end": mark.end}
            for mark in point.unsupported
        ],
        "extractive": point.extractive,
        **_cells(point),
    }


def _cells(point: Point) -> dict[str, str | None]:
    """Of a point in a table; null where a cell is empty."""
    if point.row is None:
        return {}
    spans = {"who": point.row.who, "what": point.row.what, "when": point.row.when}
    cells = {name: point.text[span.start : span.end] if span else None for name, span in spans.items()}
    return {"kind": point.row.kind, **cells}
