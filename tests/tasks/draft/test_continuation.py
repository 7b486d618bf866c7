"""A text goes on where the caret stands: joined on properly, to the end of a paragraph, without repeating."""

from __future__ import annotations

import pytest

from assistant.engine.protocol import Generate
from assistant.tasks.draft import Passage, window
from assistant.tasks.draft.continuation import continue_text, suggest
from assistant.tasks.draft.passage import joined, whole_sentences
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.tasks.work import ModelFacts
from tests.fakes.scripted_model import ScriptedModel, tokens

BEFORE = "The harbour is old. It has 46 lanterns,"


def continued(
    answer: str, before: str = BEFORE, after: str = "", context: int = 4096, *, template: bool = True
) -> tuple[TaskEnd[Passage], list[str], Generate]:
    model = ScriptedModel(lambda _request: answer, context=context)
    shown: list[str] = []
    task = continue_text(before, after, ModelFacts(context, 4), template=template)
    run = TaskRun(model, task, on_partial=shown.append)
    run.start()
    end = run.wait()
    (request,) = (each for each in model.requests if isinstance(each, Generate))
    return end, shown, request


def text_of(end: TaskEnd[Passage]) -> str:
    assert end.error is None, end.error
    assert end.result is not None
    return end.result.text


def test_the_model_begins_with_the_text_itself_and_is_asked_in_its_language() -> None:
    end, shown, request = continued(" they burn all night.")
    assert text_of(end) == shown[-1] == " they burn all night."
    assert request.prefix == BEFORE
    assert request.priority == "chat"
    _, _, request = continued("，很美。", before="石湾镇的老渡口每天清晨都有雾")
    assert "中文" in request.messages[0].content


@pytest.mark.parametrize(
    ("before", "beginning", "word"),
    [
        ("It is clos", "It is", " clos"),
        ("It is closed ", "It is closed", ""),
        ("It is closed.\n\n", "It is closed.", ""),
        ("It is.\n\n## Opening\n\n", "It is.\n\n## Opening\n\n", ""),
        ("It is.\n\nOpen", "It is.\n\n", "Open"),
        ("Open", "Open", ""),
        ("它关了", "它关了", ""),
    ],
)
def test_a_word_that_is_begun_is_completed(before: str, beginning: str, word: str) -> None:
    end, _, request = continued(f"{word}ed on Mondays.", before=before)
    assert request.prefix == beginning
    assert request.grammar == (f'root ::= "{word}" .*' if word else None)
    assert text_of(end).endswith("ed on Mondays.")
    assert word == "" or not text_of(end).startswith(word)


def test_a_base_model_is_given_the_text_alone() -> None:
    _, _, request = continued(" they burn.", template=False)
    assert (request.prompt, request.prefix, request.messages) == (BEFORE, "", [])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (" they burn.\n\nThe engineer came.", " they burn."),
        ("\n\n## The tower\n\nIt is high.\n\nIt is white.", "\n\n## The tower\n\nIt is high."),
        (" they burn,\n- yellow\n- white\n \nNext.", " they burn,\n- yellow\n- white"),
        ("“they burn.”\nAll night.", "“they burn.”"),
        ("\n\n", ""),
    ],
)
def test_it_ends_with_the_paragraph(answer: str, expected: str) -> None:
    assert text_of(continued(answer)[0]) == expected


def test_it_ends_before_it_says_again_what_was_said_or_what_comes() -> None:
    end, _, _ = continued(" burn. They are yellow lamps. They are yellow lamps. More.")
    assert text_of(end) == " burn. They are yellow lamps."
    end, _, _ = continued(" burn. The harbour is old. More and more.")
    assert text_of(end) == " burn."
    end, _, request = continued(
        " burn. Then the storm came. More.", after="\n\nThen the storm came. It was 1987."
    )
    assert text_of(end) == " burn."
    assert "Then the storm came. It was 1987." in request.messages[0].content


def test_what_is_cut_off_ends_with_its_last_whole_sentence() -> None:
    assert whole_sentences(" burn. They are yel") == " burn."
    assert whole_sentences(" burn and") == " burn and"
    assert whole_sentences("它们整夜亮着。渔民们都") == "它们整夜亮着。"


@pytest.mark.parametrize(
    ("before", "answer", "expected"),
    [
        ("It is old.", "It burns.", " It burns."),
        ("It is old. ", " It burns.", "It burns."),
        ("It is clos", "ed.", "ed."),
        ("It is old.\n\n", "\nIt burns.", "It burns."),
        ("它很旧。", "它亮着。", "它亮着。"),
        ("", " It burns.", "It burns."),
    ],
)
def test_an_answer_is_joined_on_with_the_right_space(before: str, answer: str, expected: str) -> None:
    assert joined(before, answer) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("The end.", " they burn. "),
        (" The end.", " they burn."),
        ("\nThe end.", " they burn."),
        ("港口", " they burn."),
    ],
)
def test_an_answer_does_not_stick_to_the_word_behind_it(after: str, expected: str) -> None:
    assert text_of(continued(" they burn.", after=after)[0]) == expected


def test_a_stopped_run_returns_what_it_has() -> None:
    model = ScriptedModel(holds_from=1)
    run = TaskRun(model, continue_text(BEFORE, "", ModelFacts(4096, 4)))
    run.start()
    run.cancel()
    end = run.wait()
    assert end.cancelled
    assert text_of(end) == ""


def test_of_a_long_text_the_model_sees_the_end_and_its_beginning_stays_the_same_while_it_grows() -> None:
    text = "".join(f"Sentence number {number} is here.\n\n" for number in range(400))
    beginnings = {window.before(text[:end], 1_000)[:40] for end in range(9_000, 9_800)}
    assert len(beginnings) <= 2
    shown = window.before(text, 1_000)
    assert text.endswith(shown)
    assert shown.startswith("Sentence")
    assert 500 <= len(shown) <= 2_000


def test_a_small_context_is_enough_for_a_text_in_any_script() -> None:
    _, _, request = continued(
        "。", before="石湾镇的老渡口建于一九三二年，最早只有一条木船。" * 200, context=700
    )
    assert 50 < tokens(request.prefix) < 350


def suggested(answer: str, before: str = BEFORE) -> tuple[str | None, list[Generate]]:
    model = ScriptedModel(lambda _request: answer)
    run = TaskRun(model, suggest(before, ModelFacts(4096, 1)))
    run.start()
    end = run.wait()
    return end.result, [each for each in model.requests if isinstance(each, Generate)]


def test_a_suggestion_is_a_few_words_of_one_line_asked_for_with_low_priority() -> None:
    found, (request,) = suggested(" they burn all night.")
    assert found == " they burn all night."
    assert (request.priority, request.stop) == ("background", ["\n"])
    assert 0 < request.max_tokens <= 16
    assert request.sampling.temperature == 0


@pytest.mark.parametrize(
    ("answer", "before"),
    [("", BEFORE), (" .", BEFORE), (" The harbour is old.", f"{BEFORE} so."), (" they", "Hi")],
)
def test_what_is_not_worth_suggesting_is_not(answer: str, before: str) -> None:
    assert not suggested(answer, before)[0]


def test_a_suggestion_that_was_cut_off_has_no_half_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScriptedModel, "finish_reason", "length")
    assert suggested(" they burn all nig")[0] == " they burn all"
    assert (
        suggested("渔民们靠它们的颜", before="港口的墙上有四十六盏灯笼，整夜亮着，")[0] == "渔民们靠它们的颜"
    )
