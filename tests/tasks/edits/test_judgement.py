"""Kinds and reasons follow from the change, and what may change the meaning is never taken unseen."""

from __future__ import annotations

import pytest

from assistant.tasks.edits.difference import changes
from assistant.tasks.edits.flags import flag, names
from assistant.tasks.edits.judgement import verdict


@pytest.mark.parametrize(
    ("before", "after", "kind", "reason"),
    [
        ("He recieved it.", "He received it.", "spelling", "Misspelt word"),
        ("See teh map.", "See the map.", "spelling", "Misspelt word"),
        ("We met on monday.", "We met on Monday.", "spelling", "Capital or small letter"),
        ("Their is one.", "There is one.", "spelling", "Words that are easily confused"),
        ("Its late now.", "It's late now.", "spelling", "Words that are easily confused"),
        ("He walks every day.", "He walks everyday.", "spelling", "Written together or apart"),
        ("他高兴的跑了。", "他高兴地跑了。", "spelling", "Words that are easily confused"),
        ("我明白了到理。", "我明白了道理。", "spelling", "Wrong character"),
        ("She walk home.", "She walks home.", "grammar", "Form of the word"),
        ("They planed a trip.", "They planned a trip.", "grammar", "Form of the word"),
        ("He has went.", "He has gone.", "grammar", "Form of the word"),
        ("It dont fit.", "It doesn't fit.", "grammar", "Form of the word"),
        ("Eat a apple.", "Eat an apple.", "grammar", "Article"),
        ("We took the the bus.", "We took the bus.", "grammar", "Repeated word"),
        ("He depends of it.", "He depends on it.", "grammar", "Function word"),
        ("First we eat then sleep.", "First we eat, then sleep.", "punctuation", "Missing comma"),
        ("He came, yesterday.", "He came yesterday.", "punctuation", "Needless comma"),
        ("Are you there", "Are you there?", "punctuation", "Missing end of sentence"),
        ("He isnt here.", "He isn't here.", "punctuation", "Apostrophe"),
        ("I like it.", "I love it.", "word choice", "Another word"),
        ("He very slowly went on.", "He went on.", "style", "Words left out"),
    ],
)
def test_a_change_is_of_a_kind_for_a_reason(before: str, after: str, kind: str, reason: str) -> None:
    (change,) = changes(before, after)
    assert verdict(change, before) == (kind, reason)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It has 46 lanterns.", "It has 64 lanterns.", "number"),
        ("We meet on 3 May.", "We meet on 5 May.", "number"),
        ("它有46盏灯。", "它有64盏灯。", "number"),
        ("We asked Marit about it.", "We asked Marie about it.", "name"),
        ("Write to a@b.org now.", "Write to a@c.org now.", "name"),
        ("We came at nine.", "We came at ten.", "number"),
        ("船九点到。", "船十点到。", "number"),
        ("He did not come.", "He did come.", "negation"),
        ("我没有看见他。", "我看见他。", "negation"),
        ("She may come.", "She must come.", "meaning"),
        ("He likes her plan.", "She likes her plan.", "meaning"),
        ("Sales rose in spring.", "Sales fell in spring.", "meaning"),
        ("The old harbour closed.", "The harbour closed.", "meaning"),
        # Corrections of the same words are none of these.
        ("He dont come.", "He doesn't come.", None),
        ("He isnt here.", "He isn't here.", None),
        ("They is late.", "They are late.", None),
        ("We took the the bus.", "We took the bus.", None),
        ("我们去看看看。", "我们去看看。", None),
        ("It was realy good.", "It was really good.", None),
        ("the town is old.", "The town is old.", None),
    ],
)
def test_what_may_change_the_meaning_is_flagged(before: str, after: str, expected: str | None) -> None:
    (change,) = changes(before, after)
    assert flag(change, before) == expected


def test_a_name_at_the_beginning_is_known_from_the_rest_of_the_text() -> None:
    (change,) = changes("Solberg came.", "Solber came.")
    assert flag(change, "Solberg came.") is None
    assert flag(change, "Solberg came.", names("We asked Marit Solberg about it.")) == "name"
