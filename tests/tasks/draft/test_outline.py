"""Points become sections, whoever has written them."""

from __future__ import annotations

import pytest

from assistant.engine.protocol import Generate
from assistant.tasks.draft import KINDS, LENGTHS, DraftOptions, Passage
from assistant.tasks.draft.errors import NoOutline
from assistant.tasks.draft.outline import MOST_SECTIONS, Section, parse, propose
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.work import ModelFacts
from tests.fakes.scripted_model import ScriptedModel


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("- Shade", "Shade"),
        ("* Shade", "Shade"),
        ("1. Shade", "Shade"),
        ("2) Shade", "Shade"),
        ("## Shade", "Shade"),
        ("Shade", "Shade"),
        ("一、树荫", "树荫"),
        ("（二）树荫", "树荫"),
        ("• 树荫", "树荫"),
        ("1987 was hot", "1987 was hot"),
        ("-5 degrees", "5 degrees"),
    ],
)
def test_a_line_is_a_section_without_its_bullet(line: str, heading: str) -> None:
    assert parse(line) == (Section(heading),)


def test_what_is_indented_belongs_to_the_line_above() -> None:
    text = "- Shade\n  - cooler\n\t* for benches\n\n- Air\n\u3000\u3000干净\n"
    assert parse(text) == (Section("Shade", ("cooler", "for benches")), Section("Air", ("干净",)))
    assert parse(" \n\n") == ()
    assert len(parse("x\n" * 99)) == MOST_SECTIONS


def proposed(
    answer: str, topic: str = "Why cities need trees"
) -> tuple[TaskEnd[Passage], list[str], Generate]:
    model = ScriptedModel(lambda _request: answer)
    shown: list[str] = []
    options = DraftOptions(kind="blog", length="medium")
    run = TaskRun(model, propose(topic, options, ModelFacts(4096, 4)), on_partial=shown.append)
    run.start()
    end = run.wait()
    (request,) = (each for each in model.requests if isinstance(each, Generate))
    return end, shown, request


def test_proposed_lines_are_headings_each_once_and_not_more_than_wanted() -> None:
    answer = (
        " **Shade**: \n2. Why cities need trees\n3. Cooler air.\n4. shade\n\n"
        f"{'I can help you. ' * 9}\n5. A\n6. B\n7. C"
    )
    end, _, request = proposed(answer)
    assert end.result is not None
    assert end.result.text == "- Shade\n- Cooler air\n- A\n- B"
    assert request.prefix == "1."
    assert request.grammar is not None
    assert '"\\n4." line\n' in request.grammar
    assert "4 short section headings for a personal blog post" in request.messages[0].content


def test_an_outline_is_proposed_in_the_language_of_the_topic() -> None:
    end, _, request = proposed("树荫\n2. 空气", topic="城市为什么需要树木")
    assert end.result is not None
    assert end.result.text == "- 树荫\n- 空气"
    assert "小标题" in request.messages[0].content


def test_an_answer_without_headings_is_an_error() -> None:
    assert isinstance(proposed(" Why cities need trees.")[0].error, NoOutline)


def test_every_kind_has_words_in_every_language_of_the_program() -> None:
    for kind in KINDS:
        for topic in ("Why cities need trees", "城市为什么需要树木"):
            model = ScriptedModel(lambda _request: " Shade")
            options = DraftOptions(kind=kind, length=next(iter(LENGTHS)))
            run = TaskRun(model, propose(topic, options, ModelFacts(4096, 4)))
            run.start()
            assert run.wait().error is None
