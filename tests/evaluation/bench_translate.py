"""What is gained by asking for groups of sentences, and for several groups at once.

    python -m tests.evaluation.bench_translate [--segments 24] [--model FILE]

asks for the same sentences in three ways and prints for each: seconds, tokens read that no cache had, tokens
written, and how many answers the checks took. Only first answers count: nothing is asked again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.tasks.steps import Task
from assistant.tasks.translate import ModelFacts, TranslateOptions, grouping
from assistant.tasks.translate.state import State
from assistant.tasks.translate.translator import Refused, ask_in_groups
from tests.evaluation.engine import loaded, run, starter_model
from tests.evaluation.manual import manual

CONTEXT = 4_096


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--segments", type=int, default=24)
    parser.add_argument("--model", type=Path, default=starter_model())
    given = parser.parse_args()
    units = manual(given.segments).split("\n\n")
    print(f"{'way':28}{'s':>7}{'read':>8}{'written':>9}{'taken':>7}")
    for name, parallel, grouped in (
        ("one by one", 1, False),
        ("groups, one at a time", 1, True),
        ("one by one, 4 at a time", 4, False),
        ("groups, 4 at a time", 4, True),
    ):
        with loaded(given.model, CONTEXT, parallel) as engine:
            state = State(units, TranslateOptions(target="fr"), ModelFacts(CONTEXT, parallel), {}, None)
            seconds = run(engine, _first_answers(state, grouped=grouped))
        usage = state.work.usage
        taken = sum(segment.status == "translated" for segment in state.segments)
        read = usage.prompt_tokens - usage.cached_tokens
        print(f"{name:28}{seconds:7.1f}{read:8}{usage.completion_tokens:9}{taken:7}", flush=True)


def _first_answers(state: State, *, grouped: bool) -> Task[float]:
    divide = grouping.groups if grouped else grouping.count_single
    groups = yield from divide(state, state.waiting())
    began = state.work.seconds
    refused: Refused = {}
    yield from ask_in_groups(state, groups, refused)
    return state.work.seconds - began


if __name__ == "__main__":
    main()
