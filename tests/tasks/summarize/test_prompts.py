"""The model is asked in the language of the text, and told the language of the answer where it differs."""

from __future__ import annotations

import string
import tomllib

import pytest

from assistant.paths import resource
from assistant.tasks.summarize.options import AS_THE_TEXT, SummaryOptions
from assistant.tasks.summarize.prompts import Prompts

FILES = sorted(resource("prompts", "summarize").glob("*.toml"))


@pytest.mark.parametrize(
    ("text", "result", "begin", "end"),
    [
        ("en", "en", "Write this", "numbers."),
        ("zh-Hans", "zh-Hans", "请用不超过", "数字。"),
        ("zh", "zh-Hant", "请用不超过", "请用繁体中文回答。"),
        ("de", "de", "Write this", "Answer in German."),
        ("en", "zh-Hans", "Write this", "Answer in simplified Chinese."),
        ("und", "und", "Write this", "numbers."),
    ],
)
def test_the_instruction_stands_after_the_text_in_its_language(
    text: str, result: str, begin: str, end: str
) -> None:
    (message,) = Prompts(text, result).message("shorten", text="A {curious} text.", words=9)
    assert message.content.startswith("A {curious} text.\n")
    instruction = message.content.partition("\n\n")[2]
    assert instruction.startswith(begin)
    assert instruction.endswith(end)


def test_a_vote_is_a_number_in_any_language() -> None:
    (message,) = Prompts("en", "de").vote("[1] A dam.", "water")
    assert message.content.endswith("water")


def test_all_languages_have_the_same_prompts_with_the_same_values() -> None:
    def shape(text: str) -> dict[str, set[str | None]]:
        entries = tomllib.loads(text)
        names, heads = entries.pop("languages"), entries.pop("headings")
        assert names.keys() >= SummaryOptions.__dataclass_fields__["language"].metadata["option"][
            "choices"
        ].keys() - {AS_THE_TEXT}
        return {
            name: {field for _, field, *_ in string.Formatter().parse(entry)}
            for name, entry in (entries | heads).items()
        }

    first, *others = [shape(file.read_text(encoding="utf-8")) for file in FILES]
    assert others
    assert all(other == first for other in others)
