"""Persons and bodies that do something are found; places, things and pronouns do nothing."""

from __future__ import annotations

import pytest

from assistant.documents.actors import actors, names_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mara Lindqvist closed the Tellow plant.", ["Mara Lindqvist"]),
        ("In March 1987 the council decided to replace the lanterns.", ["the council"]),
        ("The board agreed that Ben will ask three firms.", ["The board", "Ben"]),
        ("A night guard discovered the leak.", ["A night guard"]),
        ("The report was written by Mara Lindqvist.", ["Mara Lindqvist"]),
        ("Action (Tom): fix the door.", ["Tom"]),
        ("Owner: Lena Falk", ["Lena Falk"]),
        ("The Aldermoor tower is sinking.", []),
        ("Revenue fell by 5 percent, and minutes will be circulated.", []),
        ("He refused. It was decided to close the pool.", []),
        ("Construction will begin in May.", []),
        ("Copies of form 12 lay on tables 1 to 9.", []),
        ("李明负责在下周三之前提交报告。", ["李明"]),
        ("下周五前，张伟将联系供应商。", ["张伟"]),
        ("由财务部准备合同。", ["财务部"]),
        ("一九八七年三月，市议会决定更换油灯。", ["市议会"]),
        ("水库的大坝夜里开裂，淹没了两个村庄。", []),
    ],
)
def test_actors(text: str, found: list[str]) -> None:
    assert [text[actor.start : actor.end] for actor in actors(text)] == found


@pytest.mark.parametrize(
    ("text", "assigned"),
    [
        ("Anna will send the report.", True),
        ("Anna agreed to send the report.", True),
        ("Anna Falk sent the report.", False),
        ("The council agreed to close the pool.", False),
        ("李明将提交报告。", True),
        ("市议会决定更换油灯。", False),
    ],
)
def test_a_duty_is_told_from_a_deed(text: str, assigned: bool) -> None:
    (actor,) = actors(text)
    assert actor.assigned is assigned


def test_a_first_word_is_a_name_if_it_is_one_elsewhere() -> None:
    names = names_in(["Those present: Anna, Report.", "The report was read."])
    assert [actor.named for actor in actors("Anna presented it.", names)] == [True]
    assert not actors("Report presented it.", names)
