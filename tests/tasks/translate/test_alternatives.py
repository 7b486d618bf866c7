"""Other wordings have passed the same checks, and are other ones."""

from __future__ import annotations

from assistant.engine.protocol import Generate
from assistant.tasks.runner import TaskRun
from assistant.tasks.translate.alternatives import alternatives
from tests.fakes.scripted_model import ScriptedModel
from tests.tasks.translate.conftest import INTO_GERMAN, MODEL

SOURCE = "The old gate at https://example.org was closed for 14 hours."
SHOWN = "Das alte Tor auf https://example.org war 14 Stunden lang zu."
ANSWERS = [
    "Das alte Tor auf <1/> war 14 Stunden lang zu.",
    "The old gate at <1/> was closed for 14 hours.",
    "Das alte Tor war 14 Stunden lang geschlossen.",
    "Das alte Tor auf <1/> war 14 Stunden lang geschlossen.",
    "Das alte Tor auf <1/> war 14 Stunden lang geschlossen.",
    "Geschlossen war das alte Tor auf <1/> für 14 Stunden.",
]


def run(model: ScriptedModel, *, kept: str = "", most: int = 3) -> tuple[str, ...]:
    task = alternatives(SOURCE, SHOWN, INTO_GERMAN, MODEL, kept=kept, most=most)
    started: TaskRun[tuple[str, ...]] = TaskRun(model, task)
    started.start()
    result = started.wait().result
    assert result is not None
    return result


def test_only_other_wordings_that_pass_the_checks_are_offered() -> None:
    answers = iter(ANSWERS * 2)
    model = ScriptedModel(lambda _request: next(answers))
    assert run(model) == (
        "Das alte Tor auf https://example.org war 14 Stunden lang geschlossen.",
        "Geschlossen war das alte Tor auf https://example.org für 14 Stunden.",
    )
    assert (
        len({request.sampling.temperature for request in model.requests if isinstance(request, Generate)}) > 3
    )


def test_for_another_word_the_sentence_goes_on_from_there() -> None:
    model = ScriptedModel(lambda _request: " blieb 14 Stunden lang zu.")
    kept = "Das alte Tor auf https://example.org "
    assert run(model, kept=kept, most=1) == (
        "Das alte Tor auf https://example.org blieb 14 Stunden lang zu.",
    )
    (first, *_) = model.requests
    assert first.prefix == "Das alte Tor auf <1/>"
