"""A text is written section by section, each in its own request, and each can be written again."""

from __future__ import annotations

from collections.abc import Callable

from assistant.engine.protocol import Generate
from assistant.tasks.draft import DraftOptions, SectionText, Writing
from assistant.tasks.draft.outline import Section
from assistant.tasks.draft.sections import title_of, write
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.work import ModelFacts
from tests.fakes.scripted_model import ScriptedModel

TOPIC = "Why cities need trees"
OUTLINE = (Section("Shade", ("cooler streets",)), Section("Air"), Section("Birds"))


def written(
    answer: Callable[[str], str],
    options: DraftOptions | None = None,
    *,
    only: int | None = None,
    before: str = "",
    holds_from: int = 99,
) -> tuple[TaskEnd[Writing], list[SectionText], list[Generate]]:
    model = ScriptedModel(lambda request: answer(request.messages[0].content), holds_from=holds_from)
    shown: list[SectionText] = []
    task = write(TOPIC, OUTLINE, options or DraftOptions(), ModelFacts(4096, 4), only=only, before=before)
    run = TaskRun(model, task, on_partial=shown.append)
    run.start()
    if holds_from < 99:
        run.cancel()
    end = run.wait()
    return end, shown, [each for each in model.requests if isinstance(each, Generate)]


def about(prompt: str) -> str:
    heading = next(each.heading for each in OUTLINE if f"{each.heading}\n- " in prompt)
    return f"{heading} is good for people."


def texts(end: TaskEnd[Writing]) -> list[str]:
    assert end.error is None, end.error
    assert end.result is not None
    return [section.text for section in end.result.sections]


def test_each_section_has_its_heading_and_is_shown_as_it_grows() -> None:
    end, shown, requests = written(about)
    assert texts(end) == [f"## {each.heading}\n\n{each.heading} is good for people." for each in OUTLINE]
    assert [(each.number, each.finished) for each in shown] == [
        (number, finished) for number in range(3) for finished in (False, True)
    ]
    assert "- cooler streets" in requests[0].messages[0].content
    assert "- Air" in requests[1].messages[0].content
    assert title_of(TOPIC, DraftOptions()) == f"# {TOPIC}"


def test_a_story_has_no_headings_and_goes_on_from_what_is_written() -> None:
    options = DraftOptions(kind="story")
    end, _, requests = written(about, options)
    assert texts(end)[0] == "Shade is good for people."
    assert "Air is good for people." in requests[2].messages[0].content
    assert "next paragraphs for a story" in requests[2].messages[0].content
    assert title_of(TOPIC, DraftOptions(kind="letter")) == ""


def test_one_section_is_written_again() -> None:
    end, _, requests = written(about, DraftOptions(kind="story"), only=1, before="Once upon a time.")
    assert texts(end) == ["Air is good for people."]
    assert len(requests) == 1
    assert "Once upon a time." in requests[0].messages[0].content


def test_headings_announcements_and_the_next_section_are_no_part_of_it() -> None:
    end, _, _ = written(
        lambda _p: (
            "Here is the section:\n\n## Shade\n- cooler streets\nTrees cool the street.\n\n**Air**\n\nMore."
        )
    )
    assert texts(end)[0] == "## Shade\n\nTrees cool the street."


def test_a_section_that_says_nothing_new_is_asked_for_once_more_without_what_stands_before() -> None:
    def answer(prompt: str) -> str:
        return "Air is good for people." if "next paragraphs" in prompt else about(prompt)

    end, _, requests = written(answer, DraftOptions(kind="letter"), before="Air is good for people.")
    assert texts(end) == [
        f"{each.heading} is good for people." if each.heading != "Air" else "" for each in OUTLINE
    ]
    assert len(requests) == 6


def test_what_an_earlier_section_said_is_not_said_again() -> None:
    end, _, _ = written(lambda prompt: f"{about(prompt)} Trees are beautiful. The end is near.")
    assert texts(end)[0].endswith("Trees are beautiful. The end is near.")
    assert texts(end)[1] == "## Air\n\nAir is good for people."


def test_a_stopped_run_returns_the_sections_it_has() -> None:
    end, _, _ = written(about, holds_from=2)
    assert end.cancelled
    assert texts(end) == ["## Shade\n\nShade is good for people.", "## Air"]


def test_length_is_divided_among_the_sections() -> None:
    _, _, requests = written(about, DraftOptions(length="long"))
    assert all(0 < request.max_tokens <= 500 for request in requests)
    assert "about 250 words" in requests[0].messages[0].content
