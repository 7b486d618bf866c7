"""What a small model makes of notes: texts to be read, and how many of the facts in the notes are in them.

.venv/bin/python -m tests.evaluation.draft [TIMES]
"""

from __future__ import annotations

import sys

from assistant.documents.surface import facts
from assistant.tasks.draft import DraftOptions
from assistant.tasks.draft.outline import Section, parse
from assistant.tasks.draft.sections import write
from assistant.tasks.work import ModelFacts
from tests.evaluation.engine import loaded, run, starter_model

_CONTEXT, _STREAMS = 4_096, 4
_OUTLINES = {
    "article": (
        "Why cities need trees",
        "- Shade\n  old streets in Lyon are 5 degrees cooler\n- Air\n  40 kilos of dust a year for each tree",
    ),
    "blog": (
        "My first sourdough",
        "- The starter\n  took 9 days\n  I called it Bruno\n- Baking\n  250 degrees",
    ),
    "news": (
        "Oddfjord gets electric light",
        "- 46 lanterns from 1871\n- 7 votes to 4\n- Marit Solberg measures",
    ),
    "story": (
        "A suitcase at the bus stop",
        "- Mara finds it in the rain\n- letters from 1944\n- a key to room 12",
    ),
    "letter": ("The heating", "- cold since 3 November\n- I called 2 times\n- Mr Weber promised to come"),
}


def main(times: int = 3) -> None:
    """Write each text so many times, and print it with its count."""
    found = wanted = 0
    with loaded(starter_model(), _CONTEXT, _STREAMS) as engine:
        for kind, (topic, notes) in _OUTLINES.items():
            outline = parse(notes)
            options = DraftOptions(kind=kind, length="short")
            for _ in range(times):
                writing = run(engine, write(topic, outline, options, ModelFacts(_CONTEXT, _STREAMS)))
                print(f"\n===== {kind}: {topic}\n")
                for section, written in zip(outline, writing.sections, strict=True):
                    kept, all_ = _kept(section, written.text)
                    found, wanted = found + kept, wanted + all_
                    print(f"[{kept} of {all_}] {written.text}\n")
    print(f"facts of the notes in the text: {found} of {wanted}")


def _kept(section: Section, text: str) -> tuple[int, int]:
    noted = facts("\n".join((section.heading, *section.points)))
    body = text.removeprefix(f"## {section.heading}").casefold()
    return sum(fact.text.casefold() in body for fact in noted), len(noted)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
