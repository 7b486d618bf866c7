"""What a summary costs, by the length of the text and the number of streams.

    python -m tests.evaluation.bench_summarize [--words 5000 50000] [--parallel 4 1] [--model FILE]

prints for each length and number of streams: the tokens that the model evaluated (read and written, without
what its cache had) for each token of the document, the memory of this process and of the engine's, and the
time. The first figure must not grow with the text by more than a tenth. Run by hand: 50,000 words take long.
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

CONTEXT = 4_096


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--parallel", type=int, nargs="+", default=[4, 1])
    parser.add_argument("--model", type=Path, default=starter_model())
    given = parser.parse_args()
    print(
        f"{'words':>7}{'streams':>9}{'sections':>10}{'evaluated/token':>17}"
        f"{'MB here':>9}{'MB engine':>11}{'s':>7}"
    )
    for parallel in given.parallel:
        with loaded(given.model, CONTEXT, parallel) as engine:
            for words in given.words:
                _measure(engine, words, parallel)


def _measure(engine: Engine, words: int, parallel: int) -> None:
    text = real(words, planted=0).text
    counted = engine.run(Tokenize(text=text))
    assert isinstance(counted, Tokenized)
    began = time.perf_counter()
    options = SummaryOptions(length="medium")
    summary = run(engine, summarize(plain.parse(text), options, ModelFacts(CONTEXT, parallel)))
    seconds = time.perf_counter() - began
    usage = summary.usage
    evaluated = usage.prompt_tokens - usage.cached_tokens + usage.completion_tokens
    here = psutil.Process()
    child = sum(process.memory_info().rss for process in here.children(recursive=True))
    print(
        f"{len(text.split()):7}{parallel:9}{summary.coverage.sections:10}{evaluated / counted.count:17.2f}"
        f"{here.memory_info().rss / 1e6:9.0f}{child / 1e6:11.0f}{seconds:7.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
