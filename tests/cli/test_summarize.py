"""``parlance summarize`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, Parlance

LETTER = (
    "# Water\n\nThe dam at Lake Orrin cracked overnight on 3 March. Two villages were flooded. Nobody was "
    "hurt, because a night guard had raised the alarm. It had been raining for 12 days.\n"
)


@pytest.mark.model
def test_json_leads_every_point_back_into_the_extracted_text(parlance: Parlance, tmp_path: Path) -> None:
    letter, extracted = tmp_path / "letter.md", tmp_path / "extracted.txt"
    letter.write_text(LETTER, encoding="utf-8")
    result = parlance("summarize", str(letter), "--length", "25", "--json", "--extracted", str(extracted))
    assert (result.returncode, result.stderr) == (0, "")
    summary = json.loads(result.stdout)
    assert summary.keys() == {
        *("model", "usage", "timings", "finish_reason"),
        *("points", "text", "language", "coverage"),
    }
    assert summary["coverage"] == {
        "sections": 1,
        "sections_read": 1,
        "characters": len(LETTER),
        "characters_read": len(LETTER),
    }
    text = extracted.read_text(encoding="utf-8")
    assert summary["points"]
    for point in summary["points"]:
        assert point.keys() == {"text", "sources", "unsupported", "extractive"}
        assert point["sources"]
        assert all(text[source["start"] : source["end"]] in LETTER for source in point["sources"])


@pytest.mark.model
def test_a_question_is_answered_from_standard_input(parlance: Parlance) -> None:
    result = parlance("summarize", "-", "--ask", "Who raised the alarm?", stdin=LETTER)
    assert result.returncode == 0
    assert "alarm" in result.stdout
    assert result.stderr == "1 of 1 sections looked into.\n"


@pytest.mark.model
def test_action_items_have_their_cells_and_a_text_may_have_none(
    parlance: Parlance,
) -> None:
    text = "The weather was fine. Anna Falk will send the new budget to the auditors by Friday."
    result = parlance("summarize", "-", "--format", "actions", "--json", stdin=text)
    (point,) = json.loads(result.stdout)["points"]
    assert (point["kind"], point["who"], point["what"], point["when"]) == (
        *("action", "Anna Falk", "send the new budget to the auditors", "by Friday"),
    )
    result = parlance("summarize", "-", "--format", "actions", stdin="The weather was fine, as it often is.")
    assert (result.returncode, result.stdout) == (0, "")
    assert "names none" in result.stderr


@pytest.mark.parametrize("length", ["huge", "0", "-3", "9999999", "²"])
def test_a_length_is_a_word_or_a_number_of_words(invoke: Invoke, length: str) -> None:
    result = invoke("summarize", "letter.md", f"--length={length}")
    assert result.exit_code == 2
    assert "--length is short, medium, long" in result.stderr


def test_a_missing_or_empty_document_is_one_sentence_and_a_hint(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("summarize", str(tmp_path / "none.pdf"))
    assert result.exit_code == 1
    assert "none.pdf" in result.stderr
    result = invoke("summarize", "-", stdin=" \n")
    assert result.exit_code == 1
    assert "standard input" in result.stderr


def test_an_extracted_text_that_cannot_be_written_is_said(invoke: Invoke, tmp_path: Path) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text(LETTER, encoding="utf-8")
    result = invoke("summarize", str(letter), "--extracted", str(tmp_path / "none" / "out.txt"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
