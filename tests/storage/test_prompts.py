"""The library of prompts: the user's own, and those of the program, which can be changed and come back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from assistant.storage.history import History
from assistant.storage.prompts import Prompt


def names(history: History, language: str = "en") -> list[str]:
    return [each.name for each in history.prompts.all(language)]


def test_those_of_the_program_speak_the_language_of_the_window(history: History) -> None:
    assert "Translate" in names(history)
    assert "翻译" in names(history, "zh")
    assert names(history, "fr") == names(history)
    for english, chinese in zip(history.prompts.all("en"), history.prompts.all("zh"), strict=True):
        assert english.text
        assert chinese.text


def test_ones_own_are_there_after_opening_again_among_the_others_by_name(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as history:
        saved = history.prompts.save(Prompt("", "Meal plan", "Plan {{days}} days."))
        assert saved.key
        history.prompts.save(msgspec.structs.replace(saved, text="Plan {{days}} days of meals."))
    with History(path) as history:
        assert saved.name in names(history)
        assert names(history) == sorted(names(history), key=str.casefold)
        (found,) = [each for each in history.prompts.all("en") if each.key == saved.key]
        assert found.text == "Plan {{days}} days of meals."


def test_one_of_the_program_can_be_changed_deleted_and_brought_back(history: History) -> None:
    before = history.prompts.all("en")
    changed = msgspec.structs.replace(before[0], name="Mine now")
    history.prompts.save(changed)
    history.prompts.delete(before[1].key)
    assert history.prompts.shipped_changed()
    assert {"Mine now"} == set(names(history)) - {each.name for each in before}
    assert before[1].name not in names(history)
    own = history.prompts.save(Prompt("", "Own", "text"))
    history.prompts.restore_shipped()
    assert not history.prompts.shipped_changed()
    assert sorted(names(history)) == sorted([*(each.name for each in before), own.name])


def test_a_deleted_prompt_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        made = history.prompts.save(Prompt("", "xylophone", "xylophone " * 2000))
        history.prompts.delete(made.key)
        assert made.name not in names(history)
        for file in tmp_path.iterdir():
            assert b"xylophone" not in file.read_bytes(), file


def test_of_those_that_are_added_only_the_new_ones_are(history: History) -> None:
    known = history.prompts.all("en")
    new = Prompt("some other machine's", "New", "text")
    assert history.prompts.add_new([*known, new], "en") == 1
    assert history.prompts.add_new([new], "en") == 0
    assert names(history).count("New") == 1
