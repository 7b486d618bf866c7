"""Scores, and what is told of each token of a text that is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.protocol import (
    Generate,
    Score,
    Scored,
    Text,
    Tokenize,
    Tokenized,
)
from assistant.engine.values import LoadSettings
from tests.engine.llama.conftest import CAPITAL, GREEDY, EngineUnderTest, StartEngine

pytestmark = pytest.mark.model

KERNEL_BOUND = 1.3
"""How far a token's logarithm of probability may differ between evaluation alone and in a larger batch."""


def test_scoring_an_answer_again_says_of_each_token_what_generation_said(starter: EngineUnderTest) -> None:
    answer = starter.run(Generate(messages=CAPITAL, sampling=GREEDY, top_logprobs=3))
    tokens = [token for e in answer.events if isinstance(e, Text) for token in e.tokens]
    scored = starter.run(Score(messages=CAPITAL, continuations=[answer.text], top_logprobs=3)).result
    assert isinstance(scored, Scored)
    ((again),) = scored.tokens
    assert [token.text for token in again] == [token.text for token in tokens]
    for first, second in zip(tokens, again, strict=True):
        assert first.top[0][0] == second.top[0][0]
        assert abs(first.logprob - second.logprob) < KERNEL_BOUND


def test_a_character_of_several_tokens_comes_with_the_last_of_them(starter: EngineUnderTest) -> None:
    text = "灯塔 🚢 é"
    scored = starter.run(Score(messages=CAPITAL, continuations=[text], top_logprobs=2)).result
    assert isinstance(scored, Scored)
    (tokens,) = scored.tokens
    assert "".join(token.text for token in tokens) == text
    assert "" in [token.text for token in tokens], "the starter model has no token for a ship"


def test_an_answer_is_scored_after_what_was_thought(start_engine: StartEngine, starter_model: Path) -> None:
    template = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:{# <think> #}"
    engine = start_engine()
    engine.load(starter_model, LoadSettings(context=512, template=template))
    read = []
    for thinking in (None, "The capital is Paris."):
        scored = engine.run(Score(messages=CAPITAL, thinking=thinking, continuations=["Paris"])).result
        assert isinstance(scored, Scored)
        read.append((scored.usage.prompt_tokens, scored.scores[0][0]))
    (without, before), (with_it, after) = read
    counted = engine.run(Tokenize(text="<think>The capital is Paris.</think>\n\n")).result
    assert isinstance(counted, Tokenized)
    assert abs(with_it - without - counted.count) <= 1
    assert before != after
