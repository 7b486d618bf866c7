"""Compares the engine with llama.cpp's own programs, built from the same source, in one run.

    python tests/tools/compare_llama_bench.py --llama-bench PATH [--batched-bench PATH] [--model FILE]

The programs take turns, so that a machine whose speed drifts is as fast for one as for the other. A ratio
of 1 means that nothing is lost; the bars are 0.97 for reading and decoding, and 0.9 for the gain in parallel.
Build them with the compiler flags of the installed llama-cpp-python.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
from pathlib import Path

from assistant.engine.protocol import (
    Finished,
    Generate,
    Load,
    Started,
    Tokenize,
    Tokenized,
)
from assistant.engine.supervisor import Engine
from assistant.engine.timed_job import TimedJob
from assistant.engine.values import LoadSettings, Sampling
from assistant.models.starter import find_starter

PROMPT, DECODE = 512, 128
MAP_PROMPT, MAP_OUTPUT, STREAMS = 300, 60, 4
GREEDY = Sampling(temperature=0)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--llama-bench", type=Path, required=True)
    arguments.add_argument("--batched-bench", type=Path)
    arguments.add_argument("--model", type=Path, default=find_starter())
    arguments.add_argument("--threads", type=int, default=os.cpu_count())
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    engine = Engine()
    try:
        engine.run(
            Load(
                path=str(options.model),
                settings=LoadSettings(
                    context=4096, threads=options.threads, parallel=STREAMS, flash_attention="off"
                ),
            )
        )
        compare_speed(engine, options)
        if options.batched_bench:
            compare_streams(engine, options)
    finally:
        engine.close()


def compare_speed(engine: Engine, options: argparse.Namespace) -> None:
    """Reading and decoding, one stream."""
    reading: list[float] = []
    decoding: list[float] = []
    print("round   llama-bench (read, decode)   Parlance (read, decode)   ratios")
    for number in range(options.rounds):
        theirs = llama_bench(options)
        # The rounds must not share a beginning, or there would be nothing to read.
        ours = one_stream(engine, f"{number} ")
        ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
        reading.append(ratios[0])
        decoding.append(ratios[1])
        print(
            f"{number + 1:5}   {theirs[0]:12.1f} {theirs[1]:12.1f}   {ours[0]:12.1f} {ours[1]:12.1f}"
            f"   {ratios[0]:.3f} {ratios[1]:.3f}"
        )
    for name, ratios in (("reading", reading), ("decoding", decoding)):
        print(f"{name}: median {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")


def llama_bench(options: argparse.Namespace) -> tuple[float, float]:
    """Tokens per second, reading and decoding."""
    command = [
        options.llama_bench,
        # Decoding goes on where the prompt ends: each token costs more, the more there are before it.
        *("-m", options.model, "-t", options.threads, "-p", PROMPT, "-n", DECODE, "-d", f"0,{PROMPT}"),
        *("-b", 512, "-ub", 512, "-fa", 0, "-r", 1, "-o", "json"),
    ]
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True, text=True)
    speeds = {(row["n_prompt"], row["n_depth"]): row["avg_ts"] for row in json.loads(done.stdout)}
    return speeds[PROMPT, 0], speeds[0, PROMPT]


def one_stream(engine: Engine, beginning: str) -> tuple[float, float]:
    """Tokens per second, reading and decoding."""
    job = TimedJob(engine, generate(prompt_of(engine, beginning, PROMPT), DECODE + 1))
    result = job.result()
    read = result.usage.prompt_tokens - result.usage.cached_tokens
    return read / result.timings.prompt_s, DECODE / result.timings.decode_s


def compare_streams(engine: Engine, options: argparse.Namespace) -> None:
    """What four parallel jobs gain over one after the other, here and in llama-batched-bench."""
    gains: list[float] = []
    print(f"\n{STREAMS} jobs of {MAP_PROMPT} + {MAP_OUTPUT} tokens: gain in parallel over one by one")
    for number in range(options.rounds):
        theirs = batched_gain(options)
        ours = parallel_gain(engine, number)
        gains.append(ours / theirs)
        print(f"{number + 1:5}   llama-batched-bench {theirs:.2f}x   Parlance {ours:.2f}x   {gains[-1]:.3f}")
    print(f"gain: median {statistics.median(gains):.3f} ({min(gains):.3f} to {max(gains):.3f})")


def batched_gain(options: argparse.Namespace) -> float:
    """By the total tokens per second of llama-batched-bench."""
    command = [
        options.batched_bench,
        *("-m", options.model, "-t", options.threads, "-c", 4096, "-b", 512, "-ub", 512, "-kvu", "-fa", 0),
        *("-npp", MAP_PROMPT, "-ntg", MAP_OUTPUT, "-npl", f"1,{STREAMS}", "--output-format", "jsonl"),
    ]
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True, text=True)
    rows = [json.loads(line) for line in re.findall(r"^\{.*\}$", done.stdout, re.MULTILINE)]
    speeds = {row["pl"]: row["speed"] for row in rows}
    return float(speeds[STREAMS] / speeds[1])


def parallel_gain(engine: Engine, number: int) -> float:
    prompts = [prompt_of(engine, f"{number} {which} ", MAP_PROMPT) for which in range(2 * STREAMS)]
    seconds = 0.0
    for prompt in prompts[:STREAMS]:
        job = TimedJob(engine, generate(prompt, MAP_OUTPUT))
        job.result()
        seconds += job.wall_s
    together = [TimedJob(engine, generate(prompt, MAP_OUTPUT)) for prompt in prompts[STREAMS:]]
    for job in together:
        job.result()
    began = min(job.times[Started] for job in together)
    return seconds / (max(job.times[Finished] for job in together) - began)


def generate(prompt: str, tokens: int) -> Generate:
    return Generate(prompt=prompt, max_tokens=tokens, ignore_eos=True, sampling=GREEDY, priority="background")


def prompt_of(engine: Engine, beginning: str, tokens: int) -> str:
    """A text of about so many tokens that begins like no other."""
    words = "the quick brown fox jumps over the lazy dog while seven wizards watch from afar "
    tokenized = engine.run(Tokenize(text=beginning + words * (tokens // 12), pieces=True))
    assert isinstance(tokenized, Tokenized)
    return "".join(text for _, text in tokenized.tokens[:tokens])


if __name__ == "__main__":
    main()
