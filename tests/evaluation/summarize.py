"""How much of what matters a summary has, and how much of it is true, method by method.

    python -m tests.evaluation.summarize [--sections 30] [--model FILE] [--real]

prints, for each method, how many of the planted facts are in a summary of at most a tenth of the text, the
share of its points that hold against the text, its length as a share of the text, and what it took. Method
``plain`` is what most programs do: the first tokens that fit, in one prompt. Run by hand: it takes minutes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.documents import markdown, plain
from assistant.documents.document import Document
from assistant.documents.passages import number
from assistant.documents.salience import salience
from assistant.documents.sections import Section, split
from assistant.documents.sentences import spans
from assistant.engine.supervisor import Engine
from assistant.tasks.summarize import ModelFacts, SummaryOptions
from assistant.tasks.summarize.choice import choose, with_votes, words
from assistant.tasks.summarize.evidence import unsupported
from assistant.tasks.summarize.summarizer import summarize
from tests.evaluation.engine import answer, loaded, run, starter_model
from tests.evaluation.planted import PlantedText, found, real, report

CONTEXT = 4_096
PARALLEL = 4
_CHARACTERS_A_TOKEN = 4
_ASK = "Summarize this text as bullet points. Keep names and numbers."
_ASK_SECTION = "What is the most important fact in this text? Answer in one sentence."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sections", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, default=starter_model())
    parser.add_argument("--real", action="store_true", help="plant the facts into real prose instead")
    parser.add_argument("--methods", default="plain,sections,salience,votes,summarize")
    given = parser.parse_args()
    text = real(seed=given.seed) if given.real else report(given.sections, seed=given.seed)
    document = plain.parse(text.text) if given.real else markdown.parse(text.text)
    methods = {
        "plain": _plain,
        "sections": _by_section,
        "salience": _salience,
        "votes": _votes,
        "summarize": _ours,
    }
    print(f"{words(text.text)} words, {len(text.facts)} facts, {given.model.name}")
    print(f"{'method':12}{'facts':>7}{'held up':>9}{'length':>8}{'seconds':>9}")
    with loaded(given.model, CONTEXT, PARALLEL) as engine:
        for name in given.methods.split(","):
            began = time.perf_counter()
            statements, held = methods[name](engine, document)
            _print(name, text, statements, held, time.perf_counter() - began)


def _print(name: str, text: PlantedText, statements: Sequence[str], held: float, seconds: float) -> None:
    kept, room = [], words(text.text) // 10
    for statement in statements:
        room -= words(statement)
        if room < 0:
            break
        kept.append(statement)
    length = sum(map(words, kept)) / words(text.text)
    facts = f"{found(text.facts, kept)}/{len(text.facts)}"
    print(f"{name:12}{facts:>7}{held:9.0%}{length:8.1%}{seconds:9.0f}", flush=True)


def _plain(engine: Engine, document: Document) -> tuple[list[str], float]:
    most = 800
    head = document.text[: (CONTEXT - most - 100) * _CHARACTERS_A_TOKEN * 9 // 10]
    return _checked(answer(engine, f"{head}\n\n{_ASK}", most)[0].splitlines(), document.text)


def _by_section(engine: Engine, document: Document) -> tuple[list[str], float]:
    lines = [
        answer(engine, f"{document.text[section.start : section.end]}\n\n{_ASK_SECTION}", 40)[0]
        for section in _sections(document)
    ]
    return _checked(lines, document.text)


def _salience(_engine: Engine, document: Document) -> tuple[list[str], float]:
    texts = _passages(document)
    return _chosen(texts, salience(texts), document)


def _votes(engine: Engine, document: Document) -> tuple[list[str], float]:
    """The model's votes on their own."""
    summary = run(engine, summarize(document, _options(), ModelFacts(CONTEXT, PARALLEL)))
    texts = [
        " ".join(document.text[passage.start : passage.end].split())
        for reading in summary.progress.readings
        for passage in number(document, _section(reading.start, reading.end))
    ]
    votes = [reading.votes for reading in summary.progress.readings]
    # Where salience is the vote itself, all that counts is the vote.
    flat = np.array([vote for section in votes for vote in section])
    return _chosen(texts, with_votes(flat, votes), document)


def _ours(engine: Engine, document: Document) -> tuple[list[str], float]:
    summary = run(engine, summarize(document, _options(), ModelFacts(CONTEXT, PARALLEL)))
    held = [
        not unsupported(point.text, "\n".join(document.text[start:end] for start, end in point.sources))
        for point in summary.points
    ]
    return [point.text for point in summary.points], sum(held) / len(held)


def _options() -> SummaryOptions:
    return SummaryOptions(length="long")


def _sections(document: Document) -> list[Section]:
    return split(document, 300, lambda texts: [len(text) // _CHARACTERS_A_TOKEN for text in texts])


def _section(start: int, end: int) -> Section:
    return Section(0, start, end, (), 0, None)


def _passages(document: Document) -> list[str]:
    return [
        " ".join(document.text[passage.start : passage.end].split())
        for section in _sections(document)
        for passage in number(document, section)
    ]


def _chosen(texts: Sequence[str], scores: np.ndarray, document: Document) -> tuple[list[str], float]:
    statements = [texts[index] for index in choose(texts, scores, words(document.text) // 10)]
    return _checked(statements, document.text)


def _checked(lines: Sequence[str], source: str) -> tuple[list[str], float]:
    sentences = [line[start:end].strip("-*• ") for line in lines for start, end in spans(line)]
    statements = [sentence for sentence in sentences if words(sentence) > 2]
    held = [not unsupported(statement, source) for statement in statements]
    return statements, sum(held) / len(held) if held else 0.0


if __name__ == "__main__":
    main()
