"""``parlance translate`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from assistant.cli.unfinished import Unfinished
from assistant.documents.translatable import open_translatable
from assistant.storage.history import History
from assistant.storage.translation_memory import LanguagePair
from assistant.tasks.translate import ModelFacts, TranslateOptions
from assistant.tasks.translate.state import State, key_of
from tests.cli.conftest import Invoke, Parlance

LETTER = "# Water\n\nThe dam has `12` gates. See https://example.org for **more**.\n\n- 42\n"


@pytest.mark.model
def test_json_accounts_for_every_sentence(parlance: Parlance, data_dir: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text(LETTER, encoding="utf-8")
    data_dir.mkdir()
    with History(data_dir / "history.sqlite3") as history:
        history.glossaries.set_terms(LanguagePair("en", "fr"), [("gate", "vanne")])
        history.glossaries.set_terms(LanguagePair("en", "de"), [("gate", "Tor"), ("dam", "Damm")])
    result = parlance("translate", str(letter), "--from", "en", "--to", "fr", "--json")
    assert result.returncode == 0
    assert "Terms of your glossary: 1 (en to fr)." in result.stderr
    assert "hardly speaks French" in result.stderr
    made = json.loads(result.stdout)
    assert made.keys() == {
        *("model", "usage", "timings", "finish_reason"),
        *("source_language", "target_language", "segments", "text"),
    }
    assert made["source_language"] == {"code": "en", "confidence": 1.0}
    assert [segment["source"] for segment in made["segments"]] == [
        "Water",
        "The dam has <1/> gates.",
        "See https://example.org for <2>more</2>.",
    ]
    for segment in made["segments"]:
        assert segment.keys() == {"source", "target", "status", "problems"}
        assert segment["status"] in {"translated", "unchanged", "failed"}
        assert bool(segment["problems"]) == (segment["status"] == "failed")
    assert "`12`" in made["text"]
    assert "https://example.org" in made["text"]
    assert made["text"].startswith("# ")


@pytest.mark.model
def test_what_was_done_before_is_not_asked_again(parlance: Parlance, data_dir: Path, tmp_path: Path) -> None:
    """A restart in the middle of a book, and a sentence of the translation memory."""
    letter, out = tmp_path / "letter.md", tmp_path / "brief.md"
    letter.write_text(LETTER, encoding="utf-8")
    units = [unit.text for unit in open_translatable(letter).units]
    options = TranslateOptions(source="en", target="de")
    state = State(units, options, ModelFacts(4096, 1), {}, None)
    state.accept(0, "Wasser")
    state.accept(1, "Der Damm hat <1/> Tore.")
    data_dir.mkdir()
    (data_dir / "unfinished").mkdir()
    Unfinished(data_dir / "unfinished", key_of(units, options), keep=True).save(state.translation())
    with History(data_dir / "history.sqlite3") as history:
        pair = LanguagePair("en", "de")
        history.translation_memory.remember(
            pair,
            [("See https://example.org for <1>more</1>.", "Mehr <1>steht</1> auf https://example.org.")],
            edited=True,
        )
    result = parlance("translate", str(letter), "--from", "en", "--to", "de", "--out", str(out))
    assert result.returncode == 0
    assert out.read_text(encoding="utf-8") == (
        "# Wasser\n\nDer Damm hat `12` Tore. Mehr **steht** auf https://example.org.\n\n- 42\n"
    )
    assert result.stdout == ""
    assert "3 of 3 sentences done: 2 translated, 1 reused." in result.stderr
    assert not list((data_dir / "unfinished").iterdir())


def test_usage_errors_are_said_before_a_model_is_loaded(invoke: Invoke, tmp_path: Path) -> None:
    letter, terms = tmp_path / "letter.txt", tmp_path / "terms.csv"
    letter.write_text("The gate is closed.", encoding="utf-8")
    result = invoke("translate", str(letter))
    assert result.exit_code == 2
    assert "--to LANG is missing" in result.stderr
    assert invoke("translate", str(letter), "--to", "xx").exit_code == 2
    # "zh" is understood; it is the file that is missing.
    assert invoke("translate", str(tmp_path / "none.txt"), "--to", "zh").exit_code == 1
    terms.write_text("gate,Tor\nno comma here\n", encoding="utf-8")
    result = invoke("translate", str(letter), "--to", "de", "--glossary", str(terms))
    assert result.exit_code == 1
    assert "Line 2 of terms.csv is not a term" in result.stderr
    result = invoke("translate", str(letter), "--to", "de", "--glossary", str(tmp_path / "none.csv"))
    assert result.exit_code == 1
    assert f"There is no file at {tmp_path / 'none.csv'}." in result.stderr.replace("\n", "")
    result = invoke("translate", str(letter), "--to", "de", "--glossary", str(terms), "--no-glossary")
    assert result.exit_code == 2
    result = invoke("translate", str(tmp_path / "none.txt"), "--to", "de")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert invoke("translate", "-", "--to", "de", stdin=" \n").exit_code == 1


def test_progress_of_a_strange_file_is_none(tmp_path: Path) -> None:
    kept = Unfinished(tmp_path, "a", keep=True)
    assert kept.load() is None
    (tmp_path / "a.json").write_bytes(msgspec.json.encode({"key": 7}))
    assert kept.load() is None
    kept.clear()
    kept.clear()


def test_nothing_is_written_when_no_history_is_kept(tmp_path: Path) -> None:
    state = State(["A gate."], TranslateOptions(source="en", target="de"), ModelFacts(4096, 1), {}, None)
    Unfinished(tmp_path, "a", keep=False).save(state.translation())
    assert not list(tmp_path.iterdir())
