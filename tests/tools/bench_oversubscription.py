"""Measures what decoding loses when other programs want the processor too.

    python tests/tools/bench_oversubscription.py [--spins 0,2000,300000] [--nice 0,10] [--busy 0,1,2]

llama.cpp's threads meet at a barrier after every operation. GNU OpenMP lets those that wait spin there,
300,000 rounds unless it is told otherwise, and a thread that spins keeps the processor from the one that is
waited for. The table has the median of some rounds, in tokens per second, for each number of rounds spun
(GOMP_SPINCOUNT) and each niceness of the engine, while so many processes beside it do nothing but count. Each
round measures everything once, because the rest of the machine is never quite the same.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import psutil

from assistant.engine.client import EngineClient
from assistant.engine.process import module_command
from assistant.engine.protocol import Generate, Generated, Load
from assistant.engine.speed import speed
from assistant.engine.values import LoadSettings, Sampling
from assistant.models.starter import find_starter


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--spins", type=_numbers, default=[0, 200, 2000, 20_000, 300_000])
    arguments.add_argument("--nice", type=_numbers, default=[0])
    arguments.add_argument("--busy", type=_numbers, default=[0, 1, 2])
    arguments.add_argument("--tokens", type=int, default=48)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--model", default=str(find_starter()))
    options = arguments.parse_args()
    settings = list(product(options.spins, options.nice))
    speeds: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    loads: dict[int, list[float]] = defaultdict(list)
    for _ in range(options.rounds):
        for busy, (spins, nice) in product(options.busy, settings):
            with engine(spins, nice) as client, processes(busy):
                client.run(Load(path=options.model, settings=LoadSettings(context=512)))
                speeds[spins, nice, busy].append(decode(client, options.tokens))
            loads[busy].append(psutil.getloadavg()[0])
            last = speeds[spins, nice, busy][-1]
            print(f"{busy} busy, spins {spins}, nice {nice}: {last:.1f} tokens/s", file=sys.stderr)
    heads = [f"{busy} busy (load {statistics.median(loads[busy]):.1f})" for busy in options.busy]
    print(f"{'spins':>8} {'nice':>5}" + "".join(f"{head:>24}" for head in heads))
    for spins, nice in settings:
        cells = ""
        for busy in options.busy:
            here = statistics.median(speeds[spins, nice, busy])
            reference = statistics.median(speeds[(*settings[-1], busy)])
            cells += f"{here:16.1f} {here / reference:6.2f}x"
        print(f"{spins:8} {nice:5}{cells}")
    print(f"The factors compare with the last line; the machine has {psutil.cpu_count()} processors.")


@contextlib.contextmanager
def engine(spins: int, nice: int) -> Iterator[EngineClient]:
    command = ["nice", "-n", str(nice), *module_command("assistant.engine")]
    client = EngineClient(command, env={**os.environ, "GOMP_SPINCOUNT": str(spins)})
    client.start()
    try:
        yield client
    finally:
        client.close()


@contextlib.contextmanager
def processes(count: int) -> Iterator[None]:
    """So many processes that keep a processor busy."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def decode(client: EngineClient, tokens: int) -> float:
    """Tokens per second."""
    sampling = Sampling(temperature=0)
    result = client.run(
        Generate(prompt="Once upon a time", max_tokens=tokens, ignore_eos=True, sampling=sampling)
    )
    assert isinstance(result, Generated)
    return speed(result).writing


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


if __name__ == "__main__":
    main()
