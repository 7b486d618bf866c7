"""With real weights: the grammars are accepted, and a word that is begun is completed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.tasks.draft import DraftOptions
from assistant.tasks.draft.continuation import suggest
from assistant.tasks.draft.outline import propose
from assistant.tasks.work import ModelFacts
from tests.evaluation.engine import loaded, run

_MODEL = ModelFacts(1_024, 1)
_BEFORE = "The harbour has forty-six oil lanterns. They burn all ni"


@pytest.mark.model
def test_the_starter_model_completes_a_word_and_fills_the_lines_of_an_outline(starter_model: Path) -> None:
    with loaded(starter_model, _MODEL.context, _MODEL.parallel) as engine:
        assert run(engine, suggest(_BEFORE, _MODEL)).startswith("ght")
        outline = run(engine, propose("Why cities need trees", DraftOptions(length="short"), _MODEL)).text
    assert 1 <= len(outline.splitlines()) <= 3
    assert all(line.startswith("- ") for line in outline.splitlines())
