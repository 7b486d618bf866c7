"""A handbook in Markdown with all that a translation must not damage: code, links, numbers, markup."""

from __future__ import annotations

import random

from tests.evaluation.planted import report

_LINES = (
    "Run `{command} --depth {number}` before you open the valve.",
    "The sensor at https://example.org/sensors/{number} reports **{number} m** of water.",
    "Write to harbour{number}@example.org before 14:{minute}.",
    "See the [tide table](https://example.org/tides?year=20{minute}) for the port of Kessin.",
    "The variable `{{name}}` is replaced by the name of the ship.",
    "On {day} March 2024 the gate was closed for {number} hours.",
    "Press *Start* to fill the dock with {number},500 litres of water.",
    "The pump needs {number} kW and at least 2 m of depth.",
    "Nobody may enter the dock while the {command} is running.",
    "The guard writes every visitor into the book.",
)
_COMMANDS = "flood, drain, measure, dredge".split(", ")


def manual(segments: int, seed: int = 1) -> str:
    """About so many sentences and headings, with code blocks and a table between them."""
    chance = random.Random(seed)
    prose = iter(report(30, seed=seed).text.replace("\n", " ").split(". "))
    parts: list[str] = []
    count = 0
    section = 0
    while count < segments:
        section += 1
        parts.append(f"## {section} Working with the {chance.choice(_COMMANDS)} gate")
        count += 1
        for _paragraph in range(2):
            lines = [_line(chance) for _ in range(3)]
            lines.insert(1, f"{next(prose).split('  ')[-1].strip('# ')}.")
            parts.append(" ".join(lines))
            count += len(lines)
        if section % 3 == 0:
            parts.append(f"```python\nopen_gate(depth={section})  # never translated\n```")
        if section % 4 == 0:
            parts.append(f"- {_line(chance)}\n- {_line(chance)}")
            count += 2
    return "\n\n".join(parts) + "\n"


def _line(chance: random.Random) -> str:
    return chance.choice(_LINES).format(
        command=chance.choice(_COMMANDS),
        number=chance.randint(3, 90),
        minute=chance.randint(10, 59),
        day=chance.randint(1, 28),
    )
