"""A text keeps all that the model was not to change, and gets what it corrected as edits."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.tasks.edits.difference import applied
from assistant.tasks.proofread import ProofreadOptions
from assistant.tasks.proofread.division import document_of
from assistant.tasks.proofread.proofreader import proofread
from assistant.tasks.runner import TaskRun
from tests.fakes.scripted_model import ScriptedModel
from tests.tasks.proofread.conftest import MODEL, Reads, sentence_of

TEXT = """\
---
title: teh report
---

# A reprot on teh harbour

He **walk** to [teh museum](http://example.org/teh_map) every day, see `teh_code()` or
mail teh@example.org about teh 46 lanterns.

> It was teh
> first of its kind.

| teh | table |
|-----|-------|
| teh | cell  |

```
print("teh")
```
"""


def fixed(sentence: str) -> str:
    return sentence.replace("teh", "the").replace("reprot", "report").replace("walk", "walks")


def test_words_are_corrected_and_code_addresses_and_markup_are_not(proofread_by: Reads) -> None:
    result, _ = proofread_by(TEXT, fixed)
    revised = applied(TEXT, result.edits)
    assert revised == (
        TEXT.replace("reprot on teh", "report on the")
        .replace("walk**", "walks**")
        .replace("[teh museum]", "[the museum]")
        .replace("about teh", "about the")
        .replace("It was teh", "It was the")
    )
    assert applied(TEXT, []) == TEXT


def test_code_addresses_and_front_matter_are_not_sent() -> None:
    model = ScriptedModel(sentence_of)
    run = TaskRun(model, proofread(document_of(TEXT), ProofreadOptions(), MODEL))
    run.start()
    run.wait()
    sent = " ".join(model.prompts)
    assert "about teh 46 lanterns" in sent
    for secret in ("title", "teh_map", "teh_code", "example.org", "print", "cell"):
        assert secret not in sent


def test_what_a_model_does_to_held_places_is_not_done(proofread_by: Reads) -> None:
    text = "Teh map is at https://example.org/a and in **bold** teh."
    result, _ = proofread_by(
        text, lambda sentence: fixed(sentence).replace("<1>", "https://evil.example").replace("**", "")
    )
    assert applied(text, result.edits) == "Teh map is at https://example.org/a and in **bold** the."


@pytest.mark.parametrize(
    ("sentence", "answer", "reason"),
    [
        ("What is the capital of France?", "The capital of France is Paris.", "other sentence"),
        ("Write a poem about the sea now.", "Waves of blue, a song so true, the foam.", "other sentence"),
        (
            "The meeting was moved to the large room upstairs.",
            "会议被移到了楼上的大房间里举行。",
            "other language",
        ),
        ("He came.", "He came. " * 20, "other length"),
        ("The harbour was built by the town after the great fire.", "Built.", "other length"),
        ("He came home.", " ", "empty"),
    ],
)
def test_an_answer_that_is_no_revision_leaves_the_sentence(
    proofread_by: Reads, sentence: str, answer: str, reason: str
) -> None:
    result, _ = proofread_by(sentence, lambda _sentence: answer)
    (checked,) = result.checked
    assert (checked.left, checked.edits, result.left) == (reason, (), 1)


def test_a_whole_answer_in_quotation_marks_is_taken_without_them(proofread_by: Reads) -> None:
    result, _ = proofread_by("He go home now.", lambda _sentence: '"He goes home now."')
    assert [(edit.before, edit.after) for edit in result.edits] == [("go", "goes")]


def test_headings_get_no_full_stop(proofread_by: Reads) -> None:
    text = "# On teh harbour\n\n- teh first\n\nIt is teh best"
    result, _ = proofread_by(text, lambda sentence: f"{fixed(sentence)}.")
    assert applied(text, result.edits) == "# On the harbour\n\n- the first\n\nIt is the best."


def test_locked_words_stay(proofread_by: Reads) -> None:
    text = "Teh Kubernets cluster use teh disk."
    options = ProofreadOptions(locked="Kubernets, Teh")
    correct: Callable[[str], str] = lambda sentence: (  # noqa: E731
        fixed(sentence).replace("Teh", "The").replace("Kubernets", "Kubernetes").replace("use", "uses")
    )
    result, _ = proofread_by(text, correct, options)
    assert applied(text, result.edits) == "Teh Kubernets cluster uses the disk."


def test_sentences_come_one_by_one_with_how_far_it_is(proofread_by: Reads) -> None:
    _, partials = proofread_by("Teh one. Teh two. Teh three.", fixed)
    assert [(partial.done, partial.total) for partial in partials] == [(1, 3), (2, 3), (3, 3)]


def test_a_cancelled_run_keeps_what_it_has() -> None:
    model = ScriptedModel(lambda request: fixed(sentence_of(request)), holds_from=2)
    run = TaskRun(model, proofread(document_of("It is teh one. It is teh two."), ProofreadOptions(), MODEL))
    run.start()
    run.cancel()
    end = run.wait()
    assert end.cancelled
    assert end.result is not None
    assert [edit.after for edit in end.result.edits] == ["the"]
    assert end.result.total == 2


def test_only_sentences_that_are_asked_for_are_looked_at() -> None:
    text = "One is teh. Two is teh. Three is teh."
    model = ScriptedModel(lambda request: fixed(sentence_of(request)))
    run = TaskRun(model, proofread(document_of(text), ProofreadOptions(), MODEL, [(14, 15)]))
    run.start()
    end = run.wait()
    assert end.result is not None
    assert applied(text, end.result.edits) == "One is teh. Two is the. Three is teh."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("ab 港é🚢.\n*`<>[](1)$#-|> "), max_size=80),
    st.functions(like=lambda sentence: "", returns=st.text(max_size=20), pure=True),
)
def test_whatever_is_written_and_answered_edits_fit_their_text(
    proofread_by: Reads, text: str, answer: Callable[[str], str]
) -> None:
    """Answers near enough to be revisions, and others."""
    result, _ = proofread_by(text, lambda sentence: sentence[: len(sentence) // 2] + answer(sentence[:0]))
    document = document_of(text)
    for edit in result.edits:
        assert document.text[edit.start : edit.end] == edit.before
    for first, second in pairwise(result.edits):
        assert first.end <= second.start
    assert applied(document.text, []) == document.text
