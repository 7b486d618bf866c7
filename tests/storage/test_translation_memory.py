"""A sentence is translated once; what a person has corrected is never overwritten by a model."""

from __future__ import annotations

from pathlib import Path

from assistant.storage.database import Database
from assistant.storage.history import History
from assistant.storage.migrations import MIGRATIONS
from assistant.storage.translation_memory import LanguagePair, TranslationMemory

TO_GERMAN = LanguagePair("en", "de")
TO_FRENCH = LanguagePair("en", "fr")


def test_a_sentence_is_found_again_in_its_pair_of_languages_only(history: History) -> None:
    memory = history.translation_memory
    memory.remember(TO_GERMAN, [("The cat sat.", "Die Katze saß."), ("Good day.", "Guten Tag.")])
    assert memory.recall(TO_GERMAN, ["The cat sat.", "the cat sat.", "Never seen."]) == {
        "The cat sat.": "Die Katze saß."
    }
    assert memory.recall(TO_FRENCH, ["The cat sat."]) == {}
    assert memory.pairs() == {TO_GERMAN: 2}


def test_a_correction_by_a_person_stays_until_that_person_changes_it(history: History) -> None:
    memory = history.translation_memory
    source = "The cat sat."
    memory.remember(TO_GERMAN, [(source, "Die Katze setzte.")])
    memory.remember(TO_GERMAN, [(source, "Die Katze saß.")], edited=True)
    memory.remember(TO_GERMAN, [(source, "Katze setzen.")])
    assert memory.recall(TO_GERMAN, [source]) == {source: "Die Katze saß."}
    memory.remember(TO_GERMAN, [(source, "Die Katze hat gesessen.")], edited=True)
    assert memory.recall(TO_GERMAN, [source]) == {source: "Die Katze hat gesessen."}


def test_similar_sentences_are_offered_the_likest_first(history: History) -> None:
    memory = history.translation_memory
    memory.remember(
        TO_GERMAN,
        [
            ("The harbour is 12 m deep.", "Der Hafen ist 12 m tief."),
            ("The harbour is deep.", "Der Hafen ist tief."),
            ("Nobody was hurt in the accident at the harbour.", "Niemand wurde verletzt."),
            ("港口深十二米。", "Der Hafen ist zwölf Meter tief."),
        ],
    )
    memory.remember(TO_FRENCH, [("The harbour is 13 m deep.", "Le port a 13 m de profondeur.")])
    found = memory.similar(TO_GERMAN, "The harbour is 13 m deep.")
    assert [match.target for match in found] == ["Der Hafen ist 12 m tief.", "Der Hafen ist tief."]
    assert 1 > found[0].likeness > found[1].likeness >= 0.7
    assert [match.source for match in memory.similar(TO_GERMAN, "港口深十三米。")] == ["港口深十二米。"]
    assert memory.similar(TO_GERMAN, "Completely different words.") == []
    assert len(memory.similar(TO_GERMAN, "The harbour is 13 m deep.", most=1)) == 1


def test_what_is_forgotten_is_nowhere_any_more(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        sentences = [("A xylophone.", "Ein Xylophon."), ("A lute.", "Eine Laute.")]
        history.translation_memory.remember(TO_GERMAN, sentences)
    newer = Database(path, (*MIGRATIONS, lambda connection: None))
    assert list(tmp_path.glob("*.bak"))
    memory = TranslationMemory(newer)
    memory.forget(TO_GERMAN, ["A xylophone."])
    assert memory.recall(TO_GERMAN, ["A xylophone.", "A lute."]) == {"A lute.": "Eine Laute."}
    for file in tmp_path.iterdir():
        assert b"ylophon" not in file.read_bytes(), file
    memory.clear(TO_GERMAN)
    assert memory.pairs() == {}
    newer.close()
    for file in tmp_path.iterdir():
        assert b"Laute" not in file.read_bytes(), file


def test_sentences_are_looked_through_and_put_back(history: History) -> None:
    memory = history.translation_memory
    memory.remember(TO_GERMAN, [("The crane fell 100 %.", "Der Kran fiel."), ("Good day.", "Guten Tag.")])
    memory.remember(TO_GERMAN, [("A crane stands.", "Ein Kran steht.")], edited=True)
    assert [entry.source for entry in memory.entries(TO_GERMAN, "kran CRANE")] == [
        "A crane stands.",
        "The crane fell 100 %.",
    ]
    assert [entry.source for entry in memory.entries(TO_GERMAN, "100 %")] == ["The crane fell 100 %."]
    assert len(memory.entries(TO_GERMAN, most=2)) == 2
    assert memory.entries(TO_FRENCH) == []
    kept = memory.entries(TO_GERMAN)
    memory.clear(TO_GERMAN)
    memory.remember(TO_GERMAN, [("Good day.", "Tag auch.")])
    memory.put_back(TO_GERMAN, kept)
    assert {entry.target for entry in memory.entries(TO_GERMAN)} == {
        *("Der Kran fiel.", "Ein Kran steht.", "Tag auch."),
    }


def test_a_glossary_belongs_to_a_pair_and_keeps_its_order(history: History) -> None:
    terms = [("harbour", "Hafen"), ("crane", "Kran"), ("berth", "Liegeplatz")]
    history.glossaries.set_terms(TO_GERMAN, terms)
    history.glossaries.set_terms(TO_FRENCH, [("harbour", "port")])
    assert history.glossaries.terms(TO_GERMAN) == terms
    assert history.glossaries.pairs() == [TO_GERMAN, TO_FRENCH]
    history.glossaries.set_terms(TO_GERMAN, [])
    assert history.glossaries.pairs() == [TO_FRENCH]
    assert history.glossaries.terms(TO_GERMAN) == []
