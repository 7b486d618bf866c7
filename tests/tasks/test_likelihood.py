"""The curious want to know which token was likely: also in Chinese, where a character is several tokens."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.protocol import (
    Event,
    Finished,
    Job,
    Score,
    Scored,
)
from assistant.engine.values import Message, Timings, TokenInfo, Usage
from assistant.tasks.likelihood import Likelihood, aligned, likelihoods
from assistant.tasks.memory import NOTHING
from assistant.tasks.runner import TaskRun
from tests.fakes.scripted_model import Listener, ScriptedModel

HALF = math.log(0.5)
ASKED = [Message(role="user", content="Well?")]


def infos(*texts: str) -> list[TokenInfo]:
    return [TokenInfo(text=text, logprob=HALF, top=[(text, HALF), ("x", -2.0)]) for text in texts]


def stretches(found: list[Likelihood], text: str) -> list[str]:
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("texts", "text", "expected"),
    [
        (["Two", " ships"], "Two ships", ["Two", " ships"]),
        ([" Two", " ships"], "Two ships", ["Two", " ships"]),  # a tokenizer that begins with a space
        (["", "", "灯", "塔", "。"], "灯塔。", ["灯", "塔", "。"]),
        (["a", "\n\n", "b"], "a\n\nb", ["a", "\n\n", "b"]),
    ],
)
def test_tokens_are_found_in_the_text(texts: list[str], text: str, expected: list[str]) -> None:
    found = aligned(infos(*texts), text, 0)
    assert stretches(found, text) == expected


def test_the_tokens_of_one_character_count_together() -> None:
    first, *_ = aligned(infos("", "", "灯", "塔"), "灯塔", 0)
    assert first.probability == pytest.approx(0.125)


class Scorer(ScriptedModel):
    """Each character is a token that was as likely as not."""

    def submit(self, command: Job, listener: Listener) -> int:
        if not isinstance(command, Score):
            return super().submit(command, listener)
        self.requests.append(command)
        tokens = infos(*command.continuations[0])
        result = Scored(scores=[(0.0, 1)], tokens=[tokens], usage=Usage(), timings=Timings())
        event: Event = Finished(job=1, result=result)
        listener(event)
        return 1


@given(st.text(max_size=2000))
def test_every_character_of_an_answer_is_looked_at_once(text: str) -> None:
    model = Scorer()
    shown: list[tuple[Likelihood, ...]] = []
    task = likelihoods(ASKED, "Be brief.", None, NOTHING, text, "Hm.")
    run: TaskRun[tuple[Likelihood, ...]] = TaskRun(model, task, on_partial=shown.append)
    run.start()
    found = run.wait().result
    assert found is not None
    assert "".join(text[each.start : each.end] for each in found) == text
    assert not shown or shown[-1] == found
    for request in model.requests:
        assert isinstance(request, Score)
        assert text.startswith(request.prefix + request.continuations[0])
        assert request.thinking == "Hm."
