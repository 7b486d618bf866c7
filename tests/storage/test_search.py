"""Search finds Chinese as well as English, parts of words, and says where."""

from __future__ import annotations

import pytest

from assistant.storage.history import History
from assistant.storage.records import Attachment, SearchHit
from assistant.storage.search import SNIPPET_LENGTH


def add(history: History, text: str, title: str = "") -> int:
    conversation = history.create_conversation(title=title)
    return history.add_message(conversation.id, "user", text, parent=None).id


def marked(hit: SearchHit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("天气预报", ["天气预报"]),
        ("天气", ["天气"]),  # most Chinese words have two characters: shorter than a trigram
        ("天", ["天", "天"]),
        ("北京 天气", ["北京", "天气"]),
        ("forecast", ["Forecast"]),
        ("CAST 天气", ["天气", "cast"]),
        ("ünchen", ["ÜNCHEN"]),
        ("100%", ["100%"]),
        ('"so"', ['"so"']),
        ("a_b", ["a_b"]),
        ("%", ["%"]),
        ("😀", ["😀"]),
    ],
)
def test_what_is_found_and_marked(history: History, query: str, words: list[str]) -> None:
    message = add(history, '明天北京的天气预报: Forecast for MÜNCHEN, 100% "so" a_b 😀')
    add(history, "Something else entirely, 别的, 1000, ab, aXb, so")
    (hit,) = history.search(query)
    assert hit.message == message
    assert marked(hit) == words


@pytest.mark.parametrize(
    "query", ["", "  ", "weather", "天气预", "no AND yes", "fore*", "北京 上海", "北 海"]
)
def test_what_is_not_found(history: History, query: str) -> None:
    add(history, "天气 forecast 北京 no")
    assert history.search(query) == []


def test_titles_come_first_then_the_newest_message(history: History) -> None:
    old = add(history, "a recipe for bread")
    new = add(history, "another recipe", title="Kitchen")
    titled = add(history, "flour and water", title="Recipes")
    hits = history.search("recipe")
    assert [(hit.title, hit.message) for hit in hits] == [("Recipes", None), ("Kitchen", new), ("", old)]
    assert history.search("recipe", limit=2) == hits[:2]
    assert history.search("recipe", limit=1) == hits[:1]
    assert titled not in [hit.message for hit in hits]


@pytest.mark.parametrize("query", ["hafenordnung", "港口深度", "港口", "depth.pdf", "anbei Liegeplatz"])
def test_what_is_attached_is_found(history: History, query: str) -> None:
    attached = (
        Attachment("notes.txt", "nothing"),
        Attachment("depth.pdf", "Liegeplatz, Hafenordnung: 港口深度 12 米"),
    )
    conversation = history.create_conversation(title="Ships")
    message = history.add_message(conversation.id, "user", "Anbei:", parent=None, attachments=attached)
    add(history, "something else")
    (hit,) = history.search(query)
    assert hit.message == message.id
    assert [word.lower() for word in marked(hit)] == query.lower().split()


def test_what_was_attached_to_a_deleted_message_is_not_found(history: History) -> None:
    conversation = history.create_conversation()
    attached = (Attachment("a.txt", "Hafenordnung"),)
    message = history.add_message(conversation.id, "user", "?", parent=None, attachments=attached)
    deleted = history.delete_message(message.id)
    assert history.search("Hafenordnung") == []
    history.restore_message(deleted)
    assert len(history.search("Hafenordnung")) == 1


def test_the_archive_is_searched_and_the_trash_is_not(history: History) -> None:
    archived = history.message(add(history, "an archived recipe", title="recipe")).conversation
    trashed = history.message(add(history, "a recipe in the trash", title="recipe")).conversation
    history.archive(archived, True)
    history.trash(trashed)
    assert {hit.conversation for hit in history.search("recipe")} == {archived}
    assert {hit.conversation for hit in history.search("re")} == {archived}


def test_a_snippet_is_one_short_line_around_the_word(history: History) -> None:
    add(history, "before\n" * 1000 + "the\nneedle\there" + "\nafter" * 1000)
    (hit,) = history.search("needle")
    assert len(hit.snippet) == SNIPPET_LENGTH
    assert "the needle here after" in hit.snippet
    assert "\n" not in hit.snippet
    assert marked(hit) == ["needle"]
