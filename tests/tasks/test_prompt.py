"""What a template is given that takes questions and answers in turn, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError

from assistant.storage.records import Attachment, Message, Role, State
from assistant.tasks.prompt import as_prompt

STRICT = (
    "{% for message in messages %}"
    "{% if (message.role == 'user') != (loop.index0 % 2 == 0) %}{{ refuse() }}{% endif %}"
    "[{{ message.role }}] {{ message.content }}\n"
    "{% endfor %}"
)
"""As those of Mistral and Gemma."""


def said(number: int, role: Role, text: str, state: State = "complete", *attached: Attachment) -> Message:
    return Message(number, 1, None, role, state, 0.0, None, None, None, text, "", attached)


def rendered(path: list[Message]) -> str:
    def refuse() -> None:
        raise TemplateError("Conversation roles must alternate")

    messages = [{"role": each.role, "content": each.content} for each in as_prompt(path).messages]
    return Environment(autoescape=False).from_string(STRICT).render(messages=messages, refuse=refuse)


FAILED = [
    said(1, "user", "Hello?"),
    said(2, "assistant", "", "failed"),
    said(3, "user", "Are you there?"),
    said(4, "assistant", "Yes."),
    said(5, "user", "Good."),
]


def test_a_question_whose_answer_failed_is_sent_with_the_next() -> None:
    assert rendered(FAILED) == "[user] Hello?\n\nAre you there?\n[assistant] Yes.\n[user] Good.\n"
    assert as_prompt(FAILED).ids == (1, 4, 5)


@given(st.lists(st.sampled_from(["", "text"]), max_size=12))
def test_strict_templates_take_whatever_failed(answers: list[str]) -> None:
    path = [said(1, "user", "first")]
    for number, answer in enumerate(answers):
        path += [said(2 * number + 2, "assistant", answer, "failed"), said(2 * number + 3, "user", "next")]
    assert rendered(path).count("next") == len(answers)


def test_a_question_that_is_all_attachment_is_sent() -> None:
    path = [said(1, "user", "", "complete", Attachment("letter.txt", "Dear all"))]
    assert "Dear all" in rendered(path)


def test_the_template_of_this_test_is_strict() -> None:
    with pytest.raises(TemplateError, match="alternate"):
        rendered([said(1, "assistant", "Me first.")])
