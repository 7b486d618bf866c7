"""What drafting saves in proofreading: a text of 600 words with few errors, with and without it, in one run.

    python -m tests.evaluation.bench_proofread [--model FILE] [--streams N]

prints the seconds of both, their ratio, the tokens that one evaluation gave on average, the time to the
first edit, and whether both wrote the same. One token and several are computed by different kernels, so a few
sentences may differ.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from assistant.engine.protocol import Event, Generate, Job
from assistant.engine.supervisor import Engine
from assistant.tasks.edits.edit import Edit
from assistant.tasks.proofread import Proofreading, ProofreadOptions, ProofreadPartial
from assistant.tasks.proofread.division import document_of
from assistant.tasks.proofread.proofreader import proofread
from assistant.tasks.runner import TaskRun
from assistant.tasks.work import ModelFacts
from tests.evaluation.engine import loaded, starter_model
from tests.evaluation.seeded import seeded

CONTEXT = 4_096
_EVERY = 6


@dataclass
class _Plain:
    """The engine without drafts."""

    engine: Engine

    def submit(self, command: Job, listener: Callable[[Event], None]) -> int:
        if isinstance(command, Generate):
            command = msgspec.structs.replace(command, draft_text=None)
        return self.engine.submit(command, listener)

    def cancel(self, job: int) -> None:
        self.engine.cancel(job)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, default=starter_model())
    parser.add_argument("--streams", type=int, nargs="+", default=[1, 4])
    given = parser.parse_args()
    text = seeded(every=_EVERY).text
    print(f"{len(text.split())} words, an error in every {_EVERY}th sentence")
    for streams in given.streams:
        with loaded(given.model, CONTEXT, streams) as engine:
            plain, plain_s, _ = _measure(_Plain(engine), text, streams)
        with loaded(given.model, CONTEXT, streams) as engine:
            drafted, drafted_s, first_s = _measure(engine, text, streams)
        used = drafted.usage
        steps = used.completion_tokens - used.accepted_tokens
        print(
            f"{streams} streams: {plain_s:.1f} s plain, {drafted_s:.1f} s drafted, "
            f"ratio {plain_s / drafted_s:.2f}; "
            f"decoding alone {plain.timings.decode_s / drafted.timings.decode_s:.2f}; "
            f"{used.completion_tokens / steps:.2f} tokens a step; first edit after {first_s:.1f} s; "
            f"{_same(plain, drafted)} of {plain.total} sentences the same"
        )


def _measure(engine: Engine | _Plain, text: str, streams: int) -> tuple[Proofreading, float, float]:
    first: list[float] = []

    def show(partial: ProofreadPartial) -> None:
        if partial.checked.edits and not first:
            first.append(time.perf_counter() - began)

    began = time.perf_counter()
    task = proofread(document_of(text), ProofreadOptions(), ModelFacts(CONTEXT, streams))
    run = TaskRun(engine, task, on_partial=show)
    run.start()
    end = run.wait()
    if end.error is not None:
        raise end.error
    assert end.result is not None
    return end.result, time.perf_counter() - began, first[0] if first else float("nan")


def _same(one: Proofreading, other: Proofreading) -> int:
    edits: list[dict[int, tuple[Edit, ...]]] = [
        {checked.start: checked.edits for checked in each.checked} for each in (one, other)
    ]
    return sum(edits[0][start] == edits[1].get(start) for start in edits[0])


if __name__ == "__main__":
    main()
