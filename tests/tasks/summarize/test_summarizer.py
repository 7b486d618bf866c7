"""Every section is read, every point leads back to the text, whatever the model says."""

from __future__ import annotations

import dataclasses
import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import markdown, plain
from assistant.documents.document import Document
from assistant.engine.errors import EngineCrashed
from assistant.engine.protocol import Failed, Generate, Job, Score
from assistant.tasks.runner import TaskRun
from assistant.tasks.summarize import ModelFacts, Progress, Summary, SummaryOptions, SummaryPartial
from assistant.tasks.summarize.choice import words
from assistant.tasks.summarize.errors import ContextTooSmall, NothingToSummarize
from assistant.tasks.summarize.summarizer import summarize
from tests.evaluation.planted import found, report
from tests.fakes.scripted_model import Listener, ScriptedModel, tokens
from tests.tasks.summarize.conftest import Runs, run_to_end

MODEL = ModelFacts(context=4096, parallel=4)
LONG = SummaryOptions(length="long")
NUMBERED = re.compile(r"^\[\d+\] (.*)$", re.MULTILINE)


def check(summary: Summary, document: Document) -> None:
    """What holds for every summary."""
    for point in summary.points:
        assert point.sources
        for start, end in point.sources:
            assert 0 <= start < end <= len(document.text)
            assert document.text[start:end].strip() == document.text[start:end]
        for mark in point.unsupported:
            assert point.text[mark.start : mark.end] == mark.text
        if point.extractive:
            assert point.text in [" ".join(document.text[start:end].split()) for start, end in point.sources]


def rank_rare_words(request: Score) -> list[float]:
    """A model that can tell what matters."""
    lines = NUMBERED.findall(request.messages[0].content)
    return [float(len(re.findall(r"\b[A-Z]\w+", line))) for line in lines]


def test_planted_facts_are_in_the_summary(summary_of: Runs) -> None:
    """Summaries that read only the beginning of a document (open-webui #3556)."""
    text = report()
    summary, _ = summary_of(ScriptedModel(), summarize(markdown.parse(text.text), LONG, MODEL))
    check(summary, markdown.parse(text.text))
    assert sum(words(point.text) for point in summary.points) <= words(text.text) / 10
    assert found(text.facts, [point.text for point in summary.points]) >= 28
    assert summary.coverage.complete


def test_a_model_that_can_judge_is_heard_and_one_that_cannot_does_no_harm(summary_of: Runs) -> None:
    text = report(12, seed=4)
    document = markdown.parse(text.text)
    options = SummaryOptions(words=12 * 14)
    for rank in (rank_rare_words, lambda request: [-float(n) for n in range(len(request.continuations))]):
        summary, _ = summary_of(ScriptedModel(rank=rank), summarize(document, options, MODEL))
        assert found(text.facts, [point.text for point in summary.points]) >= 11


chinese = st.text(
    alphabet="水库的大坝夜里开裂淹没了两个村庄养蜂人沿着死去昆虫找到泄漏点，。！", min_size=1, max_size=60
)
english = st.lists(
    st.sampled_from("dam lake Orrin cracked 412 missing. Invoices nobody told, divers about mines!".split()),
    min_size=1,
    max_size=30,
).map(" ".join)
anything = st.text(max_size=60)
blocks = st.one_of(
    chinese,
    english,
    anything,
    english.map("# {}".format),
    english.map("- {}".format),
    st.just("```\nx = 1\n```"),
)
documents = st.lists(blocks, min_size=1, max_size=25).map("\n\n".join)


@given(documents, st.sampled_from([420, 600, 4096]), st.booleans(), st.sampled_from(["", "大坝 dam"]))
@settings(max_examples=60)
def test_every_section_reaches_the_model_exactly_once(
    text: str, context: int, is_markdown: bool, focus: str
) -> None:
    document = (markdown if is_markdown else plain).parse(plain.clean(text))
    model = ScriptedModel(context=context)
    options = dataclasses.replace(LONG, focus=focus)
    end, partials = run_to_end(model, summarize(document, options, ModelFacts(context, 3)))
    if isinstance(end.error, NothingToSummarize):
        return
    assert end.error is None
    summary = end.result
    assert summary is not None
    check(summary, document)
    assert summary.points
    assert summary.coverage.complete
    assert summary.coverage.characters_read == len(document.text)
    sections = partials[-1].sections
    assert "".join(document.text[section.start : section.end] for section in sections) == document.text
    assert {section.state for section in sections} == {"read"}
    if len(sections) == 1:
        reading = [request for request in model.requests if isinstance(request, Generate)][:1]
    else:
        reading = [request for request in model.requests if isinstance(request, Score)]
    assert len(reading) == len(sections)
    for section, request in zip(sections, reading, strict=True):
        shown = "".join(NUMBERED.findall(request.messages[0].content))
        told = document.text[section.start : section.end]
        # Headings and markup are not passages; all letters of everything else are there, in order.
        assert is_subsequence(letters(shown), letters(told))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def is_subsequence(one: str, other: str) -> bool:
    rest = iter(other)
    return all(character in rest for character in one)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "\x00\x1b[31m\ufffd" * 40,
        "blah " * 500,
        "- [1] " * 300,
        "- [999] The dam broke in 2044.\n",
        "- [1, 2, 999] 水库的大坝夜里开裂，淹没了两个村庄。\n",
        "- [1] The committee",
        "The committee spent 99 million euros in Paris.",
        "- [1] The committee spent 99 million euros in Paris.\n" * 5,
        "大坝夜里开裂，淹没了两个村庄，养蜂人沿着昆虫找到泄漏点。",
    ],
)
@pytest.mark.parametrize("form", ["bullets", "paragraph", "abstract"])
@pytest.mark.parametrize("sections", [1, 6])
def test_whatever_the_model_writes_the_text_speaks_for_itself(
    summary_of: Runs, answer: str, form: str, sections: int
) -> None:
    text = report(sections, 12)
    document = markdown.parse(text.text.replace(" was ", " was, as everybody knows and nobody doubts, " * 2))
    options = SummaryOptions(length="long", format=form)
    summary, _ = summary_of(ScriptedModel(lambda _request: answer), summarize(document, options, MODEL))
    check(summary, document)
    assert summary.points
    assert all(point.extractive for point in summary.points)
    assert "99" not in summary.text
    assert found(text.facts, [point.text for point in summary.points]) >= 0.6 * len(text.facts)


LEASE = (
    "The tenant shall, at the request of Mr. Orrin and no later than 30 days after the end of the lease as "
    "set out above, remove all fixtures which he has installed in the premises, and restore the premises to "
    "the condition in which they were at the beginning of the lease, ordinary wear excepted."
)


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("At the request of Mr. Orrin the tenant shall remove all fixtures within 30 days.", True),
        ("The tenant shall remove all fixtures after the end of the lease.", False),
        ("The tenant shall remove all fixtures within 90 days after the end of the lease.", False),
        ("The tenant shall not remove the fixtures installed in the premises.", False),
        ("The tenant of Mr. Falk shall remove all fixtures installed in the premises.", False),
        ("The tenant shall remove all fixtures installed. The tenant shall remove all fixtures.", False),
        ("The tenant shall remove all fixtures which", False),
        ("The landlord paints whatever colour suits him.", False),
    ],
)
def test_a_shorter_wording_is_taken_when_the_source_carries_it(
    summary_of: Runs, answer: str, taken: bool
) -> None:
    options = SummaryOptions(words=300)
    text = report(6, 12).text + f"\n\n## Lease\n\n{LEASE}\n"
    document = markdown.parse(text)
    summary, _ = summary_of(ScriptedModel(lambda _request: answer), summarize(document, options, MODEL))
    check(summary, document)
    (point,) = (point for point in summary.points if "tenant" in point.text)
    assert (point.text, point.extractive) == ((answer, False) if taken else (LEASE, True))


def test_a_short_text_takes_one_step_and_good_sentences_are_kept(summary_of: Runs) -> None:
    document = plain.parse(
        "The dam at Lake Orrin cracked overnight. Two villages were flooded within an hour. "
        "Nobody was hurt, because a night guard had raised the alarm. The mayor thanked the guard. "
        "It had been raining for 12 days."
    )
    joined = "The dam at Lake Orrin cracked and two villages were flooded."
    answer = f"- [1, 2] {joined}\n- [5] It rained for 40 days.\n"
    model = ScriptedModel(lambda _request: answer)
    summary, _ = summary_of(model, summarize(document, SummaryOptions(words=30), MODEL))
    assert len(model.requests) == 1
    check(summary, document)
    first = summary.points[0]
    assert first.text == joined
    assert [document.text[start:end] for start, end in first.sources] == [
        "The dam at Lake Orrin cracked overnight.",
        "Two villages were flooded within an hour.",
    ]
    assert "40" not in summary.text


def test_an_abstract_joins_points_and_keeps_what_was_left_out(summary_of: Runs) -> None:
    text = report(12, 12)
    document = markdown.parse(text.text)

    def join(request: Generate) -> str:
        lines = NUMBERED.findall(request.messages[0].content)
        return f"- [1, 2] {lines[0].rstrip('.')}, and {lines[1]}\n"

    options = SummaryOptions(words=180, format="abstract")
    summary, _ = summary_of(ScriptedModel(join), summarize(document, options, MODEL))
    check(summary, document)
    assert len(summary.points[0].sources) == 2
    assert len(summary.points) > 1
    assert "\n" not in summary.text
    assert found(text.facts, [point.text for point in summary.points]) >= 10


def test_a_short_text_is_summarized_in_another_language_as_a_whole(summary_of: Runs) -> None:
    document = plain.parse(
        "The dam at Lake Orrin cracked overnight, and nobody had been warned of it in time by the board. "
        "Two villages were flooded within an hour, and 412 people had to be brought to safety by boat."
    )

    def translate(request: Generate) -> str:
        prompt = request.messages[0].content
        assert "Answer in German." in prompt
        if "[1]" in prompt:
            return "- [1] Der Damm am See ist in der Nacht gebrochen, ohne dass jemand gewarnt wurde.\n"
        return "Zwei Dörfer wurden überflutet und 412 Menschen mit Booten in Sicherheit gebracht."

    options = SummaryOptions(words=45, language="de")
    summary, _ = summary_of(ScriptedModel(translate), summarize(document, options, MODEL))
    check(summary, document)
    assert [point.text.split()[0] for point in summary.points] == ["Der", "Zwei"]
    assert not any(point.unsupported or point.extractive for point in summary.points)


def test_in_another_language_numbers_are_checked_and_marked(summary_of: Runs) -> None:
    text = report(6, 12)
    document = markdown.parse(text.text)

    def translate(request: Generate) -> str:
        assert "Answer in German." in request.messages[0].content
        return "Der Ausschuss hat am Ende beschlossen, das alte Werk mit 4711 Beschäftigten zu schließen."

    options = SummaryOptions(words=60, language="de")
    summary, _ = summary_of(ScriptedModel(translate), summarize(document, options, MODEL))
    check(summary, document)
    assert summary.language == "de"
    assert {(mark.text, mark.reason) for point in summary.points for mark in point.unsupported} == {
        ("4711", "number")
    }


def test_a_point_rests_on_every_passage_that_says_the_same(summary_of: Runs) -> None:
    text = report(6, 12).text
    once = "The dam at Lake Orrin cracked on 3 March and flooded houses in two villages."
    again = "On 3 March the dam at Lake Orrin cracked, and flooded houses in two villages."
    denied = "On 3 March the dam at Lake Orrin cracked, and never flooded houses in two villages."
    other = "On 5 May the dam at Lake Falk cracked, and flooded houses in two villages."
    parts = [f"## {number}\n\n{sentence}\n" for number, sentence in enumerate((once, denied, again, other))]
    document = markdown.parse("\n".join([parts[0], text, *parts[1:]]))
    summary, _ = summary_of(ScriptedModel(), summarize(document, SummaryOptions(words=200), MODEL))
    check(summary, document)
    (point,) = (point for point in summary.points if "Orrin" in point.text and "never" not in point.text)
    assert [document.text[start:end] for start, end in point.sources] == [once, again]
    resumed, _ = summary_of(
        model := ScriptedModel(), summarize(document, SummaryOptions(words=200), MODEL, summary.progress)
    )
    assert resumed.points == summary.points
    assert not model.requests


def test_a_chinese_text_is_asked_about_in_chinese(summary_of: Runs) -> None:
    sentences = [
        "委员会讨论了一般事项并认为相关工作应当继续稳步推进。",
        "各部门加强沟通协调落实日常任务。",
        "水库的大坝夜里开裂，淹没了两个村庄。",
    ]
    document = plain.parse("\n\n".join("".join(sentences[:2] * 6) for _ in range(8)) + "\n\n" + sentences[2])
    model = ScriptedModel(context=700)
    summary, _ = summary_of(model, summarize(document, SummaryOptions(length="short"), ModelFacts(700, 2)))
    check(summary, document)
    assert all("最重要" in prompt for prompt in model.prompts if "以上哪" in prompt)
    assert "大坝夜里开裂" in summary.text
    assert summary.language == "zh-Hans"


def test_focus_decides_between_equals(summary_of: Runs) -> None:
    text = report(10, 10)
    document = markdown.parse(text.text)
    for fact in text.facts[:3]:
        options = SummaryOptions(words=20, focus=" ".join(fact.keys))
        summary, _ = summary_of(ScriptedModel(), summarize(document, options, MODEL))
        assert found((fact,), [point.text for point in summary.points]) == 1


def test_a_cancelled_run_keeps_what_it_has_and_is_resumed() -> None:
    text = report(10, 12)
    document = markdown.parse(text.text)
    model = ScriptedModel(holds_from=5)
    partials: list[SummaryPartial] = []

    def show(partial: SummaryPartial) -> None:
        partials.append(partial)
        if partial.coverage.sections_read == 4:
            run.cancel()

    run = TaskRun(model, summarize(document, LONG, MODEL), on_partial=show)
    run.start()
    end = run.wait()
    assert end.cancelled
    summary = end.result
    assert summary is not None
    check(summary, document)
    assert not summary.finished
    assert (summary.coverage.sections, summary.coverage.sections_read) == (10, 4)
    assert found(text.facts, [point.text for point in summary.points]) >= 3
    assert {section.state for section in partials[-1].sections} >= {"read", "reading"}

    stored = msgspec.json.decode(msgspec.json.encode(summary.progress), type=Progress)
    again = ScriptedModel()
    resumed, _ = run_to_end(again, summarize(document, LONG, MODEL, stored))
    whole, _ = run_to_end(ScriptedModel(), summarize(document, LONG, MODEL))
    assert resumed.result is not None
    assert whole.result is not None
    assert resumed.result.points == whole.result.points
    assert len([request for request in again.requests if isinstance(request, Score)]) == 6


def test_progress_of_another_document_or_other_options_is_ignored(summary_of: Runs) -> None:
    document = markdown.parse(report(4, 10).text)
    summary, _ = summary_of(ScriptedModel(), summarize(document, LONG, MODEL))
    other = dataclasses.replace(LONG, focus="dam")
    for text, options in ((report(4, 10, seed=2).text, LONG), (document.text, other)):
        model = ScriptedModel()
        resumed, _ = summary_of(model, summarize(markdown.parse(text), options, MODEL, summary.progress))
        assert len([request for request in model.requests if isinstance(request, Score)]) == 4
        assert resumed.coverage.complete


def test_what_cannot_be_summarized_is_said() -> None:
    end, _ = run_to_end(ScriptedModel(), summarize(markdown.parse("# One\n\n## Two\n"), LONG, MODEL))
    assert isinstance(end.error, NothingToSummarize)
    model = ScriptedModel(context=256)
    document = markdown.parse(report(3, 8).text)
    end, _ = run_to_end(model, summarize(document, LONG, ModelFacts(200, 1)))
    assert isinstance(end.error, ContextTooSmall)
    assert int(end.error.values["needed"]) > 200


def test_the_cost_of_a_summary_grows_with_the_text_and_no_faster(summary_of: Runs) -> None:
    ratios = []
    for sections in (30, 300):
        text = report(sections).text
        summary, _ = summary_of(ScriptedModel(), summarize(markdown.parse(text), LONG, MODEL))
        ratios.append(summary.usage.prompt_tokens / tokens(text))
    assert ratios[1] <= 1.1 * ratios[0]


class BrokenOnce(ScriptedModel):
    """Loses every job from the third on, ``times`` times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._times = times

    def submit(self, command: Job, listener: Listener) -> int:
        if isinstance(command, Score) and len(self.requests) >= 2 and self._times:
            self._times -= 1
            listener(Failed(job=0, code=EngineCrashed.code, values={"reason": "test"}))
            return 0
        return super().submit(command, listener)


def test_a_section_that_the_engine_lost_is_read_again(summary_of: Runs) -> None:
    """The window and the work that die with the model (gpt4all #2182)."""
    document = markdown.parse(report(6, 10).text)
    summary, _ = summary_of(BrokenOnce(1), summarize(document, LONG, MODEL))
    assert summary.coverage.complete
    end, partials = run_to_end(BrokenOnce(100), summarize(document, LONG, MODEL))
    assert isinstance(end.error, EngineCrashed)
    assert len(partials[-1].progress.readings) == 2
