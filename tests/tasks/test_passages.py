"""Snippets where a document was meant (anything-llm #780): which parts go in is said, in their own words."""

from __future__ import annotations

from assistant.engine.supervisor import Engine
from assistant.storage.records import Attachment
from assistant.tasks.context import TokenCounts
from assistant.tasks.passages import fitting_passages
from assistant.tasks.runner import TaskRun

NAME = "{name}, parts {parts} of {total}"
FILLER = [f"On day {day} the log of the lighthouse has no entry. " * 12 for day in range(20)]


def chosen(engine: Engine, question: str, room: int, *attachments: Attachment) -> tuple[Attachment, ...]:
    task = fitting_passages(attachments, question, room, TokenCounts(), NAME)
    run: TaskRun[tuple[Attachment, ...]] = TaskRun(engine, task)
    run.start()
    result = run.wait().result
    assert result is not None
    return result


def text_of(*, at: dict[int, str]) -> str:
    return "\n\n".join(at.get(day, paragraph) for day, paragraph in enumerate(FILLER))


def test_the_parts_with_the_words_of_the_question_go_in_in_their_order(engine: Engine) -> None:
    text = text_of(at={4: "Brill harbour is deep. " * 30, 15: "The harbour master of Brill is Ada. " * 20})
    (result,) = chosen(engine, "Who is the harbour master of Brill?", 800, Attachment("log.txt", text))
    assert result.name.startswith("log.txt, parts ")
    assert result.text.index("Brill harbour is deep.") < result.text.index(
        "The harbour master of Brill is Ada."
    )
    assert len(result.text.split()) <= 800
    assert "On day 0" not in result.text, "what shares nothing but small words went in"


def test_chinese_is_found_by_pairs_of_characters(engine: Engine) -> None:
    text = "\n\n".join(
        ["灯塔的日志里没有任何记录。 " * 30, "港口水深十七米。 " * 30, "船只按时离开码头。 " * 30]
    )
    (result,) = chosen(engine, "港口有多深？", 60, Attachment("日志.txt", text))
    assert "港口水深十七米" in result.text
    assert "灯塔" not in result.text


def test_short_attachments_stay_whole(engine: Engine) -> None:
    note = Attachment("note.txt", "Ask Ada.")
    long = Attachment("log.txt", text_of(at={3: "The harbour is deep. " * 30}))
    result = chosen(engine, "How deep is the harbour?", 300, long, note)
    assert [each.name.split(",")[0] for each in result] == ["log.txt", "note.txt"]
    assert result[1] == note


def test_nothing_goes_in_that_has_no_word_of_the_question(engine: Engine) -> None:
    assert chosen(engine, "xylophone?", 300, Attachment("log.txt", text_of(at={}))) == ()
