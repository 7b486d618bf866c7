"""Variables in prompts, the search by name, and the file for another computer."""

from __future__ import annotations

import json

import pytest

from assistant.storage.prompts import Prompt
from assistant.tasks.errors import NotPrompts, PromptsNewer
from assistant.tasks.prompts import fill, from_json, matching, to_json, variables


def test_variables_are_named_once_in_their_order() -> None:
    assert variables("To {{ who }}: {{what}}, again {{who}}, {{语气}}") == ("who", "what", "语气")


@pytest.mark.parametrize("text", ["{one}", "{{}}", "{{ }}", "{{a\nb}}", "no braces"])
def test_other_braces_are_text(text: str) -> None:
    assert variables(text) == ()
    assert fill(text, {"": "x", " ": "x"}) == text


def test_values_are_put_in_and_not_looked_into() -> None:
    assert fill("{{a}} and {{ b }}, {{a}}", {"a": r"{{b}} \1", "b": "x"}) == r"{{b}} \1 and x, {{b}} \1"
    assert fill("{{a}} {{b}}", {"a": "1"}) == "1 {{b}}"


def test_a_search_knows_parts_of_names_and_prefers_their_beginnings() -> None:
    prompts = [
        Prompt("1", "Back-translate", ""),
        Prompt("2", "Translate a text", ""),
        Prompt("3", "翻译", ""),
    ]
    assert [each.key for each in matching(prompts, "TRANS")] == ["2", "1"]
    assert [each.key for each in matching(prompts, "text trans")] == ["2"]
    assert [each.key for each in matching(prompts, "译")] == ["3"]
    assert matching(prompts, "") == prompts
    assert matching(prompts, "q") == []


def test_a_file_brings_back_what_was_written() -> None:
    written = [Prompt("k", "写信", "To {{who}}\n"), Prompt("l", "B", "b")]
    read = from_json(to_json(written).encode(), "prompts.json")
    assert [(each.key, each.name, each.text) for each in read] == [
        ("", "写信", "To {{who}}\n"),
        ("", "B", "b"),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"[]", b'{"format": "x", "version": 1}', b'{"format": "parlance-prompts"}']
)
def test_another_file_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(NotPrompts, match=r"holiday\.jpg"):
        from_json(data, "holiday.jpg")


def test_a_newer_file_is_refused() -> None:
    data = json.dumps({"format": "parlance-prompts", "version": 2, "prompts": {}}).encode()
    with pytest.raises(PromptsNewer):
        from_json(data, "prompts.json")
