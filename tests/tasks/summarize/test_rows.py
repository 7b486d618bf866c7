"""Tables and minutes: each cell stands in the text, and one that nothing is known of stays empty."""

from __future__ import annotations

from typing import Literal

import pytest

from assistant.documents import markdown, plain
from assistant.engine.protocol import Score
from assistant.tasks.summarize import ModelFacts, Point, Summary, SummaryOptions
from assistant.tasks.summarize.summarizer import summarize
from tests.evaluation.minutes import minutes
from tests.evaluation.planted import found, report
from tests.fakes.scripted_model import ScriptedModel
from tests.tasks.summarize.conftest import Runs
from tests.tasks.summarize.test_summarizer import MODEL, check

ACTIONS = SummaryOptions(format="actions", length="long")
TABLE = SummaryOptions(format="table", length="long")


def cells(point: Point) -> tuple[str, str, str, str]:
    row = point.row
    assert row is not None
    for span in (row.who, row.what, row.when):
        assert span is None or 0 <= span.start < span.end <= len(point.text)
    return row.kind, point.cell(row.who), point.cell(row.what), point.cell(row.when)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("seed", [1, 2])
def test_minutes_give_their_action_items_and_decisions_and_nothing_else(
    summary_of: Runs, language: Literal["en", "zh"], seed: int
) -> None:
    planted = minutes(language, seed=seed)
    document = markdown.parse(planted.text)
    summary, _ = summary_of(ScriptedModel(), summarize(document, ACTIONS, MODEL))
    check(summary, document)
    assert len(summary.points) == len(planted.entries)
    for entry in planted.entries:
        # A short sentence may share its passage with a neighbour.
        (point,) = (point for point in summary.points if entry.text in point.text)
        kind, who, _what, when = cells(point)
        assert (kind, who, when) == (entry.kind, capital(entry.who), capital(entry.when)), entry.text
    heads = ("## Action items", "## Decisions") if language == "en" else ("## 行动项", "## 决定")
    assert [line for line in summary.text.splitlines() if line.startswith("##")] == list(heads)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna will send the budget to them by Friday.", ("Anna", "Send the budget to them", "By Friday")),
        (
            "The emergency exits must be repainted by 1 June.",
            ("", "The emergency exits must be repainted", "By 1 June"),
        ),
        ("李明负责在下周三之前提交修改后的预算。", ("李明", "提交修改后的预算", "下周三之前")),
        ("下周五前，赵磊必须完成仓库的全部盘点。", ("赵磊", "完成仓库的全部盘点", "下周五前")),
    ],
)
def test_what_is_to_be_done_stands_without_who_and_when(
    summary_of: Runs, text: str, expected: tuple[str, str, str]
) -> None:
    summary, _ = summary_of(ScriptedModel(), summarize(plain.parse(text), ACTIONS, MODEL))
    (point,) = summary.points
    assert cells(point)[1:] == expected


def test_a_text_without_them_has_none(summary_of: Runs) -> None:
    document = plain.parse("The weather has been dry. Attendance was about the same as in the previous year.")
    summary, _ = summary_of(ScriptedModel(), summarize(document, ACTIONS, MODEL))
    assert summary.finished
    assert summary.coverage.complete
    assert (summary.points, summary.text) == ((), "")


def test_a_table_finds_what_bullet_points_find(summary_of: Runs) -> None:
    text = report()
    document = markdown.parse(text.text)
    summary, _ = summary_of(ScriptedModel(), summarize(document, TABLE, MODEL))
    check(summary, document)
    assert found(text.facts, [point.text for point in summary.points]) >= 28
    rows = {cells(point) for point in summary.points}
    assert (
        "event",
        "Mara Lindqvist",
        "Closed the Tellow plant after 4,312 faulty valves were returned",
        "",
    ) in rows
    assert ("event", "", "The glacier above Sankt Moren will have vanished", "By 2038") in rows
    assert summary.text.startswith("| Who | What | When |\n| --- | --- | --- |\n")


def test_the_model_chooses_among_those_who_could_have_acted(summary_of: Runs) -> None:
    document = plain.parse("The minister announced that the farmers had received the money in May.")

    def prefer_farmers(request: Score) -> list[float]:
        return [0.0 if "farmers" in each else -9.0 for each in request.continuations]

    summary, _ = summary_of(ScriptedModel(rank=prefer_farmers), summarize(document, TABLE, MODEL))
    assert cells(summary.points[0])[1] == "The farmers"
    summary, _ = summary_of(ScriptedModel(), summarize(document, TABLE, MODEL))
    assert cells(summary.points[0])[1] == "The minister"


def answered(summary: Summary) -> list[str]:
    return [point.text for point in summary.points]


def test_a_shorter_wording_that_loses_who_or_when_is_not_taken(summary_of: Runs) -> None:
    text = (
        "Anna will, as had been said before by several of those present, send the revised and corrected "
        "budget for the coming year to the auditors, together with all of its appendices, by Friday."
    )
    for answer, taken in (
        ("Anna will send the revised and corrected budget to the auditors by Friday.", True),
        ("The revised and corrected budget was to be sent to the auditors.", False),
    ):
        model = ScriptedModel(lambda _request, answer=answer: answer)
        summary, _ = summary_of(model, summarize(plain.parse(text), ACTIONS, ModelFacts(4096, 1)))
        assert answered(summary) == [answer if taken else text]
