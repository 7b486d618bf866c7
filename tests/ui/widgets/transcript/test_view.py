"""The transcript as a pane uses it: messages, answers that stream in, and what the reader sees of them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assistant.ui import theme
from assistant.ui.widgets.transcript import AnswerNote, Transcript, TranscriptMessage
from assistant.ui.widgets.transcript.layout import MessageLayout
from assistant.ui.widgets.transcript.notices import DisclosurePart, FailurePart, ProgressPart
from tests.ui.widgets.transcript.conftest import dialogue

LONG = "\n\n".join(f"Paragraph {number} with some words." for number in range(60))


def layout_of(transcript: Transcript, message_id: int) -> MessageLayout:
    return transcript.complete(transcript.conversation.row(message_id))


def shown(transcript: Transcript, message_id: int) -> str:
    return "\n".join(
        placed.part.text for placed in layout_of(transcript, message_id).placed if placed.part.text
    )


def begin(transcript: Transcript, message_id: int = 100) -> int:
    transcript.begin_answer(TranscriptMessage(message_id, "assistant"))
    return message_id


def test_text_that_streams_in_is_shown(transcript: Transcript, qtbot: QtBot) -> None:
    answer = begin(transcript)
    for piece in ("# Head", "ing\n\nSome **te", "xt** here"):
        transcript.append_text(answer, piece)
    qtbot.waitUntil(lambda: shown(transcript, answer) == "Heading\nSome text here")


def test_the_last_words_before_the_end_are_not_lost(transcript: Transcript) -> None:
    """The last tokens arrive together with the end: they must not wait for a timer that never fires."""
    answer = begin(transcript)
    transcript.append_text(answer, "first ")
    transcript.append_text(answer, "last")
    transcript.end_answer(answer, AnswerNote("42 tok/s"))
    assert shown(transcript, answer) == "first last"
    message = transcript.conversation.message(answer)
    assert (message.text, message.state, message.note) == ("first last", "complete", AnswerNote("42 tok/s"))


def test_finished_parts_are_not_made_again_while_an_answer_grows(transcript: Transcript) -> None:
    """The window freezes while a long answer streams."""
    answer = begin(transcript)
    transcript.append_text(answer, LONG + "\n\nThe open end\n")
    transcript._pace.run()
    before = [placed.part for placed in layout_of(transcript, answer).placed]
    transcript.append_text(answer, "grows")
    transcript._pace.run()
    after = [placed.part for placed in layout_of(transcript, answer).placed]
    assert len(after) == len(before)
    assert all(old is new for old, new in zip(before[:-1], after[:-1], strict=True))


MIXED = """## Heading

Text with `code` and **words**.

1. one
   - nested
   - [x] done
2. two

> quoted
> text

| a | b |
|---|--:|
| 1 | 2 |

```python
x = 1
y = 2
```

---

Last words.
"""


def test_an_answer_looks_the_same_however_it_came(transcript: Transcript) -> None:
    thoughts = TranscriptMessage(1, "assistant", thinking="Hm.")
    transcript.begin_answer(thoughts)
    for character in MIXED:
        transcript.append_text(1, character)
        transcript._pace.run()
    transcript.end_answer(1, None)
    streamed = [(type(p.part), p.x, p.y, p.part.height, p.marker) for p in layout_of(transcript, 1).placed]
    height = transcript.height_of(0)
    transcript.set_messages([TranscriptMessage(1, "assistant", MIXED, thinking="Hm.")])
    whole = [(type(p.part), p.x, p.y, p.part.height, p.marker) for p in layout_of(transcript, 1).placed]
    assert streamed == whole
    assert height == transcript.height_of(0)


def test_an_error_stands_below_what_there_is_of_the_answer(transcript: Transcript) -> None:
    answer = begin(transcript)
    transcript.append_text(answer, "Half an ans")
    transcript.fail_answer(answer, "The engine stopped.", "Send again.")
    assert shown(transcript, answer) == "Half an ans\nThe engine stopped.\nSend again."
    assert isinstance(layout_of(transcript, answer).placed[-1].part, FailurePart)


def test_an_answer_can_be_continued(transcript: Transcript) -> None:
    answer = begin(transcript)
    transcript.append_text(answer, "Half an ")
    transcript.end_answer(answer, None, stopped=True)
    assert "Stopped." in shown(transcript, answer)
    transcript.begin_answer(transcript.conversation.message(answer))
    transcript.append_text(answer, "answer")
    transcript.end_answer(answer, None)
    assert shown(transcript, answer) == "Half an answer"
    assert transcript.row_count == 1


def test_progress_is_shown_until_the_first_word(transcript: Transcript) -> None:
    answer = begin(transcript)
    transcript.set_progress(answer, "Reading your text, 37 %")
    assert isinstance(layout_of(transcript, answer).placed[-1].part, ProgressPart)
    transcript.append_text(answer, "Word")
    transcript._pace.run()
    assert not any(isinstance(p.part, ProgressPart) for p in layout_of(transcript, answer).placed)


def test_thoughts_are_folded_and_never_part_of_the_answer(transcript: Transcript) -> None:
    """Thinking blocks leak into answers: the class of complaint this guards against."""
    answer = begin(transcript)
    transcript.append_thinking(answer, "secret thoughts")
    transcript.append_text(answer, "The answer")
    transcript.end_answer(answer, None)
    assert shown(transcript, answer) == "The answer"
    assert isinstance(layout_of(transcript, answer).placed[0].part, DisclosurePart)
    assert transcript.conversation.message(answer).thinking_seconds is not None
    transcript.fold_thinking(transcript.conversation.row(answer))
    assert shown(transcript, answer) == "secret thoughts\nThe answer"
    transcript.copy_message(answer)
    assert QApplication.clipboard().text() == "The answer"


def test_messages_can_be_removed_from_one_on(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(6))
    transcript.remove_from(4)
    assert [message.id for message in transcript.conversation.messages] == [1, 2, 3]
    assert transcript.row_count == 3
    with pytest.raises(KeyError):
        transcript.remove_from(4)


def test_an_empty_conversation(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(3))
    transcript.set_messages([])
    assert transcript.verticalScrollBar().maximum() == 0
    transcript.select_all()
    assert transcript.selected_text() == ""


def test_the_line_where_the_context_begins(transcript: Transcript) -> None:
    transcript.set_messages(dialogue(4))
    before = transcript.complete(2).height
    transcript.set_context_start(3)
    assert transcript.complete(2).height > before
    transcript.set_context_start(None)
    assert transcript.complete(2).height == before


def test_versions_of_an_answer(transcript: Transcript, qtbot: QtBot) -> None:
    transcript.set_messages(dialogue(2))
    transcript.update_siblings(2, 1, 3)
    bar = transcript.overlays.widgets()[0]
    following = next(b for b in bar.findChildren(type(bar._next)) if b is bar._next)  # type: ignore[attr-defined]
    with qtbot.waitSignal(transcript.sibling_requested) as signal:
        following.click()
    assert signal.args == [2, 2]


def test_another_theme_and_zoom_are_taken_over(transcript: Transcript, qapp: QApplication) -> None:
    transcript.set_messages(dialogue(2, LONG))
    transcript.complete(1)
    height = transcript.height_of(1)
    theme.apply(qapp, "dark", 1.5)
    transcript.complete(1)
    assert transcript.height_of(1) > height * 1.2
    transcript.verticalScrollBar().setValue(0)
    ground = transcript.grab().toImage().pixelColor(5, 350)
    assert ground == QColor(theme.DARK.background)
    theme.apply(qapp, "light")
