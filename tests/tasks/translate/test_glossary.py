"""Glossaries are read from what spreadsheets write, and inflection is left to the model."""

from __future__ import annotations

import pytest

from assistant.tasks.translate.errors import GlossaryUnreadable
from assistant.tasks.translate.glossary import Term, as_csv, parse


@pytest.mark.parametrize(
    "text",
    [
        "source,target\nharbour,Hafen\ncrane,Kran\n",
        "harbour\tHafen\ncrane\tKran",
        "\ufeffharbour;Hafen;a note\n\ncrane;Kran;\n",
        '"harbour","Hafen"\r\n"crane","Kran"\r\n',
    ],
)
def test_comma_tab_and_semicolon(text: str) -> None:
    assert parse(text, "terms.csv") == (Term("harbour", "Hafen"), Term("crane", "Kran"))


def test_what_is_written_is_read_again() -> None:
    terms = (Term('a "big", word', "ein; Wort"), Term("港口", "harbour"))
    assert parse(as_csv(terms), "terms.csv") == terms


def test_a_line_without_a_translation_is_named() -> None:
    with pytest.raises(GlossaryUnreadable) as caught:
        parse("harbour,Hafen\ncrane,\n", "terms.csv")
    assert "Line 2 of terms.csv" in caught.value.text


def test_a_term_is_found_in_its_forms_and_not_inside_other_words() -> None:
    term = Term("cat", "Katze")
    assert term.is_in("Two cats.")
    assert term.is_in("The CAT's tail")
    assert not term.is_in("The category of catch")
    assert term.is_kept_by("Zwei Katzen.")
    assert not term.is_kept_by("Zwei Kater.")
    assert Term("harbour", "Hafen").is_kept_by("Die Häfen und der Hafenmeister.")
    assert Term("港口", "harbour").is_in("这个港口很深。")
    assert Term("harbour", "港口").is_kept_by("港口很深。")
