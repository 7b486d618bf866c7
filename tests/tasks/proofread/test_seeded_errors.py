"""Nothing of what a perfect model corrects is lost or garbled on its way to the edits."""

from __future__ import annotations

import pytest

from assistant.tasks.edits.difference import applied
from tests.evaluation.proofread import proofread_by, score, scripted
from tests.evaluation.seeded import CLEAN, CLEAN_CHINESE, seeded


@pytest.mark.parametrize("clean", [CLEAN, CLEAN_CHINESE], ids=["English", "Chinese"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_seeded_error_is_found_and_nothing_else(clean: str, seed: int) -> None:
    text = seeded(clean, seed=seed)
    found = proofread_by(scripted(text), text.text)
    result = score(text, found.edits)
    assert (result.recall, result.precision) == (1.0, 1.0)
    assert applied(text.text, found.edits) == clean
    assert found.left == 0


def test_corrections_are_mostly_accepted_together() -> None:
    """A flag on every edit would make proofreading a chore."""
    text = seeded(CLEAN)
    edits = proofread_by(scripted(text), text.text).edits
    assert sum(edit.flag is None for edit in edits) >= 0.9 * len(edits)
