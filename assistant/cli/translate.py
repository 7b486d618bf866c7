"""``parlance translate``: a text or a document in another language, every sentence accounted for."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.atomic import write_atomically
from assistant.cli import output
from assistant.cli.command import CANCELLED, ContextOption, ModelOption, command
from assistant.cli.errors import NotWritten
from assistant.cli.running import report, run_task
from assistant.cli.session import LoadedModel, Session
from assistant.cli.sources import STANDARD_INPUT, read_translatable
from assistant.cli.unfinished import Unfinished
from assistant.documents.encoding import decode, read_text
from assistant.documents.errors import DocumentNotFound
from assistant.documents.translatable import TranslatableDocument
from assistant.documents.translatable.spans import SpanDocument
from assistant.documents.translatable.tags import TAG, unescape
from assistant.engine.values import FinishReason, LoadSettings
from assistant.models.catalogue import hardly_speaks
from assistant.storage.translation_memory import LanguagePair
from assistant.tasks.translate import LANGUAGES, ModelFacts, Segment, TranslateOptions, Translation
from assistant.tasks.translate.glossary import Term, parse
from assistant.tasks.translate.languages import known

if TYPE_CHECKING:
    from assistant.storage.history import History

_SHOWN = 20
"""Sentences that are named on the terminal when they could not be translated."""


@command(options=TranslateOptions, flags={"source": "--from", "target": "--to"})
def translate_command(
    session: Session,
    given: dict[str, Any],
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What to translate; - is standard input.", show_default=False),
    ] = STANDARD_INPUT,
    *,
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary",
            metavar="CSV",
            help="A term and its translation in each line, by comma or tab. Without it, the glossary counts "
            "that was written in the window for the two languages.",
        ),
    ] = None,
    no_glossary: Annotated[
        bool, typer.Option("--no-glossary", help="Use no glossary at all, not even that of the window.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write a file in the format of FILE.")
    ] = None,
    bilingual: Annotated[bool, typer.Option("--bilingual", help="Each paragraph in both languages.")] = False,
    model: ModelOption = None,
    context: ContextOption = None,
) -> None:
    """Translate FILE. Every sentence is translated, or stays as it is with the reason (--json has them).

    A translation that was stopped, or whose computer was, goes on where it was when it is asked for again.
    """
    from assistant.tasks.translate.state import key_of
    from assistant.tasks.translate.translator import remembered_as, translate

    if "target" not in given:
        raise typer.BadParameter("--to LANG is missing.")
    if file == STANDARD_INPUT and sys.stdin.isatty():
        raise typer.BadParameter("FILE is missing.")
    if glossary and no_glossary:
        raise typer.BadParameter("--glossary and --no-glossary exclude each other.")
    options = TranslateOptions(**given, glossary=_read_glossary(glossary) if glossary else ())
    document = read_translatable(file, same_format=out is not None)
    units = [unit.text for unit in document.units]
    settings = session.settings.value
    pair = _languages(units, options)
    memory: dict[str, str] = {}
    if pair:
        history = session.history()
        if not glossary and not no_glossary:
            options = replace(options, glossary=_own_glossary(history, pair))
        if settings.translation_memory:
            memory = history.translation_memory.recall(pair, remembered_as(units))
    unfinished = Unfinished(session.paths.unfinished, key_of(units, options), keep=settings.keep_translations)
    loaded = session.load(model, context=context)
    _warn(loaded, pair, options.target)
    facts = ModelFacts(loaded.loaded.context, LoadSettings().parallel)
    with output.Bar("Translating") as bar:

        def show(translation: Translation) -> None:
            bar.update(translation.done, len(translation.segments))
            unfinished.note(translation)

        end = run_task(session, translate(units, options, facts, memory, unfinished.load()), show)
    translation = end.result
    if translation is not None and not translation.finished:
        unfinished.save(translation)
    elif translation is not None:
        content = document.render(translation.texts, language=options.target, bilingual=bilingual)
        if out is not None:
            _write(out, content)
        unfinished.clear()
    if translation is not None:
        _print(session, loaded, document, translation, out is not None, bilingual)
    if end.cancelled:
        raise typer.Exit(CANCELLED)


def _read_glossary(path: Path) -> tuple[Term, ...]:
    try:
        return parse(read_text(path).text, path.name)
    except OSError as error:
        raise DocumentNotFound(str(error), path=str(path)) from error


def _languages(units: list[str], options: TranslateOptions) -> LanguagePair | None:
    from assistant.tasks.translate.state import written_in

    language = known(written_in(units, options).tag)
    return LanguagePair(language.tag, options.target) if language else None


def _own_glossary(history: History, pair: LanguagePair) -> tuple[Term, ...]:
    terms = tuple(Term(*term) for term in history.glossaries.terms(pair))
    if terms:
        output.say(f"Terms of your glossary: {len(terms)} ({pair.source} to {pair.target}).")
    return terms


def _warn(loaded: LoadedModel, pair: LanguagePair | None, target: str) -> None:
    languages = [LANGUAGES[tag] for tag in (pair or (target,))]
    entry = loaded.entry
    names = [each.name for each in languages if hardly_speaks(entry.name, entry.repo, each.code)]
    if names:
        said = "expect mistakes, and sentences that stay as they are."
        output.say(f"{entry.name} hardly speaks {' and '.join(names)}: {said}")


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotWritten(str(error), path=str(path), reason=reason) from error


def _print(
    session: Session,
    loaded: LoadedModel,
    document: TranslatableDocument,
    translation: Translation,
    written: bool,
    bilingual: bool,
) -> None:
    """The text to standard output, unless it was written; what has to be said of it to standard error."""
    text = _as_text(document, translation, bilingual=bilingual)
    if session.as_json:
        reason: FinishReason | None = "stop" if translation.finished else None
        figures = report(loaded, translation.usage, translation.timings, translation.wall_s, reason)
        output.print_json(figures | _as_json(translation, text))
        return
    if not written:
        typer.echo(text, nl=not text.endswith("\n"))
    failed = [segment for segment in translation.segments if segment.status == "failed"]
    for segment in failed[:_SHOWN]:
        output.say(f"Not translated ({_reasons(segment)}): {segment.source}")
    counts = Counter(segment.status for segment in translation.segments)
    ends = ", ".join(f"{counts[status]} {status}" for status in counts if status != "waiting")
    output.say(f"{translation.done} of {len(translation.segments)} sentences done: {ends}.")
    if not translation.finished:
        output.say("The same command goes on from there.")
    for warning in document.warnings:
        output.say(warning.text)


def _reasons(segment: Segment) -> str:
    return ", ".join(f"{problem.kind} {problem.text}".strip() for problem in segment.problems)


def _as_text(document: TranslatableDocument, translation: Translation, *, bilingual: bool) -> str:
    """What a terminal can show of it: the file itself where that is text, else its paragraphs."""
    if isinstance(document, SpanDocument):
        content = document.render(translation.texts, language=translation.target, bilingual=bilingual)
        return decode(content, "").text
    return "\n\n".join(unescape(TAG.sub("", text)) for text in translation.texts)


def _as_json(translation: Translation, text: str) -> dict[str, Any]:
    return {
        "source_language": {"code": translation.source.tag, "confidence": translation.source.confidence},
        "target_language": translation.target,
        "segments": [
            {
                "source": segment.source,
                "target": segment.target,
                "status": segment.status,
                "problems": [{"kind": problem.kind, "text": problem.text} for problem in segment.problems],
            }
            for segment in translation.segments
        ],
        "text": text,
    }
