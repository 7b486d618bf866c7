"""What proofreading finds of errors that were put into a clean text.

    python -m tests.evaluation.proofread [--model FILE] [--every N]

prints for each kind of error how many were corrected (recall), how many of the edits corrected one
(precision), the same for the edits that would be accepted together, and the edits in the clean text.
"scripted" is an engine that knows the clean text, and shows what is lost on the way; a model is judged as it
is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.engine.protocol import Generate
from assistant.tasks.edits.difference import applied
from assistant.tasks.edits.edit import Edit
from assistant.tasks.proofread import Proofreading, ProofreadOptions
from assistant.tasks.proofread.division import document_of
from assistant.tasks.proofread.proofreader import proofread
from assistant.tasks.runner import JobQueue, TaskRun
from assistant.tasks.work import ModelFacts
from tests.evaluation.engine import loaded, starter_model
from tests.evaluation.seeded import SeededText, seeded
from tests.fakes.scripted_model import ScriptedModel

CONTEXT = 4_096
PARALLEL = 4


@dataclass(frozen=True)
class Score:
    corrected: Counter[str]
    """Errors that the edits correct, by kind."""
    errors: Counter[str]
    right: int
    """Edits that belong to the correction of an error."""
    edits: int

    @property
    def recall(self) -> float:
        return self.corrected.total() / self.errors.total()

    @property
    def precision(self) -> float:
        return self.right / self.edits if self.edits else 1.0


def score(text: SeededText, edits: Sequence[Edit]) -> Score:
    """Hold edits against the seeds: a seed is corrected when the edits that touch it make it right."""
    corrected: Counter[str] = Counter()
    right: set[Edit] = set()
    for seed in text.seeds:
        near = [edit for edit in edits if edit.start <= seed.end and seed.start <= edit.end]
        start = min([seed.start, *(edit.start for edit in near)])
        end = max([seed.end, *(edit.end for edit in near)])
        wanted = text.text[start : seed.start] + seed.right + text.text[seed.end : end]
        moved = [Edit(e.start - start, e.end - start, e.before, e.after, e.kind, e.reason) for e in near]
        if near and applied(text.text[start:end], moved).strip() == wanted.strip():
            corrected[seed.kind] += 1
            right.update(near)
    return Score(corrected, Counter(seed.kind for seed in text.seeds), len(right), len(edits))


def scripted(text: SeededText) -> ScriptedModel:
    """An engine that answers with the clean sentence."""
    corrections = text.corrections

    def write(request: Generate) -> str:
        return corrections[(request.draft_text or "").removeprefix(" ")]

    return ScriptedModel(write)


def proofread_by(engine: JobQueue, text: str) -> Proofreading:
    run = TaskRun(engine, proofread(document_of(text), ProofreadOptions(), ModelFacts(CONTEXT, PARALLEL)))
    run.start()
    end = run.wait()
    if end.error is not None:
        raise end.error
    assert end.result is not None
    return end.result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, default=starter_model())
    parser.add_argument("--every", type=int, default=1, help="every how many sentences there is an error")
    given = parser.parse_args()
    text = seeded(every=given.every)
    _print("scripted", text, proofread_by(scripted(text), text.text))
    with loaded(given.model, CONTEXT, PARALLEL) as engine:
        _print(given.model.stem, text, proofread_by(engine, text.text))
        clean = proofread_by(engine, text.clean)
        together = sum(edit.flag is None for edit in clean.edits)
        print(f"in the clean text: {len(clean.edits)} edits, {together} of them not flagged")


def _print(name: str, text: SeededText, found: Proofreading) -> None:
    print(f"{name}: {len(text.seeds)} errors, {found.total} sentences, {found.left} left as they are")
    for label, edits in (
        ("all edits", found.edits),
        ("those not flagged", [edit for edit in found.edits if edit.flag is None]),
    ):
        result = score(text, edits)
        print(f"  {label}: recall {result.recall:.0%}, precision {result.precision:.0%} of {result.edits}")
    by_kind = score(text, found.edits)
    for kind, number in sorted(by_kind.errors.items()):
        print(f"    {kind:18}{by_kind.corrected[kind]:3} of {number}")


if __name__ == "__main__":
    main()
