"""A text in other words keeps its outline, and what is strange in it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.documents import markdown
from assistant.engine.protocol import Generate
from assistant.errors import ParlanceError
from assistant.tasks.rewrite import PRESETS, RewriteOptions, Rewriting
from assistant.tasks.rewrite.answer import cleaned
from assistant.tasks.rewrite.errors import NothingToRewrite, TextTooLong
from assistant.tasks.rewrite.rewriter import rewrite
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.work import ModelFacts
from tests.fakes.scripted_model import ScriptedModel

TEXT = """\
# The harbour

It was built in 1871.

- It has 46 lanterns.

```
print("It was built.")
```
"""


def rewritten(
    options: RewriteOptions, write: Callable[[str], str], text: str = TEXT, context: int = 4096
) -> tuple[TaskEnd[Rewriting], list[Rewriting], ScriptedModel]:
    partials: list[Rewriting] = []
    model = ScriptedModel(lambda request: write(request.messages[0].content), context=context)
    task = rewrite(markdown.parse(text), options, ModelFacts(context, 4))
    run = TaskRun(model, task, on_partial=partials.append)
    run.start()
    return run.wait(), partials, model


def shout(prompt: str) -> str:
    return prompt.split("\n")[0].upper()


def result_of(end: TaskEnd[Rewriting]) -> Rewriting:
    assert end.error is None, end.error
    assert end.result is not None
    return end.result


def test_paragraphs_change_and_headings_code_and_markers_stay() -> None:
    end, partials, model = rewritten(RewriteOptions(preset="formal"), shout)
    (variant,) = result_of(end).variants
    assert variant.text == TEXT.replace("It was built in 1871.", "IT WAS BUILT IN 1871.").replace(
        "It has 46 lanterns.", "IT HAS 46 LANTERNS."
    )
    assert partials[0].variants[0].text.startswith("# The harbour\n\nIT WAS")
    drafts = [request.draft_text for request in model.requests if isinstance(request, Generate)]
    assert drafts == ["It was built in 1871.", "It has 46 lanterns."]


def test_variants_are_asked_for_at_the_same_time_and_differ() -> None:
    numbers = iter(range(9))
    end, _, model = rewritten(RewriteOptions(preset="title", variants=3), lambda _p: f"Title {next(numbers)}")
    assert [variant.text for variant in result_of(end).variants] == ["Title 0", "Title 1", "Title 2"]
    temperatures = [
        request.sampling.temperature for request in model.requests if isinstance(request, Generate)
    ]
    assert temperatures[0] == 0 < temperatures[1] == temperatures[2]


def test_a_continuation_is_added_and_an_instruction_replaces() -> None:
    end, _, _ = rewritten(RewriteOptions(preset="continue"), lambda _p: "Then it rained.", "It was dry.")
    assert result_of(end).variants[0].text == "It was dry.\n\nThen it rained."
    end, _, model = rewritten(RewriteOptions(instruction="Translate it {now}"), lambda _p: "Es war trocken.")
    assert result_of(end).variants[0].text == "Es war trocken."
    assert "Translate it {now}" in model.prompts[0]


def test_what_is_not_in_the_text_is_named() -> None:
    end, _, _ = rewritten(
        RewriteOptions(preset="email"),
        lambda _p: "It was built in 1781 by Marit Solberg, in 1871.",
        "Built 1871",
    )
    assert result_of(end).variants[0].strange == ("1781", "Marit Solberg")


def test_a_paragraph_without_a_usable_answer_stays_and_is_counted() -> None:
    text = "The meeting was moved to the large room upstairs.\n\nIt will begin at ten in the morning."
    answers = {"The": "会议被移到了楼上的大房间里举行，请大家准时参加。", "It": "  "}
    end, _, _ = rewritten(RewriteOptions(), lambda prompt: answers[prompt.split()[0]], text)
    (variant,) = result_of(end).variants
    assert (variant.text, variant.left) == (text, 2)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("text", ["The harbour is old.", "这个港口很老。"])
def test_every_preset_is_worded_in_every_language_of_the_program(preset: str, text: str) -> None:
    _, _, model = rewritten(RewriteOptions(preset=preset), lambda _p: "x", text)
    assert model.prompts[0].startswith(f"{text}\n\n")
    assert ("请" in model.prompts[0]) == ("港" in text)


@pytest.mark.parametrize(
    ("text", "context", "error"),
    [("```\ncode\n```", 4096, NothingToRewrite), ("One word. " * 400, 500, TextTooLong)],
)
def test_why_there_is_no_rewriting_is_an_error(text: str, context: int, error: type[ParlanceError]) -> None:
    end, _, _ = rewritten(RewriteOptions(), shout, text, context)
    assert isinstance(end.error, error)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Here is the text:\n\nIt is new.", "It is new."),
        ('"It is new."', "It is new."),
        ("“它是新的。”", "它是新的。"),
        ('"It" is "new"', '"It" is "new"'),
    ],
)
def test_announcements_and_quotation_marks_are_not_the_text(answer: str, expected: str) -> None:
    assert cleaned(answer, "It is old.") == expected
    assert cleaned('"Old."', '"Old."') == '"Old."'
