from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.engine.protocol import Generate
from assistant.tasks.proofread import Proofreading, ProofreadOptions, ProofreadPartial
from assistant.tasks.proofread.division import document_of
from assistant.tasks.proofread.proofreader import proofread
from assistant.tasks.runner import TaskRun
from assistant.tasks.work import ModelFacts
from tests.fakes.scripted_model import ScriptedModel

MODEL = ModelFacts(context=4096, parallel=4)

Reads = Callable[..., tuple[Proofreading, list[ProofreadPartial]]]


def sentence_of(request: Generate) -> str:
    """The sentence that the model is asked to correct."""
    sentence = (request.draft_text or "").removeprefix(" ")
    assert sentence in request.messages[-1].content
    return sentence


@pytest.fixture
def proofread_by() -> Reads:
    """Proofreads a text with a function in the model's place."""

    def run(
        text: str, corrected: Callable[[str], str], options: ProofreadOptions | None = None
    ) -> tuple[Proofreading, list[ProofreadPartial]]:
        model = ScriptedModel(lambda request: corrected(sentence_of(request)))
        partials: list[ProofreadPartial] = []
        task = proofread(document_of(text), options or ProofreadOptions(), MODEL)
        started = TaskRun(model, task, on_partial=partials.append)
        started.start()
        end = started.wait()
        assert end.error is None, end.error
        assert end.result is not None
        return end.result, partials

    return run
