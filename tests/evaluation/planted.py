"""Texts with planted facts: a report of bland prose in which each section has one thing worth knowing.

A third of the facts have no digit, and a part of the bland sentences is full of digits, names and dates that
mean nothing, so that counting digits or capitals finds little. All of it is made up.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """``keys`` all stand in any honest wording of it."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class PlantedText:
    text: str
    """Markdown, with a heading for each section."""
    facts: tuple[Fact, ...]


def _facts(lines: str) -> tuple[Fact, ...]:
    pairs = (line.split(" | ") for line in lines.strip().splitlines())
    return tuple(Fact(text, tuple(keys.split(", "))) for text, keys in pairs)


FACTS = _facts(
    """
Mara Lindqvist closed the Tellow plant after 4,312 faulty valves were returned. | Tellow, 4,312
The bridge at Kessin was found to be carrying twice the load it was built for. | Kessin, load
A night guard discovered that the archive had been flooding every winter for a decade. | archive, flood
Otto Brandvik paid 87,000 euros from his own pocket to keep the Lorne clinic open. | Lorne, 87,000
The seed bank in Vaduz Street lost its entire collection of alpine rye to mould. | seed, rye
Ferry traffic to Oskar Island fell by 61 percent when the tunnel opened. | Oskar, 61
Pupils at the Harrow Lane school had been drinking water contaminated with lead. | Harrow, lead
Inspector Joan Pell resigned rather than sign the safety certificate for the reactor. | Pell, certificate
The new turbine at Drumley produced 18 gigawatt hours in its first month. | Drumley, 18
Burglars took the only surviving manuscript of the Corvey chronicle. | Corvey, manuscript
Rafiq Anwar was appointed head of the Basalt laboratory at the age of 29. | Anwar, 29
Two thirds of the hives in the Senn valley died after the orchards were sprayed. | Senn, hives
The ministry admitted that it had misplaced 1,940 adoption files. | 1,940, adoption
Helga Storm sold the Nordvik shipyard to her former apprentice for one krone. | Nordvik, krone
Engineers traced the blackout to a squirrel in the Pinewood substation. | blackout, Pinewood
The Aldermoor tower is sinking by 7 millimetres a year. | Aldermoor, 7
A court ordered the Gantry company to return the land to the fishermen. | Gantry, fishermen
Doctor Simone Achard showed that the fever was spread by bats. | Achard, bats
The library of Ostrow burned down on the eve of its reopening. | Ostrow, burned
Only 212 of the 900 lifeboats ordered by the Calder line passed inspection. | Calder, 212
The price of the vaccine Imuvex was raised ninefold overnight. | Imuvex, ninefold
Tobias Krall confessed to having forged the Venlo treaty. | Krall, forged
The glacier above Sankt Moren will have vanished by 2038. | Moren, 2038
Nobody had told the divers about the unexploded mines in Farrow Bay. | Farrow, mines
The village of Ilmen voted to abolish its own council. | Ilmen, abolish
Ada Whitcombe left 3.6 million pounds to the Deaf Society of Leith. | Whitcombe, 3.6
The Quillon reservoir held enough water for 11 days when the rain came. | Quillon, 11
Customs officers seized a live snow leopard at Port Brannock. | leopard, Brannock
The pension fund of the Halden miners has been empty since autumn. | Halden, empty
Workers at the Mirepoix mill were paid in vouchers instead of wages. | Mirepoix, vouchers
"""
)

_WHO = (
    "the committee, the working group, the department, the steering board, the regional office, the project "
    "team, the administration, the advisory panel, the secretariat, the planning unit"
).split(", ")
_DID = (
    "discussed, reviewed, considered, noted, examined, continued to monitor, took note of, exchanged views "
    "on, revisited, summarised"
).split(", ")
_WHAT = (
    "the general situation, the usual procedures, current developments, the ongoing activities, matters of "
    "common interest, the working methods, several routine questions, the state of preparations, the overall "
    "framework, existing arrangements"
).split(", ")
_HOW = (
    "in a constructive atmosphere, as in previous years, without reaching a final conclusion, in line with "
    "established practice, in close cooperation with all parties, with a view to further improvement, on "
    "the basis of the available documents, within the agreed limits, at the appropriate level, as part of "
    "the regular process"
).split(", ")
_ALSO = (
    "It was felt that further consideration would be helpful in due course.",
    "Members thanked everyone involved for their continued efforts.",
    "Progress was described as steady, and no changes were thought necessary.",
    "Communication between the units remains an important topic.",
    "The exchange of experience will be continued in a suitable form.",
    "All sides underlined the value of good cooperation.",
    "The documents had been distributed beforehand in the usual way.",
    "Questions of detail were left to the responsible colleagues.",
    "It is expected that the matter will be taken up again at a later date.",
    "Broad agreement was noted on the importance of careful planning.",
)
_TITLES = (
    "General remarks, Coordination, Working methods, Current activities, Cooperation, Outlook, Procedures, "
    "Organisation, Communication, Preparations"
).split(", ")
_PLACES = "Room Hansen, Room Berg, the Miller Hall, the Old Annex, Block West, the Lindgren Room".split(", ")


def _bland(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.35:
        return chance.choice(_ALSO)
    if kind < 0.5:
        return _digits(chance)
    who, did, what, how = (chance.choice(words) for words in (_WHO, _DID, _WHAT, _HOW))
    return f"{who} {did} {what} {how}.".capitalize()


def _digits(chance: random.Random) -> str:
    """Bland, and full of what a counter of digits and capitals looks for."""
    number = chance.randint
    room = chance.choice(_PLACES)
    lines = (
        f"Item {number(1, 40)} of list {number(100, 999)}/{number(1, 9)} came before item {number(41, 80)}.",
        f"The session in {room} lasted from 9:{number(10, 59)} to {number(14, 17)}:{number(10, 59)}.",
        f"Copies of form {number(1000, 9999)}-{number(10, 99)} lay on tables {number(1, 4)} to 9 in {room}.",
        f"Minutes {number(1, 99)} to {number(100, 300)} were approved on {number(1, 28)} March and 9 April.",
    )
    return chance.choice(lines)


def report(sections: int = 30, sentences: int = 16, seed: int = 1) -> PlantedText:
    """A report in which section ``i`` holds the fact ``i`` (of :data:`FACTS`) at a random place.

    With 30 sections of 16 sentences it has about 8,500 tokens.
    """
    chance = random.Random(seed)
    facts = chance.sample(FACTS, min(sections, len(FACTS)))
    parts = []
    for index in range(sections):
        prose = [_bland(chance) for _ in range(sentences)]
        if index < len(facts):
            prose.insert(chance.randrange(1, sentences), facts[index].text)
        half = len(prose) // 2
        body = "\n\n".join(" ".join(part) for part in (prose[:half], prose[half:]))
        parts.append(f"## {index + 1} {chance.choice(_TITLES)}\n\n{body}\n")
    return PlantedText("\n".join(parts), tuple(facts))


def found(facts: tuple[Fact, ...], statements: list[str]) -> int:
    """How many facts stand, with all their keys, in one of the statements."""
    folded = [statement.casefold() for statement in statements]
    return sum(
        any(all(key.casefold() in statement for key in fact.keys) for statement in folded) for fact in facts
    )


def real(words: int = 5_000, planted: int = 20, seed: int = 1) -> PlantedText:
    """Facts between the sentences of real prose: the language reference that every Python has for its help.

    No sentence of it is bland, so what is planted is not the only thing worth knowing.
    """
    from pydoc_data.topics import topics

    chance = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    # Longer texts than the reference have it twice.
    for name in itertools.cycle(sorted(topics)):
        for paragraph in topics[name].split("\n\n"):
            if len(paragraph) > 150 and not paragraph.startswith((" ", "\n", "+", "|")):
                paragraphs.append(" ".join(paragraph.split()))
                length += len(paragraph.split())
        if length >= words:
            break
    facts = chance.sample(FACTS, planted)
    for fact, place in zip(facts, chance.sample(range(len(paragraphs)), planted), strict=True):
        paragraphs[place] += f" {fact.text}"
    return PlantedText("\n\n".join(paragraphs), tuple(facts))
