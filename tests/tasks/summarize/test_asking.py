"""Questions are answered from the passages that have to do with them, wherever these stand."""

from __future__ import annotations

import re

import pytest

from assistant.documents import markdown, plain
from assistant.engine.protocol import Generate
from assistant.tasks.summarize import ModelFacts, SummaryOptions
from assistant.tasks.summarize.asking import ask
from tests.evaluation.planted import report
from tests.fakes.scripted_model import ScriptedModel
from tests.tasks.summarize.conftest import Runs

TEXT = report(20, 12)
DOCUMENT = markdown.parse(TEXT.text)
MODEL = ModelFacts(context=2048, parallel=2)
FACT = TEXT.facts[15]
QUESTION = f"What about {FACT.keys[0]} and {FACT.keys[1]}?"


def number_of(fact: str, request: Generate) -> int:
    match = re.search(rf"^\[(\d+)\] {re.escape(fact)}", request.messages[0].content, re.MULTILINE)
    assert match, "the passage was not shown"
    return int(match[1])


def test_the_answer_leads_to_its_passage(summary_of: Runs) -> None:
    def write(request: Generate) -> str:
        return f"- [{number_of(FACT.text, request)}] {FACT.text}\n"

    model = ScriptedModel(write, context=2048)
    answer, _ = summary_of(model, ask(DOCUMENT, QUESTION, SummaryOptions(), MODEL))
    (point,) = answer.points
    ((start, end),) = point.sources
    assert DOCUMENT.text[start:end] == FACT.text
    assert not point.extractive
    assert 0 < answer.coverage.sections_read < answer.coverage.sections
    assert answer.finished


def test_what_the_passage_does_not_say_is_marked_in_the_answer(summary_of: Runs) -> None:
    def write(request: Generate) -> str:
        return f"- [{number_of(FACT.text, request)}] {FACT.text.rstrip('.')} in 1066.\n"

    model = ScriptedModel(write, context=2048)
    answer, _ = summary_of(model, ask(DOCUMENT, QUESTION, SummaryOptions(), MODEL))
    (point,) = answer.points
    assert [mark.text for mark in point.unsupported] == ["1066"]


def test_without_a_usable_answer_the_passages_are_quoted(summary_of: Runs) -> None:
    for written in ("", "I do not know.", "- [1] 水库的大坝夜里开裂，淹没了两个村庄。\n"):
        model = ScriptedModel(lambda _request, written=written: written, context=2048)
        answer, _ = summary_of(model, ask(DOCUMENT, QUESTION, SummaryOptions(), MODEL))
        assert FACT.text in [point.text for point in answer.points]
        assert all(point.extractive for point in answer.points)


@pytest.mark.parametrize("answer", ["What is the depth of the harbour?", "港口有多深？", ""])
def test_a_question_in_another_language_is_translated_before_it_is_looked_for(
    summary_of: Runs, answer: str
) -> None:
    document = plain.parse(
        "The committee discussed the general situation in a constructive atmosphere for a long time.\n\n"
        "The depth of the harbour is twelve metres at low tide, as the pilots know.\n\n"
        "Members thanked everyone involved for their continued efforts and for the good coffee."
    )

    def write(request: Generate) -> str:
        return answer if "Translate this question into English." in request.messages[0].content else ""

    summary, _ = summary_of(
        ScriptedModel(write), ask(document, "这个港口的水有多深？", SummaryOptions(), MODEL)
    )
    if answer.startswith("What"):
        assert (summary.looked_for, summary.related) == (answer, True)
        assert "twelve metres" in summary.points[0].text
    else:
        assert (summary.looked_for, summary.related) == ("", False)
        assert summary.points
