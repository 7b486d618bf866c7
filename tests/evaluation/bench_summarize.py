"""What a summary costs, by the length of the text and the number of streams.

    python -m tests.evaluation.bench_summarize [--words 5000 50000] [--parallel 4 1] [--model FILE]
    python -m tests.evaluation.bench_summarize --scripted --words 50000 500000

prints for each length and number of streams: the tokens that the model evaluated (read and written, without
what its cache had) for each token of the document, the memory of this process and of the engine's, and the
time. The first figure must not grow with the text by more than a tenth. Run by hand: 50,000 words take long.
With ``--scripted`` a function stands in for the model: what is left is what this program costs itself.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import psutil

from assistant.documents import plain
from assistant.engine.protocol import Tokenize, Tokenized
from assistant.engine.supervisor import Engine
from assistant.tasks.summarize import ModelFacts, SummaryOptions
from assistant.tasks.summarize.summarizer import summarize
from tests.evaluation.engine import loaded, run, starter_model
from tests.evaluation.planted import real
from tests.fakes.scripted_model import ScriptedModel, tokens

CONTEXT = 4_096


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--parallel", type=int, nargs="+", default=[4, 1])
    parser.add_argument("--model", type=Path, default=starter_model())
    parser.add_argument("--scripted", action="store_true")
    given = parser.parse_args()
    print(
        f"{'words':>7}{'streams':>9}{'sections':>10}{'evaluated/token':>17}"
        f"{'MB here':>9}{'MB engine':>11}{'s':>7}"
    )
    if given.scripted:
        for words in given.words:
            _measure(ScriptedModel(context=CONTEXT), words, 4)
        return
    for parallel in given.parallel:
        with loaded(given.model, CONTEXT, parallel) as engine:
            for words in given.words:
                _measure(engine, words, parallel)


def _measure(engine: Engine | ScriptedModel, words: int, parallel: int) -> None:
    text = real(words, planted=0).text
    if isinstance(engine, Engine):
        counted = engine.run(Tokenize(text=text))
        assert isinstance(counted, Tokenized)
        size = counted.count
    else:
        size = tokens(text)
    began = time.perf_counter()
    options = SummaryOptions(length="medium")
    summary = run(engine, summarize(plain.parse(text), options, ModelFacts(CONTEXT, parallel)))
    seconds = time.perf_counter() - began
    assert summary.coverage.complete
    assert all(0 <= start < end <= len(text) for point in summary.points for start, end in point.sources)
    usage = summary.usage
    evaluated = usage.prompt_tokens - usage.cached_tokens + usage.completion_tokens
    here = psutil.Process()
    child = sum(process.memory_info().rss for process in here.children(recursive=True))
    print(
        f"{len(text.split()):7}{parallel:9}{summary.coverage.sections:10}{evaluated / size:17.2f}"
        f"{here.memory_info().rss / 1e6:9.0f}{child / 1e6:11.0f}{seconds:7.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
