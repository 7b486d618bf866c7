"""What becomes of every sentence of a handbook: 300 of 300 accounted for, and nothing damaged.

    python -m tests.evaluation.translate [--segments 300] [--to fr] [--model FILE] [--show N]

translates a Markdown file and prints how its segments ended, why those failed that did, how many of its
codes, addresses, placeholders and numbers are wrong in the result (there must be none), whether anything that
is called translated repeats its source (nothing may), and what it took. Run by hand: it takes minutes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from assistant.documents.surface import facts
from assistant.documents.translatable import open_translatable
from assistant.documents.translatable.tags import TAG
from assistant.tasks.translate import ModelFacts, Segment, TranslateOptions, Translation
from assistant.tasks.translate.protection import protect
from assistant.tasks.translate.tongue import repeats_source
from assistant.tasks.translate.translator import translate
from tests.evaluation.engine import loaded, run, starter_model
from tests.evaluation.manual import manual

CONTEXT = 4_096
PARALLEL = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--segments", type=int, default=300)
    parser.add_argument("--to", default="fr")
    parser.add_argument("--model", type=Path, default=starter_model())
    parser.add_argument("--template", type=Path, help="a chat template for a model without one")
    parser.add_argument("--parallel", type=int, default=PARALLEL)
    parser.add_argument("--show", type=int, default=5, help="how many segments of each outcome are printed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manual.md"
        path.write_text(manual(given.segments), encoding="utf-8")
        document = open_translatable(path)
    template = given.template.read_text(encoding="utf-8") if given.template else None
    with loaded(given.model, CONTEXT, given.parallel, template) as engine:
        task = translate(
            [unit.text for unit in document.units],
            TranslateOptions(target=given.to),
            ModelFacts(CONTEXT, given.parallel),
        )
        translation = run(engine, task)
    _print(translation, given.show)
    document.render(translation.texts)


def _print(translation: Translation, show: int) -> None:
    segments = translation.segments
    outcomes = Counter(segment.status for segment in segments)
    print(f"{translation.done} of {len(segments)} segments accounted for: {dict(outcomes)}")
    reasons = Counter(problem.kind for segment in segments for problem in segment.problems[:1])
    print(f"why they failed: {dict(reasons.most_common())}")
    wrong = [segment for segment in segments if damaged(segment)]
    echoes = [segment for segment in segments if is_echo(segment)]
    print(f"damaged: {len(wrong)}, echoes called translated: {len(echoes)}")
    for segment in wrong:
        print(f"damaged: {segment.source}\n    {segment.text}")
    used, took = translation.usage, translation.timings
    print(
        f"{translation.wall_s:.0f} s, {used.prompt_tokens} tokens read, {used.cached_tokens} of them cached, "
        f"{used.completion_tokens} written, {took.decode_s:.0f} s of decoding in all streams together"
    )
    for status in outcomes:
        for segment in [each for each in segments if each.status == status][:show]:
            problems = ", ".join(f"{problem.kind} {problem.text}".strip() for problem in segment.problems)
            print(f"{status}: {segment.source}\n    {segment.attempt or segment.target}  {problems}")


def damaged(segment: Segment) -> bool:
    """Whether anything that must not change has changed in what stands in the result."""
    if any(text not in segment.text for text in protect(segment.source).originals.values()):
        return True
    there = facts(TAG.sub(" ", segment.text))
    return any(
        fact.kind == "number" and fact.text not in segment.text and not any(map(fact.agrees, there))
        for fact in facts(TAG.sub(" ", segment.source))
    )


def is_echo(segment: Segment) -> bool:
    """Whether something is called translated that is the source."""
    return segment.status == "translated" and repeats_source(segment.target, segment.source)


if __name__ == "__main__":
    main()
