"""``parlance proofread`` and ``parlance rewrite`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.edits import listed, marked
from assistant.tasks.edits.edit import Edit
from tests.cli.conftest import Invoke, Parlance

LETTER = "He recieved teh letter. See `teh_code` for 46 lanterns.\n"
EDITS = [
    Edit(3, 11, "recieved", "received", "spelling", "Misspelt word"),
    Edit(16, 16, "", "long ", "style", "Words added", "meaning"),
]


def applied(original: str, edits: list[dict[str, Any]]) -> str:
    for edit in reversed(edits):
        assert original[edit["start"] : edit["end"]] == edit["before"]
        original = original[: edit["start"]] + edit["after"] + original[edit["end"] :]
    return original


@pytest.mark.model
def test_json_has_edits_that_make_the_revised_text_of_the_original(parlance: Parlance) -> None:
    result = parlance("proofread", "-", "--json", stdin=LETTER)
    assert result.returncode == 0
    found = json.loads(result.stdout)
    assert found["original"] == LETTER
    assert applied(LETTER, found["edits"]) == found["revised"]
    assert "`teh_code`" in found["revised"]
    assert found["sentences"]["total"] == found["sentences"]["checked"] == 2
    assert all(edit["flag"] is None and edit["kind"] and edit["reason"] for edit in found["edits"])


@pytest.mark.model
def test_a_text_is_rewritten_in_variants(parlance: Parlance) -> None:
    result = parlance("rewrite", "-", "--as", "title", "--variants", "2", "--json", stdin=LETTER)
    assert result.returncode == 0
    found = json.loads(result.stdout)
    assert len(found["variants"]) == 2
    assert found["revised"] == found["variants"][0]["text"]
    assert applied(LETTER, found["edits"]) == found["revised"]


def test_edits_are_marked_in_the_text_and_listed() -> None:
    assert marked("He recieved teh letter.", EDITS) == "He [-recieved-]{+received+} teh {+long +}letter."
    assert list(listed(EDITS)) == [
        "spelling: “recieved” → “received” (Misspelt word)",
        "style: nothing → “long” (Words added; May change the meaning)",
    ]


@pytest.mark.parametrize(
    "arguments", [("rewrite", "a.txt", "--as", "nicer"), ("rewrite", "a.txt", "--variants", "5")]
)
def test_an_unknown_preset_and_too_many_variants_are_usage_errors(
    invoke: Invoke, arguments: tuple[str, ...]
) -> None:
    assert invoke(*arguments).exit_code == 2


@pytest.mark.parametrize("name", ["proofread", "rewrite"])
def test_a_missing_file_is_one_sentence_and_a_hint(invoke: Invoke, tmp_path: Path, name: str) -> None:
    result = invoke(name, str(tmp_path / "none.txt"))
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
